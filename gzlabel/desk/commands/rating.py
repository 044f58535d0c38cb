"""Deciding on galaxies."""

from functools import partial
from typing import TYPE_CHECKING

from gzlabel.desk.command import Command
from gzlabel.desk.need import Need

if TYPE_CHECKING:
    from gzlabel.desk.acts import Acts

_MEANINGS = (
    "not what I look for",
    "hardly",
    "a little",
    "interesting",
    "very interesting",
    "exactly this",
)


def _rate(acts: "Acts", rating: int) -> None:
    acts.decide(lambda: acts.workbench.decisions.rate(rating))


def _rate_selection(acts: "Acts", rating: int) -> None:
    acts.rate_selection(rating)


COMMANDS = (
    *(
        Command(
            f"rate.{rating}",
            "Rate",
            f"Rate {rating}: {meaning}",
            (str(rating),),
            f"Rate the current galaxy {rating}, {meaning}, and go on.",
            partial(_rate, rating=rating),
        )
        for rating, meaning in enumerate(_MEANINGS)
    ),
    Command(
        "rate.skip",
        "Rate",
        "Skip",
        ("Space",),
        "Set it aside; the model learns nothing.",
        lambda acts: acts.decide(acts.workbench.decisions.skip),
        "skip",
    ),
    Command(
        "rate.artefact",
        "Rate",
        "Artefact",
        ("X",),
        "This image shows no galaxy.",
        lambda acts: acts.decide(acts.workbench.decisions.artefact),
        "artefact",
    ),
    Command(
        "rate.cannot_tell",
        "Rate",
        "Cannot tell",
        ("C",),
        "It cannot be judged from this image.",
        lambda acts: acts.decide(acts.workbench.decisions.cannot_tell),
        "cannot-tell",
    ),
    Command(
        "rate.clear",
        "Rate",
        "Say nothing of it",
        ("Delete",),
        "Take away what was said of the current galaxy.",
        lambda acts: acts.clear(),
    ),
    Command(
        "rate.reject_rest",
        "Rate",
        "Reject the rest and turn the page",
        ("Return", "Enter"),
        "Rate what is left on the page 0, as one act.",
        lambda acts: acts.workbench.decisions.reject_rest(),
        "reject",
    ),
    Command(
        "rate.undo",
        "Rate",
        "Undo",
        ("Backspace", "Ctrl+Z"),
        "Take back the last decision, or the whole page rejected at once.",
        lambda acts: acts.workbench.decisions.undo(),
        "undo",
        repeats=True,
    ),
    Command(
        "rate.redo",
        "Rate",
        "Redo",
        ("Shift+Backspace", "Ctrl+Y", "Ctrl+Shift+Z"),
        "Repeat what was taken back.",
        lambda acts: acts.workbench.decisions.redo(),
        "redo",
        repeats=True,
    ),
    *(
        Command(
            f"rate.selection.{rating}",
            "Rate",
            f"Rate the selection {rating}",
            (f"Ctrl+{rating}",),
            f"Rate every selected galaxy {rating}, as one act.",
            partial(_rate_selection, rating=rating),
            need=Need.SELECTION,
        )
        for rating in range(6)
    ),
)
