"""Lines end in blanks.

They mean nothing and nobody sees them, but a comparison of two versions shows each such line as changed, and editors
disagree about them. Told once for a file; `party-card check --fix` takes them away.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    passages:
WITH:
    passages:{times 1  }
MESSAGE:
    remark[trailing-blanks]: this line ends in blanks
     --> scenes/example.yaml:3:10
      |
    3 | passages:
      |          ^
    help: delete them
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Edit, Help, Label, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.source import Span

_BLANKS = (" ", "\t")


def check(pack: Pack) -> Diagnostics:
    """Checks every line of every file."""
    for file in pack.files:
        lines = enumerate(file.text.split("\n"), start=1)
        spans = [
            Span(number, len(line.rstrip(" \t")) + 1, len(line) + 1) for number, line in lines if line.endswith(_BLANKS)
        ]
        if spans:
            message = "this line ends in blanks" if len(spans) == 1 else f"{len(spans)} lines end in blanks; the first"
            help_ = Help("delete them", edits=tuple(Edit(span, "") for span in spans))
            yield RULE.diagnose(message, Label(file, spans[0]), help_)


RULE = Rule("trailing-blanks", Severity.INFO, __doc__, check)
