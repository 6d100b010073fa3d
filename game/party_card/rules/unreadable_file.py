"""A file is there but cannot be opened.

Another program may hold it, it may be closed to you, or it is a folder whose name ends in `.yaml`. The other
files are read all the same.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    ### scenes/example.yaml/notes.txt
    A folder called like a scene.
MESSAGE:
    error[unreadable-file]: this file cannot be read: Is a directory
     --> scenes/example.yaml:1:1
    help: is it open in another program, or closed to you?
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("unreadable-file", __doc__)
