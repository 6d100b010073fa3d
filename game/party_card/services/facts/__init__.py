"""Facts and sources that are made, changed and listed by a program, as edits of the text of their files."""
