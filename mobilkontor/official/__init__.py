"""Official figures for the places table, from files of Statistics Sweden."""
