"""A contact sheet as PDF for paper: A4 pages of thumbnails, drawn one page at a time."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gzlabel.workspace.exports.contact_sheet import Section, Tile

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_DPI = 150
_WIDTH, _HEIGHT = round(8.27 * _DPI), round(11.69 * _DPI)  # A4
_MARGIN = 75
_COLUMNS, _ROWS = 5, 6
_GAP = 20
_TILE = (_WIDTH - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) // _COLUMNS
_CAPTION = 66
_TEXT, _SMALL = 17, 15
_INK, _FAINT = (20, 20, 20), (110, 110, 110)


def write(path: Path, title: str, facts: Mapping[str, str], sections: Sequence[Section]) -> None:
    """Write the pages; the arguments are those of `gzlabel.workspace.exports.contact_html.write`."""
    n_pages = sum(-(-section.n_tiles // (_COLUMNS * _ROWS)) for section in sections)
    pages = _pages(title, facts, sections, n_pages)
    first = next(pages)
    first.save(
        path, "PDF", save_all=True, append_images=pages, resolution=_DPI, title=title, producer="gzlabel"
    )


def _pages(
    title: str, facts: Mapping[str, str], sections: Sequence[Section], n_pages: int
) -> Iterator["Image"]:
    number = 0
    for section in sections:
        page: list[Tile] = []
        for tile in section.tiles:
            page.append(tile)
            if len(page) == _COLUMNS * _ROWS:
                number += 1
                yield _page(title, section.heading, page, f"{number} / {n_pages}", facts)
                page = []
        if page:
            number += 1
            yield _page(title, section.heading, page, f"{number} / {n_pages}", facts)
    if number == 0:
        yield _page(title, "no galaxies", [], "", facts)


def _page(title: str, heading: str, tiles: Sequence[Tile], number: str, facts: Mapping[str, str]) -> "Image":
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    draw = ImageDraw.Draw(page)
    _write(
        draw, (_MARGIN, _MARGIN - 35), " · ".join(text for text in (title, heading) if text), 24, _INK, _WIDTH
    )
    for place, tile in enumerate(tiles):
        x = _MARGIN + (place % _COLUMNS) * (_TILE + _GAP)
        y = _MARGIN + 15 + (place // _COLUMNS) * (_TILE + _CAPTION)
        if tile.image is None:
            draw.rectangle((x, y, x + _TILE, y + _TILE), fill=(235, 235, 235))
            _write(draw, (x + 10, y + _TILE // 2), "no image", _SMALL, _FAINT, _TILE)
        else:
            page.paste(tile.image.resize((_TILE, _TILE), Image.Resampling.LANCZOS), (x, y))
        for line, text in enumerate((tile.title, *tile.lines)[:3]):
            size, ink = (_TEXT, _INK) if line == 0 else (_SMALL, _FAINT)
            _write(draw, (x, y + _TILE + 4 + 19 * line), text, size, ink, _TILE)
    made = " · ".join(facts[name] for name in ("program", "written", "model", "cut") if facts.get(name))
    _write(draw, (_MARGIN, _HEIGHT - 42), made, _SMALL, _FAINT, _WIDTH - 2 * _MARGIN - 120)
    _write(draw, (_WIDTH - _MARGIN - 90, _HEIGHT - 42), number, _SMALL, _FAINT, 120)
    return page


def _write(
    draw: "ImageDraw", at: tuple[int, int], text: str, size: int, ink: tuple[int, int, int], width: int
) -> None:
    """Write one line, cut with an ellipsis where it is wider than ``width`` pixels."""
    from PIL import ImageFont

    font = ImageFont.load_default(size)
    text = " ".join(text.split())
    shown = text
    while shown and draw.textlength(shown if shown == text else f"{shown}…", font=font) > width:
        shown = shown[:-1]
    draw.text(at, shown if shown == text else f"{shown}…", fill=ink, font=font)
