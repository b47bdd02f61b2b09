"""Named instances for every test; variants by ``instance.replace()``."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from mobilkontor.core.instance import Instance
from mobilkontor.network.matrix_cache import CACHE_VARIABLE
from tests import named
from tests.engines.fixtures import chain_servers, grid_servers, signed_servers, tiny_servers

__all__ = ["chain_servers", "grid_servers", "signed_servers", "tiny_servers"]

# Hypothesis looks at the clock and keeps examples on disk unless told not to.
settings.register_profile(
    "reproducible",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.load_profile("reproducible")

# A shell that starts the tests in the background lets them ignore Ctrl-C, and the commands that
# they start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep tables of routing engines out of the user's own cache."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(folder))
        yield folder


@pytest.fixture
def tiny() -> Instance:
    """Return the four stops solved by hand; the optimum is 2750 SEK."""
    return named.tiny()


@pytest.fixture
def island() -> Instance:
    """Return the two far stops with a room; the optimum is 3950 SEK."""
    return named.island()


@pytest.fixture
def crowded() -> Instance:
    """Return the two stops whose visitors do not all fit; the optimum is to stay at home."""
    return named.crowded()
