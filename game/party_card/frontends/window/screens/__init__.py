"""The screens of the window: title, timeline, players, pages of a scene, and the dialogs above them.

Invariant: screens read and change the session, never the window. Only `router` knows all of them.
"""
