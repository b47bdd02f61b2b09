"""Own the commands about roads: roads build."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from mobilkontor.api import for_terminal
from mobilkontor.cli.shared import app, exit_codes
from mobilkontor.console import show_counts
from mobilkontor.road_job import build_road_file
from mobilkontor.road_summary import print_build_report

__all__: list[str] = []

MAX_LAT, MAX_LON = 90, 180

roads = typer.Typer(
    name="roads",
    help="Roads from OpenStreetMap, and the travel times on them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(roads)


def _box(text: str | None) -> str | None:
    """Refuse a box that is none."""
    if text is None:
        return None
    try:
        south, west, north, east = (float(edge) for edge in text.split(","))
    except ValueError:
        south = west = north = east = math.nan
    if -MAX_LAT <= south < north <= MAX_LAT and -MAX_LON <= west < east <= MAX_LON:
        return text
    msg = f"{text!r} is no box. Write south,west,north,east in degrees: 65.5,19,66.5,22."
    raise typer.BadParameter(msg)


@roads.command()
def build(
    extract: Annotated[
        Path,
        typer.Argument(
            metavar="EXTRACT", help="OpenStreetMap extract (.osm.pbf).", show_default=False
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(metavar="DIR", help="Folder for roads.npz; best that of the scenario."),
    ],
    bbox: Annotated[
        str | None,
        typer.Option(
            metavar="S,W,N,E",
            callback=_box,
            help="Only roads in this box, degrees.",
            show_default="the whole extract",
        ),
    ] = None,
) -> None:
    """Build a road file from an OpenStreetMap extract; a build that was cut off goes on."""
    box = None
    if bbox is not None:
        south, west, north, east = (float(edge) for edge in bbox.split(","))
        box = (south, west, north, east)
    with exit_codes():
        with show_counts(Console(stderr=True, highlight=False)) as observe:
            path, report = build_road_file(extract, out, box, observe)
        print(f"Wrote {for_terminal(str(path))}")
        print_build_report(Console(highlight=False), report)
