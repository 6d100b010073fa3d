"""Differences between operating systems, behind common interfaces.

Invariant: nothing here imports another package of the game.
"""
