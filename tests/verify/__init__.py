"""Judging plans: the verifier and its parts."""
