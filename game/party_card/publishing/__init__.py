"""Writes files to hand out: pages, packages, papers, maps, bibliographies."""
