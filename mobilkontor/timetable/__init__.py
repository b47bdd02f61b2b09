"""Lay a plan out: as the lines of its cycle, and as visits and duties on dates."""
