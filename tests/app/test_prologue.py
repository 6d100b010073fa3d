"""The prologue of a campaign: it is due once, and what is chosen in it is carried into the scenes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.engine.page import Heading, Page, Paragraph
from tests.prologue import FERRY, MILL, TEXTS, read_year


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(read_year(tmp_path / "pack"), folder=tmp_path / "home")
    yield session
    session.close()


def read_first_passage(session: Session) -> str:
    session.open(FERRY)
    return text_of(session.choose("begin"))


def text_of(page: Page) -> str:
    return " ".join("".join(run.text for run in block.line) for block in page.blocks if isinstance(block, Paragraph))


def test_a_beat_is_a_page_with_notes_a_picture_and_one_way_on(session: Session) -> None:
    page = session.prologue_page(0)
    assert (page.kind, page.title, page.step, page.steps, page.picture, page.alt) == (
        "prologue", "Before the river", 1, 3, "knot", "A knot.",
    )  # fmt: skip
    assert [note.fact for note in page.notes] == ["guard"]
    assert [entry.id for entry in page.entries] == ["guard"]
    assert [offer.line[0].text for offer in page.offers] == ["Go on"]
    assert [offer.line[0].text for offer in session.prologue_page(2).offers] == ["Begin"]


def test_the_beat_with_choices_asks_its_question(session: Session) -> None:
    page = session.prologue_page(1)
    assert [block.text for block in page.blocks if isinstance(block, Heading)] == ["Whose is the rope?"]
    assert [offer.id for offer in page.offers] == ["mine", "his"]


def test_it_is_due_before_the_first_scene_until_it_has_been_seen(session: Session) -> None:
    assert session.is_prologue_due(FERRY)
    assert not session.is_prologue_due(MILL)
    session.leave_prologue()
    assert not session.is_prologue_due(FERRY)


def test_it_is_not_due_where_the_first_scene_has_been_begun_without_it(session: Session) -> None:
    read_first_passage(session)
    assert not session.is_prologue_due(FERRY)


def test_another_player_sees_it_anew_and_a_deleted_player_leaves_nothing(session: Session) -> None:
    session.leave_prologue("mine")
    session.switch_player("blue fox")
    assert session.is_prologue_due(FERRY)
    session.leave_prologue()
    session.delete_player("blue fox")
    session.switch_player("blue fox")
    assert session.is_prologue_due(FERRY)


@pytest.mark.parametrize(("choice", "knows"), [("mine", True), ("his", False), ("", False)])
def test_what_was_chosen_is_carried_into_the_scene(session: Session, choice: str, knows: bool) -> None:
    session.leave_prologue(choice)
    assert ("You call it yours." in read_first_passage(session)) is knows


def test_choosing_again_replaces_the_choice_and_skipping_later_keeps_it(session: Session) -> None:
    session.leave_prologue("mine")
    session.leave_prologue("his")
    assert "yours" not in read_first_passage(session)
    session.leave_prologue("mine")
    session.leave_prologue()
    session.restart(FERRY)
    assert "yours" in text_of(session.choose("begin"))


def test_it_is_kept_from_one_session_to_the_next(tmp_path: Path) -> None:
    pack = read_year(tmp_path / "pack")
    for is_due in (True, False):
        session = Session(pack, folder=tmp_path / "home", player="red heron")
        assert session.is_prologue_due(FERRY) is is_due
        session.leave_prologue("mine")
        session.close()


def test_a_campaign_without_a_prologue_has_none(tmp_path: Path) -> None:
    campaign = TEXTS["scenes/campaign.yaml"].replace("prologue: the-rope\n", "")
    session = Session(read_year(tmp_path / "pack", **{"scenes/campaign.yaml": campaign}), folder=tmp_path / "home")
    assert session.find_prologue() is None
    assert not session.is_prologue_due(FERRY)
    session.close()
