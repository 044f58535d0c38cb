"""The nearest liked and the nearest disliked."""

from pathlib import Path

import numpy as np

from gzlabel.workbench.kin import Kin, kin_of
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench


def test_nearest_by_direction_and_never_itself(tmp_path: Path) -> None:
    vectors = np.array([[1, 0], [2, 0.1], [0, 1], [0.1, 1], [np.nan, np.nan]], dtype=np.float32)
    np.save(tmp_path / "v.npy", vectors)
    found = kin_of(tmp_path / "v.npy", 0, np.array([0, 1, 3]), np.array([2, 4]))
    assert found == Kin(0, 1, 2)
    assert kin_of(tmp_path / "v.npy", 4, np.array([1]), np.array([2])) == Kin(4, None, None)
    assert kin_of(tmp_path / "v.npy", 0, np.array([0]), np.array([], dtype=np.int64)) == Kin(0, None, None)


def test_kin_of_a_galaxy_come_from_the_ratings(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.decisions.rate_rows([3, 4], 5)
    workbench.decisions.rate_rows([100], 0)
    heard: list[Kin] = []
    workbench.kindred.of(3, heard.append)
    assert mailbox.run_until(lambda: bool(heard))
    assert heard == [Kin(3, 4, 100)]
