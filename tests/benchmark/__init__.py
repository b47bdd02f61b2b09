"""Measurements: they print, and assert no time. `python -m pytest -m benchmark tests/benchmark`."""
