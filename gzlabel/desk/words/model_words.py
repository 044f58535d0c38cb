"""What the model says, as sentences in the user's language."""

import math

from gzlabel.desk.words.counted import counted, told
from gzlabel.desk.words.language import translated
from gzlabel.interest import Explanation, Forecast


def advice(forecast: Forecast) -> str:
    """Whether to go on, and what it costs."""
    if not math.isfinite(forecast.looks_to_next):
        return translated("Nothing is left to look at.")
    if forecast.stop:
        words = translated("Stop here, or change what you look for: the next find may cost {0}.")
        return words.format(counted(round(forecast.looks_to_next), "look"))
    looks = counted(max(1, round(forecast.looks_to_next)), "look")
    return told(translated("Go on: about one find in {0}, some {1:,.0f} left."), looks, forecast.remaining)


def reasons(explanation: Explanation) -> str:
    """Why the galaxy has the expected rating it has."""
    if not explanation.neighbours:
        return translated("Nothing is rated yet: it stands for its part of the catalogue.")
    if explanation.purpose == "explore":
        words = translated("Explore: little like it has been rated, so {0:.1f} ± {1:.1f} is mostly a guess.")
        return told(words, explanation.mean, explanation.std)
    strongest = max(explanation.neighbours, key=lambda one: abs(one.pull))
    words = translated(
        "Exploit: expected {0:.1f} ± {1:.1f} from similar rated galaxies; the one rated {2:g} lifts it by {3:.2f}."
        if strongest.pull > 0
        else "Exploit: expected {0:.1f} ± {1:.1f} from similar rated galaxies; "
        "the one rated {2:g} lowers it by {3:.2f}."
    )
    return told(words, explanation.mean, explanation.std, strongest.rating, abs(strongest.pull))
