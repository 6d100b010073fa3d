"""A file is there but cannot be opened.

Another program may hold it, it may be closed to you, or it is no file at all but a folder, a link that leads nowhere, a
pipe or a device whose name ends in `.yaml`: nothing waits for these, and none of them is read. The other files are read
all the same.

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
    error[unreadable-file]: this file cannot be read: it is a folder
     --> scenes/example.yaml:1:1
    help: move it elsewhere, or give it another name
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("unreadable-file", __doc__)
