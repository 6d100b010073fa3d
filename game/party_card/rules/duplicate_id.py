"""Two files have the same name inside.

A scene, a dossier and an index are known by the name in their first line, not by the name of their file.
After copying a scene, change the name in the first line of the copy too.

PASS:
    ### scenes/first.yaml
    scene: first
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    ### scenes/second.yaml
    scene: second
    title: B
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    scene: second
WITH:
    scene: first
MESSAGE:
    error[duplicate-id]: there is another scene `first`
     --> scenes/second.yaml:1:8
      |
    1 | scene: first
      |        ^^^^^
     ::: scenes/first.yaml:1:8
      |
    1 | scene: first
      |        ----- the first one
    help: rename one of the two
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("duplicate-id", __doc__)
