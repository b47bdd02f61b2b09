"""Draw the pages of the gallery again, byte for byte, from the plans that lie beside them.

python maps/remake.py           draws every map.html and report.html from its plan.json, in seconds,
                                and comparison/compare.html
python maps/remake.py --plan    plans every shipped scenario anew first, to proof or 10 min each
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "maps" / "gallery"
SCENARIOS = {
    "norrbotten-week": ROOT / "scenarios" / "norrbotten" / "week.yaml",
    "norrbotten-pilot-one-bus": ROOT / "scenarios" / "norrbotten" / "pilot-one-bus.yaml",
    "norrbotten-four-weeks": ROOT / "scenarios" / "norrbotten" / "four-weeks.yaml",
    "norrbotten-two-weeks": ROOT / "scenarios" / "norrbotten" / "two-weeks.yaml",
    "norrbotten-winter": ROOT / "scenarios" / "norrbotten" / "winter.yaml",
    "norrbotten-fixed-or-mobile": ROOT / "scenarios" / "norrbotten" / "fixed-or-mobile.yaml",
    "norrbotten-tornedalen": ROOT / "scenarios" / "norrbotten" / "tornedalen.yaml",
    "tiny": ROOT / "scenarios" / "tiny" / "tiny.yaml",
}

COMPARED = ("norrbotten-four-weeks", "norrbotten-fixed-or-mobile", "norrbotten-two-weeks")
"""Plans of the comparison: mobile offices alone, fixed ones too, or a shorter cycle?"""


def main() -> None:
    """Remake what the command line asks for."""
    parser = argparse.ArgumentParser(description="Draw the maps of the gallery again.")
    parser.add_argument("--plan", action="store_true", help="plan every scenario anew first")
    plans_anew = parser.parse_args().plan
    for name, scenario in SCENARIOS.items():
        folder = GALLERY / name
        if plans_anew:
            _run("plan", scenario, "--gap", "0", "--out", folder)
        else:
            _run("map", folder / "plan.json")
            _run("report", folder / "plan.json")
    compared = [GALLERY / name / "plan.json" for name in COMPARED]
    _run("compare", *compared, "--out", GALLERY / "comparison")
    _run("index", GALLERY)


def _run(*arguments: str | Path) -> None:
    """Run a command of mobilkontor, and end if it fails."""
    command = [sys.executable, "-m", "mobilkontor", *map(str, arguments)]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


if __name__ == "__main__":
    main()
