"""Own the search: the master, its bound, the plans found and the proof between them."""
