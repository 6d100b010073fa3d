"""What front ends rely on: what was shown is kept, what goes wrong is said, and play goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from party_card.app.session import KeepError, Session, Settings
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.page import Page
from party_card.engine.phases import ChoiceUnavailableError
from party_card.storage.errors import UnkeptError
from party_card.storage.schema import NAME
from party_card.storage.store import Store
from tests import ROOT
from tests.storage.sample import FILES, LETTER, RIVER, write_pack

Sit = Callable[..., Session]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return write_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture
def sit(pack: Pack, tmp_path: Path) -> Iterator[Sit]:
    """Sits down anew at the same machine."""
    sittings: list[Session] = []

    def sitting(reader: str = "", pack: Pack = pack) -> Session:
        sittings.append(Session(pack, folder=tmp_path / "kept", reader=reader))
        return sittings[-1]

    yield sitting
    for one in sittings:
        one.close()


def told(session: Session) -> str:
    """What the session has to say, once."""
    text = " ".join(session.notices)
    session.notices.clear()
    return text


def offers(page: Page) -> list[str]:
    return [offer.id for offer in page.offers if offer.open]


# --------------------------------------------------------------------------------------------------- playing


def test_a_scene_begins_at_its_briefing_and_goes_on_where_it_was_left(sit: Sit) -> None:
    first = sit()
    assert first.open(LETTER).kind == "briefing"
    first.choose("begin")
    shown = first.choose("read")
    again = sit()
    assert again.open(LETTER) == shown
    assert not again.notices


def test_every_page_of_a_whole_walk_is_found_again_by_a_new_sitting(sit: Sit) -> None:
    session = sit()
    session.open(LETTER)
    for step in ("begin", "read", "wait", "tell", "reveal", "close", "close"):
        shown = session.choose(step)
        assert sit().open(LETTER) == shown
    assert shown.kind == "finished"


def test_what_is_not_on_offer_is_refused_and_nothing_changes(sit: Sit) -> None:
    session = sit()
    page = session.open(LETTER)
    with pytest.raises(ChoiceUnavailableError):
        session.choose("tell")
    assert session.page() == page == sit().open(LETTER)


def test_steps_can_be_taken_back_and_stay_taken_back(sit: Sit) -> None:
    session = sit()
    session.open(LETTER)
    first = session.choose("begin")
    for step in ("read", "wait"):
        session.choose(step)
    decision = session.decisions()[0]
    assert session.undo(len(session.playthrough.steps) - decision.step) == first
    assert sit().open(LETTER) == first
    assert session.undo(99).kind == "briefing"


def test_beginning_again_keeps_the_earlier_walk(sit: Sit) -> None:
    session = sit()
    session.open(LETTER)
    for step in ("begin", "close-drawer", "shrug"):
        session.choose(step)
    assert session.restart(LETTER).kind == "briefing"
    assert sit().open(LETTER).kind == "briefing"
    assert [one.steps for one in session._keeper.read(lambda store: store.playthroughs("reader", LETTER))] == [
        ("begin", "close-drawer", "shrug"),
        (),
    ]
    session.restart(LETTER)
    assert session.choose("begin").passage == "desk"


def test_the_shelf_says_how_far_this_reader_has_come(sit: Sit) -> None:
    session = sit()
    assert [(one.scene, one.state, one.step) for one in session.list_scenes()] == [
        (LETTER, "open", 0),
        (RIVER, "open", 0),
    ]
    session.open(LETTER)
    session.choose("begin")
    assert [(one.state, one.step) for one in session.list_scenes()] == [("begun", 1), ("open", 0)]
    session.choose("close-drawer")
    for step in ("shrug", "reveal", "close"):
        session.choose(step)
        assert session.list_scenes()[0].state == "begun", "the record and the questions are part of it"
    session.choose("close")
    letter = session.list_scenes()[0]
    assert (letter.state, letter.ending) == ("played", "You said nothing")
    assert (letter.when, letter.place, letter.minutes) == ("2–4 March 1931", "The registry", 5)
    session.restart(LETTER)
    assert session.list_scenes()[0].state == "played", "the earlier walk counts until the new one has begun"
    assert [one.state for one in sit("Boris").list_scenes()] == ["open", "open"]


def test_a_scene_that_is_not_there_is_named_with_those_that_are(sit: Sit) -> None:
    with pytest.raises(KeepError, match=r"There is no scene nowhere\. There are: letter, river\."):
        sit().open(SceneId("nowhere"))


def test_a_scene_with_mistakes_stands_on_the_shelf_and_is_named_when_opened(sit: Sit, tmp_path: Path) -> None:
    broken = FILES["river.yaml"].replace("goto: other-side", "goto: nowhere")
    session = sit(pack=write_pack(tmp_path / "broken", river=broken))
    assert [one.scene for one in session.list_scenes()] == [LETTER, RIVER]
    with pytest.raises(
        KeepError, match=r"river cannot be played: there are mistakes in its file\. `party-card check` names them"
    ):
        session.open(RIVER)


# --------------------------------------------------------------------------------------------------- readers


def test_several_students_on_one_machine_do_not_see_each_other(sit: Sit) -> None:
    anna = sit("Anna")
    anna.open(LETTER)
    shown = anna.choose("begin")
    boris = sit("Boris")
    assert boris.open(LETTER).kind == "briefing"
    boris.update_settings(theme="dark")
    assert boris.list_player_names() == ("Boris", "Anna")
    boris.switch_player("anna")
    assert boris.player == "Anna"
    assert boris.open(LETTER) == shown
    assert boris.settings == Settings()


def test_the_roster_says_how_far_each_has_come(sit: Sit) -> None:
    anna = sit("Anna")
    anna.open(LETTER)
    for step in ("begin", "close-drawer", "shrug", "reveal", "close", "close"):
        anna.choose(step)
    anna.open(RIVER)
    anna.choose("begin")
    boris, anna_ = sit("Boris").list_players()
    assert (boris.nick, boris.played, boris.begun, boris.scenes, boris.endings, boris.last) == ("Boris", 0, 0, 2, 0, "")
    assert (anna_.nick, anna_.states, anna_.endings) == ("Anna", ("played", "begun"), 1)
    assert anna_.last == anna.list_scenes()[1].title


def test_whoever_is_forgotten_is_gone_and_the_one_before_plays_on(sit: Sit) -> None:
    sit("Anna").open(LETTER)
    session = sit("Boris")
    session.open(LETTER)
    session.choose("begin")
    session.update_settings(theme="dark")
    session.delete_player("Boris")
    assert session.player == "Anna"
    assert session.settings == Settings()
    assert session.list_player_names() == ("Anna",)
    assert session.list_scenes()[0].state == "open"
    session.delete_player("Anna")
    assert [one.nick for one in session.list_players()] == ["reader"], "who has no nickname yet can play all the same"
    session.open(LETTER)
    assert session.choose("begin").kind == "passage"
    assert sit("Boris").list_scenes()[0].state == "open"


def test_where_nothing_can_be_written_nobody_is_forgotten_and_it_is_said(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = sit("Anna")
    session.open(LETTER)
    session.choose("begin")

    def full(*_: object) -> None:
        raise UnkeptError("the disk is full")

    monkeypatch.setattr(Store, "forget", full)
    with pytest.raises(KeepError, match="Anna cannot be forgotten just now: the disk is full"):
        session.delete_player("Anna")
    assert session.player == "Anna"
    assert session.page().kind == "passage"


def test_whoever_played_last_goes_on(sit: Sit) -> None:
    sit("Anna")
    sit("Boris").update_settings(theme="dark", text_size=150, motion="reduced")
    last = sit()
    assert last.player == "Boris"
    assert last.settings == Settings(theme="dark", text_size=150, motion="reduced")


def test_who_has_no_nickname_yet_can_play_all_the_same(sit: Sit) -> None:
    session = sit()
    assert session.list_player_names() == (session.player,) == ("reader",)


def test_a_setting_that_is_none_is_refused(sit: Sit) -> None:
    session = sit()
    for wrong in ({"theme": "pink"}, {"text_size": 500}):
        with pytest.raises(ValueError, match=r"theme|text_size"):
            session.update_settings(**wrong)
    assert session.settings == Settings()


def test_a_setting_from_another_version_is_passed_over(sit: Sit) -> None:
    session = sit("Anna")
    strange = {"theme": "sepia", "text_size": "many", "motion": "perhaps", "colour": "red", "face": "legible"}
    session._keeper.write(lambda store: store.set("Anna", strange))
    assert sit("Anna").settings == Settings(face="legible")


# --------------------------------------------------------------------------------------------- changed scenes


def test_a_changed_scene_goes_on_as_far_as_its_choices_exist_and_says_so(sit: Sit, tmp_path: Path) -> None:
    session = sit()
    session.open(LETTER)
    for step in ("begin", "read", "wait", "tell"):
        session.choose(step)
    changed = FILES["letter.yaml"].replace("id: wait", "id: linger")
    later = sit(pack=write_pack(tmp_path / "changed", letter=changed))
    assert later.open(LETTER).passage == "corridor"
    assert "1 of your 3 choices still exist" in told(later)
    later.close()
    later = sit(pack=write_pack(tmp_path / "changed", letter=changed))
    later.open(LETTER)
    assert told(later), "only looking at it has not changed what is kept"
    later.choose("linger")
    kept = later._keeper.read(lambda store: store.playthroughs("reader", LETTER))
    assert [one.steps for one in kept] == [("begin", "read", "wait", "tell"), ("begin", "read", "linger")]
    assert not sit(pack=write_pack(tmp_path / "changed", letter=changed)).notices


def test_a_changed_scene_in_which_no_choice_is_left_begins_again_and_says_so(sit: Sit, tmp_path: Path) -> None:
    session = sit()
    session.open(LETTER)
    session.choose("begin")
    session.choose("read")
    later = sit(pack=write_pack(tmp_path / "changed", letter=FILES["letter.yaml"].replace("id: read", "id: open-it")))
    assert later.open(LETTER).passage == "desk"
    assert "Your choices no longer exist in it, so you begin again." in told(later)


def test_a_changed_scene_whose_choices_all_exist_goes_on_and_says_so(sit: Sit, tmp_path: Path) -> None:
    session = sit()
    session.open(LETTER)
    session.choose("begin")
    changed = FILES["letter.yaml"].replace("In the corridor somebody", "On the stairs somebody")
    later = sit(pack=write_pack(tmp_path / "changed", letter=changed))
    later.open(LETTER)
    assert told(later) == "This scene was changed since you played it. All your choices still exist."
    later.choose("read")
    later.open(LETTER)
    assert not later.notices, "told once"


@given(st.lists(st.sampled_from(["begin", "read", "wait", "tell", "shrug", "reveal", "close", "gone", ""])))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_steps_are_kept_the_scene_opens(sit: Sit, steps: list[str]) -> None:
    session = sit("Anna")
    session.restart(LETTER)
    session._kept = session._keeper.save(session._kept, tuple(steps), "other", {})
    page = sit("Anna").open(LETTER)
    assert page.scene == LETTER


# --------------------------------------------------------------------------------------------- two windows


def test_of_two_windows_the_second_is_told_and_shows_what_the_first_did(sit: Sit) -> None:
    one, two = sit(), sit()
    one.open(LETTER)
    one.choose("begin")
    two.open(LETTER)
    shown = one.choose("read")
    with pytest.raises(KeepError, match=r"another window.*Your step “Close the drawer.*” was not taken."):
        two.choose("close-drawer")
    assert two.page() == shown
    assert two.choose("tell").ending == "You told"
    with pytest.raises(KeepError, match=r"another window.*Nothing was taken back."):
        one.undo()
    assert one.page().ending == "You told"


def test_what_a_full_disk_held_back_is_named_where_another_window_went_on(sit: Sit) -> None:
    one, two = sit(), sit()
    one.open(LETTER)
    one.choose("begin")
    two.open(LETTER)
    two._keeper._store._db.execute("PRAGMA query_only = true")
    two.choose("read")
    two.choose("wait")
    assert "lasts only until you close the program" in told(two)
    two._keeper._store._db.execute("PRAGMA query_only = false")
    shown = one.choose("close-drawer")
    with pytest.raises(KeepError, match=r"Your step “.*” and the 2 after it were not taken."):
        two.choose("tell")
    assert two.page() == shown


def test_a_scene_that_another_window_began_again_is_shown_as_it_was_left_there(sit: Sit) -> None:
    one, two = sit(), sit()
    one.open(LETTER)
    one.choose("begin")
    two.open(LETTER)
    shown = one.choose("read")
    one.restart(LETTER)
    with pytest.raises(KeepError, match="another window"):
        two.choose("close-drawer")
    assert two.page() == shown
    assert two.attempt == 1
    assert sit().open(LETTER).kind == "briefing", "the newest is what a new window opens"


def test_who_was_forgotten_in_another_window_begins_again(sit: Sit) -> None:
    one, two = sit("Anna"), sit("Anna")
    one.open(LETTER)
    one.choose("begin")
    two.open(LETTER)
    one.delete_player("Anna")
    with pytest.raises(KeepError, match="forgotten, so it begins again"):
        two.choose("read")
    assert two.page().kind == "briefing"
    assert two.choose("begin").kind == "passage"


def test_two_windows_with_two_readers_do_not_meet(sit: Sit) -> None:
    one, two = sit("Anna"), sit("Boris")
    for session in (one, two):
        session.open(LETTER)
    for step in ("begin", "read", "wait", "wait"):
        one.choose(step)
        two.choose(step)
    assert not one.notices
    assert not two.notices


# ------------------------------------------------------------------------------------------ what goes wrong


def test_a_file_damaged_while_playing_is_moved_aside_and_the_walk_is_in_the_new_one(sit: Sit, tmp_path: Path) -> None:
    session = sit()
    session.open(LETTER)
    session.choose("begin")
    (tmp_path / "kept" / NAME).write_bytes(b"noise" * 5000)
    shown = session.choose("read")
    assert "moved aside, not deleted" in told(session)
    assert sit().open(LETTER) == shown


def test_a_file_taken_away_while_playing_is_begun_anew_with_the_walk(sit: Sit, tmp_path: Path) -> None:
    session = sit()
    session.open(LETTER)
    session.choose("begin")
    (tmp_path / "kept" / NAME).unlink()
    shown = session.choose("read")
    assert "was taken away" in told(session)
    assert sit().open(LETTER) == shown


def test_a_folder_taken_away_while_playing_is_made_again(sit: Sit, tmp_path: Path) -> None:
    session = sit()
    session.open(LETTER)
    session.choose("begin")
    shutil.rmtree(tmp_path / "kept")
    shown = session.choose("read")
    assert "A new one was begun" in told(session)
    assert sit().open(LETTER) == shown


def test_with_a_file_where_the_folder_should_be_play_goes_on_and_the_reader_is_told_why(
    sit: Sit, tmp_path: Path
) -> None:
    (tmp_path / "kept").write_text("in the way")
    session = sit()
    assert "Progress is not being kept: the folder" in told(session)
    session.open(LETTER)
    assert session.choose("begin").passage == "desk"
    assert session.storage_error
    assert not session.notices, "told once"
    assert (tmp_path / "kept").read_text() == "in the way"


def test_with_a_folder_where_the_file_should_be_play_goes_on(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "kept" / NAME).mkdir(parents=True)
    session = sit()
    assert "no file can be opened there" in told(session)
    session.open(LETTER)
    assert session.choose("begin").passage == "desk"


def test_on_a_full_disk_play_goes_on_and_is_kept_as_soon_as_there_is_room(sit: Sit) -> None:
    session = sit()
    session.open(LETTER)
    session.choose("begin")
    database = session._keeper._store._db
    database.execute("CREATE TABLE filler (data)")  # takes what room the file still has
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    for _ in range(1000):
        shown = session.choose("wait" if session.page().passage == "corridor" else "read")
        if session.storage_error:
            break
    assert "Progress is not being kept: the disk is full" in told(session)
    shown = session.choose("wait")
    assert not session.notices, "told once"
    database.execute("PRAGMA max_page_count = 100000")
    database.execute("DROP TABLE filler")
    shown = session.choose("wait")
    assert told(session) == "Progress is being kept again."
    assert sit().open(LETTER) == shown


@pytest.mark.parametrize("there_is_room_again", [True, False])
def test_what_could_not_be_kept_waits_while_other_scenes_and_readers_play(
    sit: Sit, monkeypatch: pytest.MonkeyPatch, there_is_room_again: bool
) -> None:
    session = sit("Anna")
    session.open(LETTER)
    session.choose("begin")
    with monkeypatch.context() as disk:

        def full(*_: object) -> None:
            raise UnkeptError("the disk is full")

        disk.setattr(Store, "save", full)
        shown = session.choose("read")
        assert session.open(LETTER) == shown, "back from the title page"
        session.open(RIVER)
        session.switch_player("Boris")
        session.switch_player("Anna")
        if not there_is_room_again:
            assert session.open(LETTER) == shown
    if there_is_room_again:
        session.open(RIVER)
        session.switch_player("Boris")
    session.close()
    assert sit("Anna").open(LETTER) == shown


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_on_a_disk_that_is_really_full_nothing_shown_is_lost(pack: Pack) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], check=False).returncode:
            pytest.skip("mounting is not permitted here")
        try:
            session = Session(pack, folder=Path(folder))
            session.open(LETTER)
            session.choose("begin")
            filler = Path(folder, "filler")
            with filler.open("wb", buffering=0) as file:
                try:
                    while file.write(b"x" * 512):
                        pass
                except OSError:
                    pass
            session.choose("read")
            assert "Progress is not being kept: the disk is full" in told(session)
            shown = session.choose("wait")
            other = Session(pack, folder=Path(folder))
            assert other.open(LETTER).passage == "desk", "what was kept before is still there"
            other.close()
            filler.unlink()
            session.close()  # tries once more
            last = Session(pack, folder=Path(folder))
            assert last.open(LETTER) == shown
            last.close()
        finally:
            subprocess.run(["umount", folder], check=True)


READ_ONLY = """
import os, sys
import hashlib  # later, as nobody, it may not be read
from pathlib import Path
from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from tests.storage.sample import write_pack
folder = Path(sys.argv[1])
pack = write_pack(folder / "pack")
os.chmod(folder, 0o755)
kept = folder / "kept"
if sys.argv[2] == "begun":
    before = Session(pack, folder=kept)
    before.open("letter")
    before.choose("begin")
    before.close()
    os.chmod(kept / "progress.sqlite", 0o444)
kept.mkdir(exist_ok=True)
os.chmod(kept, 0o555)
if os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
session = Session(pack, folder=kept)
page = session.open("letter")
print(page.kind)
print(session.choose("begin" if page.kind == "briefing" else "read").passage)
print(*session.notices)
print(sorted(path.name for path in kept.iterdir()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is not made read-only like this on Windows")
@pytest.mark.parametrize(
    ("state", "kind", "passage", "files"),
    [("new", "briefing", "desk", []), ("begun", "passage", "corridor", ["progress.sqlite"])],
)
def test_in_a_read_only_folder_play_goes_on_from_what_is_kept_and_the_reader_is_told(
    state: str, kind: str, passage: str, files: list[str]
) -> None:
    folder = tempfile.mkdtemp()
    try:
        command = [sys.executable, "-c", READ_ONLY, folder, state]
        root = ROOT
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    finally:
        shutil.rmtree(folder)
    assert not done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == [kind, passage]
    assert lines[2].startswith("Progress is not being kept: ")
    assert "read-only" in lines[2] or "no file can be opened" in lines[2]
    assert lines[3] == str(files)
