"""Named instances for every test; variants by ``instance.replace()``."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from mobilkontor.core.instance import Instance
from tests import named

# Hypothesis looks at the clock and keeps examples on disk unless told not to.
settings.register_profile(
    "reproducible",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.load_profile("reproducible")


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
