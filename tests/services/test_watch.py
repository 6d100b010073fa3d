"""A scene while it is written: a real file, saved in the ways of real editors, and the page that follows."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from party_card.app.preview_session import PreviewSession
from party_card.app.session import Session
from party_card.content.lazy_pack import open_pack
from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.diagnostic import Severity
from party_card.frontends.window.live_reload import LiveReload
from party_card.frontends.window.screens.diagnostics import DiagnosticsScreen
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.router import build_screen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.views.diagnostics_strip import STALE_SCENE_TEXT
from party_card.services import watch
from party_card.services.watch import SceneWatcher

LETTER = """\
scene: letter
title: A Letter on the Table
passages:
  table:
    text: A letter lies on the table.
    choices:
      - {id: look, text: Look at it, goto: near}
      - {id: leave, text: Leave it, goto: left}
  near:
    text: You know the handwriting.
    choices:
      - {id: open, text: Open it, goto: read}
      - {id: burn, text: Burn it, goto: left}
  read: {text: It is short., ending: {id: opened, title: You opened it}}
  left: {text: By evening it is gone., ending: {id: gone, title: You left it}}
"""
EDITED_LETTER = LETTER.replace("You know the handwriting.", "You know the hand.")


class Workplace:
    """An editor, and the window that shows the edited scene."""

    def __init__(self, root: Path) -> None:
        self.path = root / "scenes" / "letter.yaml"
        self.watcher = SceneWatcher(root, self.path, PreviewSession(open_pack(find_builtin_pack())))
        self.watcher.start()
        self.live_reload = LiveReload(self.watcher)
        screen = build_screen(self.live_reload.choose_route(), self.session)
        self.navigator = Navigator(self.session, (1280, 800), screen=screen)

    @property
    def session(self) -> Session:
        return self.watcher.session

    def wait_until(self, condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
        """Polls as the window does until a condition holds."""
        end = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < end, "nothing came of it"
            self.live_reload.poll(self.navigator)
            time.sleep(0.001)

    def shows(self, text_part: str) -> bool:
        layout = self.navigator.view.layout
        return any(text_part in box.name for box in (*layout.boxes, *layout.fixed))

    def save_with(self, old_text: str, new_text: str) -> None:
        text = self.path.read_text(encoding="utf-8")
        assert old_text in text
        self.path.write_text(text.replace(old_text, new_text), encoding="utf-8")


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    """A workplace at the second passage of a scene; a missing file is reported soon."""
    monkeypatch.setattr(watch, "POLL_INTERVAL_S", 0.02)
    monkeypatch.setattr(watch, "MISSING_FILE_GRACE_S", 0.05)
    (tmp_path / "pack" / "scenes").mkdir(parents=True)
    (tmp_path / "pack" / "scenes" / "letter.yaml").write_text(LETTER)
    workplace = Workplace(tmp_path / "pack")
    for choice in ("begin", "look"):
        workplace.navigator.run_command(Command("choose", choice))
    assert workplace.shows("You know the handwriting.")
    yield workplace
    workplace.watcher.close()
    workplace.session.close()


def test_a_saved_sentence_is_on_the_page_and_the_place_is_kept(workplace: Workplace) -> None:
    workplace.save_with("You know the handwriting.", "You know the hand.")
    workplace.wait_until(lambda: workplace.shows("You know the hand."))
    assert workplace.session.playthrough.steps == ("begin", "look")
    workplace.navigator.run_command(Command("choose", "open"))
    assert workplace.shows("It is short."), "and it is played on from there"


def test_where_a_choice_is_gone_the_place_before_it_is_shown_with_a_note(workplace: Workplace) -> None:
    workplace.save_with("{id: look, text: Look at it, goto: near}", "{id: peer, text: Peer at it, goto: near}")
    workplace.wait_until(lambda: workplace.shows("A letter lies on the table."))
    assert workplace.shows("The choice `look` is not on offer here any more: you are back at the last place before it.")
    workplace.save_with("id: peer", "id: look")
    workplace.wait_until(lambda: workplace.shows("You know the handwriting."))
    assert not workplace.shows("not on offer here any more"), "the choice is back, and so is the place"


def test_a_mistake_stands_above_the_last_good_page_until_it_is_mended(workplace: Workplace) -> None:
    workplace.save_with("goto: read}", "goto: reed}")
    workplace.wait_until(lambda: workplace.shows("letter.yaml, line 12"))
    assert workplace.shows("this scene has no passage `reed`; did you mean `read`?")
    assert workplace.shows(STALE_SCENE_TEXT)
    assert workplace.shows("You know the handwriting.")
    layout = workplace.navigator.view.layout
    strip = next(box for box in layout.fixed if STALE_SCENE_TEXT in box.name)
    assert layout.area.y == strip.y + strip.h, "the page begins below"
    workplace.save_with("goto: reed}", "goto: read}")
    workplace.wait_until(lambda: not workplace.shows(STALE_SCENE_TEXT))


def test_a_warning_stands_above_the_new_page(workplace: Workplace) -> None:
    workplace.save_with("passages:\n", "variables: {seen: false}\npassages:\n")
    workplace.wait_until(lambda: workplace.shows("seen"))
    assert not workplace.shows(STALE_SCENE_TEXT)
    assert all(diagnostic.severity is Severity.WARNING for diagnostic in workplace.watcher.diagnostics)


def test_a_passage_that_is_put_between_two_is_remarked_on_until_the_next_change(workplace: Workplace) -> None:
    workplace.save_with("text: Look at it, goto: near}", "text: Look at it}")
    workplace.wait_until(lambda: "text: Look at it}" in workplace.session.playthrough.compiled.scene.location.file.text)
    assert not workplace.watcher.diagnostics
    between = "  nearer:\n    text: You bend down.\n    choices: [{id: bend, text: Bend, goto: near}]\n"
    workplace.save_with("  near:\n", f"{between}  near:\n")
    workplace.wait_until(lambda: bool(workplace.watcher.diagnostics))
    (remark,) = workplace.watcher.diagnostics
    assert (remark.code, remark.severity) == ("passage-between", Severity.INFO)
    assert remark.message == (
        "the choices of `table` that name no passage led to `near` before this change, and lead to `nearer` now"
    )
    workplace.save_with("You bend down.", "You bend.")
    workplace.wait_until(lambda: not workplace.watcher.diagnostics)


def test_a_strip_of_many_mistakes_leaves_room_for_the_page(workplace: Workplace) -> None:
    workplace.save_with("goto: ", "mood: low, hour: late, wind: west, sky: red, goto: ")
    workplace.wait_until(lambda: len(workplace.watcher.diagnostics) > 4)
    assert workplace.shows("more, named in the terminal")
    assert workplace.navigator.view.layout.area.h > workplace.navigator.size[1] * 0.5


def test_the_note_that_is_open_stays_open(workplace: Workplace) -> None:
    workplace.navigator.run_command(Command("settings"))
    workplace.save_with("You know the handwriting.", "You know the hand.")
    workplace.wait_until(lambda: "You know the hand." in str(workplace.session.page().blocks))
    assert workplace.navigator.screen.is_modal


@pytest.mark.parametrize("temporary_name", [".letter.yaml.swp", "letter.yaml~", "4913"])
def test_an_editor_that_writes_another_file_and_renames_it(workplace: Workplace, temporary_name: str) -> None:
    for sentence in ("You know the hand.", "You know whose hand it is."):
        temporary = workplace.path.with_name(temporary_name)
        temporary.write_text(LETTER.replace("You know the handwriting.", sentence))
        temporary.replace(workplace.path)
        workplace.wait_until(lambda sentence=sentence: workplace.shows(sentence))  # type: ignore[misc]


def test_a_file_that_is_moved_away_before_it_is_written_anew(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "MISSING_FILE_GRACE_S", 1000.0)
    workplace.path.rename(workplace.path.with_name("letter.yaml~"))
    workplace.wait_until(lambda: workplace.watcher.is_waiting_for_file)
    assert not workplace.watcher.diagnostics, "an editor is given a moment"
    workplace.path.write_text(EDITED_LETTER)
    workplace.wait_until(lambda: workplace.shows("You know the hand."))


def test_a_file_written_in_pieces_is_read_when_it_is_whole(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "POLL_INTERVAL_S", 0.0)
    with workplace.path.open("w") as file:
        for start in range(0, len(EDITED_LETTER), 100):
            file.write(EDITED_LETTER[start : start + 100])
            file.flush()
            workplace.live_reload.poll(workplace.navigator)
    workplace.wait_until(lambda: workplace.shows("You know the hand."))
    workplace.wait_until(lambda: not workplace.watcher.diagnostics)


def test_a_deleted_file_is_told_and_one_that_comes_back_is_shown(workplace: Workplace) -> None:
    workplace.path.unlink()
    workplace.wait_until(lambda: workplace.shows("this file is gone"))
    assert workplace.shows("You know the handwriting."), "the last good scene stays"
    workplace.path.write_text(EDITED_LETTER)
    workplace.wait_until(lambda: workplace.shows("You know the hand."))
    assert not workplace.watcher.diagnostics


def test_a_folder_that_is_taken_away_and_comes_back(workplace: Workplace) -> None:
    folder = workplace.path.parent
    folder.rename(folder.with_name("elsewhere"))
    workplace.wait_until(lambda: workplace.shows("this file is gone"))
    folder.mkdir()
    workplace.path.write_text(EDITED_LETTER)
    workplace.wait_until(lambda: workplace.shows("You know the hand."))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"title: only\n", b"- a\n- b\n", b"scene: [\n", b"\t\n"])
def test_whatever_is_saved_the_last_good_page_stays(workplace: Workplace, data: bytes) -> None:
    workplace.path.write_bytes(data)
    workplace.wait_until(lambda: bool(workplace.watcher.diagnostics))
    assert workplace.shows("You know the handwriting.")
    assert workplace.shows(STALE_SCENE_TEXT)


def test_a_scene_may_be_given_another_name(workplace: Workplace) -> None:
    workplace.save_with("scene: letter", "scene: envelope")
    workplace.wait_until(lambda: workplace.watcher.scene == SceneId("envelope"))
    assert workplace.session.playthrough.steps == ("begin", "look")
    assert workplace.shows("You know the handwriting.")


def test_a_scene_that_was_never_fit_has_a_page_of_mistakes_until_it_is(tmp_path: Path, workplace: Workplace) -> None:
    workplace.path.write_text(LETTER.replace("goto: near", "goto: neer"))
    second = Workplace(tmp_path / "pack")
    assert isinstance(second.navigator.screen, DiagnosticsScreen)
    assert second.shows("letter.yaml, line 7")
    second.save_with("goto: neer", "goto: ner")
    second.wait_until(lambda: second.shows("`ner`"))
    second.save_with("goto: ner", "goto: near")
    second.wait_until(lambda: isinstance(second.navigator.screen, PageScreen))
    assert second.shows("A Letter on the Table")
    second.watcher.close()


def test_nothing_that_is_played_is_kept_and_settings_are(workplace: Workplace, tmp_path: Path) -> None:
    workplace.session.update_settings(text_size=120)
    workplace.navigator.run_command(Command("choose", "open"))
    session = Session(read_pack(tmp_path / "pack")[0])
    assert [entry.state for entry in session.list_scenes()] == ["open"]
    assert session.settings.text_size == 120
    session.close()


@pytest.mark.usefixtures("workplace")
def test_without_watchfiles_changes_are_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    second = Workplace(tmp_path / "pack")
    assert not second.watcher.is_event_driven
    second.save_with("A letter lies", "An envelope lies")
    second.wait_until(lambda: "An envelope lies" in second.session.playthrough.compiled.scene.location.file.text)
    second.watcher.close()


def test_what_a_scene_rests_on_is_watched_too(workplace: Workplace, tmp_path: Path) -> None:
    seeds = tmp_path / "pack" / "seeds"
    workplace.save_with("passages:\n", "dossiers: [post]\npassages:\n")
    workplace.wait_until(lambda: workplace.shows("post"))
    seeds.mkdir()
    (seeds / "post.yaml").write_text("dossier: post\nfacts: {}\n")
    workplace.wait_until(lambda: not workplace.shows(STALE_SCENE_TEXT))
