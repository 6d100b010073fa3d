"""Tests of `game/packaged_app`."""
