"""TODO toolkit."""
