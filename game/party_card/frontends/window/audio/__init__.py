"""Provides sound effects and text to speech.

Invariant: nothing here is imported before a player switches it on, and a failure is only a message in the settings,
because sound never carries information alone.
"""
