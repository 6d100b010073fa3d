"""The content of the window's screens: functions that lay out pages, episodes, players and notes as boxes.

Invariant: a view is a function of data and a text style; it knows no screen and changes nothing.
"""
