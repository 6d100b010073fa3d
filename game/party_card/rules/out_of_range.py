"""A number is outside the range of the variable it is compared with or set to.

The variable can never have this value. Look at its `range:` under `variables:`, and widen it or write another
number.

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
          - {id: go, text: Go on, if: keeper == friend and attention > 5, goto: two}
MESSAGE:
    error[out-of-range]: `attention` is a whole number from 0 to 3; 5 is outside
      --> scenes/example.yaml:11:56
       |
    11 |       - {id: go, text: Go on, if: keeper == friend and attention > 5, goto: two}
       |                                                        ^^^^^^^^^^^^^
    help: use a number from 0 to 3
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("out-of-range", __doc__)
