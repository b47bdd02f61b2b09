"""`index` leads to the plans of a folder, whatever else lies there."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import CliRunner, Result

from mobilkontor.cli import app

ROOT = Path(__file__).parent.parent
TINY = ROOT / "maps" / "gallery" / "tiny"


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_what_cannot_be_shown_is_left_out_and_said(tmp_path: Path) -> None:
    """A plan with its scenario, one without, and a folder of something else; names are quoted."""
    shutil.copytree(ROOT / "scenarios" / "tiny", tmp_path / "scenarios" / "tiny")
    for name in ("b å#1", "lost"):
        shutil.copytree(TINY, tmp_path / "maps" / "gallery" / name)
    lost = tmp_path / "maps" / "gallery" / "lost" / "plan.json"
    lost.write_text(lost.read_text("utf-8").replace("tiny.yaml", "gone.yaml"), encoding="utf-8")
    (tmp_path / "maps" / "gallery" / "other").mkdir()
    done = run("index", tmp_path / "maps" / "gallery", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "Left out: " in done.output
    assert "E420" in done.output
    page = (tmp_path / "maps" / "gallery" / "index.html").read_text("utf-8")
    assert 'href="b%20%C3%A5%231/map.html"' in page
    assert "lost/" not in page


def test_a_folder_without_plans_is_refused(tmp_path: Path) -> None:
    """An empty page would help nobody."""
    done = run("index", tmp_path)
    assert done.exit_code == 2
    assert "E429" in done.output
    assert "Name the folder above the plans." in done.output
    assert list(tmp_path.iterdir()) == []
