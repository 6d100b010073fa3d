"""TODO accessibility."""
