"""TODO bitset."""
