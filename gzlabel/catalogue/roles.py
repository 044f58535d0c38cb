"""What each column of a table is for, as names, units, UCDs and values tell it: a proposal, not a verdict."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from gzlabel.catalogue.columns import UCD, is_number, is_text
from gzlabel.catalogue.position_unit import position_unit_of
from gzlabel.catalogue.sky import PositionUnit
from gzlabel.parsed_json import parsed_or

ROLES = b"gzlabel.catalogue"
"""Where a table that comes from a catalogue says which of its columns are what."""

_ID_NAMES = (
    r"id_str|asset_id|(galaxy|object|source|sdss|obj)_?id|dr\d+_?obj_?id|i?au_?name|designation|source_?name",
    r"id|name|objname|target_?id|subject_id|.*(dr\d+|gz\d*).*id|specobjid|nsa_?id|brickid_objid",
    r".*_id|id_.*|.*objid.*|.*name",
)
_RA_NAMES = (
    r"ra|_?raj2000|ra_?deg|ra_?j2000|ra_icrs|alpha(_?j2000)?|right_?ascension",
    r"ra[_ \[(].*|.*[_ ]ra",
)
_DEC_NAMES = (
    r"dec|_?dej2000|de_?deg|dec_?deg|dec_?j2000|de_icrs|decl?|delta(_?j2000)?|declination",
    r"decl?[_ \[(].*|.*[_ ]dec",
)
_NOT_POSITIONS = re.compile(r"err|sigma|rms|offset|_?pm|motion|unc|ivar|std", re.IGNORECASE)
_IMAGE_NAMES = (
    r"file_?loc|image(_?path|_?file|_?name)?|file_?(name|path)|filename|path",
    r"(png|jpe?g|fits)_loc|.*_loc",
)
_EMBEDDING_NAME = re.compile(r"(?P<stem>.*?)[_.]?(?P<place>\d+)")
_EMBEDDING_STEMS = re.compile(
    r"emb(edding)?s?|feat(ure)?s?|vec(tor)?|latent|repr(esentation)?|pc|z", re.IGNORECASE
)
_IMAGE_VALUE = r"(?i)\.(jpe?g|png|tiff?|webp|fits?(\.gz|\.fz)?|npy)\s*$"
_FEWEST_EMBEDDING_COLUMNS = 3
_FEWEST_COUNTED = 3
_LOOKED_AT = 1000


@dataclass(frozen=True)
class Roles:
    """What a table's columns are proposed for.

    Attributes
    ----------
    id_column
        None where galaxies can only be called by row number.
    ra_column, dec_column, position_unit
        All None where the table has no positions.
    image_column
        Paths or addresses of images.
    embedding_columns
        ``embedding_0`` and so on, in the order of their numbers.
    colour_columns
        Numbers worth colouring a map by: neither ids nor positions nor embedding.
    """

    id_column: str | None = None
    ra_column: str | None = None
    dec_column: str | None = None
    position_unit: PositionUnit | None = None
    image_column: str | None = None
    embedding_columns: tuple[str, ...] = ()
    colour_columns: tuple[str, ...] = ()


def guess_roles(table: pa.Table) -> Roles:
    """Propose what each column of ``table`` is for; one that comes from a catalogue says so itself."""
    embedding = _embedding_columns(table.schema)
    others = [field for field in table.schema if field.name not in set(embedding)]
    said = _said_roles(table)
    ra, dec = (said["ra_column"], said["dec_column"]) if said else position_columns(others)
    unit = (said.get("position_unit") or position_unit_of(table, ra, dec)) if ra and dec else None
    fit_for_ids = [field for field in others if field.name not in (ra, dec)]
    identifier = said["id_column"] if said else _id_column(table, fit_for_ids)
    taken = {ra, dec, identifier, *embedding}
    return Roles(
        id_column=identifier,
        ra_column=ra if unit else None,
        dec_column=dec if unit else None,
        position_unit=unit,
        image_column=_image_column(table, others),
        embedding_columns=embedding,
        colour_columns=tuple(
            field.name for field in others if field.name not in taken and _is_fit_for_colour(table, field)
        ),
    )


def _said_roles(table: pa.Table) -> dict[str, Any]:
    said: dict[str, Any] = parsed_or((table.schema.metadata or {}).get(ROLES, b"{}"), {})
    named = [said.get(role) for role in ("id_column", "ra_column", "dec_column")]
    return said if said and all(name is None or name in table.column_names for name in named) else {}


def _embedding_columns(schema: pa.Schema) -> tuple[str, ...]:
    families: dict[str, list[tuple[int, str]]] = {}
    for field in schema:
        if pa.types.is_fixed_size_list(field.type) and _EMBEDDING_STEMS.fullmatch(field.name):
            return (field.name,)
        found = _EMBEDDING_NAME.fullmatch(field.name)
        if found and is_number(field.type) and _EMBEDDING_STEMS.fullmatch(found["stem"].rpartition(".")[2]):
            families.setdefault(found["stem"], []).append((int(found["place"]), field.name))
    largest = max(families.values(), key=len, default=[])
    return tuple(name for _, name in sorted(largest)) if len(largest) >= _FEWEST_EMBEDDING_COLUMNS else ()


def position_columns(fields: Sequence[pa.Field]) -> tuple[str | None, str | None]:
    """Names of the columns that are called right ascension and declination, whatever their values; else None."""
    usable = [field for field in fields if is_number(field.type) or is_text(field.type)]
    usable = [field for field in usable if not _NOT_POSITIONS.search(field.name)]
    ra = _by_ucd(usable, "pos.eq.ra") or _by_name(usable, _RA_NAMES)
    dec = _by_ucd(usable, "pos.eq.dec") or _by_name(usable, _DEC_NAMES)
    return (ra, dec) if ra and dec else (None, None)


def _by_ucd(fields: Sequence[pa.Field], ucd: str) -> str | None:
    said = {field.name: (field.metadata or {}).get(UCD, b"").decode().lower() for field in fields}
    mains = [name for name, words in said.items() if ucd in words and "meta.main" in words]
    plain = [name for name, words in said.items() if words.replace("_", ".") == ucd]
    return next(iter([*mains, *plain]), None)


def _by_name(fields: Sequence[pa.Field], patterns: Sequence[str]) -> str | None:
    for pattern in patterns:
        for field in fields:
            if re.fullmatch(pattern, field.name.strip(), re.IGNORECASE):
                return str(field.name)
    return None


def _id_column(table: pa.Table, fields: Sequence[pa.Field]) -> str | None:
    """Prefer what the archive calls the main id, then the best name whose values are all different."""
    usable = [field for field in fields if is_text(field.type) or pa.types.is_integer(field.type)]
    main = _by_ucd(usable, "meta.id")
    if main:
        return main
    named = [
        field.name
        for pattern in _ID_NAMES
        for field in usable
        if re.fullmatch(pattern, field.name.strip(), re.IGNORECASE)
    ]
    unique = (name for name in named if pc.count_distinct(table[name], mode="all").as_py() == len(table))
    return next(unique, named[0] if named else None)


def _is_fit_for_colour(table: pa.Table, field: pa.Field) -> bool:
    """Whether a column measures something: one of other ids, or that counts the rows, does not."""
    if not is_number(field.type):
        return False
    if not pa.types.is_integer(field.type):
        return True
    if any(re.fullmatch(pattern, field.name.strip(), re.IGNORECASE) for pattern in _ID_NAMES):
        return False
    return not (_rises(table[field.name].slice(0, _LOOKED_AT)) and _rises(table[field.name]))


def _rises(column: pa.ChunkedArray) -> bool:
    """Whether each whole number is larger than the one before."""
    if len(column) < _FEWEST_COUNTED or column.null_count:
        return False
    values = column.to_numpy()
    return bool((values[1:] > values[:-1]).all())


def _image_column(table: pa.Table, fields: Sequence[pa.Field]) -> str | None:
    texts = [field for field in fields if is_text(field.type)]
    named = _by_name(texts, _IMAGE_NAMES)
    ordered = sorted(texts, key=lambda field: bool(field.name != named))
    for field in ordered:
        sample = pc.drop_null(table[field.name].slice(0, 200).cast(pa.string()))
        if len(sample) and pc.sum(pc.match_substring_regex(sample, _IMAGE_VALUE)).as_py() > 0.5 * len(sample):
            return str(field.name)
    return None
