"""Run Valhalla in this process, from tiles on disk; the only file that imports pyvalhalla."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mobilkontor.core.errors import NetworkError
from mobilkontor.network import service_texts as texts
from mobilkontor.network.http_service import ServiceRefusedError

__all__ = ["ValhallaHere"]

METHODS = {
    "sources_to_targets": "matrix",
    "route": "route",
    "status": "status",
    "trace_attributes": "trace_attributes",
}
"""Methods of pyvalhalla's actor by the names of the server's actions."""

NO_LIMIT = 1_000_000
"""More corners, and metres, of closed spots than any scenario has: the computer is its own."""


class ValhallaHere:
    """Valhalla in this process.

    Parameters
    ----------
    config : Path
        File that ``valhalla_build_config`` wrote, with built tiles.

    Raises
    ------
    NetworkError
        If pyvalhalla is not installed, or cannot begin with the file.
    """

    def __init__(self, config: Path) -> None:
        self.label = config.name
        self.asks_at_once = 1
        try:
            # It takes a tenth of a second to import, which only those pay who use it.
            import valhalla
        except ImportError:
            raise NetworkError(texts.no_engine("pyvalhalla", "valhalla")) from None
        try:
            with tempfile.TemporaryDirectory() as folder:
                ours = Path(folder) / "valhalla.json"
                ours.write_text(json.dumps(_only_what_is_asked(config)), encoding="utf-8")
                self._actor = valhalla.Actor(str(ours))
        except (RuntimeError, ValueError, KeyError, TypeError, OSError) as error:
            raise NetworkError(texts.unusable(str(config), str(error)[:200])) from None

    def ask(self, action: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return its answer to a request; see `ValhallaTransport`."""
        try:
            answer = getattr(self._actor, METHODS[action])(json.dumps(request))
        except RuntimeError as error:
            raise _refusal(error, self.label) from None
        read = json.loads(answer) if isinstance(answer, str) else answer
        if not isinstance(read, dict):
            raise NetworkError(texts.not_json(self.label, f"it is a {type(read).__name__}"))
        return read


def _only_what_is_asked(config: Path) -> dict[str, Any]:
    """Return the settings without a log on the terminal, and without actions never asked for.

    A version refuses to begin with an action that only later ones have. Servers are spared long
    questions by limits, which nobody needs here.
    """
    settings: dict[str, Any] = json.loads(config.read_text("utf-8"))
    settings["loki"]["actions"] = sorted(METHODS)
    limits = settings["service_limits"]
    limits.update({limit: NO_LIMIT for limit in limits if limit.startswith("max_exclude_polygons")})
    for part in (settings, *settings.values()):
        if isinstance(part, dict) and "logging" in part:
            part["logging"] = {"type": ""}
    return settings


def _refusal(error: RuntimeError, label: str) -> ServiceRefusedError:
    """Return the refusal behind an error: the words are all that tells which it is."""
    said = str(error)
    try:
        answer = json.loads(said)
    except ValueError:
        answer = {"error": said}
    code = answer.get("error_code") or getattr(error, "code", None) or _code_of(said)
    text = texts.refused(label, 400, str(answer.get("error", said))[:200])
    return ServiceRefusedError({**answer, "error_code": code}, NetworkError(text))


def _code_of(said: str) -> int | None:
    """Return the code of an error whose words are known."""
    for words, code in (
        ("exceeded max", 150),
        ("exceeds the max distance", 154),
        ("unconnected regions", 170),
        ("no suitable edges", 171),
        ("no path could be found", 442),
    ):
        if words in said.lower():
            return code
    return None
