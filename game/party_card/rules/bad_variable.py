"""A variable is declared in a way that cannot work.

A variable is a yes/no (`read_it: false`), a whole number with its range (`{range: [0, 3], start: 0}`) or one
of several values (`{values: [me, friend], start: me}`). The range goes from the lower to the higher number
and is at most 10,000 wide; there are at least two values; the start is one of them. Because variables are
finite, every path can be proved.

PASS:
    scene: a
    title: A
    variables:
      attention: {range: [0, 3], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: look, text: Look up, if: attention < 3, add: {attention: 1}, goto: one}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
      attention: {range: [0, 3], start: 0}
WITH:
      attention: {range: [3, 0], start: 0}
MESSAGE:
    error[bad-variable]: the range of `attention` goes from 3 to 0
     --> scenes/example.yaml:4:22
      |
    4 |   attention: {range: [3, 0], start: 0}
      |                      ^^^^^^
    help: the smaller number comes first
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("bad-variable", __doc__)
