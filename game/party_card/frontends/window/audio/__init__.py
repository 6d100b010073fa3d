"""Provides sound effects and text to speech.

Invariant: nothing here is imported before a player switches it on, and no failure of it is more than a message in the
settings, as nothing is told by sound alone.
"""
