"""Writes files to hand out: browser pages, packages, handouts, maps, bibliographies.

Invariant: every file except a map or a bibliography is written only of scenes without errors whose proof holds.
"""
