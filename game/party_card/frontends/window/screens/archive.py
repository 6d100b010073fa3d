"""The archive of a campaign in the window: the shelf, a file opened there, and the way of the thing that lies there.

Invariant: nothing is played here; every page is asked for anew of the archive, which saves each answer at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.content.models import SceneId
from party_card.engine.archive_words import BACK_TO_SHELF, SHOW_LIVED
from party_card.engine.campaign_pages import CAMPAIGN_END_HEADING
from party_card.engine.page import ArchivedThing, ArchiveFolder, FileDecision, Page, Question
from party_card.frontends.window.input.events import Action, Arrow
from party_card.frontends.window.navigation import NavigationResult, Push, Refresh
from party_card.frontends.window.screens.dialogs.transcript_saved import save_archive
from party_card.frontends.window.screens.intermission import IntermissionScreen
from party_card.frontends.window.screens.next_steps import (
    ALL_EPISODES,
    SAVE_TRANSCRIPT,
    TITLE_PAGE,
    look_up_labels,
)
from party_card.frontends.window.toolkit.box import Command, KeyHint
from party_card.frontends.window.toolkit.key_hints import TRANSCRIPT
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.archive import make_open_command
from party_card.frontends.window.views.next_steps import NextSteps
from party_card.frontends.window.views.provenance import make_follow_command
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.app.archive import PlayerArchive
    from party_card.app.session import Session

SHELF = Command("archive", "shelf")
LIVED = Command("lived")


class ArchiveScreen(IntermissionScreen):
    """Shows the shelf, or what is open of it; `number` is its number there, 0 while the shelf is shown."""

    def __init__(self, session: Session, archive: PlayerArchive, scene: SceneId | None = None) -> None:
        self._archive = archive
        self.number = 0
        super().__init__(session, archive.page(), scene)

    def _show(self, page: Page) -> None:
        self._set_page(page)
        has_question = any(isinstance(block, Question) for block in page.blocks)
        self.answer_form = AnswerForm(
            (self._archive.question_answer,) if has_question else (),
            lambda _, text: self._archive.save_question_answer(text),
            self._archive.answers(self.number) if page.kind == "folder" else (),
        )

    def change_language(self) -> None:
        """Asks the archive anew for the page that is shown."""
        match self.page.kind:
            case "folder":
                self._show(self._archive.folder_page(self.number, shows_lived=self._shows_lived))
            case "provenance":
                self._show(self._archive.provenance_page())
            case _:
                self._show(self._archive.page())

    @property
    def next_steps(self) -> NextSteps:
        """The end of the campaign after the shelf; from a file what was lived, and the shelf."""
        if not self.number:
            end = (gettext(CAMPAIGN_END_HEADING), Command("campaign-end", str(self._scene or "")))
            return NextSteps((end, *look_up_labels(ALL_EPISODES, SAVE_TRANSCRIPT, TITLE_PAGE)))
        lived = ((gettext(SHOW_LIVED), LIVED),) if self.page.kind == "folder" and not self._shows_lived else ()
        return NextSteps((*lived, (gettext(BACK_TO_SHELF), SHELF)))

    @property
    def _shows_lived(self) -> bool:
        return any(isinstance(block, FileDecision) for block in self.page.blocks)

    def initial_focus(self) -> Command | None:
        """Returns the command of the first file that has not been judged; inside a file there is none."""
        folders = self._list_open_folders()
        folder = next((folder for folder in folders if not folder.is_assessed), folders[0] if folders else None)
        return make_open_command(folder.number) if folder is not None else None

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of the page, and the way back to the shelf."""
        first = KeyHint("← →", gettext_noop("through the files"), Command("nothing"))
        if self.number:
            first = KeyHint("B", gettext_noop("the shelf"), SHELF, ("b",))
        return (first, *super().key_hints(), TRANSCRIPT)

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:
        """Arrows to the left and right go from file to file."""
        commands = [make_open_command(folder.number) for folder in self._list_open_folders()]
        commands += [
            make_follow_command(block.number) for block in self.page.blocks if isinstance(block, ArchivedThing)
        ]
        if isinstance(action, Arrow) and action.x and focus in commands:
            index = commands.index(focus) + action.x
            return Refresh(focus=commands[max(0, min(index, len(commands) - 1))])
        return super().handle_input(action, focus)

    def _list_open_folders(self) -> list[ArchiveFolder]:
        return [block for block in self.page.blocks if isinstance(block, ArchiveFolder) and not block.closed]

    def _run(self, command: Command) -> NavigationResult | None:
        match command.verb:
            case "folder":
                self.number = int(command.argument)
                return self._go_to(self._archive.folder_page(self.number, shows_lived=False))
            case "provenance":
                self.number = int(command.argument)
                return self._go_to(self._archive.provenance_page())
            case "lived" if self.page.kind == "folder":
                return self._go_to(self._archive.folder_page(self.number, shows_lived=True))
            case "archive" if self.number:
                make_command = make_follow_command if self.page.kind == "provenance" else make_open_command
                opened, self.number = self.number, 0
                self._show(self._archive.page())
                return Refresh(relayout=True, focus=make_command(opened))
            case "transcript":
                return Push(save_archive(self.session, self._archive))
            case "assess" if self.number:
                number, _, answer = command.argument.partition(" ")
                is_chosen = answer == self.answer_form.file_answers[int(number) - 1]
                self._archive.save_answer(self.number, int(number), "" if is_chosen else answer)
                self._show(self.page)
                return Refresh(relayout=True, focus=command)
        return super()._run(command)
