"""Stores persistent data: the players' progress and settings, and installed packs.

Invariant: files of earlier versions open, and no file is ever deleted: one that cannot be used is moved aside.
"""
