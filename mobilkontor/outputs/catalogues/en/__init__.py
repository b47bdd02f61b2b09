"""Hold every English text, by key: one file for each thing that speaks."""
