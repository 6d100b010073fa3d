"""Facts, citations and quotations: how they are cited, and whether they agree with a reader's copy.

Here live notes and bibliographies (`cite`, with `chicago`, `locate`, `runs`), dates (`dates`), the index of a source
(`indexing`) and what compares a copy with it (`verify`, with `copies`, `numbering`, `wording`, `find`,
`quotations`). Nothing here knows scenes, pages or front ends.
"""
