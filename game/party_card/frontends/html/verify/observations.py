"""What engine and twin answer at the positions of a passage: which texts are shown, what is open, what follows.

Law: the engine is asked anew at every position. The twin reads few slots, so it is asked once for each of their values.
"""

from __future__ import annotations

from party_card.content.models import ConditionText
from party_card.engine.compiled import CompiledScene
from party_card.engine.page_builder import parts
from party_card.engine.transition_system import Position, Test
from party_card.frontends.html.verify.reference_player import ReferencePlayer

Answer = tuple[bool | int, ...]
Move = tuple[tuple[int, int], ...]
"""Places of a position with their new values."""


class Answers:
    """The answers at one passage, known by its number."""

    def __init__(self, reference: ReferencePlayer, scene: int, compiled: CompiledScene, passage: int) -> None:
        system = compiled.system
        asked: list[ConditionText] = [
            part.if_ for part in parts(compiled.scene.passages[system.passages[passage]]) if part.if_ is not None
        ]
        self._tests: tuple[Test, ...] = tuple(system.conditions[text] for text in asked)
        self._opens = system.guards[passage]
        self._twin, self._scene = reference, scene
        written = reference.data["scenes"][scene]
        _, _, blocks, self._choices, *_ = written["passages"][passage]
        self._tables = [row[1] for row in blocks] + [choice[3] for choice in self._choices]
        effects = [table for choice in self._choices for table in choice[5][1::2]]
        slots = {slot for table in (*self._tables, *effects) for slot in written["tables"][table][0]}
        self._places = sorted(slot + 1 for slot in slots)
        self._known: dict[Position, tuple[Answer, tuple[Move, ...]]] = {}

    def engine(self, position: Position) -> tuple[Answer, Answer]:
        """Which choices are open, and which conditions of texts hold."""
        return tuple([is_open(position) for is_open in self._opens]), tuple([test(position) for test in self._tests])

    def twin(self, position: Position) -> tuple[Answer, tuple[Move, ...]]:
        """What the tables of texts and choices say, and what each choice changes."""
        read = tuple([position[place] for place in self._places])
        known = self._known.get(read)
        if known is None:
            look, scene = self._twin.table_lookup, self._scene
            moves = []
            for choice in self._choices:
                changes = zip(choice[5][::2], choice[5][1::2], strict=True)
                after = tuple((1 + slot, look(scene, table, position)) for slot, table in changes)
                moves.append(((0, choice[2]), *after))
            known = tuple(look(scene, table, position) for table in self._tables), tuple(moves)
            self._known[read] = known
        return known


def moved(position: Position, move: Move) -> Position:
    """The position after a move."""
    after = list(position)
    for place, value in move:
        after[place] = value
    return tuple(after)
