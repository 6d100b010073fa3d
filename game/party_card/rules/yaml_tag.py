"""A value begins with an exclamation mark.

In YAML a word that begins with `!` tells the program how to read what follows; elsewhere this has been used
to run code. Nothing of the kind is read here. Delete the word, or put the text in quotes if it really begins
with `!`.

PASS:
    scene: a
    title: "! A scene"
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    title: "! A scene"
WITH:
    title: !A scene
MESSAGE:
    error[yaml-tag]: a word that begins with `!` means something else in YAML
     --> scenes/example.yaml:2:8
      |
    2 | title: !A scene
      |        ^^^^^^^^
    help: put the whole text in quotation marks
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("yaml-tag", __doc__)
