"""Texts a spreadsheet would run, and those that only look like it."""

import pyarrow as pa
import pytest

from gzlabel.catalogue.formulas import disarmed

HARMLESS = [
    "+12:30:01",
    "-J1234",
    "-99",
    "a=b",
    "NGC 1 @ z",
    "",
    "M 31",
    "-1.5e3",
    "+ 12 30",
    "--",
    "- | SDSSJ1420+6019",
    "- (of two)",
    "+",
    None,
]
FORMULAE = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd(1)", "\t=1", " =1+1"]


@pytest.mark.parametrize(("texts", "prefix"), [(HARMLESS, ""), (FORMULAE, "'")])
def test_only_formulae_are_disarmed_and_only_in_text(texts: list[str | None], prefix: str) -> None:
    table = pa.table({"name": pa.array(texts)})
    found, n_changed = disarmed(table)
    assert found["name"].to_pylist() == [text and prefix + text for text in texts]
    assert n_changed == (len(texts) if prefix else 0)


def test_a_columns_name_may_be_a_formula_too() -> None:
    assert disarmed(pa.table({"=A1": [1]}))[0].column_names == ["'=A1"]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
def test_text_of_every_kind_is_disarmed(kind: pa.DataType) -> None:
    found, n_changed = disarmed(pa.table({"name": pa.array(["=1+1", "M 31", None]).cast(kind)}))
    assert found["name"].to_pylist() == ["'=1+1", "M 31", None]
    assert n_changed == 1


def test_a_formula_behind_a_line_break_is_one() -> None:
    assert disarmed(pa.table({"name": ["-1\ncmd(2)"]}))[0]["name"].to_pylist() == ["'-1\ncmd(2)"]
