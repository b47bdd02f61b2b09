"""Own the comparison of plans: what differs, for whom, and what may be compared at all."""
