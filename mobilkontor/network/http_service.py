"""Own the connections to routing servers: time-outs, tries with growing pauses, honest failures.

The only file that opens a connection. A server that fails for good is not asked again: the first
request that fails after all its tries ends the matrix.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, TimeoutError
from urllib3.util import Retry, Timeout

from mobilkontor.core.errors import NetworkError
from mobilkontor.network import service_texts as texts

__all__ = ["CONNECTIONS", "HttpService", "ServiceRefusedError"]

TRIES = 4
"""How often a request is sent before the server counts as failed."""

FIRST_PAUSE_S = 0.25
"""Pause after the second try; each one after is twice as long."""

LONGEST_PAUSE_S = 10.0
CONNECTIONS = 4
"""Questions that one server is asked at the same time; it answers as many at once as it can."""

PASSING_STATUSES = (429, 500, 502, 503, 504)
"""Answers of a server that is busy or starting."""

MAX_SAID = 200
"""Length of what is quoted of a server's words."""


class ServiceRefusedError(Exception):
    """A server that works says no to one request; never leaves `network`.

    Parameters
    ----------
    answer : mapping
        What it says, as far as that is JSON.
    error : NetworkError
        What a user reads if nobody knows better.
    """

    def __init__(self, answer: Mapping[str, Any], error: NetworkError) -> None:
        self.answer = answer
        self.error = error
        super().__init__(str(error))


class HttpService:
    """A routing server.

    Parameters
    ----------
    url : str
        Address in front of every path, such as ``http://127.0.0.1:5000``.
    timeout_s : float
        Longest wait for each answer [s].
    """

    def __init__(self, url: str, *, timeout_s: float) -> None:
        self.url = url.rstrip("/")
        self._timeout_s = timeout_s
        tries = Retry(
            total=TRIES - 1,
            backoff_factor=FIRST_PAUSE_S,
            backoff_max=LONGEST_PAUSE_S,
            status_forcelist=PASSING_STATUSES,
            # Tables change nothing on the server, so that asking again is safe.
            allowed_methods=None,
            raise_on_status=False,
            respect_retry_after_header=False,
            redirect=2,
        )
        self._pool = urllib3.PoolManager(
            maxsize=CONNECTIONS, retries=tries, timeout=Timeout(timeout_s)
        )

    def get(self, path: str, **fields: str) -> Mapping[str, Any]:
        """Return the answer to a question asked with GET.

        Parameters
        ----------
        path : str
            Path behind the address, with a stroke in front.
        **fields : str
            Its query.

        Returns
        -------
        mapping
            The JSON object of the answer.

        Raises
        ------
        NetworkError
            If there is no answer, or none that can be read.
        ServiceRefusedError
            If the server says no.
        """
        return self._ask("GET", path, fields=fields or None)

    def post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the answer to a question asked with POST; see `get`.

        Parameters
        ----------
        path : str
            Path behind the address.
        body : mapping
            The question, sent as JSON.

        Returns
        -------
        mapping
            The JSON object of the answer.
        """
        return self._ask("POST", path, json=body)

    def _ask(self, method: str, path: str, **what: Any) -> Mapping[str, Any]:  # noqa: ANN401
        """Send a request, try again what may pass, and read the answer."""
        try:
            answer = self._pool.request(method, self.url + path, **what)
        except HTTPError as error:
            raise NetworkError(self._failure(error)) from None
        if answer.status in PASSING_STATUSES:
            raise NetworkError(texts.refused(self.url, answer.status, _quoted(answer.data)))
        read = self._read(answer.data) if answer.status == 200 else _read_if_json(answer.data)
        if answer.status != 200:
            said = str(read.get("message") or read.get("error") or _quoted(answer.data))
            text = texts.refused(self.url, answer.status, said[:MAX_SAID])
            raise ServiceRefusedError(read, NetworkError(text))
        return read

    def _read(self, data: bytes) -> Mapping[str, Any]:
        """Return the JSON object of an answer."""
        try:
            read = json.loads(data)
        except ValueError as error:
            raise NetworkError(texts.not_json(self.url, str(error)[:MAX_SAID])) from None
        if not isinstance(read, dict):
            kind = type(read).__name__
            raise NetworkError(texts.not_json(self.url, f"it is a {kind}"))
        return read

    def _failure(self, error: HTTPError) -> str:
        """Return what a user reads of a request that failed after all its tries."""
        reason = error.reason if isinstance(error, MaxRetryError) else error
        if isinstance(reason, TimeoutError) and not isinstance(reason, NewConnectionError):
            return texts.too_slow(self.url, self._timeout_s)
        why = str(reason or error).split(": ", 1)[-1]
        return texts.not_reached(self.url, why[:MAX_SAID])


def _read_if_json(data: bytes) -> Mapping[str, Any]:
    """Return the JSON object of an answer, empty if it is none."""
    try:
        read = json.loads(data)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _quoted(data: bytes) -> str:
    """Return the first words of an answer, in one line."""
    return " ".join(data[: 2 * MAX_SAID].decode("utf-8", "replace").split())[:MAX_SAID]
