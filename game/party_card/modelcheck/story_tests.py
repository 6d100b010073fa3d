"""The tests that stand in a scene: choices to make, and what is expected after them.

Law: a test is played as a student plays, through the machine and the page; each expectation that is not met is a
diagnostic of its own, with what was expected and what was found side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from party_card.content.models import ChoiceId, Expectation, PassageId, Scene, StoryTest, VariableId
from party_card.content.prose import plain
from party_card.content.yaml_loader import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label
from party_card.diagnostics.suggest import nearest
from party_card.diagnostics.words import listed, named
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Page
from party_card.engine.phases import BEGIN, REVEAL, TURNS, ChoiceUnavailableError
from party_card.engine.playthrough import Playthrough
from party_card.engine.transition_system import Position
from party_card.modelcheck.findings.messages import command_of
from party_card.modelcheck.findings.story_test_failed import CODE, SEVERITY
from party_card.modelcheck.page_text import normalize_whitespace, page_facts, page_text


@dataclass(frozen=True, slots=True)
class TestRun:
    """One story test after it was played: the positions it came through, the choices made, and what went wrong."""

    test: StoryTest
    positions: tuple[Position, ...]
    made: tuple[ChoiceId, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.diagnostics


def run_tests(compiled: CompiledScene) -> tuple[TestRun, ...]:
    """Plays every story test of a scene."""
    return tuple(run_test(compiled, test) for test in compiled.scene.tests)


def run_test(compiled: CompiledScene, test: StoryTest) -> TestRun:
    """Plays one story test, up to its end or to a choice that cannot be made."""
    playthrough = Playthrough(compiled, test.carried)
    playthrough.choose(BEGIN)
    positions = [playthrough.position]
    made: list[ChoiceId] = []
    for number, choice in enumerate(test.play):
        if choice in TURNS:
            continue
        try:
            playthrough.choose(choice)
        except ChoiceUnavailableError as unavailable:
            failed = _not_open(compiled.scene, test, number, playthrough, unavailable, made)
            return TestRun(test, tuple(positions), tuple(made), (failed,))
        positions.append(playthrough.position)
        made.append(choice)
    found = _Found(compiled.scene, test, playthrough, made)
    return TestRun(test, tuple(positions), tuple(made), tuple(found.failures()))


def _not_open(
    scene: Scene,
    test: StoryTest,
    number: int,
    playthrough: Playthrough,
    unavailable: ChoiceUnavailableError,
    made: Sequence[ChoiceId],
) -> Diagnostic:
    choice = test.play[number]
    shown = {offer.id for offer in playthrough.page().offers}
    state = "is shown, but closed" if choice in shown else "is not on offer"
    offers = [offer for offer in unavailable.offers if offer not in TURNS]
    on_offer = f"on offer: {listed(offers)}" if offers else "nothing is on offer"
    name, passage = normalize_whitespace(test.name), named(playthrough.state)
    message = f"“{name}” stops: choice {number + 1}, {named(choice)}, {state} in {passage}"
    helps = [Help(f"{on_offer}; " + _did_you_mean(choice, offers))] if offers else [Help(on_offer)]
    helps.append(Help(f"`{command_of(scene, made, test.carried)}` leads there"))
    label = test.location.value("play").item(number).label()
    return Diagnostic(CODE, SEVERITY, message, label, helps=tuple(helps))


def _did_you_mean(choice: str, offers: Sequence[str]) -> str:
    near = nearest(choice, offers)
    return f"did you mean `{near}`?" if near else "choose one of them"


class _Found:
    """What a test came to, compared with what it expected."""

    def __init__(self, scene: Scene, test: StoryTest, playthrough: Playthrough, made: Sequence[ChoiceId]) -> None:
        self.scene = scene
        self.test = test
        self.expect: Expectation = test.expect
        self.playthrough = playthrough
        self.made = made
        self.page = playthrough.page()

    def failures(self) -> Iterator[Diagnostic]:
        """One diagnostic for each expectation that is not met."""
        expect, state = self.expect, self.playthrough.state
        if expect.passage is not None and expect.passage != state:
            yield self._failure(f"the passage {named(expect.passage)}", named(state), self._at("passage").label())
        yield from self._variables()
        yield from self._offers()
        yield from self._ending()
        yield from self._texts("text", expect.text, self.page)
        if expect.cites is not None:
            cited = page_facts(self.page)
            for number, fact in enumerate(expect.cites):
                if fact not in cited:
                    found = listed(cited) or "no citation"
                    yield self._failure(f"a citation of {named(fact)}", found, self._at("cites").item(number).label())
        if expect.left is not None:
            left = [trace.id for trace in self.playthrough.exported_traces()]
            if set(left) != set(expect.left):
                expected = listed(expect.left) or "nothing"
                yield self._failure(f"{expected} to be left", listed(left) or "nothing", self._at("left").label())
        if expect.record is not None:
            yield from self._record()

    def _failure(self, expected: str, found: str, label: Label) -> Diagnostic:
        message = f"“{normalize_whitespace(self.test.name)}” expected {expected} and found {found}"
        marked = Label(label.source, label.span, f"found {found}")
        helps = (Help(f"`{command_of(self.scene, self.made, self.test.carried)}` leads there"),)
        return Diagnostic(CODE, SEVERITY, message, marked, helps=helps)

    def _at(self, key: str) -> NodeRef:
        return self.expect.location.value(key)

    def _variables(self) -> Iterator[Diagnostic]:
        system, position = self.playthrough.compiled.system, self.playthrough.position
        for name, value in self.expect.variables.items():
            domain = self.playthrough.compiled.logic.domains.get(VariableId(name))
            if domain is None:
                continue  # told of while checking
            found = system.value_name(position, name)
            index = domain.index(value.text)
            if index is None or domain.names[index] != found:
                label = value.location.label()
                yield self._failure(f"{named(name)} to be {value.text}", found, label)

    def _offers(self) -> Iterator[Diagnostic]:
        offers = [offer for offer in self.page.offers if offer.id not in TURNS]
        open_ = [offer.id for offer in offers if offer.open]
        locked = [offer.id for offer in offers if not offer.open]
        expect = self.expect
        if expect.offers is not None and set(expect.offers) != set(open_):
            expected = listed(expect.offers) or "none"
            yield self._failure(f"the offers {expected}", listed(open_) or "none", self._at("offers").label())
        for number, choice in enumerate(expect.locked or ()):
            if choice not in locked:
                found = "it open" if choice in open_ else "it absent"
                label = self._at("locked").item(number).label()
                yield self._failure(f"{named(choice)} to be shown closed", found, label)
        for number, choice in enumerate(expect.absent or ()):
            if choice in open_ or choice in locked:
                found = "it open" if choice in open_ else "it shown closed"
                label = self._at("absent").item(number).label()
                yield self._failure(f"{named(choice)} to be absent", found, label)

    def _ending(self) -> Iterator[Diagnostic]:
        expected = self.expect.ending
        if expected is None:
            return
        passage = self.scene.passages.get(PassageId(self.playthrough.state))
        ending = passage.ending.id if passage is not None and passage.ending is not None else None
        none = expected.plain and expected.text in ("", "null", "~")
        if (None if none else expected.text) != ending:
            said = "no ending" if none else f"the ending {named(expected.text)}"
            yield self._failure(said, "no ending" if ending is None else named(ending), expected.location.label())

    def _texts(self, key: str, expected: tuple[str, ...] | str | None, page: Page) -> Iterator[Diagnostic]:
        if expected is None:
            return
        shown = page_text(page)
        for number, words in enumerate((expected,) if isinstance(expected, str) else expected):
            if normalize_whitespace(plain(words)) not in shown:
                at = self._at(key)
                label = (at if isinstance(expected, str) else at.item(number)).label()
                yield self._failure(f"the {key} “{normalize_whitespace(words)}”", _shortened(shown), label)

    def _record(self) -> Iterator[Diagnostic]:
        if REVEAL not in self.playthrough.enabled():
            yield self._failure("the record", "that no ending is reached", self._at("record").label())
            return
        self.playthrough.choose(REVEAL)
        yield from self._texts("record", self.expect.record, self.playthrough.page())


def _shortened(text: str) -> str:
    if not text:
        return "nothing"
    return f"“{text}”" if len(text) <= 100 else f"“{text[:97].rstrip()}...”"
