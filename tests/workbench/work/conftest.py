from collections.abc import Iterator

import pytest

from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox


@pytest.fixture
def runner(mailbox: Mailbox) -> Iterator[JobRunner]:
    runner = JobRunner(mailbox.put)
    yield runner
    runner.close()
