"""Something is still to be decided here.

`todo:` is a note of the author to themselves, on a scene, a passage, a text or a choice; `party-card import` leaves one
wherever it could not carry over what a story does. Students never see it. The scene can be watched and proved
meanwhile, but not handed out. Decide, then delete the note.

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
        text: You wait.
        todo: Find out how long.
MESSAGE:
    error[todo]: still to do: Find out how long.
     --> scenes/example.yaml:6:11
      |
    6 |     todo: Find out how long.
      |           ^^^^^^^^^^^^^^^^^^
    help: decide, then delete the note
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import Block, Choice, Passage, Scene
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import NOTE_CODE, Severity
from party_card.diagnostics.rule import Diagnostics, Rule

MAX_NOTE_LENGTH = 160
"""How many characters of a note its message repeats."""


def check(pack: Pack) -> Diagnostics:
    """Reports every note of every scene."""
    for scene in pack.scenes.values():
        for note, location in _iter_notes(scene):
            text = " ".join(note.split())
            text = text if len(text) <= MAX_NOTE_LENGTH else f"{text[: MAX_NOTE_LENGTH - 3].rstrip()}..."
            yield RULE.diagnose(f"still to do: {text}", location.label(), "decide, then delete the note")


def _iter_notes(scene: Scene) -> Iterator[tuple[str, NodeRef]]:
    """Yields every note of a scene that is not blank, with its location."""
    owners: list[Scene | Passage | Block | Choice] = [scene]
    for passage in scene.passages.values():
        owners += [passage, *(() if isinstance(passage.text, str) else passage.text), *passage.choices]
    for owner in owners:
        if not owner.todo:
            continue
        location = owner.location.value("todo")
        if isinstance(owner.todo, str):
            notes = [(owner.todo, location)]
        else:
            notes = [(note, location.item(index)) for index, note in enumerate(owner.todo)]
        yield from (note for note in notes if note[0].strip())


RULE = Rule(NOTE_CODE, Severity.ERROR, __doc__, check)
