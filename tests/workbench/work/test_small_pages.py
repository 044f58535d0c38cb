import subprocess
import sys
from pathlib import Path

import pytest

_ASK = """
import subprocess, sys
from gzlabel.workbench.work.small_pages import use_small_pages
if sys.argv[1] == "small":
    use_small_pages()
print(subprocess.run(["cat", "/proc/self/status"], capture_output=True, text=True).stdout)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or "THP_enabled:\t1" not in Path("/proc/self/status").read_text(),
    reason="this system lends no large pages",
)
@pytest.mark.parametrize("how", ["as usual", "small"])
def test_a_process_and_what_it_begins_ask_for_no_large_pages(how: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _ASK, how], capture_output=True, text=True, check=True
    ).stdout
    assert ("THP_enabled:\t0" in told) == (how == "small")
