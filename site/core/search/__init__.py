"""Site search: an own small index of what is public, one row for each object and language (see docs/adr)."""
