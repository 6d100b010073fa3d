"""TODO screens."""
