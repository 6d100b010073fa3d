"""Findings in translations, one module per code; its docstring is the documentation and the test."""
