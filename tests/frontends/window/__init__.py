"""The window, mostly without one."""
