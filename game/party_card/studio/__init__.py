"""The studio: a scene is written in the browser, with everything live. A page, served on this machine alone.

Invariant: the text of a file is the truth. Every view of the page asks for edits of that text and shows what came of
it; what is said of a text is said of the version that the page has.
"""
