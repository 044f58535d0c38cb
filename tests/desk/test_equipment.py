"""What the self-test asks of Qt."""

from gzlabel.desk.equipment import equipment
from gzlabel.progress import silent
from gzlabel.workbench.work.worker import WorkerProcess


def test_plugins_and_fonts_are_named() -> None:
    worker = WorkerProcess("gzlabel-test")
    try:
        said = worker.run(equipment, (), silent)
    finally:
        worker.stop()
    assert "jpeg" in said
    assert "font families" in said
    assert " 0 font families" not in said
