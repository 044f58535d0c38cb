"""Who is at the keyboard."""

import getpass


def login_name() -> str:
    """Name of who is logged in; "somebody" where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # the last on Windows, which has no list of users to look in
        return "somebody"
