"""What there is to draw of a scene: its passages as spots, its choices as arrows, with all that a map says of them.

Law: nothing is drawn that the atlas does not know. A spot has the same number in every form of the map and
in the guide.
"""

from __future__ import annotations

from dataclasses import dataclass

from party_card.content.models import Passage
from party_card.content.prose import plain, smart_quotes
from party_card.engine.date_format import format_date
from party_card.frontends.map.path_counts import passing
from party_card.modelcheck.state_space import ReachableStates

LEAST_WORDS, MOST_WORDS = 4, 8
"""How many of a passage's first words are its title on a map; a sentence that ends between is kept whole."""


@dataclass(frozen=True, slots=True)
class MapNode:
    """A passage: its number, id, first words, date, ending if any, and the share of all ways that pass it.

    `share` is from 0 to 1, None where ways were not counted; `positions` is how many were proved there, 0 where no path
    leads.
    """

    number: int
    passage: str
    title: str
    when: str
    ending: str
    start: bool
    positions: int
    share: float | None


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A choice: from which spot to which, its letter there, what it says, and whether it is that of the record.

    It is open at `open` positions of its passage; `share` is that of the ways that make it.
    """

    source: int
    goal: int
    choice: str
    letter: str
    text: str
    history: bool
    open: int
    sometimes: bool
    share: float | None


@dataclass(frozen=True, slots=True)
class SceneMap:
    """The map of a scene; `walks` is how many ways there are from the beginning to an ending, None if not counted."""

    title: str
    spots: tuple[MapNode, ...]
    arrows: tuple[MapEdge, ...]
    walks: int | None

    def spot(self, passage: str) -> MapNode:
        """The spot of a passage."""
        return next(spot for spot in self.spots if spot.passage == passage)

    def leaving(self, spot: MapNode) -> tuple[MapEdge, ...]:
        """The arrows that leave a spot, in the order of the choices."""
        return tuple(arrow for arrow in self.arrows if arrow.source == spot.number)


def scene_map(states: ReachableStates) -> SceneMap:
    """The map of a scene: passages in the order in which they are met, then endings, then what no path reaches."""
    model, space = states.model, states.space
    counted = passing(states)
    names = states.compiled.system.passages
    met = [number for number in model.order if states.reachable[number]]
    going = [number for number in met if model.passage(number).ending is None]
    order = [*going, *sorted(set(met) - set(going)), *sorted(set(range(len(names))) - set(met))]
    numbers = {number: place for place, number in enumerate(order, 1)}
    spots, arrows = [], []
    for number in order:
        passage, positions = model.passage(number), space.count(states.reachable[number])
        share = counted.passages.get(number, 0) / counted.walks if counted and counted.walks else None
        ending = smart_quotes(passage.ending.title) if passage.ending else ""
        when = format_date(passage.date) if passage.date else ""
        started = number == model.start
        spots.append(
            MapNode(numbers[number], str(names[number]), first_words(passage), when, ending, started, positions, share)
        )
        for way in model.ways[number]:
            # What no path reaches is in no region, and so is a choice that is never open.
            open_ = space.count(states.enabled[number][way.number]) if positions else 0
            made = counted.choices.get((number, way.number), 0) / counted.walks if counted and counted.walks else None
            arrows.append(
                MapEdge(numbers[number], numbers[way.goal], str(way.choice.id), _letter(way.number),
                      plain(way.choice.text), way.choice.id in passage.history, open_, 0 < open_ < positions, made)
            )  # fmt: skip
    title = smart_quotes(states.compiled.scene.title)
    return SceneMap(title, tuple(spots), tuple(arrows), counted.walks if counted else None)


def _letter(number: int) -> str:
    """a, b, c and so on; behind z, aa."""
    more, place = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("a") + place)


def first_words(passage: Passage) -> str:
    """The first words that everyone reads in a passage; where nothing is for everyone, those of its first block."""
    if isinstance(passage.text, str):
        text: str | None = passage.text
    else:
        whole = [block for block in passage.text if block.if_ is None] or list(passage.text)
        text = next((block.text or block.document for block in whole if block.text or block.document), None)
    words = plain(text or "").split()
    if len(words) <= MOST_WORDS:
        return " ".join(words)
    ends = [place for place in range(LEAST_WORDS, MOST_WORDS + 1) if words[place - 1].endswith((".", "!", "?"))]
    if ends:
        return " ".join(words[: ends[-1]])
    cut = words[:MOST_WORDS]
    while len(cut) > LEAST_WORDS and len(cut[-1]) < 4:  # not "the Institute of…"
        cut.pop()
    return " ".join(cut).rstrip(",;:–—.") + "…"
