"""Tests of the enumeration of duties."""
