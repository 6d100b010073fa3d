"""TODO integrations."""
