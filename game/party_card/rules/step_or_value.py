"""A negative number in `set` can be a step or a value.

A file with steps in `set` is written as in version 0.1, where `-1` was a step too; one with `add` is written as today,
where `-1` in `set` is a value. A file that has both does not say which is meant. Move all steps to `add`; what is left
in `set` are values.

PASS:
    scene: a
    title: A
    variables:
      mood: {range: [-2, 2], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: hope, text: Hope, if: mood < 2, add: {mood: 1}, goto: one}
          - {id: look, text: Look up, add: {mood: 1}, goto: one}
          - {id: doubt, text: Doubt, set: {mood: -1}, goto: one}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: look, text: Look up, add: {mood: 1}, goto: one}
WITH:
          - {id: look, text: Look up, set: {mood: +1}, goto: one}
MESSAGE:
    error[step-or-value]: `-1` can be a step or a value here: this file has steps in `set` and in `add`
      --> scenes/example.yaml:11:46
       |
    10 |       - {id: look, text: Look up, set: {mood: +1}, goto: one}
       |                                               -- a step
    11 |       - {id: doubt, text: Doubt, set: {mood: -1}, goto: one}
       |                                              ^^
    help: move the steps to `add`: what is left in `set` are values
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("step-or-value", __doc__)
