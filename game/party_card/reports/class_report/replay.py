"""Replays a transcript with the engine, in the scene's present text.

Invariant: what is returned has been played, step by step, from the beginning. At the first choice that cannot be made
the replay stops, and the choices from there on are counted only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from party_card.content.block_citations import iter_block_facts
from party_card.content.models import Choice, ChoiceId, EndingId, Fact, FactId, Passage, PassageId
from party_card.content.prose import iter_cited_fact_ids
from party_card.engine.compiled import CompiledScene
from party_card.engine.file_blocks import Assessment
from party_card.engine.file_page import list_assessments
from party_card.engine.phases import BEGIN, ChoiceUnavailableError
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.transcript_data import question_id
from party_card.frozen_dataclass import frozen_dataclass
from party_card.reports.class_report.transcripts import HandedInTranscript


@frozen_dataclass
class MadeChoice:
    """A choice made in a passage; `seconds` is how long the passage was shown before it, None if unknown."""

    passage: PassageId
    choice: ChoiceId
    seconds: int | None


@frozen_dataclass
class ReplayedTranscript:
    """A transcript as it was played.

    `passages` are those visited, in order, `ending` the id of the ending reached, if any. `facts` are cited in what was
    shown on the way. `assessments` say how surely each statement about the file can be said, by its text, after an
    ending. `unmatched_count` counts the choices that could not be made; `is_other_version` says that the
    scene's text was another one.
    """

    compiled: CompiledScene
    transcript: HandedInTranscript
    choices: tuple[MadeChoice, ...]
    passages: tuple[PassageId, ...]
    ending: EndingId | None
    facts: frozenset[str]
    assessments: Mapping[str, Assessment]
    unmatched_count: int
    is_other_version: bool

    @property
    def seconds(self) -> int | None:
        """How long the passages with a choice were shown together; None if that is unknown of one."""
        times = [choice.seconds for choice in self.choices if choice.seconds is not None]
        return sum(times) if times and len(times) == len(self.choices) else None


def replay_transcript(compiled: CompiledScene, transcript: HandedInTranscript) -> ReplayedTranscript:
    """Replays a transcript of this scene."""
    data = transcript.data
    playthrough = Playthrough(compiled, data.carried)
    playthrough.choose(BEGIN)
    choices: list[MadeChoice] = []
    facts = set(_list_shown_facts(playthrough))
    for step in data.steps:
        if playthrough.state != step.passage:
            break
        try:
            playthrough.choose(step.choice)
        except ChoiceUnavailableError:
            break
        choices.append(MadeChoice(PassageId(step.passage), ChoiceId(step.choice), step.seconds))
        facts.update(_list_shown_facts(playthrough))
    ending_passage = playthrough.ending_passage
    return ReplayedTranscript(
        compiled,
        transcript,
        tuple(choices),
        playthrough.passages,
        ending_passage.ending.id if ending_passage is not None and ending_passage.ending is not None else None,
        frozenset(facts),
        {question_id(item.line): item for item in list_assessments(playthrough)},
        len(data.steps) - len(choices),
        data.hash != compiled.content_hash,
    )


def find_unmet_facts(compiled: CompiledScene, replayed: Collection[ReplayedTranscript]) -> Mapping[FactId, Fact]:
    """Returns the facts that passages cite and that nobody was shown, neither on the way nor in the record."""
    scene = compiled.scene
    met = {fact for item in replayed for fact in item.facts}
    if any(item.ending is not None for item in replayed):
        figures = compiled.evidence.figures
        met.update(fact for block in scene.closing_blocks for fact in iter_block_facts(block, figures))
    for item in replayed:
        if item.ending is not None:
            decided = (scene.passages[choice.passage] for choice in item.choices)
            met.update(fact for passage in decided for fact in iter_cited_fact_ids(passage.record or ""))
    cited = dict.fromkeys(
        fact
        for passage in scene.passages.values()
        for text in _list_texts(passage)
        for fact in iter_cited_fact_ids(text)
    )
    facts = compiled.evidence.facts
    return {
        FactId(name): fact for name in cited if name not in met and isinstance(fact := facts.get(FactId(name)), Fact)
    }


def _list_shown_facts(playthrough: Playthrough) -> Iterator[str]:
    """Yields the facts that the present passage cites as it is shown."""
    passage = playthrough.passage
    if passage is None:
        return
    evaluate, position = playthrough.compiled.system.evaluate, playthrough.position
    for part in passage.blocks:
        if evaluate(part.if_, position):
            yield from iter_cited_fact_ids(f"{part.text or ''} {part.document or ''}")
    for choice in passage.choices:
        if choice.locked is not None or evaluate(choice.if_, position):
            yield from iter_cited_fact_ids(_join_choice(choice))


def _list_texts(passage: Passage) -> Iterator[str]:
    for part in passage.blocks:
        yield f"{part.text or ''} {part.document or ''}"
    yield from map(_join_choice, passage.choices)


def _join_choice(choice: Choice) -> str:
    return f"{choice.text} {choice.locked or ''}"
