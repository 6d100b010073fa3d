"""Plugins for other programs: pytest."""
