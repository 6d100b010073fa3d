"""Builds the report on a class from its students' transcripts: what was chosen, reached, read and answered.

Invariant: counts come from playthroughs that the engine has replayed in the scene's present text. Nothing is stored and
nothing leaves the computer; the list of a class is read for one report.
"""
