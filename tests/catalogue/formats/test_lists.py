"""What is written for one purpose: regions for DS9, ids for a web form."""

from pathlib import Path

import pyarrow as pa
import pytest

from gzlabel.catalogue import Catalogue, write_table
from gzlabel.errors import CatalogueError


def test_regions(tmp_path: Path) -> None:
    table = pa.table({"name": ["a{1}", "b", "c"], "ra": [10.5, None, 350.0], "dec": [-1.25, 2.0, 3.0]})
    write_table(table, tmp_path / "out.reg", {"program": "gzlabel"})
    assert (tmp_path / "out.reg").read_text().splitlines() == [
        "# Region file format: DS9 version 4.1",
        "# program: gzlabel",
        "global color=green",
        "icrs",
        'circle(10.50000000,-1.25000000,5.0") # text={a(1)}',
        'circle(350.00000000,3.00000000,5.0") # text={c}',
    ]


def test_ids_are_those_of_the_catalogue(tmp_path: Path) -> None:
    table = pa.table({"objid": [587722981747982465, 2], "other": ["x", "y"]})
    catalogue = Catalogue.create(tmp_path, table, id_column="other")
    write_table(catalogue.table(), tmp_path / "out.ids")
    assert (tmp_path / "out.ids").read_text() == "x\ny\n"


@pytest.mark.parametrize(
    ("name", "said"), [("out.reg", "need positions"), ("out.ids", "needs a column of ids")]
)
def test_refuses_a_table_without_them(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said) as raised:
        write_table(pa.table({"flux": [1.5]}), tmp_path / name)
    assert raised.value.where == tmp_path / name
