"""Turn plans into files that people and their scripts read: JSON, CSV and a map page."""
