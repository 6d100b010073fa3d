"""Invented students who play scenes at random and write invented answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from party_card.content.models import SceneId
from party_card.engine.compiled import CompiledScene
from party_card.engine.file_page import list_assessments
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.phases import BEGIN
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.transcript_data import (
    TranscriptData,
    TranscriptDataStep,
    question_id,
    to_block_text,
    to_json_data,
)
from party_card.reports.class_report.transcripts import HandedInTranscript
from tests.shipped import load_shipped_scene

NICKNAMES = [
    "heron",
    "lark",
    "birch",
    "flint",
    "maple",
    "cedar",
    "otter",
    "robin",
    "wren",
    "amber",
    "moss",
    "finch",
    "hazel",
    "rowan",
    "plum",
    "juniper",
    "swift",
    "badger",
    "clover",
    "ember",
    "fern",
    "gull",
    "ivy",
    "jay",
    "kestrel",
    "linnet",
    "myrtle",
    "nettle",
    "olive",
    "pike",
]
SCENES = (SceneId("two-notes"), SceneId("ten-cattle"), SceneId("forbidden-paper"))
FIRST_DAY = date(2026, 11, 16)
_OPENINGS = ("I think that", "The source says that", "We cannot know whether", "It seems to me that", "In the record")
_MIDDLES = (
    "he wrote it months later for people who were not there",
    "the two reports do not agree on the order of what happened",
    "nobody in the room wrote it down at the time",
    "she had something to lose by saying it",
    "the note names who took it down, and when",
    "it was printed, so it must be true",
)
_ENDS = (
    "so I would look for a second source.",
    "and that is all we have.",
    "because he was angry.",
    "but I am not sure.",
)


@dataclass
class Student:
    """A student with habits: how likely the choice of the record is, how far this one plays, how fast this one reads."""

    nickname: str
    random: Random

    def play(self, compiled: CompiledScene, day: date, attempt: int = 1) -> TranscriptData:
        """Plays a scene at random; one in fifteen stops on the way."""
        random = self.random
        playthrough = Playthrough(compiled)
        playthrough.choose(BEGIN)
        steps: list[TranscriptDataStep] = []
        stops_after = random.randrange(1, 6) if random.random() < 1 / 15 else 400
        weights = {choice.id: random.random() ** 2 for p in compiled.scene.passages.values() for choice in p.choices}
        while playthrough.passage is not None and playthrough.passage.ending is None and len(steps) < stops_after:
            offers = list(playthrough.enabled_triggers())
            history = playthrough.passage.history
            likely = [weights.get(offer, 0.5) + (0.6 if offer in history else 0.05) for offer in offers]  # type: ignore[call-overload]
            choice = random.choices(offers, likely)[0]
            steps.append(TranscriptDataStep(playthrough.state, choice, random.randrange(9, 95)))
            playthrough.choose(choice)
        ending = playthrough.ending_passage
        notes = FootnoteCollector(compiled.evidence)
        questions = [question_id(notes.add_line(question.ask)) for question in compiled.scene.debrief]
        answers = {question: self.write_answer() for question in questions if ending and random.random() < 0.85}
        words = ("documented", "reported", "not recorded")
        file_answers = (
            {question_id(item.line): random.choice(words) for item in list_assessments(playthrough)} if ending else {}
        )
        return TranscriptData(
            app="0.2.0", pack="", scene=str(compiled.scene.scene), title=compiled.scene.title,
            hash=compiled.content_hash, steps=tuple(steps),
            ending=str(ending.ending.id) if ending and ending.ending else "",
            answers=answers, file_answers=file_answers, nickname=self.nickname,
            attempt_id=f"{random.getrandbits(128):032x}", attempt=attempt, begun=day, saved=day, revision=len(steps) + 3,
        )  # fmt: skip

    def write_answer(self) -> str:
        """Writes one to three invented sentences."""
        random = self.random
        sentences = (
            f"{random.choice(_OPENINGS)} {random.choice(_MIDDLES)}, {random.choice(_ENDS)}"
            for _ in range(random.randrange(1, 4))
        )
        return "\n".join(sentences) if random.random() < 0.2 else " ".join(sentences)


def play_class(
    nicknames: Sequence[str] = NICKNAMES, scenes: Sequence[SceneId] = SCENES, seed: int = 1
) -> Iterator[HandedInTranscript]:
    """Yields the transcripts of a class; some play a scene twice, some leave one out."""
    for number, nickname in enumerate(nicknames):
        student = Student(nickname, Random(f"{seed}/{number}"))
        for week, scene in enumerate(scenes):
            for attempt in range(1, student.random.choices((1, 2, 3, 4), (2, 20, 4, 1))[0]):
                day = FIRST_DAY + timedelta(days=7 * week)
                data = student.play(load_shipped_scene(scene), day, attempt)
                yield HandedInTranscript(
                    data, f"{day} {nickname} – {scene}{f' ({attempt})' if attempt > 1 else ''}.html"
                )


def to_html(data: TranscriptData) -> str:
    """Returns the shortest HTML that carries the data."""
    block = f'<script type="application/json" id="party-card-transcript">{to_block_text(data)}</script>'
    return f'<!doctype html><html lang="en"><title>{data.scene}</title><body>{block}</body></html>'


def write_class(folder: Path, transcripts: Sequence[HandedInTranscript]) -> None:
    """Writes transcripts into a folder, as HTML and as JSON in turns."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, transcript in enumerate(transcripts):
        path = folder / transcript.file
        if number % 3:
            path.write_text(to_html(transcript.data), encoding="utf-8")
        else:
            text = json.dumps({"scene": transcript.data.scene, "transcript": to_json_data(transcript.data)})
            path.with_suffix(".json").write_text(text, encoding="utf-8")


def with_other_hash(transcript: HandedInTranscript) -> HandedInTranscript:
    """Returns a transcript that was played with another version of its scene."""
    return replace(transcript, data=replace(transcript.data, hash="0" * 16))
