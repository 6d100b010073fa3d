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
FAIL REPLACES:
    title: A
WITH:
MESSAGE:
    error[missing-key]: this scene has no `title`
     --> scenes/example.yaml:1:1
      |
    1 | scene: a
      | ^^^^^
    help: add a line `title: …`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.content.yaml_nodes import MappingNode
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule


def check(pack: Pack) -> Diagnostics:
    """Finds scenes whose `passages:` are empty; other keys are checked while reading."""
    for scene in pack.scenes.values():
        passages = scene.location.value("passages")
        node = passages.node
        if isinstance(node, MappingNode) and node is not scene.location.node and not node.value:
            help_text = "add a passage: its name, and indented beneath it `text:` and `choices:`"
            yield RULE.diagnose("this scene has no passages", passages.label(), help_text)


RULE = Rule("missing-key", Severity.ERROR, __doc__, check)
