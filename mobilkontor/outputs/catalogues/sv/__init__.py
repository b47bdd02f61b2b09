"""Hold every Swedish text, by key: one file for each thing that speaks."""
