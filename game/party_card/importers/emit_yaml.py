"""A story written as a scene file: YAML by hand, with a comment wherever something could not be held.

Law: what is written here is read by `content` without a mistake; a test imports stories and checks them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from party_card.content.identifiers import is_reserved_on_windows
from party_card.importers.domains import Domain, domains_of
from party_card.importers.expressions import BoolOp, Comparison, Expression, Not, UnsupportedSyntaxError, Value, Visited
from party_card.importers.naming import CHOICES, PASSAGES, WORDS, Names, slug
from party_card.importers.story import Change, Edge, Node, Story, UnsupportedFeature


def scene_id(story: Story) -> str:
    """The id of the scene that a story becomes."""
    name = slug(story.title)
    return f"{name}-story" if is_reserved_on_windows(name) else name  # the id becomes a file's name


def write_scene(story: Story, source: str) -> str:
    """The scene file; `source` is the name of the file that the story came from."""
    return "\n".join(_Writer(story).lines(source)) + "\n"


class _Writer:
    """One story on its way to a scene."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._domains, mixed = domains_of(story)
        self._passages = Names(PASSAGES)
        self._choices = Names(CHOICES)
        self._variables = Names(WORDS, "_")
        self._values: dict[str, Names] = {}
        for name in story.moments:
            self._passages.of(name)
        for name in mixed:
            story.lost.append(UnsupportedFeature(1, name, "its values are of several kinds, so nothing remembers it"))

    def lines(self, source: str) -> Iterator[str]:
        """The lines of the file."""
        story = self._story
        body = list(self._body())  # what is lost on the way is told above
        yield f"# Imported from {source}. What this format cannot hold stands as a comment at its place."
        lost = story.everything_lost()
        if lost:
            yield f"# {len(lost)} such places; their lines in {source}: " + ", ".join(
                dict.fromkeys(str(one.line) for one in lost)
            )
        yield f"scene: {scene_id(story)}"
        yield f"title: {quoted(story.title)}"
        yield from self._declared()
        yield f"start: {self._passages.of(story.start)}"
        yield from _comments(story.lost, "")
        yield "passages:"
        yield from body

    def _declared(self) -> Iterator[str]:
        if self._domains:
            yield "variables:"
        for name, domain in self._domains.items():
            yield from self._declaration(name, domain)

    def _declaration(self, name: str, domain: Domain) -> Iterator[str]:
        id_ = self._variables.of(name)
        if domain.range is not None:
            if domain.guessed:
                yield "  # A number needs two ends here, and stops at them: are these far enough apart?"
            yield f"  {id_}: {{range: [{domain.range[0]}, {domain.range[1]}], start: {domain.start}}}"
        elif domain.values:
            values = ", ".join(self._value(name, value) for value in domain.values)
            yield f"  {id_}: {{values: [{values}], start: {self._value(name, domain.start)}}}"
        else:
            yield f"  {id_}: {str(domain.start).lower()}"

    def _body(self) -> Iterator[str]:
        for name, moment in self._story.moments.items():
            yield f"  {self._passages.of(name)}:"
            links = list(self._links(moment))
            parts = [(part.text, self._asked(part.condition, part.text, moment)) for part in moment.parts]
            yield from _comments(moment.lost, "    ")
            kept = [(text, asked) for text, asked in parts if asked is not None and text.strip()]
            yield from _texts(kept)
            if links:
                yield "    choices:"
                for link in links:
                    yield from link
            else:
                title = quoted(moment.title or name, within=True)
                yield f"    ending: {{id: {self._passages.of(name)}, title: {title}}}"

    def _links(self, moment: Node) -> Iterator[list[str]]:
        for link in moment.links:
            if link.target not in self._story.moments:
                moment.lost.append(UnsupportedFeature(link.line, link.text, f"there is no passage {link.target}"))
                continue
            id_ = self._choices.new(link.text)
            asked = self._asked(link.condition, link.text, moment, link.line)
            if asked is None:
                continue
            if link.once:
                asked = f"({asked}) and not chose({id_})" if " or " in asked else f"{asked} and not chose({id_})"
                asked = asked.removeprefix(" and ")
            rows = [f"      - id: {id_}", f"        text: {quoted(link.text)}"]
            if asked:
                rows.append(f"        if: {asked}")
            if changes := self._changed(link, moment):
                rows.append(f"        set: {{{changes}}}")
            yield [*rows, f"        goto: {self._passages.of(link.target)}"]

    def _changed(self, link: Edge, moment: Node) -> str:
        """What a link changes, and then what is changed where it leads."""
        merged: dict[str, Change] = {}
        for change in [*link.changes, *self._story.moments[link.target].changes]:
            before = merged.get(change.variable)
            if change.variable not in self._domains:
                moment.lost.append(UnsupportedFeature(link.line, change.variable, "its values are of several kinds"))
            elif change.kind == "step" and before is not None:
                total = int(before.value) + int(change.value)
                merged[change.variable] = Change(change.variable, before.kind, total)
            else:
                merged[change.variable] = change
        return ", ".join(f"{self._variables.of(name)}: {self._put(change)}" for name, change in merged.items())

    def _put(self, change: Change) -> str:
        if change.kind == "step":
            return f"{int(change.value):+d}"
        if isinstance(change.value, int) and not isinstance(change.value, bool) and change.value < 0:
            return f'"{change.value}"'  # plain, it would be a step
        return self._value(change.variable, change.value)

    def _value(self, variable: str, value: Value) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, int):
            return str(value)
        return self._values.setdefault(variable, Names(WORDS, "_")).of(value or "nothing")

    def _asked(self, condition: Expression | None, text: str, moment: Node, line: int = 0) -> str | None:
        """A condition as it is written here; None where it cannot be: it is then kept with the text it stood before."""
        try:
            return "" if condition is None else self._written(condition)
        except UnsupportedSyntaxError as reason:
            moment.lost.append(UnsupportedFeature(line or moment.line, text, str(reason)))
            return None

    def _written(self, asked: Expression, inner: bool = False) -> str:
        if isinstance(asked, Visited):
            if asked.moment not in self._story.moments:
                raise UnsupportedSyntaxError(f"there is no passage {asked.moment}")
            return f"visited({self._passages.of(asked.moment)})"
        if isinstance(asked, Not):
            return f"not {self._written(asked.of, inner=True)}"
        if isinstance(asked, BoolOp):
            said = f" {asked.by} ".join(self._written(one, inner=True) for one in asked.of)
            return f"({said})" if inner else said
        return self._comparison(asked)

    def _comparison(self, asked: Comparison) -> str:
        domain = self._domains.get(asked.variable)
        if domain is None:
            raise UnsupportedSyntaxError(f"the values of {asked.variable} are of several kinds")
        name = self._variables.of(asked.variable)
        if domain.range is not None and asked.value is True:
            return f"{name} != 0" if domain.range[0] <= 0 <= domain.range[1] else f"{name} >= {domain.range[0]}"
        if not domain.range and not domain.values:
            if not isinstance(asked.value, bool) or asked.sign not in ("==", "!="):
                raise UnsupportedSyntaxError(f"{asked.variable} is a yes/no")
            return name if asked.value == (asked.sign == "==") else f"not {name}"
        if domain.values and (not isinstance(asked.value, str) or asked.sign not in ("==", "!=")):
            raise UnsupportedSyntaxError(f"{asked.variable} is a text, which is only ever this or that")
        return f"{name} {asked.sign} {self._value(asked.variable, asked.value)}"


def _texts(parts: list[tuple[str, str]]) -> Iterator[str]:
    if not parts:
        yield "    text: '…'"
    elif len(parts) == 1 and not parts[0][1]:
        yield "    text: |"
        yield from _indented(parts[0][0], 6)
    else:
        yield "    text:"
        for text, asked in parts:
            if asked:
                yield f"      - if: {asked}"
            yield f"      {' ' if asked else '-'} text: |"
            yield from _indented(text, 10)


def _indented(text: str, by: int) -> Iterator[str]:
    for line in text.strip().split("\n"):
        yield f"{' ' * by}{line.strip()}".rstrip()


def _comments(lost: list[UnsupportedFeature], indent: str) -> Iterator[str]:
    for one in lost:
        first, *rest = one.text.strip().split("\n")
        why = " ".join(one.why.split())  # a name in it may hold a line end, which would end the comment
        yield f"{indent}# line {one.line}: {why}: {first}".rstrip()
        yield from (f"{indent}#   {line}".rstrip() for line in rest)


def quoted(text: str, within: bool = False) -> str:
    """A text on one line, in quotation marks where YAML would take it for something else."""
    flat = " ".join(text.split())
    plain = flat[:1].isalpha() and not any(sign in flat for sign in (": ", " #", "\\"))
    plain = plain and not flat.endswith(":") and not (within and any(sign in flat for sign in ",[]{}"))
    return flat if plain else json.dumps(flat, ensure_ascii=False)
