"""Readers of the files that a source comes in: each makes paragraphs of the bytes of one file."""
