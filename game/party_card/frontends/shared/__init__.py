"""Shared by the front ends: HTML, printable documents, pictures' colours, time axes, maps, transcripts, scene data.

Invariant: nothing here imports a front end; the front ends do not import each other.
"""
