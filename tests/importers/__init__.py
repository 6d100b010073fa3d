"""Tests of the importers, with stories of our own."""
