"""Write a starter folder: the bundled region, and a commented scenario to change."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from mobilkontor.core.errors import OutputError

__all__ = ["write_starter"]

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "starter_scenario.yaml"


def _bundled_region() -> Path:
    """Return the region that travels inside the wheel, or in a checkout the one it is made from."""
    installed = _HERE / "_scenarios" / "norrbotten"
    return installed if installed.is_dir() else _HERE.parent / "scenarios" / "norrbotten"


def write_starter(folder: Path) -> Path:
    """Make a new scenario folder that plans as it is.

    The folder appears whole or not at all.

    Parameters
    ----------
    folder : Path
        The folder to make; it may exist if it is empty.

    Returns
    -------
    Path
        The scenario file to change.

    Raises
    ------
    OutputError
        If the folder holds something already, or cannot be written.
    """
    target = folder.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".mobilkontor-", dir=target.parent) as scratch:
            draft = Path(scratch) / "draft"
            shutil.copytree(_bundled_region(), draft, copy_function=shutil.copyfile)
            shutil.copyfile(_TEMPLATE, draft / "scenario.yaml")
            os.rename(draft, target)
    except OSError as error:
        msg = (
            f"E403 {folder}: cannot be made ({error.strerror or error}). "
            "Name a folder that does not exist yet, or is empty, where you may write."
        )
        raise OutputError(msg) from error
    return folder / "scenario.yaml"
