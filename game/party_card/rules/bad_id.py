"""A name holds something else than small letters, digits and hyphens.

Names of scenes, passages, choices and facts stand in conditions, citations and file names, so they are kept
simple: `by-the-river`, `day-2`. The names of variables are joined by underscores instead: `read_it`.

PASS:
    scene: a
    title: A
    passages:
      by-the-river:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
      by-the-river:
WITH:
      By the River:
MESSAGE:
    error[bad-id]: `By the River` cannot be a name: names are small letters and digits, joined by hyphens
     --> scenes/example.yaml:4:3
      |
    4 |   By the River:
      |   ^^^^^^^^^^^^
    help: write `by-the-river`
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("bad-id", __doc__)
