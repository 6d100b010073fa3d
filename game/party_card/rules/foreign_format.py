"""The file is one of another program: a word processor's document, a PDF, an archive.

Files of a pack are plain text. What a word processor saves holds much more than the text, even if its name ends in
`.yaml`. Write in an editor for plain text, such as Notepad, TextEdit or VS Code.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    ### scenes/example.yaml
    %PDF-1.7
MESSAGE:
    error[foreign-format]: this file is a PDF, not plain text
     --> scenes/example.yaml:1:1
    help: copy its text into an editor such as Notepad, TextEdit or VS Code, and save it there as plain text in UTF-8
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("foreign-format", __doc__)
