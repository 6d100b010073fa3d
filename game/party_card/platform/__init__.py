"""What differs by operating system, behind interfaces that do not.

Invariant: nothing here imports another package of the game.
"""
