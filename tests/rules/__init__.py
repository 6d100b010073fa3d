"""Tests of party_card.rules: the examples of every rule, further cases, and broken files of every kind."""
