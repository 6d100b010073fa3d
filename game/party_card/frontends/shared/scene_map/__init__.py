"""Draws the map of a scene: one graph of passages and choices, and a writer for each format.

Invariant: a map is drawn from the reachable states. The diagrams of `transitions` are not used: they take seconds to
import, know no conditions, and need Graphviz, which does not finish on hundreds of states; passages are few.
"""
