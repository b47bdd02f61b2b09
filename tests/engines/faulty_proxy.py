"""Stand between the planner and a real server, and spoil some of its answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

__all__ = ["Answer", "Fault", "Proxy", "proxy"]


@dataclass
class Answer:
    """What goes back: status, body, and how much of the body is sent."""

    status: int
    body: bytes
    sent_bytes: int | None = None
    wait_s: float = 0.0


Fault = Callable[[int, Answer], Answer | None]
"""Spoils the answer to the request of a number, from 1; None closes the connection unanswered."""


@dataclass
class Proxy:
    """The address of a spoiling proxy, and how many requests it has seen."""

    url: str = ""
    requests: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self) -> int:
        """Return the number of this request."""
        with self.lock:
            self.requests += 1
            return self.requests


@contextmanager
def proxy(target: str, fault: Fault) -> Iterator[Proxy]:
    """Pass requests on to a server, spoil the answers, and yield the address."""
    state = Proxy()

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        def do_GET(self) -> None:
            """Ask the real server and send back what is left of its answer."""
            number = state.count()
            with urlopen(target + self.path, timeout=10) as real:
                answer = fault(number, Answer(real.status, real.read()))
            if answer is None:
                return
            time.sleep(answer.wait_s)
            try:
                self.send_response(answer.status)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body[: answer.sent_bytes])
            except (BrokenPipeError, ConnectionResetError):
                # Whoever asked has stopped waiting.
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
