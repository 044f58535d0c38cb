"""Feed damaged files to every reader of foreign bytes: each must read them or refuse them with a sentence.

Anything else is a fault: another error, a crash of a library, or a minute of silence. A round is a file; the same
seed gives the same files.
"""

import shutil
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from gzlabel.bench._foreign import Foreign, foreign_files
from gzlabel.bench._mutation import mutated
from gzlabel.errors import UserError
from gzlabel.progress import Report, Step, silent

_PATIENCE_S = 60.0


def run(
    rounds: int = 2_000, seed: int = 0, kinds: str = "", keep: str = "", report: Report = silent
) -> dict[str, Any]:
    """Damage and read ``rounds`` files.

    Parameters
    ----------
    rounds, seed
        How many, and which.
    kinds
        Only readers whose kind begins like this, such as ``image`` or ``table/csv``.
    keep
        A folder for the files that were faults, so that each becomes a test.

    Returns
    -------
    dict
        ``rounds``; ``faults``, which should be nothing; ``refused`` with a sentence; ``read`` all the same;
        ``by_kind``; ``slowest_s``; ``findings``, a line a fault; ``seconds``.
    """
    began = time.monotonic()
    with TemporaryDirectory(prefix="gzlabel-fuzz-") as scratch:
        if kinds:
            _refuse_unknown(kinds, Path(scratch) / "known")
        fuzz = _Fuzz(Path(scratch), rounds, seed, kinds, keep)
        while fuzz.next_round < rounds:
            fuzz.go_on(report)
    report(Step("Fuzzed", rounds, rounds))
    return {
        "rounds": rounds,
        "faults": len(fuzz.findings),
        "refused": fuzz.counts["refused"],
        "read": fuzz.counts["read"],
        "by_kind": dict(sorted(fuzz.by_kind.items())),
        "slowest_s": round(fuzz.slowest, 2),
        "findings": fuzz.findings,
        "seconds": round(time.monotonic() - began, 1),
    }


def _refuse_unknown(kinds: str, folder: Path) -> None:
    known = sorted(one.kind for one in foreign_files(folder))
    if not any(kind.startswith(kinds) for kind in known):
        raise UserError(
            f"nothing that is read is of the kind {kinds!r}", remedy=f"Ask for one of: {', '.join(known)}"
        )


@dataclass
class _Fuzz:
    """The parent's side: a child reads; where it dies or falls silent another goes on behind that round."""

    scratch: Path
    rounds: int
    seed: int
    kinds: str
    keep: str
    next_round: int = 0
    slowest: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def go_on(self, report: Report) -> None:
        """Start a child and listen until it is done, dead or silent."""
        context = get_context("spawn")
        reader, writer = context.Pipe(duplex=False)
        begin = (self.scratch, self.next_round, self.rounds, self.seed, self.kinds, self.keep)
        child = context.Process(target=read_damaged, args=(*begin, writer), daemon=True)
        child.start()
        writer.close()
        try:
            while reader.poll(_PATIENCE_S):
                self._hear(*reader.recv())
                report(Step(f"Fuzzing, {len(self.findings)} faults", self.next_round, self.rounds))
            self._blame("nothing was heard of it for a minute")
        except EOFError:
            if self.next_round < self.rounds:
                child.join()
                self._blame(f"the process died with exit code {child.exitcode}")
        finally:
            child.kill()
            child.join()
            reader.close()

    def _hear(self, kind: str, outcome: str, seconds: float) -> None:
        self.by_kind[kind] += 1
        self.slowest = max(self.slowest, seconds)
        if outcome in ("read", "refused"):
            self.counts[outcome] += 1
        else:
            self.findings.append(f"round {self.next_round}, {kind}: {outcome}")
        self.next_round += 1

    def _blame(self, what: str) -> None:
        self.findings.append(f"round {self.next_round}: {what}")
        self.next_round += 1


def read_damaged(
    scratch: Path, first: int, rounds: int, seed: int, kinds: str, keep: str, pipe: Connection
) -> None:
    """The child's side: damage and read, and tell of each round."""
    import warnings

    warnings.simplefilter("ignore")
    origins, room = scratch / f"origins-{first}", scratch / "room"
    shutil.rmtree(room, ignore_errors=True)
    files = [one for one in foreign_files(origins) if one.kind.startswith(kinds)]
    for number in range(first, rounds):
        random = np.random.default_rng([seed, number])
        foreign = files[number % len(files)]
        damaged = mutated((foreign.origin / foreign.name).read_bytes(), random)
        if keep:
            _keep(Path(keep), number, foreign, damaged)
        began = time.monotonic()
        outcome = outcome_of(foreign, damaged, room)
        if keep and outcome in ("read", "refused"):
            _kept(Path(keep), number, foreign).unlink()
        pipe.send((foreign.kind, outcome, time.monotonic() - began))


def outcome_of(foreign: Foreign, damaged: bytes, room: Path) -> str:
    """ "read", "refused", or the error that nobody told as a sentence, one within a library's callback included."""
    unheard: list[str] = []
    before, sys.unraisablehook = sys.unraisablehook, lambda told: unheard.append(repr(told.exc_value)[:200])
    shutil.copytree(foreign.origin, room)
    (room / foreign.name).write_bytes(damaged)
    try:
        foreign.read(room)
        outcome = "read"
    except UserError:
        outcome = "refused"
    except Exception as error:
        outcome = f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        sys.unraisablehook = before
        shutil.rmtree(room, ignore_errors=True)
    return unheard[0] if unheard else outcome


def _kept(folder: Path, number: int, foreign: Foreign) -> Path:
    return folder / f"{number}-{foreign.kind.replace('/', '-')}-{Path(foreign.name).name}"


def _keep(folder: Path, number: int, foreign: Foreign, damaged: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _kept(folder, number, foreign).write_bytes(damaged)
