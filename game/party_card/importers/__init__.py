"""Stories of other programs, read into the words of the scene format.

Law: what the finite format cannot hold is never dropped: it stands as a comment at its place, and is listed with its
line.
"""
