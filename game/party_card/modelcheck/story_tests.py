"""Runs the story tests of a scene: choices to make, and expectations after them.

In a translation the same choices are made, and what is named by an id is expected as in the original. Words that are
expected are those of the original: expected is the translation of the text in which they stand.

Invariant: a test plays like a player, through the state machine and the page. Each expectation that is not met is one
diagnostic with the expected and the actual value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from party_card.content.models import ChoiceId, PaperId, StoryTest, VariableId
from party_card.content.node_ref import NodeRef
from party_card.content.prose import strip_markup
from party_card.content.typography import set_typography
from party_card.diagnostics.diagnostic import Diagnostic, Help
from party_card.diagnostics.suggest import find_closest
from party_card.diagnostics.words import backquote, list_names
from party_card.engine.compiled import CompiledScene
from party_card.engine.file_page import read_file_state
from party_card.engine.page import Page
from party_card.engine.page_builder import build_page
from party_card.engine.phases import BEGIN, PHASE_TRIGGERS, REVEAL, ChoiceUnavailableError
from party_card.engine.playthrough import Playthrough
from party_card.engine.transition_system import Position
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.findings.messages import format_play_command
from party_card.modelcheck.findings.story_test_failed import RULE
from party_card.modelcheck.page_text import normalize_whitespace, quote_text, read_page_text

if TYPE_CHECKING:
    from party_card.modelcheck.scene_in_language import SceneInLanguage


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


def run_translated_tests(scene: SceneInLanguage) -> tuple[StoryTestResult, ...]:
    """Runs every story test of a scene in another language."""
    return tuple(run_story_test(scene.original, test, scene) for test in scene.original.scene.tests)


def run_story_test(
    compiled: CompiledScene, test: StoryTest, translation: SceneInLanguage | None = None
) -> StoryTestResult:
    """Runs one story test, up to its end or to a choice that cannot be made; with `translation` in its language."""
    playthrough = Playthrough(compiled if translation is None else translation.translated, test.carried)
    playthrough.choose(BEGIN)
    positions = [playthrough.position]
    choices: list[ChoiceId] = []
    for index, choice in enumerate(test.play):
        if choice in PHASE_TRIGGERS:
            continue
        try:
            playthrough.choose(choice)
        except ChoiceUnavailableError as error:
            diagnostic = _diagnose_unavailable_choice(test, index, playthrough, error, choices, translation)
            return StoryTestResult(test, tuple(positions), tuple(choices), (diagnostic,))
        positions.append(playthrough.position)
        choices.append(choice)
    has_file = compiled.scene.file is not None and playthrough.ending_passage is not None
    papers = tuple(paper.id for paper in read_file_state(playthrough).papers) if has_file else ()
    diagnostics = tuple(_ExpectationCheck(test, playthrough, choices, translation).diagnose())
    return StoryTestResult(test, tuple(positions), tuple(choices), diagnostics, papers)


def _diagnose_unavailable_choice(
    test: StoryTest,
    index: int,
    playthrough: Playthrough,
    error: ChoiceUnavailableError,
    choices: Sequence[ChoiceId],
    translation: SceneInLanguage | None,
) -> Diagnostic:
    choice = test.play[index]
    offered_ids = {offer.id for offer in build_page(playthrough).offers}
    state = "is shown, but closed" if choice in offered_ids else "is not on offer"
    offers = [offer for offer in error.offers if offer not in PHASE_TRIGGERS]
    name, passage = _name_test(test, translation), backquote(playthrough.state)
    message = f"{name} stops: choice {index + 1}, {backquote(choice)}, {state} in {passage}"
    closest = find_closest(choice, offers)
    advice = f"did you mean `{closest}`?" if closest else "choose one of them"
    on_offer = f"on offer: {list_names(offers)}; {advice}" if offers else "nothing is on offer"
    command = _format_command(playthrough, choices, test, translation)
    label = test.location.value("play").item(index).label()
    return RULE.diagnose(message, label, on_offer, f"`{command}` leads there")


class _ExpectationCheck:
    """Compares a playthrough with the expectations of a test; revealing the record changes the playthrough."""

    def __init__(
        self,
        test: StoryTest,
        playthrough: Playthrough,
        choices: Sequence[ChoiceId],
        translation: SceneInLanguage | None,
    ) -> None:
        self.test = test
        self.translation = translation
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
        name = _name_test(self.test, self.translation)
        message = f"{name} expected {expected_value} and found {actual_value}"
        command = _format_command(self.playthrough, self.choices, self.test, self.translation)
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
        page_text = read_page_text(page)
        for index, text in enumerate((expected_value,) if isinstance(expected_value, str) else expected_value or ()):
            words = normalize_whitespace(strip_markup(set_typography(text, self._language)))
            location = self.expect.location.value(key).item(index)
            if self.translation is not None:
                for translated_text in self.translation.translate(words, self._read_original(key)):
                    if translated_text not in page_text:
                        yield self._mismatch(
                            f"the {key} {quote_text(translated_text)}", quote_text(page_text), location
                        )
            elif words not in page_text:
                yield self._mismatch(f"the {key} “{normalize_whitespace(text)}”", quote_text(page_text), location)

    @property
    def _language(self) -> str:
        """The language of the words that are expected: that of the original."""
        original = self.playthrough.compiled if self.translation is None else self.translation.original
        return original.evidence.language

    def _read_original(self, key: str) -> str:
        """Returns the text of the page of the original where the playthrough stands; of the record for its key."""
        assert self.translation is not None  # noqa: S101  # asked for a translation alone
        original = Playthrough(self.translation.original, self.test.carried)
        for trigger in (BEGIN, *self.choices, *([REVEAL] if key == "record" else [])):
            original.choose(trigger)
        return read_page_text(build_page(original))

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


def _name_test(test: StoryTest, translation: SceneInLanguage | None) -> str:
    name = f"“{normalize_whitespace(test.name)}”"
    return name if translation is None else f"{name} in {backquote(translation.language)}"


def _format_command(
    playthrough: Playthrough, choices: Sequence[ChoiceId], test: StoryTest, translation: SceneInLanguage | None
) -> str:
    """Returns the command that plays the choices of a test, in the language of a translation."""
    command = format_play_command(playthrough.compiled.scene, choices, test.carried)
    return command if translation is None else f"{command} --language {translation.language}"
