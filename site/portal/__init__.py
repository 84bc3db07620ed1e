"""Composition root: puts the domains together into one site."""
