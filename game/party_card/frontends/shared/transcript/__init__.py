"""Writes the transcript of a playthrough, as Markdown, HTML or data, for handing in or for a program."""
