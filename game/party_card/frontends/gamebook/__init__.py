"""The gamebook: one scene as numbered sections on paper, for a class without devices.

Invariant: it is written from the same data as the browser page, so following its numbers is playing the scene.
"""
