"""The same key stands twice in one place.

Only one of the two could count, and which one would depend on the program. Keep one and delete the other, or,
where both are meant (two passages with the same name, say), give one of them another name.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
        ending: {id: done, title: Done}
WITH:
        text: You go on waiting.
        ending: {id: done, title: Done}
MESSAGE:
    error[duplicate-key]: `text` stands here a second time
     --> scenes/example.yaml:6:5
      |
    5 |     text: You wait.
      |     ---- the first time
    6 |     text: You go on waiting.
      |     ^^^^ the second time
    help: keep one of the two, or rename one
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("duplicate-key", __doc__)
