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

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import UncheckedRule

RULE = UncheckedRule("empty-file", Severity.ERROR, __doc__)
