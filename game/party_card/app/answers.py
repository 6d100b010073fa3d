"""Lists and changes the player's answers to the questions of the debrief; each is kept by its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from party_card.app.open_playthrough import OpenPlaythrough


def list_answers(entry: OpenPlaythrough) -> tuple[str, ...]:
    """Returns the player's answer to each question of the debrief, empty if there is none."""
    questions = entry.playthrough.compiled.scene.debrief
    return tuple(entry.answers.get(question.ask, "") for question in questions)


def set_answer(entry: OpenPlaythrough, number: int, text: str) -> bool:
    """Changes the answer to question `number`, counted from 1. Returns True if it was another one."""
    question = entry.playthrough.compiled.scene.debrief[number - 1].ask
    if entry.answers.get(question, "") == text:
        return False
    entry.answers[question] = text
    return True
