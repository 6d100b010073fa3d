"""Scenes in other languages: their texts as gettext catalogues, and the scene with the texts of such a catalogue.

Invariant: a translation changes texts and nothing else, so what is proved of a scene holds in every language.
"""
