"""Turn a timetable on dates into the files that are given out."""
