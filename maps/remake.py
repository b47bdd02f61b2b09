"""Draw the pages of the gallery again, byte for byte, from the plans that lie beside them.

python maps/remake.py           draws every map.html and report.html from its plan.json, in seconds,
                                and comparison/compare.html
python maps/remake.py --plan    plans every shipped scenario anew first, to proof or 10 min each
python maps/remake.py --pictures   takes the pictures of README too, with Chromium (extra test);
                                   their bytes differ from one Chromium to the next
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

PICTURES = {
    "map.png": ("norrbotten-four-weeks/map.html", "#map-section"),
    "report.png": ("norrbotten-four-weeks/report.html", "#effects"),
    "compare.png": ("comparison/compare.html", "#maps"),
}
"""Pictures of README: the page that each shows, and which part of it."""

PICTURE_SIZE = {"width": 1280, "height": 860}


def main() -> None:
    """Remake what the command line asks for."""
    parser = argparse.ArgumentParser(description="Draw the maps of the gallery again.")
    parser.add_argument("--plan", action="store_true", help="plan every scenario anew first")
    parser.add_argument("--pictures", action="store_true", help="take the pictures of README")
    asked = parser.parse_args()
    for name, scenario in SCENARIOS.items():
        folder = GALLERY / name
        if asked.plan:
            _run("plan", scenario, "--gap", "0", "--out", folder)
        else:
            _run("map", folder / "plan.json")
            _run("report", folder / "plan.json")
    compared = [GALLERY / name / "plan.json" for name in COMPARED]
    _run("compare", *compared, "--out", GALLERY / "comparison")
    _run("index", GALLERY)
    if asked.pictures:
        _take_pictures()


def _take_pictures() -> None:
    """Take the pictures of README with Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(viewport=PICTURE_SIZE)
        for name, (address, part) in PICTURES.items():
            page.goto(f"file://{GALLERY}/{address}")
            page.locator(part).screenshot(path=GALLERY / name)
        browser.close()


def _run(*arguments: str | Path) -> None:
    """Run a command of mobilkontor, and end if it fails."""
    command = [sys.executable, "-m", "mobilkontor", *map(str, arguments)]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


if __name__ == "__main__":
    main()
