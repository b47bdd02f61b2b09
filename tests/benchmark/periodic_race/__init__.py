"""Race periodic instances with prizes: our engine against what PyPI has."""
