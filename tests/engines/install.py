"""Fetch the programs of real routing engines from their wheels on PyPI, once for this clone.

The wheels hold programs that run with any Python, but say that they are for 3.12, so they are
downloaded and unpacked rather than installed.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

__all__ = ["OSRM", "VALHALLA", "programs"]

OSRM = "osrm-bindings==26.10.0"
VALHALLA = "pyvalhalla==3.9.1"

FOLDER = Path(__file__).parents[2] / ".engines"


def programs(wheel: str) -> Path:
    """Return the folder in which a wheel is unpacked; a test without it fails, it does not skip."""
    folder = FOLDER / wheel.replace("==", "-")
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _unpack(_download(wheel, folder), folder)
        (folder / "done").touch()
    return folder


def _download(wheel: str, folder: Path) -> Path:
    """Return the file of a wheel, downloaded."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary", ":all:", "--python-version", "3.12", "--dest", str(folder), wheel]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = sorted(folder.glob("*.whl"))
    if done.returncode or not found:
        why = f"{wheel} cannot be had from PyPI, and nothing tests the engines without it."
        pytest.fail(f"{why}\n{done.stderr}")
    return found[-1]


def _unpack(wheel: Path, folder: Path) -> None:
    """Unpack a wheel and make its programs executable."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    for program in folder.glob("*/bin/*"):
        program.chmod(0o755)
