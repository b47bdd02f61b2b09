"""Tests of mobilkontor."""
