"""A condition is nested too deeply.

Dozens of brackets or `not` within each other are a mistake or an attack. Write the condition with fewer of
them, or let a choice `set:` a variable that remembers part of it. A condition of more than a thousand
characters is refused for the same reason.

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
          - {id: go, text: Go on, if: keeper == friend and {times 60 not }attention > 0, goto: two}
MESSAGE:
    error[condition-too-deep]: this condition is nested more than 40 levels deep
      --> scenes/example.yaml:11:35
       |
    11 | ...     - {id: go, text: Go on, if: keeper == friend and not not not not not not not not not not not no...
       |                                     ^
    help: remember part of it in a variable
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("condition-too-deep", __doc__)
