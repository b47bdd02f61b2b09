"""Start real OSRM and Valhalla servers on loopback, over small extracts."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import valhalla

from tests.engines.extracts import (
    CHAIN,
    DUAL,
    GRID,
    SIGNED,
    TINY,
    write_chain,
    write_dual,
    write_grid,
    write_signed,
    write_tiny,
)
from tests.engines.install import OSRM, VALHALLA, programs

__all__ = ["osrm_server", "valhalla_file", "valhalla_server"]

WRITERS = {
    GRID: write_grid,
    CHAIN: write_chain,
    DUAL: write_dual,
    SIGNED: write_signed,
    TINY: write_tiny,
}

STARTS_WITHIN_S = 60.0


@contextmanager
def osrm_server(folder: Path, extract: str, *options: str) -> Iterator[str]:
    """Serve an extract with OSRM's profile for cars, and yield the address."""
    home = programs(OSRM) / "osrm"
    pbf = folder / f"{extract}.osm.pbf"
    WRITERS[extract](pbf)
    _run([home / "bin/osrm-extract", "-p", home / "share/profiles/car.lua", pbf], folder)
    _run([home / "bin/osrm-contract", folder / f"{extract}.osrm"], folder)
    port = _free_port()
    command = [home / "bin/osrm-routed", "-i", "127.0.0.1", "-p", str(port), *options]
    with _running([*command, folder / f"{extract}.osrm"], folder / "osrm.log", {}):
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/nearest/v1/driving/20,66", folder / "osrm.log")
        yield url


def valhalla_file(folder: Path) -> Path:
    """Return a file of settings for the tiles of a folder, as the installed pyvalhalla has them."""
    config = valhalla.get_config(tile_dir=folder / "tiles", tile_extract=folder / "tiles.tar")
    file = folder / "here.json"
    file.write_text(json.dumps(config), encoding="utf-8")
    return file


def _built_tiles(folder: Path, extract: str) -> Path:
    """Build the tiles of an extract, and return Valhalla's file of settings."""
    home = programs(VALHALLA)
    config = folder / "valhalla.json"
    pbf = folder / f"{extract}.osm.pbf"
    WRITERS[extract](pbf)
    command = [sys.executable, str(home / "valhalla/valhalla_build_config.py")]
    command += ["--mjolnir-tile-dir", str(folder / "tiles")]
    command += ["--mjolnir-tile-extract", str(folder / "tiles.tar")]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    config.write_text(text, encoding="utf-8")
    build = home / "valhalla/bin/valhalla_build_tiles"
    _run([build, "-c", config, pbf], folder, _libraries(home))
    return config


@contextmanager
def valhalla_server(folder: Path, extract: str, *, without: str = "") -> Iterator[str]:
    """Serve an extract with Valhalla, perhaps without an action, and yield the address."""
    home = programs(VALHALLA)
    port = _free_port()
    text = _built_tiles(folder, extract).read_text("utf-8")
    if without:
        text = text.replace(f'"{without}",', "")
    config = folder / "server.json"
    config.write_text(text.replace("tcp://*:8002", f"tcp://127.0.0.1:{port}"), encoding="utf-8")
    command = [home / "valhalla/bin/valhalla_service", config, "1"]
    with _running(command, folder / "valhalla.log", _libraries(home)):
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/status", folder / "valhalla.log")
        yield url


def _libraries(home: Path) -> dict[str, str]:
    """Return what lets Valhalla's programs find the libraries of its wheel."""
    return {"LD_LIBRARY_PATH": str(home / "pyvalhalla.libs")}


def _run(command: list[object], folder: Path, more: dict[str, str] | None = None) -> None:
    """Run a program to its end; what it says is told if it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **(more or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{command[0]} ends with {done.returncode}:\n{done.stdout}{done.stderr}")


@contextmanager
def _running(command: list[object], log: Path, more: dict[str, str]) -> Iterator[None]:
    """Keep a program running."""
    with log.open("w") as said:
        process = subprocess.Popen(
            [str(part) for part in command],
            env={**os.environ, **more},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, log: Path) -> None:
    """Wait until a server answers."""
    end_s = time.monotonic() + STARTS_WITHIN_S
    while True:
        try:
            urlopen(url, timeout=5).close()
            return
        except (URLError, ConnectionError, TimeoutError):
            if time.monotonic() > end_s:
                pytest.fail(f"no answer from {url}:\n{log.read_text('utf-8')[-2000:]}")
            time.sleep(0.1)
