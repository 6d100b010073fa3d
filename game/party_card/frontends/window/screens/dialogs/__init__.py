"""Dialogs, one a module.

Invariant: a dialog closes with Escape and leaves the screen below as it was.
"""
