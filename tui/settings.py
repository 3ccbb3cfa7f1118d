"""Where things are and who is reviewing, when nobody says: the user's data folder, the user's name."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

STORE_VARIABLE = "MURAJI_STORE"
REVIEWER_VARIABLE = "MURAJI_REVIEWER"


def default_store() -> Path:
    """Return the store's path: `$MURAJI_STORE`, else `muraji.db` in the user's data folder."""
    given = os.environ.get(STORE_VARIABLE)
    if given:
        return Path(given)
    import platformdirs  # noqa: PLC0415 - a given path needs no look for one

    return Path(platformdirs.user_data_dir("muraji", appauthor=False)) / "muraji.db"


def default_reviewer() -> str:
    """Return who decides: `$MURAJI_REVIEWER`, else the name of the user of this machine."""
    given = os.environ.get(REVIEWER_VARIABLE)
    if given:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"
