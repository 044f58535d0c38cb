"""A workbench without disk, threads or model, for the tests of single views."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from gzlabel.atlas import PlacedThumbnails, PointIndex, Recipe, density_contours, place_thumbnails
from gzlabel.catalogue.images import PixelScale
from gzlabel.embedding.reports.figure import draw_figure
from gzlabel.embedding.reports.training_report import TrainingReport, mistakes_of
from gzlabel.embedding.scores import Scores as TestScores
from gzlabel.errors import CatalogueError
from gzlabel.interest import Explanation, Neighbour
from gzlabel.workbench.interests import InterestFigures
from gzlabel.workbench.kin import Kin
from gzlabel.workbench.session import Summary
from gzlabel.workbench.signal import Signal
from gzlabel.workbench.state import (
    Clusters,
    ClusterSummary,
    Counts,
    Decision,
    Job,
    Map,
    Notice,
    Page,
    Part,
    Scores,
    State,
)
from gzlabel.workbench.work.failure import Failure
from gzlabel.workspace import REPAIR, Annotation, Finding

BROKEN_ROW = 5
FINDINGS = (
    Finding("workspace.sqlite", False, "the ratings database is damaged (page 3)", REPAIR, mendable=True),
    Finding("catalogue.parquet", True, "sound, 300 galaxies"),
)
COLOURINGS = ("expected interest", "uncertainty", "cluster", "density")


class FakeWorkbench:
    """Knows ``n`` galaxies on a spiral; galaxy `BROKEN_ROW` has no picture."""

    def __init__(self, n: int = 300, pictures: Callable[[int], Any] | None = None) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.changed, self.saves = Signal(), True
        self.clusters = SimpleNamespace(
            **{
                name: partial(self._act_on_cluster, name)
                for name in ("name", "merge", "split", "dismiss", "restore", "restore_dismissed")
            }
        )
        self.mending = SimpleNamespace(check=lambda step, then, failed: then(FINDINGS), stop=lambda: None)
        self.path, self._pictures = Path("rings.gzlabel"), pictures or spiral
        self.galaxies = SimpleNamespace(
            id_of=self.id_of,
            describe=self.describe,
            find_id=self._recorder("find_id"),
            conflicts=lambda: (9, 8),
            said_elsewhere=lambda row, receive: receive([("mergers", "4")] if row == 1 else []),
        )
        self.map = SimpleNamespace(
            colouring_names=self.colouring_names,
            colouring=self.colouring,
            colours=lambda shares: _heat(shares)[:, :3],
            draw=self.draw_map,
            nearest=self.nearest_on_map,
            within=self.in_lasso,
            class_colours=lambda n: np.full((n, 3), 90, dtype=np.uint8),
            colours_of=lambda rows: _heat(self.state.scores.mean[rows] / 5)[:, :3],
            draw_rows=lambda rows, view, width, height: self.draw_map(view, width, height),
            draw_between=lambda before, share, view, width, height: self.draw_map(view, width, height),
            contours=lambda view: density_contours(PointIndex(self.state.map.positions), view),
            drawn=lambda: self.state.map,
            outlines=lambda: (self.state.map.positions[[0, 40, 80]],),
            thumbnails=self._thumbnails,
        )
        self.annotations = SimpleNamespace(
            flag=self._flag,
            note=self._recorder("annotations.note"),
            set_tags=self._recorder("annotations.set_tags"),
            toggle_tag=self._recorder("annotations.toggle_tag"),
            flagged=(1, 2),
        )
        self.stretch = SimpleNamespace(
            scale=lambda row: PixelScale(0.396, 96, 20.0) if row == 2 else None,
            set=self._recorder("stretch.set"),
            change=lambda changes, keep=True: self.calls.append(("stretch.change", changes)),
            tilt=self._recorder("stretch.tilt"),
        )
        self.pictures = SimpleNamespace(request=self.image)
        self.background = SimpleNamespace(
            recipe=Recipe(),
            **{name: self._recorder(name) for name in ("build_map", "refit_map", "unfit_map", "cancel")},
        )
        self.decisions = SimpleNamespace(
            rate=self._rate,
            skip=self._skip,
            undo=self._undo,
            reject_rest=self._reject_rest,
            **{
                name: self._recorder(name)
                for name in ("artefact", "cannot_tell", "redo", "rate_rows", "clear")
            },
        )
        self.interests = SimpleNamespace(
            figures=lambda: (InterestFigures("rings", 12, 3), InterestFigures("mergers", 4, 4)),
            **{
                name: self._recorder(f"interests.{name}")
                for name in ("add", "rename", "switch", "copy", "combine", "remove", "plan_looks")
            },
        )
        self.checks = SimpleNamespace(known=(7, 8), set_known=self._recorder("checks.set_known"))
        self.session = SimpleNamespace(
            summary=lambda: Summary(3, 1, 12.5, (0, 1, 1)),
            last=Summary(200, 9, 11.0),
            raters=("Vera", "Edwin"),
            hand_over=self._recorder("session.hand_over"),
        )
        self.kindred = SimpleNamespace(of=lambda row, receive: receive(Kin(row, 8, 9)))
        self.classes = SimpleNamespace(
            columns=lambda receive: receive(("morphology", "ring")),
            examples=lambda column, n, receive, prefix=None: receive(
                {f"{column} {one}": np.arange(n) + 10 * one for one in range(3)}
            ),
        )
        self.histograms = SimpleNamespace(
            names=lambda: ("magnitude", "expected interest"), ask=self._recorder("histograms.ask")
        )
        self.elsewhere = SimpleNamespace(
            names=lambda row: ("SIMBAD", "NED") if row != 5 else ("Mine",),
            has_positions=True,
            has_position=lambda row: row != 5,
            address=lambda row, name: f"https://{name.lower()}.org/?row={row}",
            coordinates=lambda row: ("150.1 +2.2", "10:00:24.0 +02:12:00", "J100024.00+021200.0"),
            remember=self._recorder("elsewhere.remember"),
        )
        self.sharing = SimpleNamespace(
            toggle=self._recorder("sharing.toggle"),
            send=lambda rows: self.calls.append(("sharing.send", tuple(rows))),
            point=self._recorder("sharing.point"),
        )
        self.lists = SimpleNamespace(export=self._recorder("export"), liked_rows=self.liked_rows)
        self.cut = SimpleNamespace(
            count=self._count,
            set=self._set_cut,
            narrow=self._recorder("cut.narrow"),
            widen=self._recorder("cut.widen"),
        )
        self.trainings = FakeTrainings(self.calls)
        self.beginnings = SimpleNamespace(begin=self._recorder("beginnings.begin"))
        self._before: list[State] = []
        self.state = _straw_state(n)

    def __getattr__(self, name: str) -> Any:
        def record(*args: Any, **kwargs: Any) -> None:
            self.calls.append((name, *args))

        if name.startswith("_"):
            raise AttributeError(name)
        return record

    def _recorder(self, name: str) -> Callable[..., None]:
        return lambda *args: self.calls.append((name, *args))

    def _count(self, text: str) -> int:
        if "nonsense" in text:
            raise CatalogueError("there is no column nonsense", remedy="Name a column")
        return 120

    def _set_cut(self, text: str) -> None:
        self._count(text)
        self.calls.append(("cut.set", text))

    def _flag(self, rows: Sequence[int]) -> None:
        self.calls.append(("annotations.flag", tuple(rows)))
        self.put(Part.ANNOTATIONS, annotations={row: Annotation(flagged=True) for row in rows})

    def put(self, *parts: Part, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(*parts)

    def _decide(self, rows: Sequence[int], kind: str, rating: int | None) -> None:
        new = [Decision(int(row), kind, rating, "me", "2026-01-01T00:00:00", 1.5) for row in rows]
        decisions = {**self.state.decisions, **{one.row: one for one in new}}
        self._before.append(self.state)
        n_ratings = sum(one.rating is not None for one in decisions.values())
        n_liked = sum((one.rating or 0) >= 3 for one in decisions.values())
        self.put(
            Part.DECISIONS,
            decisions=decisions,
            recent=(*reversed(new), *self.state.recent)[:20],
            can_undo=True,
            counts=Counts(ratings=n_ratings, liked=n_liked),
            found=(*self.state.found, n_liked),
        )

    def _advance(self) -> None:
        page = self.state.page
        self.put(Part.PAGE, page=replace(page, cursor=min(page.cursor + 1, len(page.rows) - 1)))

    def _rate(self, rating: int) -> None:
        self.calls.append(("rate", rating))
        self._decide([self.state.page.rows[self.state.page.cursor]], "rating", rating)
        self._advance()

    def _skip(self) -> None:
        self.calls.append(("skip",))
        self._decide([self.state.page.rows[self.state.page.cursor]], "skip", None)
        self._advance()

    def _undo(self) -> None:
        self.calls.append(("undo",))
        if self._before:
            self.state = self._before.pop()
            self.changed.emit(Part.DECISIONS, Part.PAGE)

    def _reject_rest(self) -> None:
        self.calls.append(("reject_rest",))
        self._decide([row for row in self.state.page.rows if row not in self.state.decisions], "rating", 0)
        page, n = self.state.page, self.state.n_galaxies
        rows = tuple((row + len(page.rows)) % n for row in page.rows)
        self.put(Part.PAGE, page=Page(rows, 0, page.number + 1))

    def move(self, step: int) -> None:
        self.calls.append(("move", step))
        page = self.state.page
        cursor = min(max(page.cursor + step, 0), len(page.rows) - 1)
        self.put(Part.PAGE, page=replace(page, cursor=cursor))

    def go_to(self, row: int) -> None:
        self.calls.append(("go_to", row))
        page = self.state.page
        if row in page.rows:
            self.put(Part.PAGE, page=replace(page, cursor=page.rows.index(row)), aside=None)
        else:
            self.put(Part.PAGE, aside=row)

    def come_back(self) -> None:
        self.calls.append(("come_back",))
        self.put(Part.PAGE, aside=None)

    def select(self, rows: Any) -> None:
        self.calls.append(("select", tuple(int(row) for row in rows)))
        self.put(Part.SELECTION, selection=np.unique(np.asarray(rows, dtype=np.int64)))

    def set_setting(self, key: str, value: object) -> None:
        self.calls.append(("set_setting", key, value))
        self.put(Part.SETTINGS, settings={**self.state.settings, key: value})

    def dismiss_notice(self, index: int) -> None:
        notices = self.state.notices
        self.put(Part.NOTICES, notices=(*notices[:index], *notices[index + 1 :]))

    def notify(self, text: str, level: str = "info", detail: str = "") -> None:
        self.put(Part.NOTICES, notices=(*self.state.notices, Notice(level, text, detail)))

    def run_job(self, fraction: float | None) -> None:
        self.put(Part.JOBS, jobs=(Job("atlas", "Map", "arranging the galaxies", fraction),))

    def _act_on_cluster(self, act: str, *args: Any) -> None:
        self.calls.append((f"clusters.{act}", *args))

    def image(self, row: int, size: int, receive: Callable[[Any], None]) -> None:
        if row == BROKEN_ROW:
            receive(Failure(f"galaxy-{row}.jpg: cut short. Ask for the file again."))
        else:
            receive(self._pictures(row))

    def id_of(self, row: int) -> str:
        return f"SDSS J{1000 + row}"

    def describe(self, row: int, receive: Callable[[list[tuple[str, str]]], None]) -> None:
        facts = [
            ("id", self.id_of(row)),
            ("ra", f"{150 + row / 100:.5f}"),
            ("dec", f"{2 + row / 200:.5f}"),
            ("redshift", f"{0.01 * (row % 9):.3f}"),
            ("petro_r50", "3.412"),
            ("mag_r", "16.883"),
        ]
        receive(facts)

    def liked_rows(self) -> tuple[int, ...]:
        return (4, 2)

    def acquisition_titles(self) -> dict[str, str]:
        return {"default": "expected improvement", "mean": "expected interest"}

    def colouring_names(self) -> tuple[str, ...]:
        return COLOURINGS

    def colouring(self) -> Any:
        name = str(self.state.settings["colour by"])
        categories = ("a", "b") if name == "cluster" else ()
        return SimpleNamespace(name=name, vmin=0.0, vmax=5.0, categories=categories)

    def draw_map(self, view: Any, width: int, height: int) -> Any:
        raster = np.zeros((height, width, 4), dtype=np.uint8)
        positions, mean = self.state.map.positions, self.state.scores.mean
        x = ((positions[:, 0] - view.x_min) / (view.x_max - view.x_min) * width).astype(int)
        y = ((view.y_max - positions[:, 1]) / (view.y_max - view.y_min) * height).astype(int)
        inside = (x >= 1) & (x < width - 1) & (y >= 1) & (y < height - 1)
        colours = _heat(mean / 5)
        for dx in (0, 1):
            for dy in (0, 1):
                raster[y[inside] + dy, x[inside] + dx] = colours[inside]
        return raster

    def nearest_on_map(self, x: float, y: float, radius: float = np.inf) -> int | None:
        distances = np.hypot(*(self.state.map.positions - (x, y)).T)
        nearest = int(np.argmin(distances))
        return nearest if distances[nearest] <= radius else None

    def _thumbnails(self, view: Any, width: int, height: int) -> tuple[PlacedThumbnails, int] | None:
        inside = view.contains(self.state.map.positions)
        if inside.sum() > 30:
            return None
        return place_thumbnails(self.state.map.positions, view, width, height, 56), 56

    def in_lasso(self, polygon: Any) -> Any:
        low, high = polygon.min(axis=0), polygon.max(axis=0)
        inside = np.all((self.state.map.positions >= low) & (self.state.map.positions <= high), axis=1)
        return np.flatnonzero(inside)

    def explain(self, row: int, receive: Callable[[Any], None]) -> None:
        near = tuple(Neighbour(other, 4.0, 0.8, 0.4) for other in list(self.state.decisions)[:3])
        receive(Explanation(row, 2.0, 0.5, near, 0.8, "exploit", 7))

    def save(self) -> bool:
        return self.saves

    def close(self) -> None:
        self.calls.append(("close",))


class FakeTrainings:
    """One classifier of rings, whose two mistakes are galaxies 3 and 4."""

    def __init__(self, calls: list[tuple[Any, ...]]) -> None:
        self._calls = calls

    def targets(self) -> tuple[str, ...]:
        return ("rating", "ring")

    def counts(self, target: str) -> dict[str, int]:
        if target not in self.targets():
            raise CatalogueError(f"there is neither a column nor a tag {target!r}")
        return {"other": 1, "rings": 3} if target == "rating" else {"not ring": 40, "ring": 20}

    def start(self, *order: object) -> None:
        self._calls.append(("trainings.start", *order))

    def report(self, name: str) -> TrainingReport:
        truth, said = np.array([0, 0, 1, 1]), np.array([[0.9, 0.1], [0.3, 0.7], [0.95, 0.05], [0.2, 0.8]])
        scores = TestScores.of(truth, said, ("not ring", "ring"))
        mistakes = mistakes_of(scores, np.array([2, 3, 4, 5]), truth, said)
        return TrainingReport("ring", "linear", 10, 4, scores, {}, mistakes, facts={"vectors": "morphology"})

    def figure(self, name: str, inks: Any, scale: float) -> Any:
        return draw_figure(self.report(name), inks, scale)

    def columns(self, name: str) -> tuple[str, ...]:
        return ("p_ring",)

    def set_prior(self, column: str) -> None:
        self._calls.append(("trainings.set_prior", column))

    def write(self, name: str, folder: Path) -> None:
        self._calls.append(("trainings.write", name, folder))


@lru_cache
def spiral(row: int, side: int = 96) -> Any:
    """A two-armed spiral, tilted and coloured by its number."""
    y, x = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j]
    tilt = 0.4 + 0.6 * ((row * 37) % 10) / 10
    turn = row * 0.7
    u, v = x * np.cos(turn) + y * np.sin(turn), (-x * np.sin(turn) + y * np.cos(turn)) / tilt
    radius, angle = np.hypot(u, v), np.arctan2(v, u)
    arms = 0.5 + 0.5 * np.cos(2 * angle - 7 * np.log(radius + 0.05) * (1 if row % 2 else -1))
    light = np.exp(-5 * radius) + 0.5 * arms * np.exp(-3 * radius)
    bulge = np.exp(-((radius / 0.12) ** 2))
    pixels = np.stack([light * 0.7 + bulge, light * 0.75 + bulge * 0.85, light + bulge * 0.6], axis=-1)
    return (255 * np.clip(pixels, 0, 1)).astype(np.uint8)


def _heat(shares: Any) -> Any:
    t = np.asarray(shares)[:, None]
    low, high = np.array([40, 60, 120]), np.array([250, 220, 60])
    rgb = (low + (high - low) * t).astype(np.uint8)
    return np.concatenate([rgb, np.full((len(rgb), 1), 255, np.uint8)], axis=1)


def _straw_state(n: int) -> State:
    random = np.random.default_rng(0)
    mean = random.beta(1, 4, n).astype(np.float32) * 5
    std = random.uniform(0.2, 1.0, n).astype(np.float32)
    angle = np.linspace(0, 12, n)
    positions = np.column_stack([angle * np.cos(angle), angle * np.sin(angle)]) + random.normal(
        0, 0.5, (n, 2)
    )
    groups = np.array_split(np.arange(n), 6)
    summaries = tuple(
        ClusterSummary(
            key=f"k{i}",
            name=f"Cluster {i + 1}",
            rows=rows,
            n_rated=i,
            n_liked=i // 2,
            mean=float(mean[rows].mean()),
            std=0.3,
            change=0.0,
            typical=tuple(rows[:4].tolist()),
            borderline=tuple(rows[-4:].tolist()),
            surprising=(),
            alert="expected interesting, unseen" if i == 2 else "",
        )
        for i, rows in enumerate(groups)
    )
    labels = np.concatenate([np.full(len(rows), i, np.int32) for i, rows in enumerate(groups)])
    return State(
        interest="rings",
        interests=("rings", "mergers"),
        n_galaxies=n,
        rater="Vera",
        page=Page(tuple(range(min(24, n))), 0, 1),
        scores=Scores(mean, std, mean + std, 7, 12, "searching"),
        clusters=Clusters(labels, summaries),
        map=Map(positions.astype(np.float32), "final map (UMAP)", True),
        ranking=np.argsort(-mean)[:200],
        settings={"acquisition": "default", "colour by": "expected interest", "page size": 24},
    )
