"""Runs the story tests of a scene: choices to make, and what is expected after them.

Invariant: a test plays like a player, through the state machine and the page. Each expectation that is not met is one
diagnostic with the expected and the actual value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from party_card.content.models import ChoiceId, Scene, StoryTest
from party_card.diagnostics.diagnostic import Diagnostic, Help
from party_card.diagnostics.suggest import find_closest
from party_card.diagnostics.words import backquote, list_names
from party_card.engine.compiled import CompiledScene
from party_card.engine.page_builder import build_page
from party_card.engine.phases import BEGIN, PHASE_TRIGGERS, ChoiceUnavailableError
from party_card.engine.playthrough import Playthrough
from party_card.engine.transition_system import Position
from party_card.modelcheck.expectations import ExpectationCheck, normalize_whitespace
from party_card.modelcheck.findings.messages import format_play_command
from party_card.modelcheck.findings.story_test_failed import RULE


@dataclass(frozen=True, slots=True)
class StoryTestResult:
    """The result of a story test: the positions reached, the choices made, and the expectations not met."""

    test: StoryTest
    positions: tuple[Position, ...]
    choices: tuple[ChoiceId, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def passed(self) -> bool:
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
            diagnostic = _diagnose_unavailable_choice(compiled.scene, test, index, playthrough, error, choices)
            return StoryTestResult(test, tuple(positions), tuple(choices), (diagnostic,))
        positions.append(playthrough.position)
        choices.append(choice)
    check = ExpectationCheck(compiled.scene, test, playthrough, choices)
    return StoryTestResult(test, tuple(positions), tuple(choices), tuple(check.diagnose()))


def _diagnose_unavailable_choice(
    scene: Scene,
    test: StoryTest,
    index: int,
    playthrough: Playthrough,
    error: ChoiceUnavailableError,
    made_choices: Sequence[ChoiceId],
) -> Diagnostic:
    choice = test.play[index]
    offered = {offer.id for offer in build_page(playthrough).offers}
    state = "is shown, but closed" if choice in offered else "is not on offer"
    offers = [offer for offer in error.offers if offer not in PHASE_TRIGGERS]
    on_offer = f"on offer: {list_names(offers)}" if offers else "nothing is on offer"
    name, passage = normalize_whitespace(test.name), backquote(playthrough.state)
    message = f"“{name}” stops: choice {index + 1}, {backquote(choice)}, {state} in {passage}"
    helps = [Help(f"{on_offer}; " + _suggest_choice(choice, offers))] if offers else [Help(on_offer)]
    helps.append(Help(f"`{format_play_command(scene, made_choices, test.carried)}` leads there"))
    label = test.location.value("play").item(index).label()
    return RULE.diagnose(message, label, *helps)


def _suggest_choice(choice: str, offers: Sequence[str]) -> str:
    closest = find_closest(choice, offers)
    return f"did you mean `{closest}`?" if closest else "choose one of them"
