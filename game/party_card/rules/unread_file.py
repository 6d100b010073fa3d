"""A file looks like one of the pack, but its name or its place keeps it from being read.

Files end in `.yaml` or `.yml`, and lie in the folders `scenes` and `seeds` themselves, or beside one another in a pack
that has no such folders. Windows hides endings, so that `letter.yaml.txt` is shown as `letter.yaml`.

PASS:
    ### scenes/letter.yaml
    scene: letter
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    ### scenes/letter.yaml
    scene: letter
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    ### scenes/answer.yaml.txt
    scene: answer
    title: B
MESSAGE:
    warning[unread-file]: this file is not read, because its name ends in `.txt`
     --> scenes/answer.yaml.txt:1:1
    help: rename it to `answer.yaml`
    help: Windows hides the ending until the Explorer shows file name extensions (View > Show)
"""

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Rule

RULE: Rule[object] = Rule("unread-file", Severity.WARNING, __doc__)
