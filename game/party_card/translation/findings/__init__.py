"""Findings in translations, one module per code; its docstring is the documentation and the test.

Invariant: a translation that has a finding about what it cites, or that is not finished, is not shown; whatever else is
found is for the translator to judge.
"""
