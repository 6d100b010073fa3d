"""Serializers: compiled scenes and campaigns to the tables and rows of exported scene data.

Invariant: the data holds everything a page shows and nothing to evaluate; the same scenes give the same bytes.
"""
