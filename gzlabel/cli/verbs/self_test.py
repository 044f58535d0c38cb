"""Go once through everything an installation must be able to do, on made galaxies."""

import argparse
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gzlabel.errors import GzlabelError
from gzlabel.progress import Report, silent

NAME = "self-test"
HELP = "try this installation: libraries, workspace, vectors, map, rating, export"

_N_GALAXIES = 60
_LIBRARIES = ("numba", "scipy", "sklearn", "umap", "hdbscan", "astropy", "skimage", "sep", "pyarrow")
_OPTIONAL = ("torch", "timm", "safetensors", "huggingface_hub", "h5py", "pyvo")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments: none."""


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb; exit code 1 at the first thing that fails."""
    with TemporaryDirectory(prefix="gzlabel-") as folder:
        tester = _Tester(Path(folder))
        for what, step in tester.steps():
            try:
                print(f"ok      {what}: {step()}", flush=True)
            except Exception as error:
                print(f"FAILED  {what}: {type(error).__name__}: {error}", flush=True)
                return 1
    print("This installation works.")
    return 0


class _Tester:
    """Keeps the child process and the workspace from step to step."""

    def __init__(self, folder: Path) -> None:
        from gzlabel.workbench.work.worker import WorkerProcess

        self._folder, self._path = folder, folder / "made.gzlabel"
        self._worker = WorkerProcess("gzlabel-self-test")

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        return [
            ("heavy libraries in a child process", self._import_libraries),
            ("a workspace from a table and images", self._make),
            ("vectors", self._embed),
            ("map and clusters in a child process", self._map),
            ("ratings", self._rate),
            ("lists written and read back", self._export),
            ("the workspace is sound", self._check),
            ("certificates for cutout services", self._certificates),
            ("Qt: window system, image formats, fonts, in a child process", self._qt),
        ]

    def _in_child(self, function: Callable[..., Any], *arguments: Any) -> Any:
        from gzlabel.workbench.work.failure import Failure

        result = self._worker.run(function, arguments, silent)
        if isinstance(result, Failure):
            raise GzlabelError(f"{result.text}\n{result.traceback}")
        return result

    def _qt(self) -> str:
        from gzlabel.desk.equipment import equipment

        try:
            return str(self._in_child(equipment))
        finally:
            self._worker.stop()

    def _import_libraries(self) -> str:
        return str(self._in_child(import_libraries))

    def _make(self) -> str:
        import numpy as np
        from PIL import Image

        from gzlabel.cli.verbs.new import new

        random = np.random.default_rng(0)
        y, x = np.mgrid[-32:32, -32:32]
        lines = ["name,magnitude"]
        for number in range(_N_GALAXIES):
            light = 220 * np.exp(-np.hypot(x, y * random.uniform(1, 4)) / random.uniform(3, 9))
            pixels = np.clip(light[..., None] + random.normal(8, 4, (64, 64, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(self._folder / f"G{number}.png")
            lines.append(f"G{number},{random.uniform(14, 20):.3f}")
        (self._folder / "made.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        with new(self._path, self._folder / "made.csv", images=str(self._folder / "{name}.png")) as workspace:
            return f"{workspace.catalogue.n_galaxies} galaxies"

    def _embed(self) -> str:
        from gzlabel.cli.verbs.embed import embed

        n_valid, _, n_features = embed(self._path)
        return f"{n_valid} vectors of {n_features} features"

    def _map(self) -> str:
        from gzlabel.atlas import Atlas, build_atlas

        matrix = self._path / "embedding"
        reduced = next(matrix.glob("reduced-*.npy"))
        self._in_child(build_atlas, reduced, self._path / "atlas", None)
        self._worker.stop()
        tree = Atlas.open(self._path / "atlas").tree
        if tree is None:
            raise GzlabelError("the map is there, but no cluster tree")
        return f"a tree of {tree.n_nodes} nodes"

    def _rate(self) -> str:
        from gzlabel.cli.verbs.rank import rank
        from gzlabel.cli.verbs.rate import rate

        table = self._folder / "ratings.csv"
        lines = [f"G{number},{number % 6}" for number in range(20)]
        table.write_text("id,rating\n" + "\n".join(lines) + "\n", encoding="utf-8")
        return f"{rate(self._path, table)} ratings, the best is {rank(self._path, top=1)[0]['id']}"

    def _export(self) -> str:
        from gzlabel.catalogue import read_table
        from gzlabel.cli.verbs.export import export

        for suffix in ("csv", "fits", "vot", "parquet"):
            out = self._folder / f"list.{suffix}"
            n_written = export(self._path, out, which="top", n=10).n
            if read_table(out).num_rows != n_written:
                raise GzlabelError(f"{out.name} does not hold the {n_written} galaxies written")
        return "CSV, FITS, VOTable, Parquet"

    def _check(self) -> str:
        from gzlabel.workspace import check

        wrong = [finding.what for finding in check(self._path) if not finding.is_sound]
        if wrong:
            raise GzlabelError("; ".join(wrong))
        return "yes"

    def _certificates(self) -> str:
        import ssl

        n_trusted = len(ssl.create_default_context().get_ca_certs())
        return f"{n_trusted} authorities trusted" if n_trusted else "the system's own, read on demand"


def import_libraries(report: Report = silent) -> str:
    """Import every heavy library that is installed, and say which; runs in a child process."""
    from importlib import import_module

    present = [*_LIBRARIES, *(name for name in _OPTIONAL if find_spec(name))]
    for name in present:
        if name == "timm":
            from gzlabel.embedding.torch_models.torchvision_import import import_timm

            import_timm()
        else:
            import_module(name)
    return ", ".join(present)
