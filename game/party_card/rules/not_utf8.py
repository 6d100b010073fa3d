"""The file is not saved as UTF-8.

UTF-8 is the way of storing letters that all programs share. An older encoding turns letters such as `é` into
something else. In the editor choose "Save as" or "Save with encoding", and there UTF-8.

PASS:
    scene: a
    title: Café Josty
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    title: Café Josty
WITH:
    title: Caf{byte E9} Josty
MESSAGE:
    error[not-utf8]: from here on this file is not UTF-8 text
     --> scenes/example.yaml:2:11
      |
    2 | title: Caf� Josty
      |           ^
    help: save it again with the encoding UTF-8
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("not-utf8", __doc__)
