"""Builds the graph that a map shows: passages as nodes, choices as edges.

Invariant: everything comes from the reachable states. A node has the same number in every format of the map and in the
teacher's guide.
"""

from __future__ import annotations

from party_card.content.edtf import format_date
from party_card.content.prose import smart_quotes, strip_markup
from party_card.frontends.shared.scene_map.path_counts import count_paths
from party_card.frontends.shared.scene_map.titles import first_words
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.state_space import ReachableStates


@frozen_dataclass
class MapNode:
    """A passage with its first words as title.

    `state_count` is 0 if no path leads there. `share` is the part of all paths that pass it, from 0 to 1; None if paths
    were not counted.
    """

    number: int
    passage: str
    title: str
    date: str
    ending: str
    is_start: bool
    state_count: int
    share: float | None


@frozen_dataclass
class MapEdge:
    """A choice, from node number `source` to node number `target`, with its letter among the choices of its passage.

    It is open in `open_count` states of its passage. `is_implied` says that the file names no target, so that the next
    passage is meant. `share` is the part of all paths that make it.
    """

    source: int
    target: int
    choice_id: str
    letter: str
    text: str
    in_record: bool
    open_count: int
    is_conditional: bool
    is_implied: bool
    share: float | None


@frozen_dataclass
class SceneMap:
    """The graph of a scene; `path_count` is the number of paths from the start to an ending, None if not counted."""

    title: str
    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    path_count: int | None

    def edges_from(self, node: MapNode) -> tuple[MapEdge, ...]:
        """Returns the edges that leave a node, in the order of the choices."""
        return tuple(edge for edge in self.edges if edge.source == node.number)


def build_scene_map(states: ReachableStates) -> SceneMap:
    """Builds the graph: passages in reverse postorder, then endings, then unreachable passages."""
    model, algebra = states.model, states.algebra
    counts = count_paths(states)
    passage_ids = states.compiled.system.passages
    reachable = [number for number in model.reverse_postorder if states.state_sets[number]]
    inner = [number for number in reachable if model.passage(number).ending is None]
    order = [*inner, *sorted(set(reachable) - set(inner)), *sorted(set(range(len(passage_ids))) - set(reachable))]
    numbers = {number: place for place, number in enumerate(order, 1)}
    nodes, edges = [], []
    for number in order:
        passage, state_count = model.passage(number), algebra.count(states.state_sets[number])
        share = counts.share(counts.passages.get(number, 0)) if counts else None
        ending = smart_quotes(passage.ending.title) if passage.ending else ""
        date = format_date(passage.date) if passage.date else ""
        is_start = number == model.initial_passage
        nodes.append(MapNode(
            numbers[number], str(passage_ids[number]), first_words(passage), date, ending, is_start, state_count, share
        ))  # fmt: skip
        for transition in model.transitions[number]:
            # An unreachable passage has no states, and a choice that is never open has none either.
            open_count = algebra.count(states.enabled_states[number][transition.choice_index]) if state_count else 0
            edge_share = counts.share(counts.choices.get((number, transition.choice_index), 0)) if counts else None
            edges.append(
                MapEdge(
                    source=numbers[number],
                    target=numbers[transition.target],
                    choice_id=str(transition.choice.id),
                    letter=choice_letter(transition.choice_index),
                    text=strip_markup(transition.choice.text),
                    in_record=transition.choice.id in passage.history,
                    open_count=open_count,
                    is_conditional=0 < open_count < state_count,
                    is_implied=transition.choice.is_goto_implied,
                    share=edge_share,
                )
            )
    title = smart_quotes(states.compiled.scene.title)
    return SceneMap(title, tuple(nodes), tuple(edges), counts.total if counts else None)


def choice_letter(number: int) -> str:
    """Returns a, b, c and so on; after z comes aa."""
    rounds, index = divmod(number, 26)
    return (choice_letter(rounds - 1) if rounds else "") + chr(ord("a") + index)
