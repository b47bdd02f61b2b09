"""Own the indicators: each once, with name, unit, direction, formula and function."""
