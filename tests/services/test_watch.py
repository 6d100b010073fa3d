"""A scene while it is written: a real file, saved in the ways of real editors, and the page that follows."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from party_card.app.preview_session import PreviewSession
from party_card.app.session import Session
from party_card.content.lazy_pack import open_pack
from party_card.content.models import SceneId
from party_card.content.pack import Pack, builtin, read_model, read_pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.source import SourceFile
from party_card.frontends.window.live_reload import LiveReload
from party_card.frontends.window.screens.pages import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import Command
from party_card.frontends.window.views.diagnostics_strip import STALE, DiagnosticsScreen
from party_card.rules import check_pack
from party_card.services import incremental
from party_card.services.incremental import IncrementalReader, check_scene
from party_card.services.watch import CannotWatchError, SceneWatcher, found_scene

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


@cache
def own() -> tuple[Pack, tuple[Diagnostic, ...]]:
    """The game's own pack, which lies beneath every folder: read once for all that happens here."""
    return read_pack(builtin(), Path())


class Desk:
    """An editor and a window beside it."""

    def __init__(self, root: Path) -> None:
        self.path = root / "scenes" / "letter.yaml"
        self.watching = SceneWatcher(root, self.path, PreviewSession(open_pack(builtin())))
        self.following = LiveReload(self.watching)
        self.stage = Navigator(self.watching.session, (1280, 800), screen=self.following.initial_screen())

    @property
    def session(self) -> PreviewSession:
        return self.watching.session

    def until(self, holds: Callable[[], bool], within: float = 5.0) -> None:
        """Looks as the window does until something holds."""
        end = time.monotonic() + within
        while not holds():
            assert time.monotonic() < end, "nothing came of it"
            self.following.poll(self.stage)
            time.sleep(0.005)

    def settle(self, seconds: float = 0.3) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.following.poll(self.stage)
            time.sleep(0.005)

    def shows(self, words: str) -> bool:
        sheet = self.stage.view.layout
        return any(words in box.name for box in (*sheet.boxes, *sheet.fixed))

    def saved(self, old: str, new: str) -> None:
        text = self.path.read_text(encoding="utf-8")
        assert old in text
        self.path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(incremental, "read_pack", lambda _: own())
    (tmp_path / "pack" / "scenes").mkdir(parents=True)
    (tmp_path / "pack" / "scenes" / "letter.yaml").write_text(LETTER)
    made = Desk(tmp_path / "pack")
    for choice in ("begin", "look"):
        made.stage.run_command(Command("choose", choice))
    assert made.shows("You know the handwriting.")
    yield made
    made.watching.close()
    made.session.close()


def test_a_saved_sentence_is_on_the_page_and_the_place_is_kept(desk: Desk) -> None:
    desk.saved("You know the handwriting.", "You know the hand.")
    desk.until(lambda: desk.shows("You know the hand."))
    assert desk.session.playthrough.steps == ("begin", "look")
    desk.stage.run_command(Command("choose", "open"))
    assert desk.shows("It is short."), "and it is played on from there"


def test_where_a_choice_is_gone_the_place_before_it_is_shown_with_a_note(desk: Desk) -> None:
    desk.saved("{id: look, text: Look at it, goto: near}", "{id: peer, text: Peer at it, goto: near}")
    desk.until(lambda: desk.shows("A letter lies on the table."))
    assert desk.shows("The choice `look` is not on offer here any more: you are back at the last place before it.")
    desk.saved("id: peer", "id: look")
    desk.until(lambda: desk.shows("You know the handwriting."))
    assert not desk.shows("not on offer here any more"), "the choice is back, and so is the place"


def test_a_mistake_stands_above_the_last_good_page_until_it_is_mended(desk: Desk) -> None:
    desk.saved("goto: read}", "goto: reed}")
    desk.until(lambda: desk.shows("letter.yaml, line 12"))
    assert desk.shows("this scene has no passage `reed`; did you mean `read`?")
    assert desk.shows(STALE)
    assert desk.shows("You know the handwriting.")
    top = next(box for box in desk.stage.view.layout.fixed if STALE in box.name)
    assert desk.stage.view.layout.area.y == top.y + top.h, "the page begins below"
    desk.saved("goto: reed}", "goto: read}")
    desk.until(lambda: not desk.shows(STALE))


def test_a_warning_stands_above_the_new_page(desk: Desk) -> None:
    desk.saved("passages:\n", "variables: {seen: false}\npassages:\n")
    desk.until(lambda: desk.shows("seen"))
    assert not desk.shows(STALE)
    assert all(one.severity is Severity.WARNING for one in desk.watching.diagnostics)


def test_a_strip_of_many_mistakes_leaves_room_for_the_page(desk: Desk) -> None:
    desk.saved("text: ", "txt: ")
    desk.until(lambda: desk.shows("more, named in the terminal") or desk.shows(STALE))
    desk.saved("title: ", "titel: ")
    desk.settle()
    assert desk.stage.view.layout.area.h > desk.stage.size[1] * 0.5


def test_the_note_that_is_open_stays_open(desk: Desk) -> None:
    desk.stage.run_command(Command("settings"))
    desk.saved("You know the handwriting.", "You know the hand.")
    desk.until(lambda: desk.session.page().blocks != () and "You know the hand." in str(desk.session.page().blocks))
    assert desk.stage.screen.is_modal


@pytest.mark.parametrize("beside", [".letter.yaml.swp", "letter.yaml~", "4913"])
def test_an_editor_that_writes_another_file_and_renames_it(desk: Desk, beside: str) -> None:
    for words in ("You know the hand.", "You know whose hand it is."):
        other = desk.path.with_name(beside)
        other.write_text(LETTER.replace("You know the handwriting.", words))
        other.replace(desk.path)
        desk.until(lambda words=words: desk.shows(words))  # type: ignore[misc]


def test_a_file_that_is_moved_away_before_it_is_written_anew(desk: Desk) -> None:
    desk.path.rename(desk.path.with_name("letter.yaml~"))
    desk.settle(0.1)
    assert not desk.watching.diagnostics, "an editor is given a moment"
    desk.path.write_text(LETTER.replace("You know the handwriting.", "You know the hand."))
    desk.until(lambda: desk.shows("You know the hand."))


def test_a_file_written_in_pieces_is_read_when_it_is_whole(desk: Desk) -> None:
    told: list[tuple[str, ...]] = []

    def write() -> None:
        whole = LETTER.replace("You know the handwriting.", "You know the hand.")
        with desk.path.open("w") as file:
            for at in range(0, len(whole), 100):
                file.write(whole[at : at + 100])
                file.flush()
                time.sleep(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        desk.following.poll(desk.stage)
        told.append(tuple(one.message for one in desk.watching.diagnostics))
        time.sleep(0.001)
    desk.until(lambda: desk.shows("You know the hand."))
    assert not desk.watching.diagnostics
    desk.settle(0.1)
    assert not desk.watching.diagnostics


def test_a_deleted_file_is_told_and_one_that_comes_back_is_shown(desk: Desk) -> None:
    desk.path.unlink()
    desk.until(lambda: desk.shows("this file is gone"))
    assert desk.shows("You know the handwriting."), "the last good scene stays"
    desk.path.write_text(LETTER.replace("You know the handwriting.", "You know the hand."))
    desk.until(lambda: desk.shows("You know the hand."))
    assert not desk.watching.diagnostics


def test_a_folder_that_is_taken_away_and_comes_back(desk: Desk) -> None:
    folder = desk.path.parent
    folder.rename(folder.with_name("elsewhere"))
    desk.until(lambda: desk.shows("this file is gone"))
    folder.mkdir()
    desk.path.write_text(LETTER.replace("You know the handwriting.", "You know the hand."))
    desk.until(lambda: desk.shows("You know the hand."))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"title: only\n", b"- a\n- b\n", b"scene: [\n", b"\t\n"])
def test_whatever_is_saved_the_last_good_page_stays(desk: Desk, data: bytes) -> None:
    desk.path.write_bytes(data)
    desk.until(lambda: bool(desk.watching.diagnostics))
    assert desk.shows("You know the handwriting.")
    assert desk.shows(STALE)


def test_a_scene_may_be_given_another_name(desk: Desk) -> None:
    desk.saved("scene: letter", "scene: envelope")
    desk.until(lambda: desk.watching.scene == SceneId("envelope"))
    assert desk.session.playthrough.steps == ("begin", "look")
    assert desk.shows("You know the handwriting.")


def test_a_scene_that_was_never_fit_has_a_page_of_mistakes_until_it_is(tmp_path: Path, desk: Desk) -> None:
    desk.path.write_text(LETTER.replace("goto: near", "goto: neer"))
    fresh = Desk(tmp_path / "pack")
    assert isinstance(fresh.stage.screen, DiagnosticsScreen)
    assert fresh.shows("letter.yaml, line 7")
    fresh.saved("goto: neer", "goto: ner")
    fresh.until(lambda: fresh.shows("`ner`"))
    fresh.saved("goto: ner", "goto: near")
    fresh.until(lambda: isinstance(fresh.stage.screen, PageScreen))
    assert fresh.shows("A Letter on the Table")
    fresh.watching.close()


def test_nothing_that_is_played_is_kept_and_settings_are(desk: Desk, tmp_path: Path) -> None:
    desk.session.update_settings(text_size=120)
    desk.stage.run_command(Command("choose", "open"))
    session = Session(read_pack(tmp_path / "pack")[0])
    assert [one.state for one in session.list_scenes()] == ["open"]
    assert session.settings.text_size == 120
    session.close()


@pytest.mark.usefixtures("desk")
def test_without_watchfiles_changes_are_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    slow = Desk(tmp_path / "pack")
    assert not slow.watching.is_event_driven
    slow.saved("A letter lies", "An envelope lies")
    slow.until(lambda: "An envelope lies" in slow.session.playthrough.compiled.scene.location.file.text, within=3)
    slow.watching.close()


def test_what_a_scene_rests_on_is_watched_too(desk: Desk, tmp_path: Path) -> None:
    seeds = tmp_path / "pack" / "seeds"
    desk.saved("passages:\n", "dossiers: [post]\npassages:\n")
    desk.until(lambda: desk.shows("post"))
    seeds.mkdir()
    (seeds / "post.yaml").write_text("dossier: post\nfacts: {}\n")
    desk.until(lambda: not desk.shows(STALE))


# ------------------------------------------------------------------------------------------------ what is found


def test_one_scene_is_checked_as_it_is_among_all() -> None:
    pack, _ = own()
    broken = pack.scenes[SceneId("papers")]
    found = check_pack(pack)
    for scene in pack.scenes.values():
        mine = {scene.location.file.name, *(pack.dossiers[one].location.file.name for one in scene.dossiers)}
        whole = [one for one in found if one.primary.source.name in mine]
        alone = [one for one in check_scene(pack, scene) if one.primary.source.name in mine]
        assert {one for one in whole if one.severity is not Severity.REMARK} == set(alone)
    file = SourceFile(
        broken.location.file.name, broken.location.file.text.replace("goto: ", "goto: x").replace("[@", "[@y", 4)
    )
    model, _ = read_model(file)
    pack = replace(pack, scenes={**pack.scenes, model.scene: model}, logics={})
    whole = [one for one in check_pack(pack) if one.primary.source.name == file.name]
    alone = [one for one in check_scene(pack, model) if one.primary.source.name == file.name]
    assert len(alone) > 10
    assert set(whole) == set(alone)


def test_only_what_changed_is_parsed_again(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (desk.path.parent / "other.yaml").write_text(LETTER.replace("scene: letter", "scene: other"))
    reading = IncrementalReader(tmp_path / "pack", Path("pack"), desk.path)
    reading.read()
    parsed: list[str] = []

    def counted(file: SourceFile) -> object:
        parsed.append(file.name)
        return read_model(file)

    monkeypatch.setattr(incremental, "read_model", counted)
    assert not reading.changed()
    desk.saved("You know", "She knows")
    assert reading.changed()
    reading.read()
    assert parsed == [os.path.join("pack", "scenes", "letter.yaml")]  # noqa: PTH118  # as messages have it


# ------------------------------------------------------------------------------------------------ which scene


def test_a_scene_is_found_by_its_name_or_its_file(tmp_path: Path, desk: Desk) -> None:
    root = tmp_path / "pack"
    assert found_scene("letter", root) == (root, desk.path)
    assert found_scene(str(desk.path), None) == (root, desk.path)
    assert found_scene("forbidden-paper", None)[1].name == "forbidden-paper.yaml"
    desk.path.write_text("scene: [")
    assert found_scene("letter", root) == (root, desk.path), "by its file's name, where it cannot be read"
    with pytest.raises(CannotWatchError, match="there is no scene `leter`; did you mean `letter`"):
        found_scene("leter", root)
    with pytest.raises(CannotWatchError, match="there is no file"):
        found_scene("nowhere.yaml", None)
    with pytest.raises(CannotWatchError, match="there is no folder"):
        found_scene("letter", tmp_path / "nowhere")
