"""Pictures are decoded in the background, to the size that is asked for."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from gzlabel.workbench.pictures import Pictures
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox


class Source:
    """Galaxies of 40 x 30 pixels, whatever size is asked for."""

    def __init__(self) -> None:
        self.n_reads = 0

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        self.n_reads += 1
        return np.full((40, 30, 3), row, dtype=np.uint8)


@pytest.mark.parametrize(("size", "shape"), [(15, (20, 15, 3)), (30, (40, 30, 3)), (64, (40, 30, 3))])
def test_a_picture_is_shrunk_to_the_size_that_was_asked_for_and_never_enlarged(
    size: int, shape: tuple[int, int, int]
) -> None:
    mailbox, got = Mailbox(), list[Any]()
    runner = JobRunner(mailbox.put)
    Pictures(Source(), runner).request(7, size, got.append)
    assert mailbox.run_until(lambda: bool(got))
    runner.close()
    assert got[0].shape == shape
    assert set(got[0].ravel()) == {7}


def test_a_picture_is_decoded_once() -> None:
    mailbox, got, source = Mailbox(), list[Any](), Source()
    runner = JobRunner(mailbox.put)
    pictures = Pictures(source, runner)
    pictures.request(7, 64, got.append)
    pictures.request(7, 64, got.append)
    assert mailbox.run_until(lambda: len(got) == 2)
    pictures.request(7, 64, got.append)
    runner.close()
    assert (len(got), source.n_reads) == (3, 1)
