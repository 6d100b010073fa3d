"""What earlier scenes left is carried into later ones, kept with the walk, and told between scenes and at the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.overlay import exclude_scenes
from party_card.content.pack import Pack
from party_card.engine import page as pages
from party_card.engine.campaign_pages import FinishedScene, player_path_line
from party_card.engine.page import Line, Page
from party_card.rules import check_pack
from party_card.storage.schema import _ANSWERS, _FIRST, NAME, VERSION, connect
from party_card.storage.store import SavedPlaythrough, Store
from tests.storage.campaign import AUTUMN, FILES, SPRING, SUMMER, write_campaign

Sit = Callable[..., Session]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    pack = write_campaign(tmp_path_factory.mktemp("pack"))
    assert not [problem.message for problem in check_pack(pack)]
    return pack


@pytest.fixture
def sit(year: Pack, tmp_path: Path) -> Iterator[Sit]:
    open_: list[Session] = []

    def sitting(reader: str = "", pack: Pack | None = None) -> Session:
        open_.append(Session(pack or year, folder=tmp_path / "kept", reader=reader))
        return open_[-1]

    yield sitting
    for session in open_:
        session.close()


def play(session: Session, scene: SceneId, *choices: str, again: bool = False) -> Page:
    """Plays a scene and looks at the record; without choices, up to its first passage."""
    (session.restart if again else session.open)(scene)
    for step in ("begin", *choices, *(("reveal", "close") if choices else ())):
        session.choose(step)
    return session.page()


def said(line: Line) -> str:
    return "".join(run.text if run.note is None else f"[{run.note}]" for run in line)


def told(page: Page | None) -> list[str]:
    """The blocks of a page, each on a line."""
    assert page is not None
    lines: list[str] = []
    for block in page.blocks:
        match block:
            case pages.Heading(text):
                lines.append(f"# {text}")
            case pages.Paragraph(line) | pages.Unknown(line):
                lines.append(said(line))
            case pages.RecordParagraph(date, line):
                lines.append(f"{date}: {said(line)}")
            case pages.Link(word, date, line):
                lines.append(f"{word}, {date}: {said(line)}")
            case _:
                lines.append(type(block).__name__)
    return lines


# ------------------------------------------------------------------------------------------------- carrying


def test_a_scene_played_alone_carries_nothing(sit: Sit) -> None:
    assert told(play(sit(), AUTUMN)) == ["The sacks are counted."]


def test_what_earlier_scenes_left_is_carried_into_a_later_one(sit: Sit) -> None:
    session = sit()
    play(session, SPRING, "warn")
    assert told(play(session, SUMMER)) == ["The water is high.", "They nod to you."]
    assert told(play(session, AUTUMN)) == ["The sacks are counted.", "Somebody remembers your warning."]
    assert session.playthrough.carried == ("warned-them",)


def test_a_scene_that_is_left_out_is_passed_over_and_leaves_nothing(sit: Sit, year: Pack) -> None:
    play(sit(), SPRING, "warn")
    session = sit(pack=exclude_scenes(year, [SPRING, SUMMER]))
    assert [one.scene for one in session.list_scenes()] == [AUTUMN]
    assert session.is_campaign_finished(AUTUMN)
    assert told(play(session, AUTUMN)) == ["The sacks are counted."], "the walk that was kept is of a scene not here"
    assert not any("Summer" in line or "Spring" in line for line in told(session.campaign_end()))
    assert sit(pack=exclude_scenes(year, [SUMMER])).next_scene(SPRING) == AUTUMN


def test_a_scene_that_has_not_come_to_its_record_has_left_nothing_yet(sit: Sit) -> None:
    session = sit()
    session.open(SPRING)
    for step in ("begin", "warn"):
        session.choose(step)
    assert told(play(session, SUMMER)) == ["The water is high."]


def test_the_last_finished_playthrough_counts_and_one_in_the_middle_does_not(sit: Sit) -> None:
    session = sit()
    play(session, SPRING, "warn")
    play(session, SPRING, "wait", again=True)
    session.restart(SPRING)
    session.choose("begin")
    session.choose("warn")
    session.open(AUTUMN)
    assert session.playthrough.carried == ("kept-quiet",)


def test_replaying_an_earlier_scene_does_not_change_a_walk_that_has_begun(sit: Sit) -> None:
    session = sit()
    play(session, SPRING, "warn")
    shown = play(session, AUTUMN)
    play(session, SPRING, "wait", again=True)
    assert session.open(AUTUMN) == shown == sit().open(AUTUMN)
    assert session.undo().kind == "briefing", "and still in the same walk"
    assert session.choose("begin") == shown
    assert told(play(session, AUTUMN, again=True))[1] == "Somebody remembers your silence."
    assert [one.carried for one in session._keeper.read(lambda store: store.playthroughs("reader", AUTUMN))] == [
        ("warned-them",), ("kept-quiet",)
    ]  # fmt: skip


def test_a_scene_that_was_looked_at_and_not_begun_takes_what_is_there_when_it_is_opened_again(sit: Sit) -> None:
    session = sit()
    play(session, AUTUMN, "go")
    session.restart(AUTUMN)  # kept, without a step
    play(session, SPRING, "warn")
    assert told(play(session, AUTUMN))[1:] == ["Somebody remembers your warning."]
    assert told(sit().open(AUTUMN))[1:] == ["Somebody remembers your warning."]


def test_readers_carry_their_own(sit: Sit) -> None:
    play(sit("Anna"), SPRING, "warn")
    assert told(play(sit("Boris"), SUMMER)) == ["The water is high."]
    assert told(play(sit("Anna"), SUMMER))[1:] == ["They nod to you."]


def test_what_comes_later_in_the_campaign_is_not_carried_back(sit: Sit, tmp_path: Path) -> None:
    turned = (
        FILES["scenes/campaign.yaml"]
        .replace("  - scene: autumn\n", "  - scene: spring\n")
        .replace("  - scene: spring\n", "  - scene: autumn\n", 1)
    )
    session = sit(pack=write_campaign(tmp_path / "turned", campaign=turned))
    play(session, SPRING, "warn")
    session.open(AUTUMN)
    assert session.playthrough.carried == ()


def test_without_a_campaign_the_order_of_the_shelf_decides(sit: Sit, tmp_path: Path) -> None:
    session = sit(pack=write_campaign(tmp_path / "plain", campaign=""))
    play(session, SPRING, "warn")
    session.open(AUTUMN)
    assert session.playthrough.carried == ("warned-them",)
    assert (session.intermission(AUTUMN), session.campaign_end(), session.finished_scenes(), session.next_scene(SPRING)) == (
        None, None, (), None
    )  # fmt: skip


def test_a_changed_scene_goes_on_with_what_it_was_begun_with(sit: Sit, tmp_path: Path) -> None:
    session = sit()
    play(session, SPRING, "warn")
    play(session, AUTUMN, "go")
    changed = FILES["scenes/autumn.yaml"].replace("id: go", "id: leave")
    later = sit(pack=write_campaign(tmp_path / "changed", autumn=changed))
    assert told(later.open(AUTUMN))[1:] == ["Somebody remembers your warning."]
    later.choose("leave")
    assert sit(pack=write_campaign(tmp_path / "changed", autumn=changed)).open(AUTUMN).ending == "The year is over"


def test_an_earlier_scene_with_mistakes_leaves_nothing_and_disturbs_nothing(sit: Sit, tmp_path: Path) -> None:
    play(sit(), SPRING, "warn")
    broken = FILES["scenes/spring.yaml"].replace("goto: night}", "goto: nowhere}")
    session = sit(pack=write_campaign(tmp_path / "broken", spring=broken))
    assert told(play(session, SUMMER)) == ["The water is high."]
    assert session.finished_scenes() == ()


# --------------------------------------------------------------------------------------- between and the end


def test_between_scenes_the_date_line_moves_with_a_fact_of_the_day_and_what_was_left_just_now(sit: Sit) -> None:
    session = sit()
    first = session.intermission(SPRING)
    assert first is not None
    assert (first.kind, first.title, first.heading) == ("between", "The Year on the River", "Spring")
    assert (first.since, first.when) == ("", "March 1931")
    assert told(first) == ["# A fact of the day", "March 1931: The river was still frozen.[1]"]
    assert [(note.fact, note.grade) for note in first.notes] == [("ice", "reported")]
    play(session, SPRING, "wait")
    summer = session.intermission(SUMMER)
    assert summer is not None
    assert (summer.since, summer.when) == ("April 1931", "3 May 1931")
    assert told(summer) == [
        "# What you witnessed", "You saw the ice move.", "# What you kept silent about", "You kept quiet about the ice."
    ]  # fmt: skip
    assert (pages.Run("ice", italic=True)) in summer.blocks[1].line  # type: ignore[union-attr]
    play(session, SUMMER, "row")
    autumn = session.intermission(AUTUMN)
    assert autumn is not None
    assert (autumn.since, autumn.when, autumn.where, autumn.picture) == (
        "July 1931", "10 September 1931", "The mill", "mill"
    )  # fmt: skip
    assert [entry.name for entry in autumn.entries] == ["A. Keeper"]
    assert told(autumn)[2:] == ["# What you witnessed", "You crossed in the flood."]


def test_a_scene_left_out_is_passed_over_between_scenes(sit: Sit) -> None:
    session = sit()
    play(session, SPRING, "warn")
    autumn = session.intermission(AUTUMN)
    assert autumn is not None
    assert autumn.since == "April 1931"
    assert told(autumn)[2:] == ["# What you witnessed", "You saw the ice move.", "# What you said", "You warned them."]


def test_a_date_line_does_not_move_back(sit: Sit, tmp_path: Path) -> None:
    for span, since in (("1931-03/1931-08", "March 1931"), ("1931-06", ""), ("1931-05-03", "")):
        text = FILES["scenes/spring.yaml"].replace("1931-03/1931-04", span)
        session = sit(
            reader=span.replace("/", " "), pack=write_campaign(tmp_path / span.replace("/", "-"), spring=text)
        )
        play(session, SPRING, "warn")
        summer = session.intermission(SUMMER)
        assert summer is not None
        assert (summer.since, summer.when) == (since, "3 May 1931")


def test_the_next_scene_is_the_next_that_is_not_finished(sit: Sit) -> None:
    session = sit()
    assert session.next_scene(SPRING) == SUMMER
    play(session, SUMMER, "row")
    assert session.next_scene(SPRING) == AUTUMN
    play(session, AUTUMN, "go")
    assert session.next_scene(SPRING) is None
    assert session.next_scene(SceneId("elsewhere")) is None


def test_at_the_end_the_chain_is_told_and_the_students_path_through_it(sit: Sit) -> None:
    session = sit()
    assert told(session.campaign_end())[-2:] == ["# Your path through it", "You have not finished a scene yet."]
    play(session, SPRING, "warn")
    play(session, AUTUMN, "go")
    winter = session.campaign_end()
    assert winter is not None
    assert (winter.kind, winter.title, winter.heading) == (
        "winter",
        "The Year on the River",
        "The winter in the record",
    )
    assert winter.when == "March – 10 September 1931"
    assert told(winter)[0].startswith("A link that is stated is one that the source itself makes.")
    assert told(winter)[1:] == [
        "stated, May 1931: The flood made the harvest small.[1][2]",
        "later in time, September 1931: Then the harvest came in.[2]",
        "May 1931: The river flooded.[1]",
        "Chart",
        "Who opened the sluice is not told.[1]",
        "# Your path through it",
        "March – April 1931: Spring. The ice broke. You saw the ice move. You warned them.",
        "10 September 1931: Autumn. The year is over.",
        "Not played to the end: “Summer”.",
    ]
    assert [note.fact for note in winter.notes] == ["flood", "harvest", "figure Sacks"]
    assert [(one.scene.scene, one.ending, [trace.id for trace in one.left]) for one in session.finished_scenes()] == [
        (SPRING, "The ice broke", ["saw-the-ice", "warned-them"]), (AUTUMN, "The year is over", [])
    ]  # fmt: skip


def test_a_title_that_asks_wants_no_full_stop(year: Pack) -> None:
    asking = replace(year.scenes[SPRING], title="'Down with the ice'?")
    assert said(player_path_line(FinishedScene(asking, "It broke!", ()))) == "‘Down with the ice’? It broke!"
    assert said(player_path_line(FinishedScene(year.scenes[SPRING], "It broke", ()))) == "Spring. It broke."


# ------------------------------------------------------------------------------------------ files of before


def an_old_file(folder: Path, version: int) -> bytes:
    """As an earlier version wrote it."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as db:
        for table in (*_FIRST, *((_ANSWERS,) if version == 2 else ())):
            db.execute(table)
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("INSERT INTO readers VALUES (1, 'reader', 'reader', 1)")
        for id_, scene, steps in ((1, "spring", ("begin", "warn", "reveal", "close")), (2, "summer", ("begin",))):
            db.execute("INSERT INTO playthroughs VALUES (?, 1, ?, 1, 'hash', 1)", (id_, scene))
            db.executemany(f"INSERT INTO steps VALUES ({id_}, ?, ?)", list(enumerate(steps, 1)))
    return (folder / NAME).read_bytes()


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_earlier_version_opens_as_it_is_and_is_extended_when_there_is_something_to_carry(
    sit: Sit, tmp_path: Path, version: int
) -> None:
    before = an_old_file(tmp_path / "kept", version)
    session = sit()
    assert told(session.open(SUMMER)) == ["The water is high."], "begun before anything could be carried"
    assert [one.scene.scene for one in session.finished_scenes()] == [SPRING]
    assert (tmp_path / "kept" / NAME).read_bytes() == before, "reading changes nothing"
    session.choose("row")
    assert told(play(session, AUTUMN))[1:] == ["Somebody remembers your warning."]
    assert told(sit().open(AUTUMN))[1:] == ["Somebody remembers your warning."]
    with closing(connect(tmp_path / "kept")) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert not [path for path in (tmp_path / "kept").iterdir() if "aside" in path.name]
    session.delete_player("reader")
    with closing(connect(tmp_path / "kept")) as db:
        assert db.execute("SELECT count(*) FROM carried").fetchone() == (0,)


def test_what_was_carried_by_another_hand_is_passed_over(sit: Sit, tmp_path: Path) -> None:
    play(sit(), AUTUMN)
    with closing(sqlite3.connect(tmp_path / "kept" / NAME, isolation_level=None)) as db:
        db.execute("INSERT INTO carried VALUES (1, 'unheard-of'), (1, 'warned-them'), (1, x'00ff')")
    session = sit()
    assert told(session.open(AUTUMN))[1:] == ["Somebody remembers your warning."]
    assert not session.notices


@given(st.lists(st.lists(st.sampled_from(["a", "b"]), max_size=3), max_size=5), st.sets(st.sampled_from("xyz")))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_walk_was_begun_with_is_kept_with_its_first_step_and_not_changed_after_it(
    walks: list[list[str]], carried: set[str]
) -> None:
    store = Store.in_memory()
    kept = SavedPlaythrough("Anna", "autumn", carried=tuple(sorted(carried)))
    for steps in walks:
        kept = store.save(kept, tuple(steps), "hash")
        assert store.playthroughs("Anna", "autumn") == (kept,)
        assert kept.carried == tuple(sorted(carried))
    store.close()
