"""Runs a scene: transition system, state machine, playthrough, and the page that front ends show.

Invariant: nothing in this package knows a front end or a file on disk.
"""
