"""Opens the archive of a campaign for a player: its pages, and the answers given there.

Invariant: answers are saved beside the settings of the player, each under a name of its own, so that two windows
overwrite no other answer; deleting the player deletes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from party_card.app.players import WRITTEN_ANSWER
from party_card.content.models import Campaign
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes
from party_card.engine.archive import build_archive_page, build_folder_page, build_stranger_blocks
from party_card.engine.archive_place import ArchivePlace
from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.file_blocks import Assessment
from party_card.engine.file_words import CERTAINTIES
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Page
from party_card.engine.provenance import build_provenance_page
from party_card.storage.resilient_store import ResilientStore

if TYPE_CHECKING:
    from party_card.app.open_playthrough import OpenPlaythrough
    from party_card.engine.playthrough import Playthrough


class PlayerArchive:
    """The archive of a campaign with the finished playthroughs of one player, by scene in the order of the campaign.

    `finished` are these playthroughs, those that leave no file too.
    """

    def __init__(
        self, pack: Pack, campaign: Campaign, entries: Sequence[OpenPlaythrough | None], store: ResilientStore,
        player: str,
    ) -> None:  # fmt: skip
        if campaign.archive is None:
            raise ValueError("the campaign has no archive")
        self._archive = campaign.archive
        self._compiled = compile_campaign(pack, campaign)
        self._store, self._player = store, player
        scenes = [pack.scenes[station.scene] for station in campaign.stations if station.scene in pack.scenes]
        self.finished = tuple(entry for entry in entries if entry is not None)
        self._places = [
            ArchivePlace(scene, None if entry is None else entry.playthrough)
            for scene, entry in zip(scenes, entries, strict=True)
        ]
        self._provenance = self._archive.provenance

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the files that can be opened."""
        return tuple(number for number, place in enumerate(self._places, 1) if place.is_open)

    def page(self) -> Page:
        """Builds the page of the shelf."""
        places = [
            ArchivePlace(place.scene, place.playthrough, place.is_open and any(self.answers(number)))
            for number, place in enumerate(self._places, 1)
        ]
        return build_archive_page(self._compiled, self._archive, places)

    @property
    def thing_number(self) -> int:
        """The number on the shelf of the thing whose way can be followed; 0 if there is none."""
        return len(self._places) + 1 if self._provenance is not None else 0

    def provenance_page(self) -> Page:
        """Builds the page of the way of the thing. Raises LookupError if there is none."""
        if self._provenance is None:
            raise LookupError("there is no thing on the shelf")
        return build_provenance_page(self._compiled, self._provenance, self._places)

    def folder_page(self, number: int, *, shows_lived: bool) -> Page:
        """Builds the page of a file by its number on the shelf. Raises LookupError if there is none."""
        title = smart_quotes(self._compiled.campaign.title)
        return build_folder_page(title, number, self._find_playthrough(number), shows_lived=shows_lived)

    def answers(self, number: int) -> tuple[str, ...]:
        """Returns the player's answer to each statement about a file, empty if there is none."""
        saved = self._load()
        answers = (saved.get(self._name_statement(number, item), "") for item in self.list_assessments(number))
        return tuple(answer if answer in CERTAINTIES else "" for answer in answers)

    def save_answer(self, number: int, statement: int, answer: str) -> None:
        """Saves the answer to a statement about a file, counted from 1; an empty one deletes it."""
        if answer and answer not in CERTAINTIES:
            raise ValueError(f"{answer!r} is no answer to a statement about a file")
        self._save(self._name_statement(number, self.list_assessments(number)[statement - 1]), answer)

    def list_assessments(self, number: int) -> list[Assessment]:
        """Returns the statements about a file."""
        playthrough = self._find_playthrough(number)
        blocks = build_stranger_blocks(playthrough, FootnoteCollector(playthrough.compiled.evidence))
        return [block for block in blocks if isinstance(block, Assessment)]

    @property
    def question_answer(self) -> str:
        """The player's answer to the question; empty if there is none."""
        return self._load().get(self._question_name, "")

    def save_question_answer(self, text: str) -> None:
        """Saves the answer to the question."""
        self._save(self._question_name, text)

    @property
    def _question_name(self) -> str:
        return f"{self._compiled.campaign.campaign}{WRITTEN_ANSWER}"

    def _find_playthrough(self, number: int) -> Playthrough:
        playthrough = self._places[number - 1].playthrough if number in self.numbers else None
        if playthrough is None:
            raise LookupError(f"there is no file {number} on the shelf")
        return playthrough

    def _name_statement(self, number: int, assessment: Assessment) -> str:
        statement = "".join(run.text for run in assessment.line)
        return f"archive {self._compiled.campaign.campaign} {self._places[number - 1].scene.scene}: {statement}"

    def _load(self) -> dict[str, str]:
        return self._store.read(lambda store: store.load_settings(self._player))

    def _save(self, name: str, value: str) -> None:
        self._store.write(lambda store: store.save_settings(self._player, {name: value}))
