"""Tests of the decision paper's parts."""
