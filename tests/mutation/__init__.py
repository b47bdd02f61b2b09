"""Plans with one thing broken."""
