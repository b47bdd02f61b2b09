"""Properties that hold for every instance."""
