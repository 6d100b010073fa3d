"""TODO transcript."""
