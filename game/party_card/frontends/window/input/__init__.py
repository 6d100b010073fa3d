"""Translates pygame events of keyboard, mouse, touch screen and gamepads into device-independent actions.

Invariant: no other package of the window knows key codes, mouse buttons or gamepad axes.
"""
