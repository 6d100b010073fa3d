"""Writes papers for the class: the teacher's guide, the worksheet, the plan of a campaign; as HTML and PDF.

Invariant: papers are made from a proved scene and hold no other facts. They need no colour, and fit A4
and Letter alike. A worksheet gives no answer away.
"""
