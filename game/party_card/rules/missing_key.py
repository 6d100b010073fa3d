"""A key that must be there is missing.

Every scene has a name, a title and passages, every passage a text, every choice a name, a text and the
passage it leads to. Add the line; where you did write it, look whether it is indented like its neighbours.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
MESSAGE:
    error[missing-key]: this scene has no `title`
     --> scenes/example.yaml:1:1
      |
    1 | scene: a
      | ^^^^^
    help: add a line `title: …`
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.content.yaml_loader import MappingNode
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity

CODE = "missing-key"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks for scenes whose `passages:` are there but empty; other keys are looked for while reading."""
    for scene in pack.scenes.values():
        node = scene.location.value("passages").node
        if isinstance(node, MappingNode) and node is not scene.location.node and not node.value:
            helps = (Help("add a passage: its name, and indented beneath it `text:` and `choices:`"),)
            yield Diagnostic(
                CODE, SEVERITY, "this scene has no passages", scene.location.value("passages").label(), helps=helps
            )
