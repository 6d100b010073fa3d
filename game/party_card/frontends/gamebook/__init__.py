"""TODO gamebook."""
