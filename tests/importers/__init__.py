"""Tests of game/importers: own stories, written as the programs that they come from would have them."""
