"""Tests of the evidence layer."""
