"""Differential testing of exported data: a reference player in Python against the engine.

Invariant: no file is written if the two show or do anything different at a reachable position.
"""
