"""The map of places: a base drawn from Natural Earth, the part of it that shows some places, markers and labels.

Invariant: a map is plain shapes in the units of its front end; what it shows is said in words too
(`engine/place_words.py`).
"""
