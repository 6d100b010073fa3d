"""A word such as `no` or `on` stands where `true` or `false` is wanted.

Some programs read `yes`, `no`, `on` and `off` as true and false, others as words. Here they are words. Write
`true` or `false` for a yes/no; put the word in quotes where the word itself is meant.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: go, text: Go on, hypothesis: true, goto: two}
      two:
        text: You are there.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: go, text: Go on, hypothesis: true, goto: two}
WITH:
          - {id: go, text: Go on, hypothesis: yes, goto: two}
MESSAGE:
    error[boolean-trap]: `yes` is read as text by some programs and as true by others
     --> scenes/example.yaml:7:43
      |
    7 |       - {id: go, text: Go on, hypothesis: yes, goto: two}
      |                                           ^^^
    help: write `true`
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("boolean-trap", __doc__)
