"""From labels to a classifier, its report, and its predictions of the whole catalogue."""

import argparse
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gzlabel.cli.network_options import add_network_options, network_options
from gzlabel.cli.terminal import ProgressBar, print_json, print_table, tell_unfinished
from gzlabel.progress import Report, silent

if TYPE_CHECKING:
    from gzlabel.workbench.training import TrainingResult
    from gzlabel.workspace import Workspace

NAME = "train"
HELP = "train a calibrated classifier from ratings, a tag or a column, and predict the whole catalogue"
_COLUMNS = ("name", "n", "precision", "recall", "f1", "average_precision", "auc")
_RECIPE = {"epochs": "n_epochs", "rate": "rate", "patience": "patience", "seed": "seed"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--target", metavar="rating|TAG|COLUMN", help="what to learn")
    parser.add_argument(
        "--preset", choices=("gz2",), help="gz2: the five classes of Galaxy Zoo 2, from gz2class codes"
    )
    parser.add_argument("--interest", help="with rating: which; the present one unless told")
    parser.add_argument(
        "--head",
        choices=("linear", "last-block", "full"),
        default="linear",
        help="linear: a classifier of the vectors, in seconds; the others fine-tune the network",
    )
    parser.add_argument(
        "--report", type=Path, metavar="DIR", help="write the report as report.html and report.png"
    )
    parser.add_argument("--out", type=Path, metavar="TABLE", help="write the predictions as a table, too")
    parser.add_argument("--json", action="store_true", help="for a program")
    network = parser.add_argument_group("the network to fine-tune")
    network.add_argument("--encoder", default="", help="the one that made the vectors, unless told")
    add_network_options(network)
    network.add_argument("--epochs", type=int, metavar="N", help="at most (30)")
    network.add_argument("--rate", type=float, help="learning rate of the classifier (0.001)")
    network.add_argument("--patience", type=int, metavar="N", help="epochs without gain before it stops (6)")
    network.add_argument("--seed", type=int)


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    tell_unfinished(arguments.workspace)
    if arguments.target is None and arguments.preset is None:
        arguments.target = "rating"
    progress = ProgressBar()
    result = train(
        arguments.workspace,
        arguments.target,
        preset=arguments.preset,
        interest=arguments.interest,
        head=arguments.head,
        encoder=arguments.encoder,
        options=network_options(arguments),
        recipe=_recipe(arguments),
        report_to=arguments.report,
        out=arguments.out,
        report=progress,
    )
    progress.close()
    if arguments.json:
        print_json({**result.report.as_json(), "columns": result.columns, "folder": str(result.folder)})
    else:
        _tell(result, arguments.report)
        if result.report.curves:
            print(f"as an encoder: {_as_encoder(arguments, result.folder)}")
    return 0


def _as_encoder(arguments: argparse.Namespace, folder: Path) -> str:
    """The line to type that makes vectors with the fine-tuned network."""
    from gzlabel.embedding import EmbeddingMatrix
    from gzlabel.workspace import Workspace

    encoder = arguments.encoder
    if not encoder:
        with Workspace.open(arguments.workspace, read_only=True) as workspace:
            encoder = EmbeddingMatrix.open(workspace.embedding_folder).manifest.encoder
    words = ["gzlabel", "embed", arguments.workspace, "--encoder", encoder, "--weights", folder]
    return shlex.join(map(str, words))


def train(
    path: str | Path,
    target: str | None = None,
    *,
    preset: str | None = None,
    interest: str | None = None,
    head: str = "linear",
    encoder: str = "",
    options: dict[str, Any] | None = None,
    recipe: dict[str, Any] | None = None,
    report_to: str | Path | None = None,
    out: str | Path | None = None,
    report: Report = silent,
) -> "TrainingResult":
    """Train and test a classifier, and keep what it says of every galaxy as columns of the workspace.

    Parameters
    ----------
    target, preset, interest
        What to learn (see `gzlabel.workbench.training.labelled_galaxies`).
    head, encoder, options, recipe
        How (see `gzlabel.workbench.training.TrainingOrder`).
    report_to
        Folder for ``report.html`` and ``report.png``.
    out
        Table of id and predictions.

    Raises
    ------
    UserError
        If the recipe cannot be followed, there are no vectors, or too few labels of some class.
    """
    from gzlabel.embedding.finetune import FineTuneRecipe
    from gzlabel.workbench.training import TrainingOrder, labelled_galaxies, teach
    from gzlabel.workbench.training.writing import write_report_of
    from gzlabel.workspace import Workspace

    FineTuneRecipe(**(recipe or {}))  # says what is wrong with it before any work
    with Workspace.open(Path(path)) as workspace:
        labelled = labelled_galaxies(workspace, target, interest=interest, preset=preset)
        order = TrainingOrder(labelled, head, encoder, options or {}, recipe or {})
        result = teach(workspace.path, order, workspace.embedding_folder, report)
        workspace.catalogue.made.refresh()
        if report_to is not None:
            write_report_of(workspace, result.report, Path(report_to))
        if out is not None:
            _write(workspace, Path(out), result.columns)
    return result


def _tell(result: "TrainingResult", report_to: Path | None) -> None:
    report = result.report
    print(f"{report.title}, on {report.n_tested:,} galaxies it was not taught:")
    for name, scores in {"": report.scores, **report.baselines}.items():
        if name:
            print(f"\nfor comparison, {name}:")
        print_table(_COLUMNS, ([getattr(one, key) for key in _COLUMNS] for one in scores.per_class))
        print(f"accuracy {scores.accuracy:.3f}, calibration error {scores.calibration_error:.3f}")
    print(f"\ncolumns of the workspace now: {', '.join(result.columns)}")
    if report_to is not None:
        print(f"report: {report_to / 'report.html'}")


def _recipe(arguments: argparse.Namespace) -> dict[str, Any]:
    given = {field: getattr(arguments, name) for name, field in _RECIPE.items()}
    given["batch_size"] = arguments.batch
    return {name: value for name, value in given.items() if value is not None}


def _write(workspace: "Workspace", out: Path, columns: tuple[str, ...]) -> None:
    from gzlabel.catalogue import write_table

    catalogue = workspace.catalogue
    key = [catalogue.id_column] if catalogue.id_column else []
    table = catalogue.table(names=[*key, *columns])
    if not key:
        import pyarrow as pa

        table = table.add_column(0, "id", pa.array(catalogue.ids))
    write_table(table, out, {"program": "gzlabel train"})
