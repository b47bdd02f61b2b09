"""Measure what residents need, what fixed offices give them, and what a stop would add."""
