"""Keeps results of checks, proofs and comparisons by a digest of everything that they depend on.

Invariant: a result that is found is the one that would be computed. What cannot be read, stored or trusted is computed
again, and no failure of the cache is ever reported.
"""
