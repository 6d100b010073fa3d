"""Plays exported scene data in Python as the browser page does: the reference for the JavaScript player.

Invariant: it reads the exported data and nothing else, and only looks up. `player/` is the same player in JavaScript;
both turn a playthrough into a page as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Literal

from party_card.engine.ending_reach import EndingReach
from party_card.frontends.html.page_messages import choose_form
from party_card.frontends.html.verify import consequences
from party_card.frontends.html.verify.file_reference import iter_file_rows
from party_card.frontends.shared.page_decoder import PageDecoder
from party_card.frontends.shared.scene_data import (
    COMPARISON,
    DIGITS,
    HEADING,
    HYPOTHESIS,
    NONE,
    PARAGRAPH,
    Json,
    look_up_table,
)
from party_card.frozen_dataclass import frozen_dataclass

Phase = Literal["briefing", "passage", "record", "file", "debrief", "finished"]
TURN = "-"
"""A step of an encoded playthrough that is no choice: begin, reveal or close."""


@frozen_dataclass
class PlayerState:
    """State of a playthrough: `position` is a passage and the values of the slots, `steps` the encoded steps so far.

    Bit `n` of `carried_bits` is set if trace `n` was left by an earlier scene.
    """

    scene: int
    carried_bits: int
    reveals_each: bool
    phase: Phase
    position: tuple[int, ...]
    passages_read: int
    decisions: tuple[tuple[int, int], ...]
    """Pairs of passage and choice."""
    steps: str


class ReferencePlayer:
    """Plays the scenes of exported data."""

    def __init__(self, data: Json) -> None:
        self.data = data
        self._reaches: dict[int, EndingReach] = {}

    # ------------------------------------------------------------------------------------------------- playing

    def start(self, scene: int, carried_bits: int = 0, reveals_each: bool | None = None) -> PlayerState:
        """Returns a playthrough at its briefing; `reveals_each` is the scene's choice if None."""
        row = self.data["scenes"][scene]
        position = list(row["start"])
        for number, (_, *slots) in enumerate(row["carried"]):
            for slot in slots if carried_bits >> number & 1 else ():
                position[1 + slot] = 1
        reveals_each = bool(row["each"]) if reveals_each is None else reveals_each
        return PlayerState(scene, carried_bits, reveals_each, "briefing", tuple(position), 0, (), "")

    def choose(self, state: PlayerState, offer: str) -> PlayerState | None:
        """Returns the playthrough after an offer; None if the offer is not open."""
        if not any(row["id"] == offer and row["open"] for row in self._offers(state)):
            return None
        state_after_turn = replace(state, steps=state.steps + TURN)
        if state.phase == "briefing":
            return replace(state_after_turn, phase="passage", passages_read=1)
        if state.phase == "record" and self._scene(state)["file"]:
            return replace(state_after_turn, phase="file")
        if state.phase in ("record", "file"):
            return replace(state_after_turn, phase="debrief" if self._scene(state)["debrief"] else "finished")
        if state.phase == "debrief":
            return replace(state_after_turn, phase="finished")
        passage = state.position[0]
        for number, choice in enumerate(self._scene(state)["passages"][passage][3]):
            if choice[0] == offer:
                return replace(
                    state,
                    position=self.next_state(state.scene, state.position, choice),
                    passages_read=state.passages_read + 1,
                    decisions=(*state.decisions, (passage, number)),
                    steps=state.steps + DIGITS[number],
                )
        return replace(state_after_turn, phase="record")

    def next_state(self, scene: int, position: tuple[int, ...], choice: list[Any]) -> tuple[int, ...]:
        """Returns the position after a choice."""
        values = list(position)
        effects = choice[5]
        for slot, table in zip(effects[::2], effects[1::2], strict=True):
            values[1 + slot] = self.look_up(scene, table, position)
        values[0] = choice[2]
        return tuple(values)

    def look_up(self, scene: int, table: int, position: tuple[int, ...]) -> int:
        """Returns the value of a table at a position."""
        return look_up_table(self.data["scenes"][scene], table, position)

    def encode_playthrough(self, state: PlayerState) -> str:
        """Returns a playthrough as a string: a digit for the carried traces, then one character a step."""
        return DIGITS[state.carried_bits] + state.steps

    def replay(self, scene: int, encoded_steps: str, reveals_each: bool | None = None) -> tuple[PlayerState, int]:
        """Replays an encoded playthrough as long as its steps are open; returns its state and the number of steps."""
        state = self.start(scene, int(encoded_steps[:1] or "0", 36), reveals_each)
        for count, step in enumerate(encoded_steps[1:]):
            offer = self._decode_step(state, step)
            next_state = None if offer is None else self.choose(state, offer)
            if next_state is None:
                return state, count
            state = next_state
        return state, len(encoded_steps[1:])

    def _decode_step(self, state: PlayerState, step: str) -> str | None:
        offers = [row["id"] for row in self._offers(state) if row["open"]]
        choices = self._scene(state)["passages"][state.position[0]][3] if state.phase == "passage" else []
        if step == TURN:
            return next((offer for offer in offers if all(offer != choice[0] for choice in choices)), None)
        number = DIGITS.find(step)
        return choices[number][0] if 0 <= number < len(choices) else None

    def exported_traces(self, state: PlayerState) -> list[str]:
        """Returns the traces that a playthrough leaves; none before an ending."""
        if not any(self._ending(state)):
            return []
        leaves = self._scene(state)["leaves"]
        return [trace for trace, _, _, table in leaves if self.look_up(state.scene, table, state.position)]

    # ------------------------------------------------------------------------------------------------- pages

    def page(self, state: PlayerState) -> Json:
        """Returns the page of a state as a JSON object."""
        scene, phase = self._scene(state), state.phase
        page = PageDecoder(self.data).decode_page(phase, self._blocks(state), self._offers(state))
        page |= {key: scene[key] for key in ("title", "when", "where", "who", "picture", "alt")}
        _, ending, cost = self._ending(state)
        page |= {"scene": scene["id"], "ending": ending, "cost": cost}
        if phase in ("passage", "record"):
            page["causes"] = self._causes(state)
        if phase != "passage":
            page |= {"minutes": scene["minutes"]} if phase == "briefing" else {}
            number = {"briefing": scene["map"], "record": scene["record_map"]}.get(phase, NONE)
            heading = self.data["said"].get(phase, scene["title"])
            if phase == "record" and next(self._select(state, scene["essentials"]), None):
                heading = self.data["said"]["layered"]
            if phase == "file":
                heading = self.data["filed"]["heading"]
            return page | {"heading": heading, "map": self._find_map(number)}
        name, basis, _, _, passages_left, _, _, other_fields = scene["passages"][state.position[0]]
        page |= {"heading": scene["title"], "basis": self.data["bases"][basis], "passage": name}
        page |= {"step": state.passages_read, "steps": state.passages_read + passages_left}
        page |= other_fields or {}
        return page | {"map": self._find_map((other_fields or {}).get("map", NONE))}

    def _find_map(self, number: int) -> Json | None:
        return None if number == NONE else self.data["maps"][number]

    def comparison(self, state: PlayerState) -> Json:
        """Returns the first comparison of a playthrough's record, with its notes and entries."""
        decoder = PageDecoder(self.data)
        block = decoder.decode_block(next(self._comparisons(self._scene(state), state.decisions)))
        return {"block": block, "notes": decoder.list_notes(), "entries": decoder.list_entries("record")}

    def _scene(self, state: PlayerState) -> Json:
        scene: Json = self.data["scenes"][state.scene]
        return scene

    def _ending(self, state: PlayerState) -> tuple[str, str, str]:
        """Returns id, title and cost of the ending that was reached; all are empty before."""
        ending = self._scene(state)["passages"][state.position[0]][5]
        if not ending or state.phase == "briefing":
            return "", "", ""
        return ending[0], ending[1], ending[2]

    def _causes(self, state: PlayerState) -> list[str]:
        """Returns what led to the ending, in sentences; none before it."""
        scene = self._scene(state)
        if not scene["passages"][state.position[0]][5] or not state.steps:
            return []
        moves = partial(self._list_moves, state.scene)
        if state.scene not in self._reaches:
            self._reaches[state.scene] = consequences.build_reach(scene, moves)
        start = self.start(state.scene, state.carried_bits).position
        steps = consequences.replay_decisions(state.decisions, start, moves)
        return consequences.describe_causes(self.data, state.scene, self._reaches[state.scene], steps, state.position)

    def _list_moves(self, scene: int, position: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]]]:
        """Returns the numbers of the choices that are open at a position, each with the position after it."""
        choices = enumerate(self.data["scenes"][scene]["passages"][position[0]][3])
        return [
            (number, self.next_state(scene, position, choice))
            for number, choice in choices
            if self.look_up(scene, choice[3], position)
        ]

    def _select(self, state: PlayerState, rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
        """Yields the rows whose table is true."""
        return (row for row in rows if self.look_up(state.scene, row[1], state.position))

    def _blocks(self, state: PlayerState) -> Iterator[list[Any]]:
        """Yields the rows of blocks; a comparison is [COMPARISON, 0, player's lines, record, flags]."""
        scene = self._scene(state)
        if state.phase == "briefing":
            yield from self._select(state, scene["briefing"])
        elif state.phase == "passage":
            if state.reveals_each and state.decisions:
                yield from self._comparisons(scene, state.decisions[-1:])
            yield from self._select(state, scene["passages"][state.position[0]][2])
        elif state.phase == "record":
            essentials = list(self._select(state, scene["essentials"]))
            level = 0 if essentials else 1
            comparisons = list(self._comparisons(scene, state.decisions))
            record = list(self._select(state, scene["record"]))
            layers = [("essentials", essentials), ("decisions", comparisons), ("whole", record)]
            for name, rows in layers:
                if rows and (essentials or (name == "whole" and comparisons)):
                    yield [HEADING, 0, self.data["said"][name], level]
                yield from rows
            yield from self._aftermath(state, level)
        elif state.phase == "file":
            yield from iter_file_rows(self.data, scene, state.position, state.decisions)
        elif state.phase == "debrief":
            yield from self._select(state, scene["debrief"])
        else:
            texts, forms = scene["finished"]
            count = len(state.decisions)
            yield [PARAGRAPH, 0, str(count).join(texts[choose_form(self.data, count)]), forms]
            if ending := scene["passages"][state.position[0]][5]:
                yield [PARAGRAPH, 0, ending[4]]

    def _aftermath(self, state: PlayerState, level: int) -> Iterator[list[Any]]:
        """Yields the rows of what came after: a heading, the parts, and where the main source ends."""
        scene = self._scene(state)
        parts = list(self._select(state, scene["aftermath"]))
        passages = [passage for passage, _ in state.decisions] + [state.position[0]]
        # Who skips a scene has read no passage, and is told of all its people.
        named = [scene["people"][passage] for passage in passages] if state.passages_read else scene["people"]
        fates = [scene["fates"][number] for number in dict.fromkeys(number for row in named for number in row)]
        if parts or fates:
            yield [HEADING, 0, self.data["said"]["after"], level]
            yield from parts
            if fates:
                yield [HEADING, 0, self.data["said"]["fates"], 2]
                yield from fates
            yield from scene["ends"]

    @staticmethod
    def _comparisons(scene: Json, decisions: Iterable[tuple[int, int]]) -> Iterator[list[Any]]:
        """Yields the comparison of each passage that has a record with the choices made there."""
        choices_by_passage: dict[int, list[Any]] = {}
        for passage, number in decisions:
            choices_by_passage.setdefault(passage, []).append(scene["passages"][passage][3][number])
        for passage, choices in choices_by_passage.items():
            record = scene["passages"][passage][6]
            if record:
                yield [COMPARISON, 0, [choice[6] for choice in choices], record, choices[-1][7]]

    def _offers(self, state: PlayerState) -> Iterator[Json]:
        """Yields the offers; their lines are encoded."""
        scene, labels = self._scene(state), self.data["said"]
        if state.phase == "briefing":
            yield _turn_offer("begin", labels["begin"])
        elif state.phase == "passage":
            all_closed = True
            passage = scene["passages"][state.position[0]]
            for name, line, _, table, locked, _, _, flags, *openings in passage[3]:
                is_open = bool(self.look_up(state.scene, table, state.position))
                all_closed = all_closed and not is_open
                if is_open or locked != NONE:
                    rows = openings[0] if is_open and openings else []
                    reasons = [row[1] for row in rows if self.look_up(state.scene, row[0], state.position)]
                    reason = locked if not is_open else reasons[0] if reasons else NONE
                    hypothesis = bool(flags & HYPOTHESIS)
                    yield {"id": name, "line": line, "open": is_open, "reason": reason, "hypothesis": hypothesis}
            if all_closed and passage[5]:
                yield _turn_offer("reveal", labels["reveal"])
        elif state.phase == "record" and scene["file"]:
            yield _turn_offer("close", self.data["filed"]["offer"])
        elif state.phase in ("record", "file"):
            yield _turn_offer("close", labels["questions" if scene["debrief"] else "finish"])
        elif state.phase == "debrief":
            yield _turn_offer("close", labels["finish"])


def _turn_offer(name: str, text: str) -> Json:
    return {"id": name, "line": text, "open": True, "reason": NONE, "hypothesis": False}
