"""There is nothing in the file.

A file with nothing but blank lines and comments is most often one that was not saved. Write the scene, or
delete the file.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    # A scene about the spring of 1932.
MESSAGE:
    error[empty-file]: there is nothing in this file
     --> scenes/example.yaml:1:1
      |
    1 | # A scene about the spring of 1932.
      | ^
    help: a scene begins with `scene: its-name`
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("empty-file", __doc__)
