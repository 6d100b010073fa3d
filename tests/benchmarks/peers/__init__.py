"""Compares speed with ink (inkjs, bink) and Bardic on the same story and choices. See ../README.md."""
