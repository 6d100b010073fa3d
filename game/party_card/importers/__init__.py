"""Importers: a Twine story becomes a scene file.

Files are read as passages (`story_files`), a format reader says what the passages mean (`formats`, `story`), and the
rest makes a scene of that: `order` and `entry_paths` turn what runs from top to bottom into changes at choices,
`domains` finds every value, `layout` writes out paragraphs, `emit_yaml` writes the file.

Invariant: a construct that is not understood completely is never guessed. It becomes a `todo` at its place, and is
counted in the verdict.
"""
