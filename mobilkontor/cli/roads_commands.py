"""Own the commands about roads: roads build, roads matrix."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from mobilkontor.cli import work
from mobilkontor.cli.shared import ScenarioArgument, app, exit_codes, say
from mobilkontor.core.choices import MARGIN_KM, Whose
from mobilkontor.core.terminal import for_terminal

__all__: list[str] = []

MAX_LAT, MAX_LON = 90, 180
MAX_MARGIN_KM = 500

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


def _names(texts: list[str] | None) -> list[str] | None:
    """Return the names of municipalities, each on its own; refuse none at all."""
    names = [name.strip() for text in texts or () for name in text.split(",")]
    if not all(names):
        msg = f"{', '.join(texts or ())!r} lacks a name. Write names with commas: Kiruna,Pajala."
        raise typer.BadParameter(msg)
    return names or None


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
    municipality: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME[,NAME]",
            callback=_names,
            help="Only roads in or near these municipalities, by name or code, instead of --bbox; "
            "may be given several times.",
            show_default="the whole extract",
        ),
    ] = None,
    margin_km: Annotated[
        float | None,
        typer.Option(
            metavar="KM",
            min=0,
            max=MAX_MARGIN_KM,
            help="How far around the municipalities.",
            show_default=f"{MARGIN_KM:g}",
        ),
    ] = None,
) -> None:
    """Build a road file from an OpenStreetMap extract; a build that was cut off goes on."""
    if bbox is not None and municipality:
        msg = "give --bbox or --municipality, not both; --margin-km widens municipalities."
        raise typer.BadParameter(msg)
    if margin_km is not None and not municipality:
        msg = "--margin-km widens the area of --municipality, which is not given."
        raise typer.BadParameter(msg)
    box = None
    if bbox is not None:
        south, west, north, east = (float(edge) for edge in bbox.split(","))
        box = (south, west, north, east)
    with exit_codes():
        with work.console.show_counts(Console(stderr=True, highlight=False)) as observe:
            margin = MARGIN_KM if margin_km is None else margin_km
            path, report = work.road_job.build_road_file(
                extract, out, box, municipality or (), margin, observe
            )
        print(f"Wrote {for_terminal(str(path))}")
        work.road_summary.print_build_report(Console(highlight=False), report)


def _matrix_file(path: Path | None) -> Path | None:
    """Refuse a file whose ending does not tell what to write."""
    endings = work.road_job.MATRIX_FORMATS
    if path is not None and path.suffix.lower() not in endings:
        msg = f"{path.name!r} must end in {' or '.join(endings)}."
        raise typer.BadParameter(msg)
    return path


@roads.command()
def matrix(
    scenario: ScenarioArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            callback=_matrix_file,
            help="Where to write, .csv or .npz.",
            show_default="CSV on standard output",
        ),
    ] = None,
    of: Annotated[
        Whose,
        typer.Option(
            help="Whose travel times, before vehicle factors and leg buffers; of mobile offices, "
            "those of the heaviest."
        ),
    ] = Whose.MOBILE,
    vehicle: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The mobile office whose times to write, where limits on roads tell them apart; "
            "places that it cannot drive to are left out and named.",
            show_default="the heaviest that reaches every place",
        ),
    ] = None,
) -> None:
    """Write the travel matrix of a scenario as a table, with its hash, source and date."""
    if vehicle is not None and of is not Whose.MOBILE:
        msg = f"--vehicle names a mobile office; leave it out with --of {of.value}."
        raise typer.BadParameter(msg)
    with exit_codes():
        ending = out.suffix.lower() if out is not None else ".csv"
        found, content = work.road_job.make_matrix(scenario, of, ending, vehicle)
        if out is None:
            print(content.decode(), end="")
        else:
            work.api.write({out: content})
            print(f"Wrote {for_terminal(str(out))}")
        say(work.road_summary.matrix_origin(found))
