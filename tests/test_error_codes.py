"""Every code that a user can read means one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "mobilkontor"


def test_no_two_packages_use_the_same_code() -> None:
    """A code such as E107 stands in the files of one package, so it says where to look."""
    homes = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        for code in re.findall(r"\b[EV]\d{3}\b", path.read_text("utf-8")):
            homes[code].add(path.relative_to(PACKAGE).parts[0])
    examples = {"core"}
    shared = {code: found - examples for code, found in homes.items()}
    assert {code: found for code, found in shared.items() if len(found) > 1} == {}
    assert len(homes) > 50
