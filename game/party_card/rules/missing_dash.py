"""In a list a `- ` is missing.

Each choice of a passage, and each part of any list, begins with a hyphen and a blank. Without it YAML takes the
lines for more keys of the one before. Put `- ` before the first line of each, two columns to the left of the others.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - id: go
            text: Go on
            goto: two
          - id: stay
            text: Stay
            goto: two
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - id: stay
WITH:
            id: stay
MESSAGE:
    error[missing-dash]: a second choice begins here without its `- `
      --> scenes/example.yaml:10:9
       |
     7 |       - id: go
       |         -- the first one
    ...
    10 |         id: stay
       |         ^^
    help: write `- id:`, with the `-` two columns to the left
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("missing-dash", __doc__)
