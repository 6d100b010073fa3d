"""The draft of a scene: passages, paragraphs and choices before they are written as YAML."""

from __future__ import annotations

from dataclasses import dataclass, field

from party_card.importers.conditions import (
    Update,
    Value,
)
from party_card.importers.domains import Domain
from party_card.importers.formulas import Formula
from party_card.importers.story import (
    Lost,
    Place,
    Remark,
)


@dataclass(slots=True)
class DraftParagraph:
    """A paragraph with its formula."""

    text: str
    formula: Formula
    losses: list[Lost] = field(default_factory=list)


@dataclass(slots=True)
class DraftChoice:
    """A choice with its formula; `changes` are in the order in which they are written."""

    text: str
    target: str
    place: Place
    formula: Formula
    changes: dict[str, Update]
    losses: list[Lost] = field(default_factory=list)


@dataclass(slots=True)
class DraftPassage:
    """A passage of the scene; it is an ending if nothing leads on."""

    name: str
    place: Place
    paragraphs: list[DraftParagraph] = field(default_factory=list)
    choices: list[DraftChoice] = field(default_factory=list)
    losses: list[Lost] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class SceneDraft:
    """A scene before it is written; `domains` has the variables that change, `constants` those that never do.

    `passed` are passages that lead on, in some cases at least, before they are shown.
    """

    title: str
    start: str
    passages: list[DraftPassage]
    domains: dict[str, Domain]
    constants: dict[str, Value]
    passed: frozenset[str]
    losses: list[Lost]
    remarks: list[Remark]

    def all_losses(self) -> list[Lost]:
        """Returns everything lost, each loss once, in the order of the story."""
        found = dict.fromkeys(self.losses)
        for passage in self.passages:
            found |= dict.fromkeys(passage.losses)
            for paragraph in passage.paragraphs:
                found |= dict.fromkeys(paragraph.losses)
            for choice in passage.choices:
                found |= dict.fromkeys(choice.losses)
        return sorted(found, key=lambda lost: lost.place)
