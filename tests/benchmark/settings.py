"""Own what the caller of a benchmark can set, by environment variable."""

from __future__ import annotations

import os
import platform

__all__ = ["limit_s", "machine", "may_install", "seeds"]


def limit_s(default_s: float) -> float:
    """Return the longest search of one case [s]."""
    return float(os.environ.get("MOBILKONTOR_BENCHMARK_LIMIT_S", default_s))


def seeds() -> range:
    """Return the seeds of the race."""
    return range(int(os.environ.get("MOBILKONTOR_BENCHMARK_SEEDS", "10")))


def may_install() -> bool:
    """Tell whether a missing peer may be installed from PyPI."""
    return os.environ.get("MOBILKONTOR_BENCHMARK_INSTALL") == "1"


def machine() -> str:
    """Return what was measured on."""
    python = platform.python_version()
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {python}"
