"""A value is of the wrong kind: a text where a list is wanted, or a word where a number is.

The message says what is wanted and what is there. A list is written as `[a, b]` or as lines that begin with
`- `; a whole number has no quotes and no unit.

PASS:
    scene: a
    title: A
    minutes: 15
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    minutes: 15
WITH:
    minutes: a quarter of an hour
MESSAGE:
    error[wrong-type]: `minutes` wants a whole number; here is `a quarter of an hour`
     --> scenes/example.yaml:3:10
      |
    3 | minutes: a quarter of an hour
      |          ^^^^^^^^^^^^^^^^^^^^
    help: write a whole number
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("wrong-type", __doc__)
