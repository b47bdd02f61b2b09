"""Tests of the parts of the search."""
