"""A test expects an ending that the scene does not have.

Such a test could never pass. Write the ending's name as it stands after `id:` in a passage's `ending:`; write
`ending: null` for a walk that does not end.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: waited, title: You waited}
    tests:
      - {name: waiting, play: [], expect: {ending: waited}}
FAIL REPLACES:
      - {name: waiting, play: [], expect: {ending: waited}}
WITH:
      - {name: waiting, play: [], expect: {ending: wated}}
MESSAGE:
    error[unknown-ending]: this scene has no ending `wated`
     --> scenes/example.yaml:8:48
      |
    8 |   - {name: waiting, play: [], expect: {ending: wated}}
      |                                                ^^^^^
    help: did you mean `waited`?
"""

from __future__ import annotations

from party_card.content.declarations import has_wrong_endings
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule


def check(pack: Pack) -> Diagnostics:
    """Checks the endings that tests expect."""
    for scene in pack.scenes.values():
        if has_wrong_endings(scene):
            continue
        endings = {passage.ending.id for passage in scene.passages.values() if passage.ending is not None}
        for test in scene.tests:
            ending = test.expect.ending
            if ending is None or ending.text in endings or not ending.text:
                continue
            if ending.is_plain and ending.text in ("null", "~"):
                continue
            message, help_text = "this scene has no ending", "write `null` for a walk that does not end"
            yield RULE.diagnose_unknown(message, ending.text, ending.location.label(), endings, help_text)


RULE = Rule("unknown-ending", Severity.ERROR, __doc__, check)
