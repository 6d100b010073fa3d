"""Tests of game/diagnostics."""
