"""The layout of slides: pages in big type, for a class in front of a projector.

Invariant: no slide scrolls, and none shows a key. What does not fit is shown on the next slide, or smaller if it cannot
be split.
"""
