"""Own the scenario language: what a file may say, reading it, and telling what is wrong with it."""
