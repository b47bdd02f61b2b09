"""Draw the decision paper: a plan on a few pages to print, for those who decide on it."""
