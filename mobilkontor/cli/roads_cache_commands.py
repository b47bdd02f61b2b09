"""Own the commands about kept travel tables: roads cache list, roads cache clear."""

from __future__ import annotations

import typer

from mobilkontor.cli import work
from mobilkontor.cli.roads_commands import roads
from mobilkontor.cli.shared import exit_codes
from mobilkontor.core.terminal import for_terminal

__all__: list[str] = []

BYTES_PER_KB = 1000

cache = typer.Typer(
    name="cache",
    help="Travel tables of routing engines that are kept on this computer.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
roads.add_typer(cache)


@cache.command("list")
def list_tables() -> None:
    """List the tables that are kept: places, size, engine, address, date of its data."""
    with exit_codes():
        kept = work.api.matrix_cache()
        print(f"Kept in {for_terminal(str(kept.folder))}:")
        for table in kept.tables():
            told = {
                "engine": table.settings.get("engine", "not readable, made anew when needed"),
                "where": table.settings.get("url", table.settings.get("where", "")),
                "vehicle": table.settings.get("profile", table.settings.get("costing", "")),
                "date": table.settings.get("date", ""),
            }
            words = " ".join(str(word) for word in told.values() if word)
            size_kb = max(1, round(table.size_bytes / BYTES_PER_KB))
            figures = f"{table.num_places:5} places  {size_kb:6} kB"
            print(f"{for_terminal(table.file.stem[:12])}  {figures}  {for_terminal(words)}")


@cache.command()
def clear() -> None:
    """Remove every table that is kept; each is asked for again when a plan needs it."""
    with exit_codes():
        kept = work.api.matrix_cache()
        count = kept.clear()
        print(f"Removed {count} tables from {for_terminal(str(kept.folder))}")
