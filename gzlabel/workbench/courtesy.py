"""Background work steps aside for the thread that answers keys.

Two cores are shared by the window, the model, the survey of clusters and a fit in a child process. The system
is told which of them a person waits for; the others lose nothing while the hand rests.
"""

import os
import sys
import threading

AWAITED = 0
"""A person looks at the place where the result will appear."""

SOON = 5
"""The next page depends on it."""

WHENEVER = 10
"""Nobody waits for it."""

_SWITCH_S = 0.001


def step_aside(niceness: int) -> None:
    """Let threads of less niceness go before this one, and all that it begins, where the system can (Linux)."""
    if sys.platform == "linux" and niceness:
        thread = threading.get_native_id()
        before = os.getpriority(os.PRIO_PROCESS, thread)
        os.setpriority(os.PRIO_PROCESS, thread, before + niceness)


def answer_first() -> None:
    """Have the interpreter change threads every millisecond: a key waits that long, and not five times as long."""
    sys.setswitchinterval(_SWITCH_S)
