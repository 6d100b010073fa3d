"""Evaluates conditions of the file: of the papers that a person leaves behind, and of the stamp on the card.

Invariant: a file is computed from a finished playthrough alone: its last position, its decisions and its passages.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from party_card.content.conditions import Condition, collect_names, evaluate_condition
from party_card.content.file_conditions import ENDING
from party_card.content.models import (
    CardStamp,
    ChoiceId,
    ConditionText,
    Paper,
    PaperText,
    PassageId,
    PersonFile,
    Scene,
    VariableId,
)
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position


@dataclass(frozen=True)
class FileState:
    """What conditions of the file can ask of a finished playthrough.

    `choices` are the choices made, each with its passage; `passages` are those visited, the one with the ending last.
    """

    compiled: CompiledScene
    position: Position
    choices: Sequence[tuple[PassageId, ChoiceId]]
    passages: Sequence[PassageId]
    traces: Collection[str] = ()
    """What all finished scenes of the campaign have left; only the provenance of a thing asks for it."""

    @property
    def file(self) -> PersonFile:
        """The file that the scene describes."""
        file = self.compiled.scene.file
        if file is None:
            raise ValueError("the scene has no file")
        return file

    @cached_property
    def stamp(self) -> CardStamp | None:
        """The first stamp whose condition holds; None if none does, which a proof reports."""
        return next((stamp for stamp in self.file.card if self.holds(stamp.if_)), None)

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The papers that remain, in the order written."""
        return tuple(paper for paper in self.file.papers if self.holds(paper.if_))

    def list_texts(self, paper: Paper) -> tuple[PaperText, ...]:
        """Returns the texts that stand on a paper."""
        return tuple(text for text in paper.texts if self.holds(text.if_))

    def holds(self, text: ConditionText | None) -> bool:
        """Returns True if a condition of the file holds; None always does."""
        return text is None or self.evaluate(self.compiled.logic.file_conditions[text])

    def evaluate(self, condition: Condition) -> bool:
        """Returns True if a parsed condition of the file holds."""
        domains = self.compiled.logic.file_domains
        values = {name: self._find_value(name) for name in collect_names(condition)}
        minimums = {name: domains[VariableId(name)].low for name in values if name in domains}
        return evaluate_condition(condition, values, minimums)

    def _find_value(self, name: str) -> int:
        """Returns the index of the value that a name has at the end."""
        if name.startswith("visited("):
            return int(name[len("visited(") : -1] in self.passages)
        if name.startswith("chose("):
            return int(any(choice == name[len("chose(") : -1] for _, choice in self.choices))
        if name.startswith("left("):
            return int(name[len("left(") : -1] in self.traces)
        variable = VariableId(name)
        if variable in self.compiled.scene.variables:
            return self.position[self.compiled.system.slots.index(name) + 1]
        domain = self.compiled.logic.file_domains[variable]
        if domain.decision is not None:
            made = next((choice for passage, choice in reversed(self.choices) if passage == domain.decision), None)
            return domain.start if made is None else domain.names.index(made)
        ending = self.compiled.scene.passages[self.passages[-1]].ending
        assert name == ENDING and ending is not None  # noqa: S101  # there are no other names
        return domain.names.index(ending.id)


def is_filed(scene: Scene, passage: PassageId) -> bool:
    """Returns True if the file lists the decision of a passage: it has several choices, or the file names it."""
    file = scene.file
    if file is None or passage not in scene.passages:
        return False
    named = passage in file.unrecorded or any(passage in paper.shows for paper in file.papers)
    return named or len(scene.passages[passage].choices) > 1
