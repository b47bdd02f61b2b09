"""Own the duties: all feasible days of work, as arrays, and whether they are all."""
