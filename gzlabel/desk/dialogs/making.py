"""Makes or grows a workspace in a process of its own, by the same command that a user would type."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal


class Making(QObject):
    """One ``gzlabel new`` or ``gzlabel add``, running.

    Signals
    -------
    progressed(str)
        The newest line it wrote.
    made(str)
        The workspace's folder is there, whole.
    said(str)
        What it said on standard output, before `made`.
    failed(str)
        It ended without one; the sentence says why.
    """

    progressed = Signal(str)
    made = Signal(str)
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.readyReadStandardError.connect(self._on_read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._workspace, self._last = Path(), ""

    @property
    def is_running(self) -> bool:
        """Whether it is at work."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self, workspace: Path, options: list[str], verb: str = "new") -> None:
        """Make ``workspace`` with the options of ``gzlabel new``, or let another verb work on it."""
        self._workspace, self._last = workspace, ""
        program = [] if getattr(sys, "frozen", False) else ["-m", "gzlabel"]
        self._process.start(sys.executable, [*program, verb, str(workspace), *options])

    def stop(self) -> None:
        """End it; a workspace is made whole or not at all."""
        if self.is_running:
            self._process.blockSignals(True)
            self._process.kill()
            self._process.waitForFinished(1000)
            self._process.blockSignals(False)

    def _on_read(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        lines = [line.strip() for line in text.replace("\r", "\n").splitlines() if line.strip()]
        if lines:
            self._last = lines[-1]
            self.progressed.emit(self._last)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._on_read()
        if code == 0 and status == QProcess.ExitStatus.NormalExit:
            self.said.emit(
                bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace").strip()
            )
            self.made.emit(str(self._workspace))
        else:
            self.failed.emit(self._last.removeprefix("gzlabel: ") or self.tr("It ended without a word."))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.failed.emit(self.tr("The program could not start itself again."))
