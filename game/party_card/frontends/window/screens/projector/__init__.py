"""The screens of a lesson on a projector: big type, hands counted by keys, and a clicker that has two buttons.

Invariant: pressing one of the two buttons again and again never takes a choice, and never takes one back.
"""
