"""Makes a draft of a scene from a story: passages, choices with their conditions and changes, variables, losses.

Invariant: everything in the story is in the draft, or among its losses or remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from party_card.importers.conditions import (
    UNSET,
    Condition,
    SetTo,
    Step,
    Test,
    Value,
    collect_variables,
    conjoin,
    disjoin,
    passage_of_visits,
)
from party_card.importers.domains import Domain, Edge, analyse_domains
from party_card.importers.entry_paths import EntryAnalysis, EntryPath, iter_items
from party_card.importers.formulas import FormulaBuilder, TooLongError
from party_card.importers.layout import Option, lay_out
from party_card.importers.order import OrderedPassage, first_values, iter_losses, iter_remarks, order_passage
from party_card.importers.printed_values import write_out_prints
from party_card.importers.scene_draft import DraftChoice, DraftParagraph, DraftPassage, SceneDraft
from party_card.importers.story import (
    Assign,
    If,
    ImportRefusedError,
    Item,
    Link,
    Lost,
    Passage,
    Place,
    Print,
    Story,
)
from party_card.localization import format_number, gettext

MAX_VARIABLES = 500


def draft_scene(story: Story) -> SceneDraft:
    """Makes a draft of a scene from a story. Raises ImportRefusedError if no scene can be made of it."""
    if story.start not in story.passages:
        raise ImportRefusedError(
            gettext("The story begins with the passage “{name}”, and there is no such passage.").format(
                name=story.start
            )
        )
    return _Drafter(story).draft()


class _Drafter:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._ordered = {name: order_passage(passage) for name, passage in story.passages.items()}
        self._layouts = {name: lay_out(ordered.display) for name, ordered in self._ordered.items()}
        self._conditions = list(_iter_conditions(story, self._ordered.values()))
        self._names = self._collect_names()
        self._analysis = self._start_analysis()
        self._losses: dict[str, list[Lost]] = {}
        self._taken: dict[Link, tuple[EntryPath, ...]] = {}

    def draft(self) -> SceneDraft:
        start = self._analysis.run_startup()
        edges = [edge for name in self._layouts for edge in self._iter_edges(name)]
        initial: dict[str, Value] = dict.fromkeys(self._names, self._story.unset_value)
        initial |= {name: 0 for name in self._names if passage_of_visits(name) is not None}
        initial |= first_values(self._ordered.values())
        initial |= {name: update.value for name, update in start.updates.items() if isinstance(update, SetTo)}
        losses = [*self._story.losses, *iter_losses(self._story.startup)]
        losses += [
            self._analysis.losses[item] for item in iter_items(self._story.startup) if item in self._analysis.losses
        ]
        reachable = _reach(start.target, edges)
        analysis = analyse_domains(
            start.target, initial, edges, [*self._conditions, *(edge.condition for edge in edges)], self._find_open()
        )
        for name in analysis.endless:
            place = self._find_step(name, None) or self._story.passages[self._story.start].place
            reason = f"{name} goes up and down without end, and a scene needs a least and a greatest number"
            losses.append(Lost("change", place, name, reason, (name,)))
        for name, target in analysis.odd_steps:
            place = self._find_step(name, target) or self._story.passages[target].place
            reason = f"{name} can be something other than a number here"
            self._lose(target, Lost("change", place, name, reason, (name,)))
        domains = {name: domain for name, domain in analysis.domains.items() if not domain.is_constant}
        builder = FormulaBuilder(analysis.domains)
        passages = [
            self._draft_passage(name, analysis.domains, builder)
            for name in self._story.passages
            if self._is_shown(name, reachable)
        ]
        paths = [start, *(path for paths in self._taken.values() for path in paths)]
        return SceneDraft(
            self._story.title,
            start.target,
            passages,
            domains,
            {name: domain.reached[0] for name, domain in analysis.domains.items() if domain.is_constant},
            frozenset(name for path in paths for name in path.passed),
            losses,
            [*self._story.remarks, *iter_remarks(self._story.startup)],
        )

    def _start_analysis(self) -> EntryAnalysis:
        counted = [passage_of_visits(name) for name in self._names]
        story = Story(
            self._story.title,
            self._story.start,
            {name: Passage(name, ordered.passage.place, ordered.effects) for name, ordered in self._ordered.items()},
            self._story.startup,
            self._story.unset_value,
        )
        return EntryAnalysis(story, frozenset(name for name in counted if name in self._story.passages), self._names)

    def _collect_names(self) -> list[str]:
        """Returns every variable, in the order of the story. Raises ImportRefusedError if there are too many."""
        names: dict[str, None] = {}
        for items in (self._story.startup, *(passage.items for passage in self._story.passages.values())):
            names |= {item.variable: None for item in iter_items(items) if isinstance(item, Assign | Print)}
        for ordered in self._ordered.values():
            names |= dict.fromkeys(ordered.snapshots)
        names |= dict.fromkeys(sorted(collect_variables(*self._conditions)))
        if len(names) > MAX_VARIABLES:
            raise ImportRefusedError(
                gettext("The story has {count} variables. A scene of more than {limit} cannot be proved.").format(
                    count=format_number(len(names)), limit=format_number(MAX_VARIABLES)
                )
            )
        return list(names)

    def _find_open(self) -> set[str]:
        losses = [*self._story.losses, *iter_losses(self._story.startup), *self._analysis.losses.values()]
        for ordered in self._ordered.values():
            losses += iter_losses(ordered.display)
        return {name for lost in losses for name in lost.variables}

    def _lose(self, passage: str, lost: Lost) -> None:
        self._losses.setdefault(passage, []).append(lost)

    def _find_step(self, name: str, target: str | None) -> Place | None:
        """Returns the place of the first step of a variable: in the passage `target`, or anywhere."""
        passages = self._story.passages
        for passage in ([passages[target]] if target is not None else []) + list(passages.values()):
            for item in iter_items(passage.items):
                if isinstance(item, Assign) and item.variable == name and isinstance(item.update, Step):
                    return item.place
        return None

    def _take(self, link: Link) -> tuple[EntryPath, ...]:
        if link not in self._taken:
            self._taken[link] = self._analysis.take(link)
        return self._taken[link]

    def _iter_edges(self, name: str) -> Iterator[Edge]:
        for option in self._layouts[name].options:
            for path in self._take(option.link):
                if path.target:
                    yield Edge(name, conjoin(option.condition, path.condition), path.updates, path.target)

    def _is_shown(self, name: str, reachable: set[str]) -> bool:
        """Returns True if a passage of the story is one of the scene: those that only serve others are not."""
        if name in reachable:
            return True
        is_passed = any(name in path.passed for paths in self._taken.values() for path in paths)
        return not (self._story.passages[name].is_part or is_passed)

    def _draft_passage(self, name: str, domains: dict[str, Domain], builder: FormulaBuilder) -> DraftPassage:
        ordered = self._ordered[name]
        draft = DraftPassage(name, ordered.passage.place, remarks=list(iter_remarks(ordered.passage.items)))
        layout = lay_out(write_out_prints(ordered.display, domains))
        for paragraph in layout.paragraphs:
            try:
                formula = builder.build(paragraph.condition)
            except TooLongError:
                formula = True
                paragraph.losses.append(self._condition_too_long(ordered))
            if formula is not False:
                draft.paragraphs.append(DraftParagraph(paragraph.text, formula, paragraph.losses))
        for option in layout.options:
            self._draft_choices(option, ordered, builder, draft)
        draft.losses += layout.losses
        draft.losses += [
            self._analysis.losses[item] for item in iter_items(ordered.effects) if item in self._analysis.losses
        ]
        draft.losses += self._losses.get(name, [])
        return draft

    def _condition_too_long(self, ordered: OrderedPassage) -> Lost:
        place = next((item.place for item in ordered.passage.items if isinstance(item, If)), ordered.passage.place)
        for lost in self._losses.get(f"long {ordered.passage.name}", []):
            return lost
        lost = Lost("condition", place, "", "its condition is longer than anybody could read")
        self._lose(f"long {ordered.passage.name}", lost)
        return lost

    def _draft_choices(
        self, option: Option, ordered: OrderedPassage, builder: FormulaBuilder, draft: DraftPassage
    ) -> None:
        link = option.link
        own_losses = [*option.losses, *iter_losses(link.items)]
        own_losses += [self._analysis.losses[item] for item in iter_items((link,)) if item in self._analysis.losses]
        paths = self._take(link)
        if not paths:
            draft.losses += own_losses
            return
        merged: dict[tuple[object, ...], tuple[EntryPath, Condition]] = {}
        for path in paths:
            if not path.target:
                target = link.target
                reason = f"there is no passage “{target}”" if target else "it leads nowhere in some cases"
                draft.losses.append(Lost("choice", link.place, link.text, reason))
                continue
            key = (path.target, *((name, update) for name, update in sorted(path.updates.items())))
            typed_key = tuple(map(repr, key))
            earlier = merged.get(typed_key)
            merged[typed_key] = path, disjoin(earlier[1], path.condition) if earlier else path.condition
        if not merged:
            draft.losses += own_losses
        for path, condition in merged.values():
            losses = list(own_losses)
            try:
                formula = builder.build(conjoin(option.condition, condition))
            except TooLongError:
                formula = True
                losses.append(self._condition_too_long(ordered))
            if formula is not False:
                draft.choices.append(
                    DraftChoice(link.text, path.target, link.place, formula, dict(path.updates), losses)
                )


def _iter_conditions(story: Story, ordered_passages: Iterable[OrderedPassage]) -> Iterator[Condition]:
    """Yields every condition of a story, and a question about each variable that a text shows."""
    groups: list[Iterable[Item]] = [story.startup]
    for ordered in ordered_passages:
        groups += [ordered.effects, ordered.display]
    for items in groups:
        for item in iter_items(items):
            if isinstance(item, If):
                yield from (branch.condition for branch in item.branches if not isinstance(branch.condition, Lost))
            elif isinstance(item, Print):
                yield Test(item.variable, lambda value: value is UNSET)


def _reach(start: str, edges: Iterable[Edge]) -> set[str]:
    targets: dict[str, list[str]] = {}
    for edge in edges:
        targets.setdefault(edge.source, []).append(edge.target)
    reached, pending = {start}, [start]
    while pending:
        for target in targets.get(pending.pop(), ()):
            if target not in reached:
                reached.add(target)
                pending.append(target)
    return reached
