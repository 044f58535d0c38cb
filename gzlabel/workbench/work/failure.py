"""What went wrong in the background, as the owner's thread is told."""

import traceback
from dataclasses import dataclass

from gzlabel.errors import UserError
from gzlabel.workspace.failures import sentence_of


@dataclass(frozen=True)
class Failure:
    """A sentence for the user's mistakes, a traceback for bugs."""

    text: str
    traceback: str = ""


class ReportedError(Exception):
    """Something failed in another process, which told why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.text)
        self.failure = failure


def failure_of(error: Exception) -> Failure:
    """What went wrong: a sentence where the user or the disk did, else a bug with its traceback."""
    if isinstance(error, ReportedError):
        return error.failure
    if isinstance(error, UserError):
        return Failure(str(error))
    sentence = sentence_of(error) if isinstance(error, OSError) else None
    if sentence is not None:
        return Failure(str(sentence))
    return Failure(f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))
