"""Tests of building road files."""
