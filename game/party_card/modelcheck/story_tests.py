"""Runs the story tests of a scene: choices to make, and expectations after them.

Invariant: a test plays like a player, through the state machine and the page. Each expectation that is not met is one
diagnostic with the expected and the actual value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from party_card.content.models import ChoiceId, PaperId, StoryTest, VariableId
from party_card.content.node_ref import NodeRef
from party_card.content.prose import strip_markup
from party_card.content.typography import set_typography
from party_card.diagnostics.diagnostic import Diagnostic, Help
from party_card.diagnostics.suggest import find_closest
from party_card.diagnostics.words import backquote, list_names
from party_card.engine import page as pages
from party_card.engine.compiled import CompiledScene
from party_card.engine.file_page import read_file_state
from party_card.engine.page import Block, Page, list_block_lines
from party_card.engine.page_builder import build_page
from party_card.engine.phases import BEGIN, PHASE_TRIGGERS, REVEAL, ChoiceUnavailableError
from party_card.engine.playthrough import Playthrough
from party_card.engine.transition_system import Position
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.findings.messages import format_play_command
from party_card.modelcheck.findings.story_test_failed import RULE

MAX_QUOTED_CHARS = 100
"""A longer text is shortened in messages."""


@frozen_dataclass
class StoryTestResult:
    """The result of a story test: the positions reached, the choices made, and the expectations not met."""

    test: StoryTest
    positions: tuple[Position, ...]
    choices: tuple[ChoiceId, ...]
    diagnostics: tuple[Diagnostic, ...]
    papers: tuple[PaperId, ...] = ()
    """The papers that remain in the file, if an ending was reached."""

    @property
    def is_passed(self) -> bool:
        """True if every expectation is met."""
        return not self.diagnostics


def run_story_tests(compiled: CompiledScene) -> tuple[StoryTestResult, ...]:
    """Runs every story test of a scene."""
    return tuple(run_story_test(compiled, test) for test in compiled.scene.tests)


def run_story_test(compiled: CompiledScene, test: StoryTest) -> StoryTestResult:
    """Runs one story test, up to its end or to a choice that cannot be made."""
    playthrough = Playthrough(compiled, test.carried)
    playthrough.choose(BEGIN)
    positions = [playthrough.position]
    choices: list[ChoiceId] = []
    for index, choice in enumerate(test.play):
        if choice in PHASE_TRIGGERS:
            continue
        try:
            playthrough.choose(choice)
        except ChoiceUnavailableError as error:
            diagnostic = _diagnose_unavailable_choice(test, index, playthrough, error, choices)
            return StoryTestResult(test, tuple(positions), tuple(choices), (diagnostic,))
        positions.append(playthrough.position)
        choices.append(choice)
    has_file = compiled.scene.file is not None and playthrough.ending_passage is not None
    papers = tuple(paper.id for paper in read_file_state(playthrough).papers) if has_file else ()
    diagnostics = tuple(_ExpectationCheck(test, playthrough, choices).diagnose())
    return StoryTestResult(test, tuple(positions), tuple(choices), diagnostics, papers)


def _diagnose_unavailable_choice(
    test: StoryTest, index: int, playthrough: Playthrough, error: ChoiceUnavailableError, choices: Sequence[ChoiceId]
) -> Diagnostic:
    choice = test.play[index]
    offered_ids = {offer.id for offer in build_page(playthrough).offers}
    state = "is shown, but closed" if choice in offered_ids else "is not on offer"
    offers = [offer for offer in error.offers if offer not in PHASE_TRIGGERS]
    name, passage = normalize_whitespace(test.name), backquote(playthrough.state)
    message = f"“{name}” stops: choice {index + 1}, {backquote(choice)}, {state} in {passage}"
    closest = find_closest(choice, offers)
    advice = f"did you mean `{closest}`?" if closest else "choose one of them"
    on_offer = f"on offer: {list_names(offers)}; {advice}" if offers else "nothing is on offer"
    command = format_play_command(playthrough.compiled.scene, choices, test.carried)
    label = test.location.value("play").item(index).label()
    return RULE.diagnose(message, label, on_offer, f"`{command}` leads there")


class _ExpectationCheck:
    """Compares a playthrough with the expectations of a test; revealing the record changes the playthrough."""

    def __init__(self, test: StoryTest, playthrough: Playthrough, choices: Sequence[ChoiceId]) -> None:
        self.test = test
        self.expect = test.expect
        self.playthrough = playthrough
        self.choices = choices

    @cached_property
    def page(self) -> Page:
        """The page where the playthrough stands before the record is revealed."""
        return build_page(self.playthrough)

    def diagnose(self) -> Iterator[Diagnostic]:
        """Yields one diagnostic for each expectation that is not met."""
        yield from self._check_passage()
        yield from self._check_variables()
        yield from self._check_offers()
        yield from self._check_ending()
        if self.expect.text:
            yield from self._check_texts("text", self.expect.text, self.page)
        yield from self._check_citations()
        yield from self._check_exported_traces()
        yield from self._check_file()
        yield from self._check_record()

    def _mismatch(self, expected_value: str, actual_value: str, location: NodeRef, accepted: str = "") -> Diagnostic:
        """Returns the diagnostic of an expectation; `accepted` is what would have to be written to expect what is."""
        message = f"“{normalize_whitespace(self.test.name)}” expected {expected_value} and found {actual_value}"
        command = format_play_command(self.playthrough.compiled.scene, self.choices, self.test.carried)
        helps = [Help(f"write `{accepted}`, if that is right", accepted)] if accepted else []
        label = location.label(message=f"found {actual_value}")
        return RULE.diagnose(message, label, f"`{command}` leads there", *helps)

    def _check_passage(self) -> Iterator[Diagnostic]:
        expected_value, actual_value = self.expect.passage, self.playthrough.state
        if expected_value is not None and expected_value != actual_value:
            location = self.expect.location.value("passage")
            accepted = actual_value if actual_value in self.playthrough.compiled.scene.passages else ""
            yield self._mismatch(
                f"the passage {backquote(expected_value)}", backquote(actual_value), location, accepted
            )

    def _check_variables(self) -> Iterator[Diagnostic]:
        system, position = self.playthrough.compiled.system, self.playthrough.position
        for name, value in self.expect.variables.items():
            domain = self.playthrough.compiled.logic.domains.get(VariableId(name))
            if domain is None:
                continue  # a rule reports it
            actual_value = system.value_name(position, name)
            index = domain.index(value.text)
            if index is None or domain.names[index] != actual_value:
                accepted = actual_value if domain.decision is None else ""
                yield self._mismatch(f"{backquote(name)} to be {value.text}", actual_value, value.location, accepted)

    def _check_offers(self) -> Iterator[Diagnostic]:
        expect, location = self.expect, self.expect.location
        if expect.offers is None and not expect.locked and not expect.absent:
            return
        offers = [offer for offer in self.page.offers if offer.id not in PHASE_TRIGGERS]
        enabled = [offer.id for offer in offers if offer.is_open]
        locked = [offer.id for offer in offers if not offer.is_open]
        if expect.offers is not None and set(expect.offers) != set(enabled):
            expected_value, actual_value = list_names(expect.offers) or "none", list_names(enabled) or "none"
            yield self._mismatch(f"the offers {expected_value}", actual_value, location.value("offers"))
        for index, choice in enumerate(expect.locked or ()):
            if choice not in locked:
                actual_value = "it open" if choice in enabled else "it absent"
                yield self._mismatch(
                    f"{backquote(choice)} to be shown closed", actual_value, location.value("locked").item(index)
                )
        for index, choice in enumerate(expect.absent or ()):
            if choice in enabled or choice in locked:
                actual_value = "it open" if choice in enabled else "it shown closed"
                item = location.value("absent").item(index)
                yield self._mismatch(f"{backquote(choice)} to be absent", actual_value, item)

    def _check_ending(self) -> Iterator[Diagnostic]:
        scalar = self.expect.ending
        if scalar is None:
            return
        passage = self.playthrough.passage
        ending = passage.ending.id if passage is not None and passage.ending is not None else None
        is_null = scalar.is_plain and scalar.text in ("", "null", "~")
        if (None if is_null else scalar.text) != ending:
            expected_value = "no ending" if is_null else f"the ending {backquote(scalar.text)}"
            actual_value = "no ending" if ending is None else backquote(ending)
            yield self._mismatch(expected_value, actual_value, scalar.location, ending or "")

    def _check_texts(self, key: str, expected_value: tuple[str, ...] | str | None, page: Page) -> Iterator[Diagnostic]:
        page_text = normalize_whitespace(" ".join(text for block in page.blocks for text in _iter_texts(block)))
        for index, text in enumerate((expected_value,) if isinstance(expected_value, str) else expected_value or ()):
            typeset_text = set_typography(text, self.playthrough.compiled.evidence.language)
            if normalize_whitespace(strip_markup(typeset_text)) not in page_text:
                location = self.expect.location.value(key).item(index)
                yield self._mismatch(f"the {key} “{normalize_whitespace(text)}”", _quote(page_text), location)

    def _check_citations(self) -> Iterator[Diagnostic]:
        facts = [note.fact for note in self.page.notes] if self.expect.cites else []
        for index, fact in enumerate(self.expect.cites or ()):
            if fact not in facts:
                location = self.expect.location.value("cites").item(index)
                yield self._mismatch(f"a citation of {backquote(fact)}", list_names(facts) or "no citation", location)

    def _check_exported_traces(self) -> Iterator[Diagnostic]:
        trace_ids = [trace.id for trace in self.playthrough.exported_traces()]
        if self.expect.left is not None and set(trace_ids) != set(self.expect.left):
            expected_value, actual_value = list_names(self.expect.left) or "nothing", list_names(trace_ids) or "nothing"
            yield self._mismatch(f"{expected_value} to be left", actual_value, self.expect.location.value("left"))

    def _check_file(self) -> Iterator[Diagnostic]:
        expect, location = self.expect, self.expect.location
        if expect.papers is None and expect.stamp is None:
            return
        if self.playthrough.ending_passage is None or self.playthrough.compiled.scene.file is None:
            reason = (
                "that no ending is reached" if self.playthrough.ending_passage is None else "a scene without a file"
            )
            yield self._mismatch("a file", reason, location.value("stamp" if expect.papers is None else "papers"))
            return
        state = read_file_state(self.playthrough)
        papers = [paper.id for paper in state.papers]
        if expect.papers is not None and set(papers) != set(expect.papers):
            expected_value, actual_value = list_names(expect.papers) or "none", list_names(papers) or "none"
            yield self._mismatch(f"the papers {expected_value}", actual_value, location.value("papers"))
        stamp = state.stamp.stamp if state.stamp is not None else None
        if expect.stamp is not None and expect.stamp != stamp:
            actual_value = "none" if stamp is None else backquote(stamp)
            yield self._mismatch(f"the stamp {backquote(expect.stamp)}", actual_value, location.value("stamp"))

    def _check_record(self) -> Iterator[Diagnostic]:
        if self.expect.record is None:
            return
        if REVEAL in self.playthrough.enabled_triggers():
            self.playthrough.choose(REVEAL)
            yield from self._check_texts("record", self.expect.record, build_page(self.playthrough))
        else:
            yield self._mismatch("the record", "that no ending is reached", self.expect.location.value("record"))


def _quote(text: str) -> str:
    if not text:
        return "nothing"
    return f"“{text}”" if len(text) <= MAX_QUOTED_CHARS else f"“{text[: MAX_QUOTED_CHARS - 3].rstrip()}...”"


def normalize_whitespace(text: str) -> str:
    """Returns a text on one line, with single spaces between its words."""
    return " ".join(text.split())


def _iter_texts(block: Block) -> Iterator[str]:
    match block:
        case pages.Heading(text):
            yield text
        case pages.ContentNote(topics=topics):
            yield from topics
        case pages.Chart(title=title, unit=unit, remark=remark):
            yield from (title, unit, remark)
    yield from ("".join(run.text for run in line) for line in list_block_lines(block))
