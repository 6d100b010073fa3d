"""Provides the building blocks of screens: styled text, boxes, layout, focus, scrolling, widgets and drawing.

Invariant: nothing here knows pages, sessions or screens; a widget is a function from a `TextStyle` to a `Box`.
"""
