"""Traces that earlier scenes exported are carried into later ones, and saved with the playthrough."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from party_card.content.overlay import exclude_scenes
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.rules import check_pack
from party_card.storage.saved_playthrough import SavedPlaythrough
from party_card.storage.schema import PROGRESS_FILE_NAME, SCHEMA_VERSION, connect
from party_card.storage.store import Store
from party_card.storage.tables import ANSWERS_TABLE, TABLES_V1
from tests.app.sample import OpenSession, block_texts, play
from tests.storage.campaign import AUTUMN, FILES, SPRING, SUMMER, write_campaign


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The campaign of three scenes, which has no mistakes."""
    pack = write_campaign(tmp_path_factory.mktemp("pack"))
    mistakes = [item.message for item in check_pack(pack) if item.severity is not Severity.INFO]
    assert not mistakes
    return pack


def test_a_scene_played_alone_carries_nothing(open_session: OpenSession) -> None:
    assert block_texts(play(open_session(), AUTUMN)) == ["The sacks are counted."]


def test_what_earlier_scenes_left_is_carried_into_a_later_one(open_session: OpenSession) -> None:
    session = open_session()
    play(session, SPRING, "warn")
    assert block_texts(play(session, SUMMER)) == ["The water is high.", "They nod to you."]
    assert block_texts(play(session, AUTUMN)) == ["The sacks are counted.", "Somebody remembers your warning."]
    assert session.playthrough.imported_traces == ("warned-them",)


def test_a_scene_that_is_left_out_is_passed_over_and_leaves_nothing(open_session: OpenSession, pack: Pack) -> None:
    play(open_session(), SPRING, "warn")
    session = open_session(pack=exclude_scenes(pack, [SPRING, SUMMER]))
    assert [scene.scene for scene in session.list_scenes()] == [AUTUMN]
    assert session.is_campaign_finished(AUTUMN)
    assert block_texts(play(session, AUTUMN)) == ["The sacks are counted."], (
        "the walk that was kept is of a scene not here"
    )
    assert not any("Summer" in line or "Spring" in line for line in block_texts(session.campaign_end()))
    assert open_session(pack=exclude_scenes(pack, [SUMMER])).next_scene(SPRING) == AUTUMN


def test_the_campaign_goes_on_with_a_scene_left_out_before_it_ends(open_session: OpenSession) -> None:
    session = open_session()
    for scene, choice, next_scene in ((AUTUMN, "go", SPRING), (SPRING, "wait", SUMMER), (SUMMER, "row", None)):
        assert session.is_campaign_end_early(scene)
        play(session, scene, choice)
        assert session.next_scene(scene) == next_scene
        assert session.is_campaign_finished(scene) == (next_scene is None)
    assert not session.is_campaign_end_early(SPRING)


def test_a_step_back_from_the_record_leaves_the_scene_finished_and_what_it_left(open_session: OpenSession) -> None:
    session = open_session()
    play(session, SPRING, "warn")
    session.undo(3)
    assert session.page().kind == "passage"
    assert session.next_scene(SPRING) == SUMMER
    assert session.next_scene(SUMMER) == AUTUMN
    assert block_texts(play(session, SUMMER)) == ["The water is high.", "They nod to you."]


def test_a_scene_that_has_not_come_to_its_record_has_left_nothing_yet(open_session: OpenSession) -> None:
    session = open_session()
    session.open(SPRING)
    for step in ("begin", "warn"):
        session.choose(step)
    assert block_texts(play(session, SUMMER)) == ["The water is high."]


def test_the_last_finished_playthrough_counts_and_one_in_the_middle_does_not(open_session: OpenSession) -> None:
    session = open_session()
    play(session, SPRING, "warn")
    play(session, SPRING, "wait", restart=True)
    session.restart(SPRING)
    session.choose("begin")
    session.choose("warn")
    session.open(AUTUMN)
    assert session.playthrough.imported_traces == ("kept-quiet",)


def test_replaying_an_earlier_scene_does_not_change_a_walk_that_has_begun(open_session: OpenSession) -> None:
    session = open_session()
    play(session, SPRING, "warn")
    page = play(session, AUTUMN)
    play(session, SPRING, "wait", restart=True)
    assert session.open(AUTUMN) == page == open_session().open(AUTUMN)
    assert session.undo().kind == "briefing", "and still in the same walk"
    assert session.choose("begin") == page
    assert block_texts(play(session, AUTUMN, restart=True))[1] == "Somebody remembers your silence."
    assert [save.imported_traces for save in session._store.list_playthroughs("reader", AUTUMN)] == [
        ("warned-them",), ("kept-quiet",)
    ]  # fmt: skip


def test_a_scene_that_was_looked_at_and_not_begun_takes_what_is_there_when_it_is_opened_again(
    open_session: OpenSession,
) -> None:
    session = open_session()
    play(session, AUTUMN, "go")
    session.restart(AUTUMN)  # kept, without a step
    play(session, SPRING, "warn")
    assert block_texts(play(session, AUTUMN))[1:] == ["Somebody remembers your warning."]
    assert block_texts(open_session().open(AUTUMN))[1:] == ["Somebody remembers your warning."]


def test_readers_carry_their_own(open_session: OpenSession) -> None:
    play(open_session("Anna"), SPRING, "warn")
    assert block_texts(play(open_session("Boris"), SUMMER)) == ["The water is high."]
    assert block_texts(play(open_session("Anna"), SUMMER))[1:] == ["They nod to you."]


def test_what_comes_later_in_the_campaign_is_not_carried_back(open_session: OpenSession, tmp_path: Path) -> None:
    swapped = (
        FILES["scenes/campaign.yaml"]
        .replace("  - scene: autumn\n", "  - scene: spring\n")
        .replace("  - scene: spring\n", "  - scene: autumn\n", 1)
    )
    session = open_session(pack=write_campaign(tmp_path / "swapped", campaign=swapped))
    play(session, SPRING, "warn")
    session.open(AUTUMN)
    assert session.playthrough.imported_traces == ()


def test_without_a_campaign_the_order_of_the_shelf_decides(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(pack=write_campaign(tmp_path / "plain", campaign=""))
    play(session, SPRING, "warn")
    session.open(AUTUMN)
    assert session.playthrough.imported_traces == ("warned-them",)
    assert (session.intermission(AUTUMN), session.campaign_end(), session._progress().list_finished_scenes(), session.next_scene(SPRING)) == (
        None, None, (), None
    )  # fmt: skip


def test_a_changed_scene_goes_on_with_what_it_was_begun_with(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session()
    play(session, SPRING, "warn")
    play(session, AUTUMN, "go")
    changed_text = FILES["scenes/autumn.yaml"].replace("id: go", "id: leave")
    later_session = open_session(pack=write_campaign(tmp_path / "changed", autumn=changed_text))
    assert block_texts(later_session.open(AUTUMN))[1:] == ["Somebody remembers your warning."]
    later_session.choose("leave")
    assert (
        open_session(pack=write_campaign(tmp_path / "changed", autumn=changed_text)).open(AUTUMN).ending
        == "The year is over"
    )


def test_an_earlier_scene_with_mistakes_leaves_nothing_and_disturbs_nothing(
    open_session: OpenSession, tmp_path: Path
) -> None:
    play(open_session(), SPRING, "warn")
    broken_pack = FILES["scenes/spring.yaml"].replace("goto: night}", "goto: nowhere}")
    session = open_session(pack=write_campaign(tmp_path / "broken", spring=broken_pack))
    assert block_texts(play(session, SUMMER)) == ["The water is high."]
    assert session._progress().list_finished_scenes() == ()


# ------------------------------------------------------------------------------------------ files of before


def write_old_file(folder: Path, version: int) -> bytes:
    """Writes a progress file as an earlier version did. Returns its bytes."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / PROGRESS_FILE_NAME, isolation_level=None)) as db:
        for table in (*TABLES_V1, *((ANSWERS_TABLE,) if version == 2 else ())):
            db.execute(table)
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("INSERT INTO readers VALUES (1, 'reader', 'reader', 1)")
        for playthrough_id, scene, steps in (
            (1, "spring", ("begin", "warn", "reveal", "close")),
            (2, "summer", ("begin",)),
        ):
            db.execute("INSERT INTO playthroughs VALUES (?, 1, ?, 1, 'hash', 1)", (playthrough_id, scene))
            db.executemany(f"INSERT INTO steps VALUES ({playthrough_id}, ?, ?)", list(enumerate(steps, 1)))
    return (folder / PROGRESS_FILE_NAME).read_bytes()


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_earlier_version_opens_as_it_is_and_is_extended_when_there_is_something_to_carry(
    open_session: OpenSession, tmp_path: Path, version: int
) -> None:
    file_before = write_old_file(tmp_path / "kept", version)
    session = open_session()
    assert block_texts(session.open(SUMMER)) == ["The water is high."], "begun before anything could be carried"
    assert [finished_scene.scene.scene for finished_scene in session._progress().list_finished_scenes()] == [SPRING]
    assert (tmp_path / "kept" / PROGRESS_FILE_NAME).read_bytes() == file_before, "reading changes nothing"
    session.choose("row")
    assert block_texts(play(session, AUTUMN))[1:] == ["Somebody remembers your warning."]
    assert block_texts(open_session().open(AUTUMN))[1:] == ["Somebody remembers your warning."]
    with closing(connect(tmp_path / "kept")) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert not [path for path in (tmp_path / "kept").iterdir() if "aside" in path.name]
    session.delete_player("reader")
    with closing(connect(tmp_path / "kept")) as db:
        assert db.execute("SELECT count(*) FROM carried").fetchone() == (0,)


def test_what_was_carried_by_another_hand_is_passed_over(open_session: OpenSession, tmp_path: Path) -> None:
    play(open_session(), AUTUMN)
    with closing(sqlite3.connect(tmp_path / "kept" / PROGRESS_FILE_NAME, isolation_level=None)) as db:
        db.execute("INSERT INTO carried VALUES (1, 'unheard-of'), (1, 'warned-them'), (1, x'00ff')")
    session = open_session()
    assert block_texts(session.open(AUTUMN))[1:] == ["Somebody remembers your warning."]
    assert not session.notices


@given(st.lists(st.lists(st.sampled_from(["a", "b"]), max_size=3), max_size=5), st.sets(st.sampled_from("xyz")))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_walk_was_begun_with_is_kept_with_its_first_step_and_not_changed_after_it(
    step_lists: list[list[str]], traces: set[str]
) -> None:
    store = Store.in_memory()
    save = SavedPlaythrough("Anna", "autumn", imported_traces=tuple(sorted(traces)))
    for steps in step_lists:
        save = store.save(save, tuple(steps), "hash")
        assert store.list_playthroughs("Anna", "autumn") == (save,)
        assert save.imported_traces == tuple(sorted(traces))
    store.close()
