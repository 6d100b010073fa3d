"""Located tree to models and diagnostics, driven by the models' annotations.

Law: every problem of a file is found, each with its place, and a model is always built: where something is missing or
wrong, a blank of its type stands in, so that the rules can go on and stay silent about blanks.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from party_card.content import models
from party_card.content.yaml_loader import (
    MappingNode,
    Node,
    NodeRef,
    RawScalar,
    ScalarNode,
    SequenceNode,
    is_tagged,
    span_of,
    text_of,
)
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span
from party_card.diagnostics.suggest import suggest

M = TypeVar("M")
ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
"""What a name looks like."""
_WHOLE = re.compile(r"[-+]?[0-9]{1,12}\Z")
_YES_NO = {"true": True, "false": False}
TRAPS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
"""What other YAML readers take for true and false, and what to write instead."""
_TEXTS = {"Prose": "a text", "Date": "a date", "ConditionText": "a condition"}
NAMING = {"id", "scene", "dossier", "index", "campaign"}
"""The keys under which a name is given, not used: there its form is checked."""


class DecodeContext:
    """What a pass over one file gathers."""

    __slots__ = ("diagnostics", "file")

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []

    def report(self, code: str, message: str, node: Node, helps: tuple[Help, ...] = ()) -> None:
        """Keeps a diagnostic at `node`."""
        label = Label(self.file, span_of(node))
        self.diagnostics.append(Diagnostic(code, Severity.ERROR, message, label, helps=helps))

    def type_mismatch(self, node: Node, key: str, wanted: str, *helps: Help) -> None:
        """Keeps the diagnostic that under `key` something else was wanted."""
        if isinstance(node, ScalarNode):
            said = f"`{_short(node.value)}`" if node.value or node.style else "nothing"
        else:
            said = text_of(node)
        if is_tagged(node):
            written = re.match(r"!\S*", self.file.text[node.start_mark.index :])
            help_ = Help(f"delete `{_short(written[0])}`" if written else "delete it, or put the text in quotes")
            self.report("yaml-tag", "a word that begins with `!` means something else in YAML", node, (help_,))
        else:
            self.report(
                "wrong-type", f"`{key}` wants {wanted}; here is {said}", node, helps or (Help(f"write {wanted}"),)
            )


def _put(message: str, node: Node, text: str) -> Help:
    """A mend that puts `text` where a value of one line stands, without a doubt where it is of simple words."""
    sure = node.start_mark.line == node.end_mark.line and re.fullmatch(r"\[?[\w -]+\]?", text) is not None
    return Help(message, text, edits=(Edit(span_of(node), text),) if sure else ())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def decode(kind: type[M], node: Node, reading: DecodeContext) -> M:
    """The model of type `kind` that `node` describes; problems are kept in `reading`."""
    read: Callable[[Node, DecodeContext, str], M] = _reader(typing.cast(Any, kind))[0]
    return read(node, reading, "this file")


Decoder = Callable[[Node, DecodeContext, str], Any]
"""Reads a node as one type; the last argument is the key it stands under, for messages."""


@cache
def _reader(kind: Any) -> tuple[Decoder, Any, str]:
    """For a type of the models: how to read it, the blank that stands in for it, and what it is called."""
    origin = get_origin(kind)
    if origin is Union or origin is types.UnionType:
        return _union(get_args(kind))
    if origin is Literal:
        return _literal(get_args(kind))
    if origin is tuple:
        return _list(get_args(kind)[0])
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(*get_args(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        return _model(kind)
    if kind is RawScalar:
        return _read_written, RawScalar(""), "a value"
    if kind is int:
        return _read_whole, 0, "a whole number"
    if kind is bool:
        return _read_yes_no, False, "`true` or `false`"
    if kind is str:
        return _text("a text")
    name = kind.__name__
    if name in _TEXTS:
        return _text(_TEXTS[name])
    return _text(f"the name of a {name.removesuffix('Id').lower()}")


def _read_written(node: Node, reading: DecodeContext, key: str) -> RawScalar:
    if type(node) is ScalarNode and type(node.tag) is not str:
        return RawScalar(node.value, not node.style, NodeRef(reading.file, node))
    reading.type_mismatch(node, key, "a single value")
    return RawScalar("", False)


def _read_whole(node: Node, reading: DecodeContext, key: str) -> int:
    if type(node) is ScalarNode and type(node.tag) is not str and _WHOLE.match(node.value):
        if not node.style:
            return int(node.value)
        reading.type_mismatch(
            node, key, "a whole number", _put(f"delete the quotation marks: `{node.value}`", node, node.value)
        )
        return 0
    reading.type_mismatch(node, key, "a whole number")
    return 0


def _read_yes_no(node: Node, reading: DecodeContext, key: str) -> bool:
    if type(node) is ScalarNode and not node.style and type(node.tag) is not str:
        if node.value in _YES_NO:
            return _YES_NO[node.value]
        if mend := TRAPS.get(node.value.lower()):
            message = f"`{node.value}` is read as text by some programs and as {mend} by others"
            reading.report("boolean-trap", message, node, (Help(f"write `{mend}`", mend, node.value),))
            return mend == "true"
    reading.type_mismatch(node, key, "`true` or `false`")
    return False


@cache
def _text(called: str) -> tuple[Decoder, str, str]:
    naming = called.startswith("the name")

    def read(node: Node, reading: DecodeContext, key: str) -> str:
        if type(node) is ScalarNode and type(node.tag) is not str:
            text: str = node.value
            if text or node.style:
                if naming and key in NAMING and not ID.match(text):
                    _report_name(node, reading)
                return text
        reading.type_mismatch(node, key, called)
        return ""

    return read, "", called


def _report_name(node: Node, reading: DecodeContext) -> None:
    said = text_of(node)
    mended = re.sub(r"[^a-z0-9]+", "-", said.lower()).strip("-")
    helps = (Help(f"write `{mended}`", mended),) if mended else (Help("write a name such as `first-letter`"),)
    message = f"`{_short(said)}` cannot be a name: names are small letters and digits, joined by hyphens"
    reading.report("bad-id", message, node, helps)


def _literal(options: tuple[str, ...]) -> tuple[Decoder, str, str]:
    listed = ", ".join(f"`{option}`" for option in options[:-1]) + f" or `{options[-1]}`"

    def read(node: Node, reading: DecodeContext, key: str) -> str:
        if type(node) is ScalarNode and node.value in options and type(node.tag) is not str:
            return str(node.value)
        helps = suggest(node.value, options) if type(node) is ScalarNode and len(options) > 2 else ()
        reading.type_mismatch(node, key, listed, *(help_ for help_ in helps if help_.replacement))
        return options[0]

    return read, options[0], listed


def _list(of: Any) -> tuple[Decoder, tuple[()], str]:
    read_one, blank, called = _reader(of)

    def read(node: Node, reading: DecodeContext, key: str) -> tuple[Any, ...]:
        if type(node) is SequenceNode and type(node.tag) is not str:
            return tuple([read_one(one, reading, key) for one in node.value])
        if type(node) is MappingNode and is_dataclass(of) and _begins(node, of):
            _report_dash(node.value[0][0], called, "the first", reading)
            return ()
        single = type(node) is ScalarNode and node.value and not node.style
        reading.type_mismatch(
            node, key, "a list", *((_put(f"write `[{node.value}]`", node, f"[{node.value}]"),) if single else ())
        )
        # a lone text is taken for the list it was meant to be, so that nothing else is reported because of it
        return (read_one(node, reading, key),) if single and blank == "" else ()

    return read, (), f"a list, each of it {called}"


def _begins(node: MappingNode, kind: Any) -> bool:
    """Whether these lines are those of a model, so that only the `- ` before them is missing."""
    return bool(node.value) and node.value[0][0].value in {
        item.metadata.get("key", item.name.rstrip("_")) for item in fields(kind)
    }


def _report_dash(key: Node, called: str, which: str, reading: DecodeContext, before: Node | None = None) -> None:
    message = f"{which} {called.removeprefix('a ')} begins here without its `- `"
    others = (Label(reading.file, span_of(before), "the first one"),) if before else ()
    span = span_of(key)
    before_it = reading.file.line(span.line)[: span.column - 1]
    edits = (Edit(Span(span.line, span.column - 2, span.column), "- "),) if before_it.isspace() else ()
    mend = f"write `- {_short(text_of(key))}:`, with the `-` two columns to the left"
    helps = (Help(mend, edits=edits if len(before_it) > 2 else ()),)
    label = Label(reading.file, span)
    reading.diagnostics.append(Diagnostic("missing-dash", Severity.ERROR, message, label, others, helps))


def _mapping(of_key: Any, of_value: Any) -> tuple[Decoder, dict[str, Any], str]:
    read_one, _, _ = _reader(of_value)
    # where the values are descriptions, the keys are names being given; in `set` they are names being used
    naming = of_key is not str and of_value is not RawScalar

    def read(node: Node, reading: DecodeContext, key: str) -> dict[str, Any]:
        if type(node) is not MappingNode or type(node.tag) is str:
            if of_value is RawScalar and (meant := _equals(node, None, key, reading)):
                return {meant: RawScalar("")}
            reading.type_mismatch(node, key, "`name: value` lines")
            return {}
        found: dict[str, Any] = {}
        seen: dict[str, Node] = {}
        for name, value in node.value:
            if not _usable(name, seen, node, reading):
                continue
            if of_value is RawScalar and (meant := _equals(name, value, key, reading)):
                found[meant] = RawScalar("")
                continue
            if naming and not ID.match(name.value):
                _report_name(name, reading)
            found[name.value] = read_one(value, reading, name.value)
        return found

    return read, {}, "`name: value` lines"


def _without(name: Node, first: Node, node: MappingNode, file: SourceFile) -> tuple[Edit, ...]:
    """The edit that deletes the second of two keys where it stands on a line of its own and says just the same."""
    values = {id(key): value for key, value in node.value}
    span, one, other = span_of(name), values[id(first)], values[id(name)]
    line = file.line(span.line).strip()
    written = file.text[name.start_mark.index : other.end_mark.index].strip()
    if written != line or written != file.text[first.start_mark.index : one.end_mark.index].strip():
        return ()
    return (Edit(Span(span.line, 1, 1), None),)


_EQUALS = re.compile(r"(\w+)\s*([-+]?)=+\s*([-+]?\w+)\Z")
"""How many programs write what is `name: value` here."""


def _equals(name: Node, value: Node | None, key: str, reading: DecodeContext) -> str:
    """The name in `name = value` where that was written for `name: value`, which is then reported; else nothing."""
    empty = value is None or (type(value) is ScalarNode and not value.value and not value.style)
    found = _EQUALS.match(name.value) if empty and type(name) is ScalarNode and not name.style else None
    if found is None:
        return ""
    mended = f"{found[1]}: {found[2]}{found[3]}"
    whole = f"{{{mended}}}" if value is None else mended
    helps = (Help(f"write `{whole}`", whole, word=name.value),)
    message = f"`{key}` wants `{mended}`; here is `{_short(name.value)}`"
    reading.report("wrong-type", message, name, helps)
    return found[1]


def _usable(name: Node, seen: dict[str, Node], node: MappingNode, reading: DecodeContext) -> bool:
    """Whether this key can be used; if not, why not is kept."""
    if type(name) is not ScalarNode or type(name.tag) is str:
        helps = (Help("put the whole text in double quotes"),)
        reading.report("wrong-type", "a name or key must be a simple word", name, helps)
        return False
    if name.value in seen:
        before = seen[name.value]
        first = Label(reading.file, span_of(before), "the first time")
        message = f"`{_short(name.value)}` stands here a second time"
        primary = Label(reading.file, span_of(name), "the second time")
        helps = (Help("keep one of the two, or rename one", edits=_without(name, before, node, reading.file)),)
        reading.diagnostics.append(Diagnostic("duplicate-key", Severity.ERROR, message, primary, (first,), helps))
        return False
    seen[name.value] = name
    return True


def _union(kinds: tuple[Any, ...]) -> tuple[Decoder, Any, str]:
    """A union, told apart by the shape of the YAML: at most one member each for scalar, list and mapping."""
    nothing = type(None) in kinds
    members = [kind for kind in kinds if kind is not type(None)]
    by_shape: dict[type[Node], Decoder] = {}
    called = []
    for kind in members:
        reader, _, name = _reader(kind)
        origin = get_origin(kind)
        if origin is tuple:
            by_shape[SequenceNode] = reader
        elif is_dataclass(kind) or (origin is not None and origin is not Literal):
            by_shape[MappingNode] = reader
        else:
            by_shape[ScalarNode] = reader
        called.append(name)
    blank = None if nothing else _reader(members[0])[1]
    wanted = " or ".join(called)
    only = next(iter(by_shape.values())) if len(by_shape) == 1 else None
    if only is not None:
        return only, blank, wanted

    def read(node: Node, reading: DecodeContext, key: str) -> Any:
        reader = by_shape.get(type(node))
        if reader is None:
            reading.type_mismatch(node, key, wanted)
            return blank
        return reader(node, reading, key)

    return read, blank, wanted


def _model(kind: type[Any]) -> tuple[Decoder, Any, str]:
    hints = typing.get_type_hints(kind)
    by_key: dict[str, tuple[str, Decoder, Callable[[Any, Any], None]]] = {}
    required: list[tuple[str, str]] = []
    blank = {item.name: _blank(item, hints) for item in fields(kind) if item.name != "location"}
    # A frozen dataclass sets each field twice over; its slots can be filled directly, in half the time.
    fill = [(getattr(kind, name).__set__, value) for name, value in blank.items()]
    place = kind.location.__set__
    make = object.__new__
    for item in fields(kind):
        if item.name != "location":
            key = item.metadata.get("key", item.name.rstrip("_"))
            by_key[key] = (item.name, _reader(hints[item.name])[0], getattr(kind, item.name).__set__)
            if item.default is MISSING and item.default_factory is MISSING:
                required.append((key, item.name))
    called = kind.__name__.lower()
    get = by_key.get

    def read(node: Node, reading: DecodeContext, key: str) -> Any:
        model = make(kind)
        for put, value in fill:
            put(model, value)
        place(model, NodeRef(reading.file, node))
        if type(node) is not MappingNode or type(node.tag) is str:
            listed = ", ".join(f"`{name}:`" for name, _ in required)
            first = next(iter(by_key))
            alone = type(node) is ScalarNode and node.value and not listed
            mend = (Help(f"write `{first}: {_short(node.value)}`"),) if alone else ()
            reading.type_mismatch(node, key, f"`key: value` lines ({listed or f'such as `{first}:`'})", *mend)
            return model
        seen = set()
        for name, value in node.value:
            field = get(name.value) if type(name) is ScalarNode else None
            if field is not None and field[0] not in seen:
                seen.add(field[0])
                field[2](model, field[1](value, reading, name.value))
            elif field is not None and name.value == node.value[0][0].value and _twice(node):
                _report_dash(name, called, "a second", reading, node.value[0][0])
                break
            else:
                _report_key(name, node, by_key, called, reading)
        for name, attribute in required:
            if attribute not in seen:
                _report_missing(name, node, called, reading)
        return model

    return read, kind(**blank), f"a {called}"


def _twice(node: MappingNode) -> bool:
    """Whether so many keys stand twice that a second model must have begun."""
    names = [name.value for name, _ in node.value if type(name) is ScalarNode]
    return len(names) - len(set(names)) > 1


def _blank(item: Field[Any], hints: Mapping[str, Any]) -> Any:
    """What stands in a field of which the file says nothing."""
    if item.default is not MISSING:
        return item.default
    if item.default_factory is not MISSING:
        return item.default_factory()  # shared by all models of a kind: they are frozen, and so is what they hold
    return _reader(hints[item.name])[1]


def _report_key(
    name: Node, node: MappingNode, known: Mapping[str, object], called: str, reading: DecodeContext
) -> None:
    if type(name) is ScalarNode and name.value not in known:
        if node.flow_style and " " in name.value and _unsaid(node, name):
            message = f"`{_short(name.value)}` stands alone: inside braces a comma ends a text"
            quoted = Help("put the whole text before it in double quotes, with the comma and these words")
            reading.report("unknown-key", message, name, (quoted,))
            return
        helps = _elsewhere(name.value) or suggest(name.value, known, "the handbook lists the keys of the format")
        message = f"a {called} has no key `{_short(name.value)}`"
        reading.report("unknown-key", message, name, helps)
        return
    before: dict[str, Node] = {key.value: key for key, _ in reversed(node.value) if isinstance(key, ScalarNode)}
    _usable(name, before if isinstance(name, ScalarNode) else {}, node, reading)


def _unsaid(node: MappingNode, key: Node) -> bool:
    """Whether nothing stands behind a key of a mapping, not even its colon's value."""
    value = next(value for name, value in node.value if name is key)
    return type(value) is ScalarNode and not value.value and not value.style


def _elsewhere(key: str) -> tuple[Help, ...]:
    """Where a key does belong that stands in the wrong place."""
    owners = [
        kind.__name__.lower()
        for kind in (models.Scene, models.Passage, models.Choice, models.Block, models.Dossier, models.Fact)
        if key in {item.metadata.get("key", item.name.rstrip("_")) for item in fields(kind)}
    ]
    return (Help(f"`{key}` belongs to a {owners[0]}"),) if owners and key != "at" else ()


def _report_missing(name: str, node: MappingNode, called: str, reading: DecodeContext) -> None:
    shown = node.value[0][0] if node.value else node
    reading.report("missing-key", f"this {called} has no `{name}`", shown, (Help(f"add a line `{name}: …`"),))
