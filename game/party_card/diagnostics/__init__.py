"""Diagnostics as data: source locations, rules, name suggestions, fixes and five output formats.

Invariant: imports nothing else of the package.
"""
