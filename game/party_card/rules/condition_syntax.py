"""A condition cannot be read.

A condition compares variables with values, and joins comparisons with `and`, `or` and `not`: `read_it and
attention >= 2`, `keeper in (me, friend)`. Two equals signs compare; `visited(passage)` and `chose(choice)`
ask what happened before. A condition that begins with a bracket or holds a colon needs quotes around it.

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
          - {id: go, text: Go on, if: keeper = friend and attention > 0, goto: two}
MESSAGE:
    error[condition-syntax]: `=` has no meaning in a condition
      --> scenes/example.yaml:11:42
       |
    11 |       - {id: go, text: Go on, if: keeper = friend and attention > 0, goto: two}
       |                                          ^
    help: to compare, write `==`
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("condition-syntax", __doc__)
