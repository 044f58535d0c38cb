"""Fixed words that come from below the desk, in English: what a language has to know besides the desk's own."""

from gzlabel.desk.command import Command
from gzlabel.desk.commands import COMMANDS, MENUS
from gzlabel.desk.need import Need
from gzlabel.desk.page.page_words import SOURCES
from gzlabel.desk.panels import panel_kinds
from gzlabel.desk.words.below import NAMES, SENTENCES
from gzlabel.desk.words.counted import counted_forms
from gzlabel.interest import acquisition_titles
from gzlabel.workbench.training import METHODS

_FROM_BELOW = (
    # phases of the search, and kinds of decision
    "exploring",
    "widening",
    "searching",
    "skip",
    "artefact",
    "cannot tell",
    # alerts of clusters
    "expected interesting, unseen",
    "likely artefacts",
    # what the map is, and what colours it
    "no map yet",
    "first map: two principal components",
    "provisional map: UMAP of landmarks",
    "map of earlier vectors",
    "UMAP",
    "UMAP, refitted to your ratings",
    "expected interest",
    "uncertainty",
    "acquisition",
    "rating",
    "cluster",
    "density",
    # help
    "key",
    "command",
    "what it does",
    # jobs
    "Vectors",
    "Map",
    "Model",
    "Starting",
    "Choosing hyperparameters",
    "Principal components",
    "Reading features",
    "Neighbours",
    "Neighbours of landmarks",
    "First map, from landmarks",
    "Layout for the eye",
    "Space for clusters",
    "Cluster tree",
    "Quality of the map",
    # stretches
    "linear",
    "sqrt",
    "log",
    "asinh",
    "sky",
    "percentile",
    "zscale",
    "full",
    "fixed",
)


def fixed_words() -> tuple[str, ...]:
    """Every fixed English text that is translated by itself, as `translated` does."""
    titles = [word for command in COMMANDS for word in _of(command)]
    below = (
        *_FROM_BELOW,
        *SENTENCES,
        *NAMES,
        *SOURCES,
        *(need.value for need in Need),
        *(kind.title for kind in panel_kinds()),
        *METHODS.values(),
        *counted_forms(),
        *acquisition_titles().values(),
    )
    return tuple(dict.fromkeys((*titles, *MENUS, *below)))


def _of(command: Command) -> tuple[str, str]:
    return command.english, command.english_help
