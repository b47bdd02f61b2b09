"""Build a road file from an OpenStreetMap extract."""
