"""Accessibility output: the open screen as a tree, announcements, AccessKit, reading aloud.

Invariant: both read the same tree, in the same words and order as the screen.
"""
