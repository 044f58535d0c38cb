"""The report of a training as one web page that carries its pictures and can run nothing.

Every text is escaped, and a content security policy forbids scripts and connections besides.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.embedding.reports.canvas import blend
from gzlabel.embedding.reports.figure import draw_figure
from gzlabel.embedding.reports.score_bars import SCORES
from gzlabel.embedding.reports.training_report import Mistake, TrainingReport
from gzlabel.embedding.scores import Scores

THUMBNAIL_PX = 120
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = f"""
:root {{ font: 14px/1.4 system-ui, sans-serif; color: #1b1d20; background: #fff; }}
body {{ margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }}
h1 {{ font-size: 1.4rem; margin: 0 0 .3rem; }} h2 {{ font-size: 1.1rem; margin: 2rem 0 .6rem; }}
p, dt, th, figcaption {{ color: #5f646b; }}
table {{ border-collapse: collapse; }} th {{ font-weight: normal; text-align: right; }}
td, th {{ padding: .35rem .7rem; text-align: right; font-variant-numeric: tabular-nums; }}
.confusion td {{ text-align: center; min-width: 4.5rem; border: 2px solid #fff; }}
small {{ display: block; }} img {{ max-width: 100%; }}
.mistakes {{ display: flex; flex-wrap: wrap; gap: 12px; }}
figure {{ margin: 0; width: {THUMBNAIL_PX}px; break-inside: avoid; font-size: 12px; overflow-wrap: anywhere; }}
.mistakes img, .none {{ width: {THUMBNAIL_PX}px; height: {THUMBNAIL_PX}px; border-radius: 4px; background: #8883; }}
.none {{ display: grid; place-items: center; }}
dl {{ display: grid; grid-template-columns: max-content auto; gap: 2px 1rem; font-size: 12px; }} dd {{ margin: 0; }}
"""

Thumbnail = Callable[[int], NDArray[np.uint8] | None]
"""The square picture ``(side, side, 3)`` of a catalogue row; None where there is none."""


def write_report(
    report: TrainingReport, folder: Path, name_of: Callable[[int], str], thumbnail: Thumbnail
) -> tuple[Path, Path]:
    """Write ``report.html`` and ``report.png`` into a folder; return their paths.

    Parameters
    ----------
    name_of
        What a catalogue row is called.
    """
    folder.mkdir(parents=True, exist_ok=True)
    page, picture = folder / "report.html", folder / "report.png"
    figure = draw_figure(report)
    with written_whole(picture) as temporary:
        temporary.write_bytes(_encoded(figure, "PNG"))
    with written_whole(page) as temporary:
        temporary.write_text(_page(report, figure, name_of, thumbnail), encoding="utf-8")
    return page, picture


def _page(
    report: TrainingReport, figure: NDArray[np.uint8], name_of: Callable[[int], str], thumbnail: Thumbnail
) -> str:
    title = escape(report.title)
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>\n<h1>{title}</h1>\n"
        f"<p>{report.n_tested:,} galaxies it was not taught, {report.n_taught:,} it was. "
        f"Accuracy {report.scores.accuracy:.3f}, Brier score {report.scores.brier:.3f}, "
        f"calibration error {report.scores.calibration_error:.3f}.</p>\n",
        f'<img src="{_data(_encoded(figure, "PNG"), "png")}" alt="Confusion, calibration and scores">\n',
        f"<h2>Confusion</h2>\n{_confusion(report.scores)}",
        f"<h2>Every class</h2>\n{_classes(report.method, report.scores)}",
        *(_classes(name, scores) for name, scores in report.baselines.items()),
        f"<h2>Worst mistakes</h2>\n{_mistakes(report.mistakes, name_of, thumbnail)}",
        _facts(report),
        "</body></html>\n",
    ]
    return "".join(parts)


def _confusion(scores: Scores) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in scores.classes)
    lines = [f'<table class="confusion"><tr><th>is \\ taken for</th>{head}</tr>\n']
    for place, name in enumerate(scores.classes):
        cells = "".join(
            _cell(float(rate), int(count))
            for rate, count in zip(scores.rates[place], scores.confusion[place], strict=True)
        )
        lines.append(f"<tr><th>{escape(name)}</th>{cells}</tr>\n")
    return "".join([*lines, "</table>\n"])


def _cell(rate: float, count: int) -> str:
    ground = blend("#ffffff", "#0b63b5", 0.06 + 0.94 * rate)
    words = "#ffffff" if rate > 0.5 else "#1b1d20"
    return f'<td style="background:{ground};color:{words}">{rate:.1%}<small>{count:,}</small></td>'


def _classes(caption: str, scores: Scores) -> str:
    columns = {**SCORES, "auc": "AUC"}
    head = "".join(f"<th>{title}</th>" for title in ("galaxies", *columns.values()))
    lines = "".join(
        f"<tr><th>{escape(one.name)}</th><td>{one.n:,}</td>"
        + "".join(f"<td>{_figure(getattr(one, key))}</td>" for key in columns)
        + "</tr>\n"
        for one in scores.per_class
    )
    words = f"{escape(caption)}: accuracy {scores.accuracy:.3f}, Brier score {scores.brier:.3f}"
    return f"<p>{words}</p>\n<table><tr><th></th>{head}</tr>\n{lines}</table>\n"


def _mistakes(mistakes: Sequence[Mistake], name_of: Callable[[int], str], thumbnail: Thumbnail) -> str:
    if not mistakes:
        return "<p>None.</p>\n"
    figures = []
    for one in mistakes:
        name, pixels = escape(name_of(one.row)), thumbnail(one.row)
        picture = '<div class="none">no image</div>'
        if pixels is not None:
            picture = f'<img src="{_data(_encoded(pixels, "JPEG"), "jpeg")}" alt="{name}">'
        words = f"{escape(one.truth)}, taken for {escape(one.answer)} ({one.probability:.0%})"
        figures.append(f"<figure>{picture}<figcaption><b>{name}</b><br>{words}</figcaption></figure>\n")
    return f'<div class="mistakes">\n{"".join(figures)}</div>\n'


def _facts(report: TrainingReport) -> str:
    listed = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in report.facts.items()
    )
    return f"<h2>How it was made</h2>\n<dl>{listed}</dl>\n"


def _figure(value: float) -> str:
    return f"{value:.3f}" if value == value else "–"


def _encoded(pixels: NDArray[np.uint8], kind: str) -> bytes:
    from PIL import Image

    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, kind, **({"quality": 88} if kind == "JPEG" else {"optimize": True}))
    return buffer.getvalue()


def _data(content: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{b64encode(content).decode()}"
