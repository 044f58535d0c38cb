import subprocess
import sys

from tests.system import with_large_pages

_ASK = """
import subprocess, sys
from gzlabel.workbench.work.small_pages import pages_as_usual, use_small_pages
def tell():
    told = subprocess.run(["grep", "-h", "THP_enabled", "/proc/self/status"], capture_output=True, text=True).stdout
    print(told.split()[1], end=" ")
with pages_as_usual():
    tell()
    use_small_pages()
    tell()
    with pages_as_usual():
        tell()
    tell()
"""


@with_large_pages
def test_what_the_program_begins_asks_for_no_large_pages_unless_it_is_another_program() -> None:
    told = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["1", "0", "1", "0"]
