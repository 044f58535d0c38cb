"""What a user chose once for the whole program, in a small file; the environment has the last word."""

import json
import os
from pathlib import Path

from gzlabel.errors import UserError
from gzlabel.parsed_json import parsed_json

DEFAULTS = {"crash-reports": True, "update-check": False}
"""Every setting: whether a report of a crash is written to this user's disk; whether the package index is asked
for a newer version when the desk opens."""

_WORDS = {
    "on": True,
    "1": True,
    "yes": True,
    "true": True,
    "off": False,
    "0": False,
    "no": False,
    "false": False,
}


def settings_file() -> Path:
    """Where the choices are kept."""
    from platformdirs import user_config_path

    return user_config_path("gzlabel", appauthor=False) / "settings.json"


def user_setting(name: str) -> bool:
    """Whether a setting is on: as the environment says, else as chosen, else as usual.

    The environment says it by ``GZLABEL_CRASH_REPORTS`` and ``GZLABEL_UPDATE_CHECK``, each ``on`` or ``off``.
    """
    from_environment = os.environ.get(f"GZLABEL_{name.replace('-', '_').upper()}", "").lower()
    return _WORDS.get(from_environment, _chosen().get(name, DEFAULTS[name]))


def change_setting(name: str, value: str) -> None:
    """Switch a setting ``on`` or ``off``.

    Raises
    ------
    UserError
        Where there is no such setting or value, or the file cannot be written.
    """
    if name not in DEFAULTS or value not in _WORDS:
        raise UserError(
            f"{name} {value} is no setting", remedy=f"Settings are {', '.join(DEFAULTS)}; each is on or off"
        )
    file = settings_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({**_chosen(), name: _WORDS[value]}, indent=2), encoding="utf-8")
    except OSError as error:
        raise UserError(f"the setting cannot be kept ({error.strerror})", where=file) from error


def _chosen() -> dict[str, bool]:
    try:
        found = parsed_json(settings_file().read_text(encoding="utf-8"))
        return {name: found[name] for name in DEFAULTS if isinstance(found.get(name), bool)}
    except (OSError, ValueError, AttributeError):
        return {}
