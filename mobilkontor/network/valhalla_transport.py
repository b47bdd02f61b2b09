"""Own the ways to a Valhalla: what each of them keeps, and the one over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from mobilkontor.network.http_service import CONNECTIONS, HttpService

__all__ = ["ValhallaServer", "ValhallaTransport"]


class ValhallaTransport(Protocol):
    """The way to a Valhalla, near or far."""

    label: str
    """What a user reads of where it is."""

    asks_at_once: int
    """How many questions may wait for their answers at the same time."""

    def ask(self, action: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return its answer to a request.

        Parameters
        ----------
        action : str
            What is asked for, as its server names it.
        request : mapping
            The question.

        Returns
        -------
        mapping
            The answer.

        Raises
        ------
        ServiceRefusedError
            If it says no; its answer has the ``error_code``.
        NetworkError
            If it does not answer.
        """
        ...


class ValhallaServer:
    """A Valhalla server.

    Parameters
    ----------
    service : HttpService
        The server.
    """

    def __init__(self, service: HttpService) -> None:
        self._service = service
        self.label = service.url
        self.asks_at_once = CONNECTIONS

    def ask(self, action: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return its answer to a request; see `ValhallaTransport`."""
        return self._service.post(f"/{action}", request)
