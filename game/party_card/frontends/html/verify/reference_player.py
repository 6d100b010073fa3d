"""The player of the browser page once more, in Python: it walks the very data that the page holds.

Law: the twin knows the data and nothing else, and does only what the player does: it indexes. What both make of a
playthrough is a page as JSON. `player/` is this module in another language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from party_card.frontends.html.decode import COMPARISON, HEADING, HYPOTHESIS, NONE, PARAGRAPH, Json, PageDecoder

Stage = Literal["briefing", "passage", "record", "debrief", "finished"]
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
TURN = "-"


@dataclass(frozen=True, slots=True)
class PlayerState:
    """A playthrough as the player keeps it: `position` is a passage and the values, `steps` the walk so far."""

    scene: int
    carried: int
    each: bool
    stage: Stage
    position: tuple[int, ...]
    read: int
    decisions: tuple[tuple[int, int], ...]
    steps: str


class ReferencePlayer:
    """A player of the data of a page."""

    def __init__(self, data: Json) -> None:
        self.data = data

    # ------------------------------------------------------------------------------------------------ walking

    def start(self, scene: int, carried: int = 0, each: bool | None = None) -> PlayerState:
        """A playthrough at its briefing; bit `n` of `carried` says whether trace `n` was left by an earlier scene."""
        written = self.data["scenes"][scene]
        position = list(written["start"])
        for number, (_, *slots) in enumerate(written["carried"]):
            for slot in slots if carried >> number & 1 else ():
                position[1 + slot] = 1
        shown = bool(written["each"]) if each is None else each
        return PlayerState(scene, carried, shown, "briefing", tuple(position), 0, (), "")

    def choose(self, played: PlayerState, offer: str) -> PlayerState | None:
        """The playthrough after an offer; None where it is not on offer."""
        if not any(one["id"] == offer and one["open"] for one in self._offers(played)):
            return None
        turned = replace(played, steps=played.steps + TURN)
        if played.stage == "briefing":
            return replace(turned, stage="passage", read=1)
        if played.stage == "record":
            return replace(turned, stage="debrief" if self._scene(played)["debrief"] else "finished")
        if played.stage == "debrief":
            return replace(turned, stage="finished")
        passage = played.position[0]
        for number, choice in enumerate(self._scene(played)["passages"][passage][3]):
            if choice[0] == offer:
                return replace(
                    played,
                    position=self.next_state(played.scene, played.position, choice),
                    read=played.read + 1,
                    decisions=(*played.decisions, (passage, number)),
                    steps=played.steps + DIGITS[number],
                )
        return replace(turned, stage="record")

    def next_state(self, scene: int, position: tuple[int, ...], choice: list[Any]) -> tuple[int, ...]:
        """The position after a choice."""
        values = list(position)
        effects = choice[5]
        for place in range(0, len(effects), 2):
            values[1 + effects[place]] = self.table_lookup(scene, effects[place + 1], position)
        values[0] = choice[2]
        return tuple(values)

    def table_lookup(self, scene: int, table: int, position: tuple[int, ...]) -> int:
        """What a table says at a position."""
        written = self.data["scenes"][scene]
        slots, values = written["tables"][table]
        row = 0
        for slot in slots:
            row = row * written["sizes"][slot] + position[1 + slot]
        found = values[row]
        return int(found, 36) if isinstance(found, str) else found

    def encode_walk(self, played: PlayerState) -> str:
        """The walk as a string."""
        return DIGITS[played.carried] + played.steps

    def replay(self, scene: int, walk: str, each: bool | None = None) -> tuple[PlayerState, int]:
        """A walk replayed as far as its steps are open, and how many were."""
        played = self.start(scene, int(walk[:1] or "0", 36), each)
        for count, step in enumerate(walk[1:]):
            offer = self._meant(played, step)
            following = None if offer is None else self.choose(played, offer)
            if following is None:
                return played, count
            played = following
        return played, len(walk[1:])

    def _meant(self, played: PlayerState, step: str) -> str | None:
        offers = [one["id"] for one in self._offers(played) if one["open"]]
        choices = self._scene(played)["passages"][played.position[0]][3] if played.stage == "passage" else []
        if step == TURN:
            return next((offer for offer in offers if all(offer != choice[0] for choice in choices)), None)
        number = DIGITS.find(step)
        return choices[number][0] if 0 <= number < len(choices) else None

    def exported_traces(self, played: PlayerState) -> list[str]:
        """The traces left; none before an ending."""
        if not self._ending(played):
            return []
        leaves = self._scene(played)["leaves"]
        return [trace for trace, _, _, table in leaves if self.table_lookup(played.scene, table, played.position)]

    # ------------------------------------------------------------------------------------------------- pages

    def page(self, played: PlayerState) -> Json:
        """What is shown now."""
        scene, said = self._scene(played), self.data["said"]
        on_passage = played.stage == "passage"
        blocks = list(self._blocks(played))
        offers = list(self._offers(played))
        sheet = PageDecoder(self.data)
        page = sheet.page(blocks, offers) | {
            "kind": played.stage,
            "heading": scene["title"] if on_passage else said.get(played.stage, scene["title"]),
            "ending": self._ending(played),
        }
        page |= {key: scene[key] for key in ("title", "when", "where", "who", "picture", "alt")} | {
            "scene": scene["id"]
        }
        if on_passage:
            name, basis, _, _, rest, _, _, more = scene["passages"][played.position[0]]
            page |= {"basis": self.data["bases"][basis], "passage": name}
            page |= {"step": played.read, "steps": played.read + rest}
            page |= more or {}
        return page

    def comparison(self, played: PlayerState) -> Json:
        """The first comparison that the record of a playthrough begins with, by itself."""
        sheet = PageDecoder(self.data)
        block = sheet.block(next(self._compared(self._scene(played), played.decisions)))
        return {"block": block, "notes": sheet.notes(), "entries": sheet.entries()}

    def _scene(self, played: PlayerState) -> Json:
        scene: Json = self.data["scenes"][played.scene]
        return scene

    def _ending(self, played: PlayerState) -> str:
        ending = self._scene(played)["passages"][played.position[0]][5]
        return ending[1] if ending and played.stage != "briefing" else ""

    def _holding(self, played: PlayerState, rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
        return (row for row in rows if self.table_lookup(played.scene, row[1], played.position))

    def _blocks(self, played: PlayerState) -> Iterator[list[Any]]:
        """The rows of blocks to show; a comparison is [COMPARISON, 0, lines of what was done, record, flags]."""
        scene = self._scene(played)
        if played.stage == "briefing":
            yield from self._holding(played, scene["briefing"])
        elif played.stage == "passage":
            if played.each and played.decisions:
                yield from self._compared(scene, played.decisions[-1:])
            yield from self._holding(played, scene["passages"][played.position[0]][2])
        elif played.stage == "record":
            beside = list(self._compared(scene, played.decisions))
            told = list(self._holding(played, scene["record"]))
            yield from beside
            if beside and told:
                yield [HEADING, 0, self.data["said"]["whole"]]
            yield from told
        elif played.stage == "debrief":
            yield from self._holding(played, scene["debrief"])
        else:
            before, one, more, met = scene["finished"]
            count = len(played.decisions)
            yield [PARAGRAPH, 0, f"{before}{count}{one if count == 1 else more}", met]

    @staticmethod
    def _compared(scene: Json, decisions: Iterable[tuple[int, int]]) -> Iterator[list[Any]]:
        made: dict[int, list[Any]] = {}
        for passage, number in decisions:
            made.setdefault(passage, []).append(scene["passages"][passage][3][number])
        for passage, choices in made.items():
            record = scene["passages"][passage][6]
            if record:
                yield [COMPARISON, 0, [choice[6] for choice in choices], record, choices[-1][7]]

    def _offers(self, played: PlayerState) -> Iterator[Json]:
        """The offers, their lines still numbers; a turn's is its own text."""
        scene, said = self._scene(played), self.data["said"]
        if played.stage == "briefing":
            yield _turn("begin", said["begin"])
        elif played.stage == "passage":
            closed = True
            passage = scene["passages"][played.position[0]]
            for name, line, _, table, locked, _, _, flags in passage[3]:
                is_open = bool(self.table_lookup(played.scene, table, played.position))
                closed = closed and not is_open
                if is_open or locked >= 0:
                    reason = NONE if is_open else locked
                    hypothesis = bool(flags & HYPOTHESIS)
                    yield {"id": name, "line": line, "open": is_open, "reason": reason, "hypothesis": hypothesis}
            if closed and passage[5]:
                yield _turn("reveal", said["reveal"])
        elif played.stage == "record":
            yield _turn("close", said["questions" if scene["debrief"] else "finish"])
        elif played.stage == "debrief":
            yield _turn("close", said["finish"])


def _turn(name: str, said: str) -> Json:
    return {"id": name, "line": said, "open": True, "reason": NONE, "hypothesis": False}
