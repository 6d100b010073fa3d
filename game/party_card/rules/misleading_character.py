"""A character cannot be seen, or looks like another that is meant.

A no-break space, a zero-width space, a full-width colon, an en dash for a hyphen, typographic quotation marks around a
text, or a Cyrillic letter in a name: on the screen each looks right, and a program takes it for something else. They
come from word processors, web pages and other keyboards. In texts such characters may stand; in names and keys, and
where YAML has its own signs, write the plain one that is named here.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: go, text: Go on, goto: two}
          - {id: turn, text: Turn back, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: turn, text: Turn back, goto: two}
WITH:
          - {id: turn, text: Turn back, goto: two{byte C2A0}}
MESSAGE:
    error[misleading-character]: `two<U+00A0>` holds a no-break space (U+00A0)
     --> scenes/example.yaml:8:43
      |
    8 |       - {id: turn, text: Turn back, goto: two<U+00A0>}
      |                                           ^^^^^^^^^^^
    help: write `two` without it
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("misleading-character", __doc__)
