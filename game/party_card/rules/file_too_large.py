"""A file is longer than a million characters.

The longest scene we know has sixty thousand characters; a file beyond a million is a mistake or an attack. Of one with
more than four million bytes, nothing is read.
Split a dossier into several; look whether something was pasted that does not belong there.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: You wait.
WITH:
        text: You wait. {times 1000000 x}
MESSAGE:
    error[file-too-large]: this file has 1,000,092 characters; at most 1,000,000 are read
     --> scenes/example.yaml:1:1
      |
    1 | scene: a
      | ^
    help: split it into several files
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("file-too-large", __doc__)
