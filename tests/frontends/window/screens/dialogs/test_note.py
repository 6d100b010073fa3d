"""The note: its full citation, the pages on which the fact is used, and the titles of other scenes."""

from __future__ import annotations

from pathlib import Path

from party_card.app.session import Session
from party_card.frontends.window.input.events import Arrow, Key
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import TextRun
from tests.storage.sample import FILES, LETTER, RIVER, write_pack

RIVER_WITH_CITATION = FILES["river.yaml"].replace("title: By the River", "title: By the River\ndossiers: [office]").replace(
    "You stand at the river.", "You stand at the river, with one letter. [@desk]"
)  # fmt: skip
STEPS = ("begin", "read", "tell", "reveal")


def play_to_record(folder: Path, **scenes: str) -> Session:
    session = Session(write_pack(folder / "pack", **scenes), folder=folder)
    session.open(LETTER)
    for step in STEPS:
        session.choose(step)
    return session


def test_another_scene_that_cites_the_fact_is_named_and_the_citation_is_in_full(tmp_path: Path) -> None:
    uses = play_to_record(tmp_path, river=RIVER_WITH_CITATION).fact_usage("gossip")
    assert "".join(run.text for run in uses.citation).startswith("Anna Writer, A Chronicle of the Office")
    assert uses.other_scenes == ()
    assert play_to_record(tmp_path / "again", river=RIVER_WITH_CITATION).fact_usage("desk").other_scenes == (
        "By the River",
    )


def test_what_is_no_fact_has_no_uses(tmp_path: Path) -> None:
    session = play_to_record(tmp_path, river=FILES["river.yaml"])
    assert session.fact_usage("desk").other_scenes == ()
    assert session.fact_usage("figure Letters received").citation == ()
    session.open(RIVER)
    assert session.fact_usage("drawer").citation == ()


def test_the_note_says_how_sure_where_it_stands_and_where_else_it_was_read(tmp_path: Path) -> None:
    session = play_to_record(tmp_path, river=RIVER_WITH_CITATION)
    navigator = Navigator(session, (1280, 800), screen=PageScreen(session, session.page()))
    navigator.dispatch(Key("n"))
    text = " ".join(m.text for b in navigator.view.layout.boxes for m in b.marks if isinstance(m, TextRun))
    for part in (
        "Documented", "states it plainly", "“one letter for each day”", "Anna Writer",
        "Step 1 (2 March 1931).", "By the River",
    ):  # fmt: skip
        assert part in text, part
    navigator.dispatch(Arrow(x=1))
    text = " ".join(m.text for b in navigator.view.layout.boxes for m in b.marks if isinstance(m, TextRun))
    assert "Rumoured" in text and "the talk of the corridor" in text
    assert "Anna Writer" in text, "not Ibid., which says nothing here"
    assert "Step" not in text, "nowhere else was it read"
