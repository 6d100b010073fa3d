"""What the proof of a scene says, as the process that proves sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, ngettext

MAX_LISTED_VALUES = 12


@frozen_dataclass
class PassageProof:
    """What the proof says of a passage: the endings that can still come, the values there, and a path to it.

    `carried` are the traces of earlier scenes that the path needs.
    """

    endings: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    witness: tuple[str, ...] | None
    carried: tuple[str, ...] = ()


@frozen_dataclass
class SceneProof:
    """What the proof says of a scene. `version` is that of the text that was proved."""

    version: int
    holds: bool
    positions: int | None
    ending_count: int
    passages: Mapping[str, PassageProof] = field(default_factory=dict)
    seconds: float = 0.0

    @staticmethod
    def from_data(version: int, data: Mapping[str, Any]) -> SceneProof:
        """Returns the proof in the data that the other process sent."""
        passages = {
            name: PassageProof(
                tuple(item["endings"]),
                {variable: tuple(values) for variable, values in item["values"].items()},
                None if item["witness"] is None else tuple(item["witness"]),
                tuple(item["carried"]),
            )
            for name, item in data["passages"].items()
        }
        endings = {ending for passage in passages.values() for ending in passage.endings}
        return SceneProof(version, data["holds"], data["positions"], len(endings), passages, data["seconds"])

    def describe_passage(self, name: str) -> str:
        """Returns a sentence on the endings of a passage."""
        passage = self.passages[name]
        if passage.witness is None:
            return gettext("No path leads here.")
        return ngettext(
            "From here {reached} of {count} ending can be reached.",
            "From here {reached} of {count} endings can be reached.",
            self.ending_count,
        ).format(reached=len(passage.endings), count=self.ending_count)

    def describe_variable(self, name: str) -> str:
        """Returns the values that a variable can have, over all passages where it still matters."""
        values = dict.fromkeys(value for passage in self.passages.values() for value in passage.values.get(name, ()))
        if not values:
            return ""
        listed = ", ".join(list(values)[:MAX_LISTED_VALUES]) + (", …" if len(values) > MAX_LISTED_VALUES else "")
        return gettext("It can be: {values}.").format(values=listed)
