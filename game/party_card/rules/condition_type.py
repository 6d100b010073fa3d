"""A condition compares or joins things that do not fit together.

Numbers are compared with numbers, a variable with values only with its own values, and `and`, `or` and `not`
join only what is true or false.

PASS:
    scene: a
    title: A
    variables:
      keeper: {values: [me, friend, nobody], start: nobody}
      attention: {range: [0, 3], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: give, text: Give it away, set: {keeper: friend}, add: {attention: 1}, goto: one}
          - {id: go, text: Go on, if: keeper == friend and attention > 0, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: go, text: Go on, if: keeper == friend and attention > 0, goto: two}
WITH:
          - {id: go, text: Go on, if: keeper == friend and keeper > 0, goto: two}
MESSAGE:
    error[condition-type]: `keeper` is one of `me`, `friend`, `nobody`; it has no larger and smaller
      --> scenes/example.yaml:11:56
       |
    11 |       - {id: go, text: Go on, if: keeper == friend and keeper > 0, goto: two}
       |                                                        ^^^^^^
    help: compare it with `==`, `!=` or `in (…)`
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("condition-type", __doc__)
