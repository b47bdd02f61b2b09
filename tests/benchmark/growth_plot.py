"""Draw how the time of the bound grows with places, both axes logarithmic, as an SVG file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter, ScalarFormatter

__all__ = ["draw_growth", "exponent_of"]


def exponent_of(places: Sequence[int], times_s: Sequence[float]) -> tuple[float, float]:
    """Return exponent and logarithm of the factor of the power of places nearest to some times."""
    exponent, log_factor = np.polyfit(np.log(places), np.log(times_s), 1)
    return float(exponent), float(log_factor)


def draw_growth(places: Sequence[int], times_s: Sequence[float], path: Path) -> None:
    """Write the figure; the same numbers give the same bytes.

    Parameters
    ----------
    places : sequence of int
        Sizes of the regions.
    times_s : sequence of float
        Processor time of the first LP bound of each [s].
    path : Path
        File to write.
    """
    exponent, log_factor = exponent_of(places, times_s)
    fitted_s = np.exp(log_factor) * np.array(places, dtype=np.float64) ** exponent
    with rc_context({"svg.hashsalt": "growth", "svg.fonttype": "path"}):
        figure = Figure(figsize=(6.0, 4.0), layout="constrained")
        axes = figure.add_subplot()
        axes.loglog(places, fitted_s, color="#888888", label=f"n^{exponent:.2f}")
        axes.loglog(places, times_s, "o", color="#0b5394", label="measured")
        axes.set_xlabel("places")
        axes.set_ylabel("processor time of the first bound [s]")
        axes.set_xticks(list(places))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(ScalarFormatter())
            axis.set_minor_formatter(NullFormatter())
        axes.grid(visible=True, which="major", color="#dddddd")
        axes.legend(frameon=False)
        figure.savefig(path, format="svg", metadata={"Date": None})
