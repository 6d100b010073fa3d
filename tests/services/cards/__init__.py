"""Tests of scenes as cards."""
