"""Hold the vocabulary every other package speaks; import nothing but numpy."""
