"""The stack of open screens, without a window: navigation, drawing, ways of interacting, text entry.

Invariant: the navigator alone holds the other modules together; they get views and settings, and return values.
"""
