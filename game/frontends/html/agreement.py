"""The twin against the engine, over every proven position: no file is written that disagrees.

Law: a page of the engine looks at a position through the scene's conditions alone, a page of the twin through its
tables alone. So it is enough that at every position the same moves lead to the same positions, and that the pages are
equal for every combination of answers that some position gives. After an ending a page depends on the decisions too.
It is put together from parts that do not know of each other, so the parts are compared: the record for every
combination of answers at every ending, the comparison for every choice and every two choices of a passage, and the
citation of every fact after every other. How parts are put together is compared along walks: the shortest to each
ending, and many at random.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from game.content.models import Reveal
from game.frontends.html.answers import Answers, moved
from game.frontends.html.page_json import block_json, entries_json, notes_json, page_json
from game.frontends.html.same_notes import notes_apart
from game.frontends.html.sheet import Json
from game.frontends.html.twin import Played, Stage, Twin
from game.play.compiled import CompiledScene
from game.play.footnotes import Footnotes
from game.play.kernel import Position
from game.play.machine import Walk
from game.play.playthrough import Decision, Playthrough
from game.play.steps import DEBRIEF, FINISHED, RECORD, TURNS
from game.play.view import comparison, named
from game.prove.atlas import Atlas
from game.prove.layout import ANY

MOST_POSITIONS = 1_000_000
"""So many positions are walked; of a larger scene as many, a share of each passage."""
WALKS = 16
"""Walks at random through each scene."""
LONGEST = 60
"""Steps of such a walk, at most."""


class Disagreement(Exception):  # noqa: N818  # names what is the case
    """The data would show or do something else than the game: where, by the choices that lead there, and what."""

    def __init__(self, scene: str, where: str, what: str, ours: object, theirs: object) -> None:
        super().__init__(f"{scene}, {where}: {what} differs; the game: {_short(ours)}; the page: {_short(theirs)}")


def compare(twin: Twin, number: int, atlas: Atlas) -> int:
    """Compares scene `number` of the twin's data with the engine; returns how many positions were walked.

    Raises Disagreement.
    """
    scene = _Scene(twin, number, atlas)
    walked = scene.positions()
    scene.afterwards()
    scene.walks()
    for names, ours, theirs in notes_apart(twin.data, number, atlas.compiled):
        where = f"where {', '.join(names)} are cited one after the other"
        raise Disagreement(scene.name, where, "the last note", ours, theirs)
    return walked


class _Placed(Playthrough):
    """A playthrough put at a position, without the way there."""

    def __init__(
        self,
        compiled: CompiledScene,
        state: str,
        position: Position,
        decisions: Sequence[Decision],
        reveal: Reveal,
    ) -> None:
        self.compiled = compiled
        self.carried = ()
        self.reveal = reveal
        self._walk = Walk(position)
        self._walk.state = state
        self._passages = [*(decision.passage for decision in decisions), compiled.kernel.passages[position[0]]]
        self._made = tuple(decisions)

    def decisions(self) -> tuple[Decision, ...]:
        return self._made


class _Scene:
    """One scene under comparison."""

    def __init__(self, twin: Twin, number: int, atlas: Atlas) -> None:
        self.twin = twin
        self.number = number
        self.atlas = atlas
        self.compiled = atlas.compiled
        self.kernel = atlas.compiled.kernel
        self.data: Json = twin.data["scenes"][number]
        self.name = str(self.compiled.scene.scene)

    # --------------------------------------------------------------------------------------------- positions

    def positions(self) -> int:
        """Every position: its moves, and its page where no other has given the same answers."""
        walked = 0
        share = MOST_POSITIONS // max(len(self.atlas.passages), 1)
        enough = self.atlas.positions <= MOST_POSITIONS
        for passage in self.atlas.passages:
            seen: set[object] = set()
            answers = Answers(self.twin, self.number, self.compiled, passage)
            steps = self.kernel.steps[passage]
            values = self.atlas.space.assignments(passage, self.atlas.reach[passage])
            for found in values if enough else islice(values, share):
                position = self._filled(passage, found)
                walked += 1
                ours, (theirs, moves) = answers.engine(position), answers.twin(position)
                for choice, (is_open, move) in enumerate(zip(ours[0], moves, strict=True)):
                    if is_open and steps[choice](position) != moved(position, move):
                        what = f"where `{self.kernel.choices[passage][choice].id}` leads"
                        led = steps[choice](position), moved(position, move)
                        raise Disagreement(self.name, self._where(passage, position), what, *led)
                if (ours, theirs) not in seen:
                    seen.add((ours, theirs))
                    self._pages(passage, position)
        return walked

    def _filled(self, passage: int, values: tuple[int, ...]) -> Position:
        """A position; where a value does not matter it is that of the start."""
        pairs = zip(values, self.kernel.start[1:], strict=True)
        return (passage, *[start if value == ANY else value for value, start in pairs])

    def _pages(self, passage: int, position: Position) -> None:
        name = self.kernel.passages[passage]
        self._same(name, position, (), "end")
        for decision in self._leading(passage):
            self._same(name, position, (decision,), "each")

    def _leading(self, passage: int) -> Iterator[Decision]:
        for name, written in self.compiled.scene.passages.items():
            for choice in written.choices:
                if choice.goto == self.kernel.passages[passage]:
                    yield Decision(0, name, choice)

    # --------------------------------------------------------------------------------------------- afterwards

    def afterwards(self) -> None:
        """Record, traces, questions and end."""
        endings = [number for number in self.atlas.passages if self.atlas.program.passage(number).ending is not None]
        scene = self.compiled.scene
        asked = [block.if_ for block in scene.record]
        left = [trace.if_ for trace in scene.leaves]
        tables = [row[1] for row in self.data["record"]] + [row[3] for row in self.data["leaves"]]
        everything = [made[0] for made in self._decided() if made]
        last: Position | None = None
        for passage in endings:
            seen: set[object] = set()
            values = self.atlas.space.assignments(passage, self.atlas.reach[passage])
            for found in islice(values, MOST_POSITIONS):
                position = self._filled(passage, found)
                ours = tuple([self.kernel.holds(condition, position) for condition in (*asked, *left)])
                theirs = tuple([self.twin.look(self.number, table, position) for table in tables])
                if (ours, theirs) not in seen:
                    seen.add((ours, theirs))
                    self._traces(passage, position)
                    for decisions in ((), everything):
                        self._same(RECORD, position, decisions, "end")
                last = position
        if last is None:
            return
        for made in self._decided():
            for one in made:
                self._beside((one,), last)
                for other in made:
                    self._beside((one, other), last)
        any_one = next((Decision(0, name, one) for name, row in scene.passages.items() for one in row.choices), None)
        for count in range(3 if any_one else 1):
            for stage in (*((DEBRIEF,) if scene.debrief else ()), FINISHED):
                self._same(stage, last, [any_one] * count if any_one else [], "end")

    def _beside(self, decisions: tuple[Decision, ...], position: Position) -> None:
        """Compares the comparison alone that stands beside decisions at one passage."""
        notes = Footnotes(self.compiled)
        block = comparison(self.compiled.scene.passages[decisions[0].passage], decisions, notes)
        ours = {
            "block": block_json(block),
            "notes": notes_json(notes.listed()),
            "entries": entries_json(named(self.compiled, [block])),
        }
        theirs = self.twin.beside(self._played(RECORD, position, decisions, "end"))
        if ours != theirs:
            told = " and ".join(str(decision.choice.id) for decision in decisions)
            raise Disagreement(self.name, f"beside {told}", *difference(ours, theirs))

    def _decided(self) -> Iterator[tuple[Decision, ...]]:
        """By passage, the decisions that a record stands beside."""
        for name, passage in self.compiled.scene.passages.items():
            if passage.record is not None:
                yield tuple(Decision(0, name, choice) for choice in passage.choices)

    def _traces(self, passage: int, position: Position) -> None:
        ours = [str(trace.id) for trace in _Placed(self.compiled, RECORD, position, (), "end").left()]
        theirs = self.twin.traces(self._played(RECORD, position, (), "end"))
        if ours != theirs:
            raise Disagreement(self.name, self._where(passage, position), "what is left behind", ours, theirs)

    # --------------------------------------------------------------------------------------------------- walks

    def walks(self) -> None:
        """The shortest walk to each ending, and some at random, from every start; all of their pages."""
        for passage in self.atlas.passages:
            if self.atlas.program.passage(passage).ending is not None:
                witness = self.atlas.path({passage: self.atlas.reach[passage]})
                self._along(witness.carried, ["begin", *witness.choices])
        dice = random.Random(0)  # noqa: S311  # the same file again from the same scene
        starts = list(self.kernel.starts)
        for number in range(WALKS):
            self._along(starts[number % len(starts)], None, dice, "each" if number % 2 else "end")

    def _along(
        self,
        carried: Iterable[str],
        steps: list[str] | None,
        dice: random.Random | None = None,
        reveal: Reveal | None = None,
    ) -> None:
        """One walk: these steps, or at random, with the record shown as the scene says or as a reader wishes."""
        begun = tuple(carried)
        bits = sum(1 << number for number, trace in enumerate(self.kernel.carried) if trace in begun)
        walk = Playthrough(self.compiled, begun)
        walk.reveal = reveal or walk.reveal
        each = None if reveal is None else reveal == "each"
        played = self.twin.begin(self.number, bits, each)
        for _ in range(LONGEST):
            self._equal(walk, played)
            offers = walk.offers()
            if not offers:
                break
            following = steps.pop(0) if steps else dice.choice(offers) if dice else offers[0]
            after = self.twin.take(played, following)
            if after is None:
                raise Disagreement(self.name, _after(walk.steps), "what is on offer", following, "nothing")
            walk.choose(following)
            played = after
        again, kept = self.twin.resume(self.number, self.twin.walk(played), each)
        if again != played or kept != len(walk.steps):
            raise Disagreement(self.name, _after(walk.steps), "the walk resumed", walk.steps, self.twin.walk(played))

    def _equal(self, walk: Playthrough, played: Played) -> None:
        ours, theirs = page_json(walk.page()), self.twin.page(played)
        if ours != theirs:
            raise Disagreement(self.name, _after(walk.steps), *difference(ours, theirs))

    def _same(self, state: str, position: Position, decisions: Sequence[Decision], reveal: Reveal) -> None:
        """Compares the page of a position, whatever led there."""
        ours = page_json(_Placed(self.compiled, state, position, decisions, reveal).page())
        theirs = self.twin.page(self._played(state, position, decisions, reveal))
        if ours != theirs:
            where = self._where(position[0], position)
            raise Disagreement(self.name, f"{where} ({state})", *difference(ours, theirs))

    def _played(self, state: str, position: Position, decisions: Sequence[Decision], reveal: Reveal) -> Played:
        kernel = self.kernel
        stage: Stage = state if state in (RECORD, DEBRIEF, FINISHED) else "passage"  # type: ignore[assignment]
        made = []
        for decision in decisions:
            choice = kernel.number(decision.passage, decision.choice.id)
            made.append((kernel.passages.index(decision.passage), -1 if choice is None else choice))
        read = 1 + len(decisions)
        return Played(self.number, 0, reveal == "each", stage, position, read, tuple(made), "")

    def _where(self, passage: int, position: Position) -> str:
        region = self.atlas.space.region(passage, position[1:])
        try:
            witness = self.atlas.path({passage: region})
        except ValueError:
            return f"at passage {self.kernel.passages[passage]}"
        return _after(("begin", *witness.choices))


def _after(steps: Sequence[str]) -> str:
    choices = [step for step in steps if step not in TURNS]
    return f"after {', '.join(choices)}" if choices else "at the beginning"


def difference(ours: Json, theirs: Json) -> tuple[str, object, object]:
    """The first part of a page that differs, by its name, and both."""
    key = next(key for key in (*ours, *theirs) if ours.get(key) != theirs.get(key))
    one, other = ours.get(key), theirs.get(key)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        place = next(place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
        return f"{key} {place + 1}", one[place], other[place]
    return key, one, other


def _short(value: object) -> str:
    said = str(value)
    return said if len(said) <= 300 else f"{said[:300]}..."
