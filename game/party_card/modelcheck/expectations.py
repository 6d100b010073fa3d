"""Compares a playthrough with the expectations of a story test.

Invariant: each expectation that is not met is one diagnostic with the expected and the actual value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from party_card.content.models import ChoiceId, Expectation, PassageId, Scene, StoryTest, VariableId
from party_card.content.prose import strip_markup
from party_card.content.yaml_nodes import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label
from party_card.diagnostics.words import backquote, list_names
from party_card.engine.page import Page
from party_card.engine.page_builder import build_page
from party_card.engine.phases import PHASE_TRIGGERS, REVEAL
from party_card.engine.playthrough import Playthrough
from party_card.modelcheck.findings.messages import format_play_command
from party_card.modelcheck.findings.story_test_failed import RULE
from party_card.modelcheck.page_text import format_page_text, list_cited_facts, normalize_whitespace

MAX_QUOTED_CHARS = 100
"""A longer text is shortened in messages."""


class ExpectationCheck:
    """Compares a playthrough with the expectations of a test; revealing the record changes the playthrough."""

    def __init__(
        self, scene: Scene, test: StoryTest, playthrough: Playthrough, made_choices: Sequence[ChoiceId]
    ) -> None:
        self.scene = scene
        self.test = test
        self.expect: Expectation = test.expect
        self.playthrough = playthrough
        self.made_choices = made_choices
        self.page = build_page(playthrough)

    def diagnose(self) -> Iterator[Diagnostic]:
        """Yields one diagnostic for each expectation that is not met."""
        yield from self._check_passage()
        yield from self._check_variables()
        yield from self._check_offers()
        yield from self._check_ending()
        yield from self._check_texts("text", self.expect.text, self.page)
        yield from self._check_citations()
        yield from self._check_exported_traces()
        yield from self._check_record()

    def _make_diagnostic(self, expected: str, actual: str, label: Label) -> Diagnostic:
        message = f"“{normalize_whitespace(self.test.name)}” expected {expected} and found {actual}"
        marked = Label(label.source, label.span, f"found {actual}")
        helps = (Help(f"`{format_play_command(self.scene, self.made_choices, self.test.carried)}` leads there"),)
        return RULE.diagnose(message, marked, helps=helps)

    def _location(self, key: str) -> NodeRef:
        return self.expect.location.value(key)

    def _check_passage(self) -> Iterator[Diagnostic]:
        expected, actual = self.expect.passage, self.playthrough.state
        if expected is not None and expected != actual:
            label = self._location("passage").label()
            yield self._make_diagnostic(f"the passage {backquote(expected)}", backquote(actual), label)

    def _check_variables(self) -> Iterator[Diagnostic]:
        system, position = self.playthrough.compiled.system, self.playthrough.position
        for name, value in self.expect.variables.items():
            domain = self.playthrough.compiled.logic.domains.get(VariableId(name))
            if domain is None:
                continue  # a rule reports it
            actual = system.value_name(position, name)
            index = domain.index(value.text)
            if index is None or domain.names[index] != actual:
                label = value.location.label()
                yield self._make_diagnostic(f"{backquote(name)} to be {value.text}", actual, label)

    def _check_offers(self) -> Iterator[Diagnostic]:
        offers = [offer for offer in self.page.offers if offer.id not in PHASE_TRIGGERS]
        enabled = [offer.id for offer in offers if offer.is_open]
        locked = [offer.id for offer in offers if not offer.is_open]
        expect = self.expect
        if expect.offers is not None and set(expect.offers) != set(enabled):
            expected = list_names(expect.offers) or "none"
            actual = list_names(enabled) or "none"
            yield self._make_diagnostic(f"the offers {expected}", actual, self._location("offers").label())
        for index, choice in enumerate(expect.locked or ()):
            if choice not in locked:
                actual = "it open" if choice in enabled else "it absent"
                label = self._location("locked").item(index).label()
                yield self._make_diagnostic(f"{backquote(choice)} to be shown closed", actual, label)
        for index, choice in enumerate(expect.absent or ()):
            if choice in enabled or choice in locked:
                actual = "it open" if choice in enabled else "it shown closed"
                label = self._location("absent").item(index).label()
                yield self._make_diagnostic(f"{backquote(choice)} to be absent", actual, label)

    def _check_ending(self) -> Iterator[Diagnostic]:
        scalar = self.expect.ending
        if scalar is None:
            return
        passage = self.scene.passages.get(PassageId(self.playthrough.state))
        ending = passage.ending.id if passage is not None and passage.ending is not None else None
        is_null = scalar.plain and scalar.text in ("", "null", "~")
        if (None if is_null else scalar.text) != ending:
            expected = "no ending" if is_null else f"the ending {backquote(scalar.text)}"
            actual = "no ending" if ending is None else backquote(ending)
            yield self._make_diagnostic(expected, actual, scalar.location.label())

    def _check_texts(self, key: str, expected: tuple[str, ...] | str | None, page: Page) -> Iterator[Diagnostic]:
        if expected is None:
            return
        page_text = format_page_text(page)
        for index, text in enumerate((expected,) if isinstance(expected, str) else expected):
            if normalize_whitespace(strip_markup(text)) not in page_text:
                location = self._location(key)
                label = (location if isinstance(expected, str) else location.item(index)).label()
                yield self._make_diagnostic(f"the {key} “{normalize_whitespace(text)}”", _quote(page_text), label)

    def _check_citations(self) -> Iterator[Diagnostic]:
        cited = list_cited_facts(self.page)
        for index, fact in enumerate(self.expect.cites or ()):
            if fact not in cited:
                label = self._location("cites").item(index).label()
                actual = list_names(cited) or "no citation"
                yield self._make_diagnostic(f"a citation of {backquote(fact)}", actual, label)

    def _check_exported_traces(self) -> Iterator[Diagnostic]:
        if self.expect.left is None:
            return
        exported = [trace.id for trace in self.playthrough.exported_traces()]
        if set(exported) != set(self.expect.left):
            expected, actual = list_names(self.expect.left) or "nothing", list_names(exported) or "nothing"
            yield self._make_diagnostic(f"{expected} to be left", actual, self._location("left").label())

    def _check_record(self) -> Iterator[Diagnostic]:
        if self.expect.record is None:
            return
        if REVEAL not in self.playthrough.enabled_triggers():
            yield self._make_diagnostic("the record", "that no ending is reached", self._location("record").label())
            return
        self.playthrough.choose(REVEAL)
        yield from self._check_texts("record", self.expect.record, build_page(self.playthrough))


def _quote(text: str) -> str:
    if not text:
        return "nothing"
    return f"“{text}”" if len(text) <= MAX_QUOTED_CHARS else f"“{text[: MAX_QUOTED_CHARS - 3].rstrip()}...”"
