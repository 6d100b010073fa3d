"""What is carried from an earlier scene changes words alone: no choice asks for it.

Hardly anybody notices that a sentence is there or not. Let what is carried open a choice or close it, and let the text
say why ("because the register was scraped"). It must never be the only way to an ending, for most who play a scene
alone carry nothing.

PASS:
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
    leaves:
      - {id: read-the-letter, kind: witnessed, text: You read the letter., if: chose(read)}
    ### scenes/summer.yaml
    scene: summer
    title: Summer
    variables:
      knows: {carried: read-the-letter}
    passages:
      one:
        text:
          - text: A woman at the window folds a letter.
          - {text: You know the hand., if: knows}
        choices:
          - {id: ask, text: Ask her who wrote it, if: knows, goto: two}
          - {id: pass, text: Walk past her, goto: two}
          - {id: wait, text: Wait, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: ask, text: Ask her who wrote it, if: knows, goto: two}
WITH:
          - {id: ask, text: Ask her who wrote it, goto: two}
MESSAGE:
    remark[trace-without-effect]: no choice asks for `knows`, which is carried from an earlier scene
     --> scenes/summer.yaml:4:3
      |
    4 |   knows: {carried: read-the-letter}
      |   ^^^^^
    help: let it open or close a choice, and let the text say why
"""

from __future__ import annotations

from party_card.content.conditions import collect_names
from party_card.content.logic_cache import get_scene_logic
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import iter_choices, key_labels


def check(pack: Pack) -> Diagnostics:
    """Checks the carried variables of every scene."""
    for scene in pack.scenes.values():
        logic, _ = get_scene_logic(pack, scene)
        carried = {name for name, domain in logic.domains.items() if domain.imported_trace is not None}
        texts = [choice.if_ for choice in iter_choices(scene) if choice.if_ is not None]
        if not carried or any(text not in logic.conditions for text in texts):
            continue  # a condition that could not be read has been reported, and may ask for it
        asked = {name for text in texts for name in collect_names(logic.conditions[text])}
        labels = key_labels(scene.location.value("variables"))
        for name in sorted(carried - asked):
            message = f"no choice asks for {backquote(name)}, which is carried from an earlier scene"
            help_text = "let it open or close a choice, and let the text say why"
            yield RULE.diagnose(message, labels.get(name, scene.location.label()), help_text)


RULE = Rule("trace-without-effect", Severity.INFO, __doc__, check)
