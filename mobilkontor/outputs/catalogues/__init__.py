"""Hold the texts of both languages by key, a file for each thing that speaks."""
