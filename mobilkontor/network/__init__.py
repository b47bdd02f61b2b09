"""Turn roads, tables or great circles into a travel matrix."""
