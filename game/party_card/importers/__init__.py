"""Importers: Twee and ink stories become one `Story` graph, and that becomes a scene file.

Invariant: nothing that a scene cannot express is dropped: it becomes a comment at its place, and is listed with its
line.
"""
