"""Builds the data block of a transcript from a playthrough.

Invariant: only answers to questions on pages that the player has seen are in it, as in the transcript itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from party_card import __version__
from party_card.app.page_clock import MAX_PAGE_S
from party_card.engine.page import Assessment, Page, Question
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.steps import replay_pages
from party_card.frontends.shared.transcript.transcript_data import TranscriptData, TranscriptDataStep, question_id
from party_card.storage.saved_playthrough import SavedPlaythrough, pad_seconds

_NEVER_SAVED = SavedPlaythrough("", "")


def build_transcript_data(
    playthrough: Playthrough,
    answers: Sequence[str] = (),
    file_answers: Sequence[str] = (),
    *,
    pack: str = "",
    save: SavedPlaythrough = _NEVER_SAVED,
    seconds: Sequence[int | None] = (),
    saved_on: date | None = None,
    hands: Sequence[Mapping[str, int]] | None = None,
) -> TranscriptData:
    """Returns the data of a playthrough; `seconds` are how long the page of each step was shown.

    `hands` are those of a class for the choices of each decision, None if a player plays alone.
    """
    scene, ending_passage = playthrough.compiled.scene, playthrough.ending_passage
    times = pad_seconds(tuple(seconds), len(playthrough.steps))
    pages = [step.page for step in replay_pages(playthrough)]
    return TranscriptData(
        app=__version__,
        pack=pack,
        scene=scene.scene,
        title=pages[0].title,
        hash=playthrough.compiled.content_hash,
        carried=tuple(sorted(playthrough.imported_traces)),
        steps=tuple(
            TranscriptDataStep(decision.passage, decision.choice.id, _bound_seconds(times[decision.step]))
            for decision in playthrough.decisions()
        ),
        ending=ending_passage.ending.id if ending_passage is not None and ending_passage.ending is not None else "",
        answers=_list_answers(pages, Question, answers),
        file_answers=_list_answers(pages, Assessment, file_answers),
        nickname=save.player,
        attempt_id=save.attempt_id if re.fullmatch("[0-9a-f]{16,64}", save.attempt_id) else "",
        attempt=save.attempt,
        begun=_read_day(save.begun),
        saved=saved_on,
        revision=save.revision,
        hands=None if hands is None else tuple(hands),
    )


def _list_answers(pages: Sequence[Page], kind: type[Question | Assessment], answers: Sequence[str]) -> dict[str, str]:
    """Returns the answers to the questions of a kind by `question_id`; those without an answer are left out."""
    questions = [block for page in pages for block in page.blocks if isinstance(block, kind)]
    pairs = zip(questions, answers, strict=False)
    return {question_id(question.line): answer for question, answer in pairs if answer.strip()}


def _bound_seconds(seconds: int | None) -> int | None:
    """Returns seconds as the clock gives them, whatever a damaged file had."""
    return None if seconds is None else max(0, min(seconds, MAX_PAGE_S))


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # empty, or from a damaged file
        return None
