"""Writes the draft of a scene as the YAML of its file, with a `todo` wherever something is lost.

Invariant: the scene has no errors but its notes (`todo`), whatever the story was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from party_card.engine.phases import PHASE_TRIGGERS, PHASES
from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.conditions import UNSET, SetTo, Step, Update, Value, passage_of_visits, typed
from party_card.importers.domains import Domain
from party_card.importers.formulas import Formula, Indexes, TooLongError, format_formula
from party_card.importers.naming import RESERVED_WORDS, IdAllocator, make_scene_id, make_variable_id
from party_card.importers.scene_draft import DraftChoice, DraftPassage, SceneDraft
from party_card.importers.story import Lost, Place, Remark, escape_prose
from party_card.importers.yaml_text import (
    PLACEHOLDER_TEXT,
    as_number,
    clean,
    format_numbers,
    indent_prose,
    plain_id,
    quote,
    value_slug,
)

MAX_EXCERPT_LENGTH = 80
"""How many characters of a story a note repeats."""
_KIND_PHRASES = {
    "choice": "a choice is lost", "condition": "a condition is lost", "change": "a change is lost",
    "text": "a text is lost",
}  # fmt: skip


@frozen_dataclass
class ImportedVariable:
    """A variable of the story in the scene: its `id` there, empty if it never changes, and its values by name."""

    id: str
    domain: Domain | None
    names: Mapping[object, str]
    constant: Value = UNSET

    def scene_value(self, value: Value) -> str:
        """Returns the value of the scene's variable that stands for a value of the story."""
        return self.names[typed(value if self.domain is None else self.domain.canonical(value))]


@frozen_dataclass
class ImportedScene:
    """A scene file: its id, its text, what is lost, and what the variables of the story are called in it."""

    scene: str
    text: str
    passage_count: int
    losses: tuple[Lost, ...]
    remarks: tuple[Remark, ...]
    variables: Mapping[str, ImportedVariable]


def emit_scene(draft: SceneDraft, source_name: str) -> ImportedScene:
    """Writes a draft as a scene file; `source_name` says in its first line what it was imported from."""
    emitter = _SceneEmitter(draft)
    text = "\n".join(emitter.emit(source_name)) + "\n"
    remarks = [*draft.remarks, *(remark for passage in draft.passages for remark in passage.remarks)]
    return ImportedScene(
        make_scene_id(draft.title),
        text,
        len(draft.passages),
        tuple(emitter.losses),
        tuple(remarks),
        emitter.list_variables(),
    )


def describe_loss(lost: Lost, *, is_file_named: bool) -> str:
    """Returns a loss in a sentence: its line, what is lost, why, and how it was written."""
    text = " ".join(clean(lost.text).split())
    excerpt = f": {text[:MAX_EXCERPT_LENGTH]}" if text else ""
    file = f"{lost.place.file}, " if is_file_named else ""
    return f"{file}line {lost.place.line}: {_KIND_PHRASES[lost.kind]}, because {lost.reason}{excerpt}"


class _SceneEmitter:
    def __init__(self, draft: SceneDraft) -> None:
        self._draft = draft
        self.losses = draft.all_losses()
        self._shown = {passage.name for passage in draft.passages}
        self._has_files = len({lost.place.file for lost in self.losses}) > 1
        self._passage_ids = IdAllocator(PHASES)
        self._choice_ids = IdAllocator(PHASE_TRIGGERS)
        self._variable_ids = IdAllocator(RESERVED_WORDS, "_")
        self._value_names: dict[str, dict[object, str]] = {}
        for passage in draft.passages:
            self._passage_ids.id_for(passage.name)
        self._ids: dict[str, str] = {}
        for name in draft.domains:
            counted = passage_of_visits(name)
            slug = make_variable_id(name if counted is None else f"visits {counted}")
            self._ids[name] = self._variable_ids.allocate(slug)
            self._value_names[name] = self._name_values(name)

    def list_variables(self) -> dict[str, ImportedVariable]:
        """Returns the variables of the story, by their names there."""
        variables = {
            name: ImportedVariable("" if self._is_mark(name) else self._ids[name], domain, self._value_names[name])
            for name, domain in self._draft.domains.items()
        }
        for name, value in self._draft.constants.items():
            variables[name] = ImportedVariable("", None, {typed(value): str(value)}, value)
        return variables

    def _name_values(self, name: str) -> dict[object, str]:
        domain = self._draft.domains[name]
        names: dict[object, str] = {}
        allocator = IdAllocator(RESERVED_WORDS, "_")
        for value in domain.values:
            if domain.kind in ("range", "visits"):
                text = str(as_number(domain.values[1]) - 1) if value is UNSET else str(value)
            elif isinstance(value, bool):
                text = str(value).lower() if domain.kind == "yes-no" else f"is_{str(value).lower()}"
            elif value is UNSET:
                text = allocator.allocate("unset")
            elif isinstance(value, str):
                text = allocator.allocate(value_slug(value))
            else:
                text = allocator.allocate(f"number {'minus ' if value < 0 else ''}{abs(value)}")
            names[typed(value)] = text
        return names

    def _is_mark(self, name: str) -> bool:
        """Returns True if the scene format itself knows what the variable says: that a passage was visited."""
        return (
            self._draft.domains[name].kind == "visits"
            and passage_of_visits(name) in self._shown
            and passage_of_visits(name) not in self._draft.passed
        )

    def emit(self, source_name: str) -> Iterator[str]:
        """Yields the lines of the file."""
        passages = [line for passage in self._draft.passages for line in self._emit_passage(passage)]
        yield f"# Imported from {' '.join(clean(source_name).split())}."
        yield f"scene: {make_scene_id(self._draft.title)}"
        yield f"title: {quote(self._draft.title)}"
        yield from self._emit_todo(self._draft.losses, "")
        yield from _emit_remarks(self._draft.remarks, "")
        declared = [name for name in self._draft.domains if not self._is_mark(name)]
        if declared:
            yield "variables:"
        for name in declared:
            yield from self._emit_declaration(name)
        yield f"start: {plain_id(self._passage_ids.id_for(self._draft.start))}"
        yield "passages:"
        yield from passages

    def _emit_declaration(self, name: str) -> Iterator[str]:
        domain, names = self._draft.domains[name], self._value_names[name]
        id_, start = self._ids[name], names[typed(domain.initial)]
        if domain.kind == "yes-no":
            yield f"  {id_}: {start}"
            return
        if domain.kind == "values":
            yield f"  {id_}: {{values: [{', '.join(names.values())}], start: {start}}}"
            return
        low, high = names[typed(domain.values[0])], names[typed(domain.values[-1])]
        if domain.values[0] is UNSET:
            yield f"  # {low} stands for: not set yet."
        if domain.is_capped and domain.kind == "range":
            yield "  # It is counted only as far as anything here asks for it."
        yield f"  {id_}: {{range: [{low}, {high}], start: {start}}}"

    def _emit_passage(self, passage: DraftPassage) -> Iterator[str]:
        yield f"  {plain_id(self._passage_ids.id_for(passage.name))}:"
        yield from self._emit_todo(passage.losses, "    ")
        yield from _emit_remarks(passage.remarks, "    ")
        yield from self._emit_texts(passage)
        if passage.choices:
            yield "    choices:"
            for choice in passage.choices:
                yield from self._emit_choice(choice)
        else:
            title = quote(passage.name, in_flow_mapping=True)
            yield f"    ending: {{id: {plain_id(self._passage_ids.id_for(passage.name))}, title: {title}}}"

    def _emit_texts(self, passage: DraftPassage) -> Iterator[str]:
        paragraphs = passage.paragraphs
        if not paragraphs:
            yield f"    text: '{PLACEHOLDER_TEXT}'"
            return
        if len(paragraphs) == 1 and paragraphs[0].formula is True and not paragraphs[0].losses:
            yield "    text: |"
            yield from indent_prose(paragraphs[0].text, 6)
            return
        yield "    text:"
        for paragraph in paragraphs:
            condition, losses = self._format(paragraph.formula, paragraph.losses, passage.place)
            lines = [f"if: {condition}"] if condition else []
            lines += list(self._emit_todo(losses, ""))
            lines.append("text: |")
            yield f"      - {lines[0]}"
            yield from (f"        {line}" for line in lines[1:])
            yield from indent_prose(paragraph.text, 10)

    def _emit_choice(self, choice: DraftChoice) -> Iterator[str]:
        condition, losses = self._format(choice.formula, choice.losses, choice.place)
        yield f"      - id: {plain_id(self._choice_ids.allocate(choice.text))}"
        yield f"        text: {quote(escape_prose(choice.text))}"
        if condition:
            yield f"        if: {condition}"
        yield from self._emit_todo(losses, "        ")
        yield from self._emit_changes(choice.changes)
        yield f"        goto: {plain_id(self._passage_ids.id_for(choice.target))}"

    def _emit_changes(self, changes: Mapping[str, Update]) -> Iterator[str]:
        declared = {name: update for name, update in changes.items() if self._is_declared(name)}
        settings = {
            self._ids[name]: self._format_set_value(name, update.value)
            for name, update in declared.items()
            if isinstance(update, SetTo)
        }
        steps = {
            self._ids[name]: update.amount
            for name, update in declared.items()
            if isinstance(update, Step) and update.amount
        }
        if settings:
            yield f"        set: {{{', '.join(f'{id_}: {value}' for id_, value in settings.items())}}}"
        if steps:
            yield f"        add: {{{', '.join(f'{id_}: {amount}' for id_, amount in steps.items())}}}"

    def _is_declared(self, name: str) -> bool:
        return name in self._draft.domains and not self._is_mark(name)

    def _format_set_value(self, name: str, value: Value) -> str:
        return self._value_names[name][typed(self._draft.domains[name].canonical(value))]

    def _format(self, formula: Formula, losses: Sequence[Lost], place: Place) -> tuple[str, list[Lost]]:
        """Returns a condition, empty if it always holds, and the losses at its place."""
        if isinstance(formula, bool):
            return "", list(losses)
        try:
            return format_formula(formula, self._format_set, lambda name: self._ids[name]), list(losses)
        except TooLongError:
            lost = Lost("condition", place, "", "its condition is longer than anybody could read")
            self.losses.append(lost)
            return "", [*losses, lost]

    def _format_set(self, name: str, indexes: Indexes) -> str:
        domain = self._draft.domains[name]
        names = self._value_names[name]
        if domain.kind == "visits" and self._is_mark(name):
            passage = self._passage_ids.id_for(passage_of_visits(name) or "")
            is_visited = domain.reached[next(iter(indexes))] == 1
            return f"{'' if is_visited else 'not '}visited({passage})"
        id_ = self._ids[name]
        if domain.kind == "yes-no":
            return id_ if domain.reached[next(iter(indexes))] is True else f"not {id_}"
        accepted = [names[typed(value)] for number, value in enumerate(domain.reached) if number in indexes]
        refused = [names[typed(value)] for number, value in enumerate(domain.reached) if number not in indexes]
        if domain.kind in ("range", "visits"):
            return format_numbers(id_, sorted(map(int, accepted)), sorted(map(int, refused)))
        if len(accepted) == 1:
            return f"{id_} == {accepted[0]}"
        if len(refused) == 1:
            return f"{id_} != {refused[0]}"
        is_shorter = len(accepted) <= len(refused)
        return f"{id_} {'in' if is_shorter else 'not in'} ({', '.join(accepted if is_shorter else refused)})"

    def _emit_todo(self, losses: Sequence[Lost], indent: str) -> Iterator[str]:
        notes = list(dict.fromkeys(describe_loss(lost, is_file_named=self._has_files) for lost in losses))
        if len(notes) == 1:
            yield f"{indent}todo: {json.dumps(notes[0], ensure_ascii=False)}"
        elif notes:
            yield f"{indent}todo:"
            yield from (f"{indent}  - {json.dumps(note, ensure_ascii=False)}" for note in notes)


def _emit_remarks(remarks: Iterable[Remark], indent: str) -> Iterator[str]:
    for remark in remarks:
        text = " ".join(clean(remark.text).split())[:MAX_EXCERPT_LENGTH]
        yield f"{indent}# line {remark.place.line}: left out, because {remark.reason}: {text}".rstrip(": ")
