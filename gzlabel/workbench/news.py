"""A newer gzlabel, told in a notice where the user asked to be told."""

from gzlabel.update import newer_version
from gzlabel.user_settings import user_setting
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner


def ask_for_news(store: Store, runner: JobRunner) -> None:
    """Ask the package index on a thread, if the setting ``update-check`` is on; it is off by default."""

    def tell(version: str | None) -> None:
        if version is not None:
            store.notify("info", f"gzlabel {version} can be had; this is an older one")

    def keep_quiet(_: Failure) -> None:
        """News that do not come are no news."""

    if user_setting("update-check"):
        runner.thread("update", newer_version, then=tell, failed=keep_quiet)
