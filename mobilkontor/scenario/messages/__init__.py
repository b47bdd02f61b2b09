"""Own the texts of the E1 family: what is wrong with a scenario, and what to do about it.

Each function is one code; codes are never reused.
"""
