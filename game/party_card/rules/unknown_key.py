"""A key that the format does not have.

A key nobody reads would be lost without a word, so it is an error. Most often it is a slip of the pen, or the
key stands one level too deep or too high: compare the indentation with the scene in the handbook.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: You wait.
WITH:
        txet: You wait.
        text: You wait.
MESSAGE:
    error[unknown-key]: a passage has no key `txet`
     --> scenes/example.yaml:5:5
      |
    5 |     txet: You wait.
      |     ^^^^
    help: did you mean `text`?
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("unknown-key", __doc__)
