"""The terminal front end: plays scenes line by line."""
