"""Provides the widgets: functions that lay out one control or frame as a box or a screen layout."""
