"""A choice sets a variable and adds to it.

What is set is the new value, whatever it was before; what is added changes the value that was there. One choice does
one of the two with a variable. Keep the one that is meant.

PASS:
    scene: a
    title: A
    variables:
      attention: {range: [0, 3], start: 0}
      seen: false
    passages:
      one:
        text: You wait.
        choices:
          - id: look
            text: Look up
            if: attention < 3 and not seen
            set: {seen: true}
            add: {attention: 1}
            goto: one
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
            set: {seen: true}
WITH:
            set: {seen: true, attention: 2}
MESSAGE:
    error[set-and-add]: `attention` stands in `set` and in `add` of one choice
      --> scenes/example.yaml:14:15
       |
    13 |         set: {seen: true, attention: 2}
       |                           ---------
    14 |         add: {attention: 1}
       |               ^^^^^^^^^
    help: keep one of the two
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("set-and-add", __doc__)
