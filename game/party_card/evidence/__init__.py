"""Cites facts and compares quotations with a copy of their source.

Notes and bibliographies (`cite`, with `chicago`, `rich_text`), the index of a source (`indexing`), and
the comparison of a copy with it (`verify`, with `source_text`, `numbering`, `wording`, `find`). Nothing here knows
pages or front ends.
"""
