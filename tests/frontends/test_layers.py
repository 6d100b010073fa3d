"""A record in layers is read one layer after another, in the terminal and in the window."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.engine.page import Chart
from party_card.engine.record_layers import split_layers
from party_card.frontends.print.guide import write_guide
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.terminal import app
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.events import Confirm, Key
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.storage.settings import Settings
from tests.consequence import FERRY, LAYERED, SCENE, play_ferry, read_ferry
from tests.frontends.print.papers import proved
from tests.frontends.shared.transcript.test_transcript_html import Reader
from tests.frontends.window.open_screens import read_text
from tests.shipped import load_shipped_pack

DRY = ("begin", "open-it", "greet", "tell", "reveal")
HEADINGS = ("What really happened", "Your decisions and theirs", "The whole story", "What came after")
TO_THE_RECORD = "1\n1\n1\n1\n1\n"
"""Opens the crate, greets, tells, and asks what happened."""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(read_ferry(tmp_path / "pack", LAYERED), folder=tmp_path / "home")
    yield session
    session.close()


def type_lines(session: Session, text: str) -> str:
    output = io.StringIO()
    assert app.play(session, FERRY, input=io.StringIO(text), output=output, interactive=False) == 0
    return " ".join(output.getvalue().rpartition("\n>")[2].split())


def open_record(session: Session, size: tuple[int, int] = (1280, 800), settings: Settings | None = None) -> Navigator:
    if settings is not None:
        session.update_settings(text_size=settings.text_size)
    page = session.open(FERRY)
    for step in DRY:
        page = session.choose(step)
    return Navigator(session, size, screen=PageScreen(session, page))


def test_enter_leads_through_the_layers_in_the_terminal(session: Session) -> None:
    for count, heading in enumerate(HEADINGS):
        text = type_lines(session, f"r\n{TO_THE_RECORD}" + "\n" * count)
        assert f"The record, part {count + 1} of 4: {heading}" in text
        layer = text.split("Press Enter")[0]
        assert [other for other in HEADINGS if f"of 4: {other}" in layer] == [heading]
    assert "Press Enter to go on: To the questions." in text
    assert "Who could have cut the rope?" in type_lines(session, f"r\n{TO_THE_RECORD}" + "\n" * 4)


def test_no_digit_leads_past_the_record_in_the_terminal(session: Session) -> None:
    text = type_lines(session, TO_THE_RECORD + "1\n1\n1\n")
    assert "The record, part 1 of 4" in text
    assert "Press Enter to go on: Your decisions and theirs." in text
    assert "The record, part 4 of 4" in type_lines(session, f"r\n{TO_THE_RECORD}4\n")
    assert "The record, part 4 of 4" in type_lines(session, f"r\n{TO_THE_RECORD}4\np\n")
    assert "“7” is not on offer here. Press Enter to go on" in type_lines(session, f"r\n{TO_THE_RECORD}7\n")


def test_the_window_opens_at_the_essentials_with_nothing_of_the_other_layers(session: Session) -> None:
    text = read_text(open_record(session))
    assert "The crate was opened on the quay." in text
    assert "Nobody asked the ferryman." in text
    assert "Crossings of the ferry".casefold() in text.casefold()
    assert "You came over dry".casefold() in text.casefold()
    assert "What you did".casefold() not in text.casefold()
    assert "The ferry went four times" not in text


def test_no_digit_leads_past_the_record_in_the_window(session: Session) -> None:
    navigator = open_record(session)
    for _ in range(3):
        navigator.dispatch(Key("1"))
        assert session.page().kind == "record"
        assert "Nobody asked the ferryman." in read_text(navigator)
    navigator.dispatch(Key("3"))
    assert "The ferry went four times" in read_text(navigator)
    navigator.dispatch(Key("9"))
    assert "The ferry went four times" in read_text(navigator)


def test_enter_leads_through_the_layers_and_then_on(session: Session) -> None:
    navigator = open_record(session)
    met = []
    for _ in range(40):
        if session.page().kind != "record":
            break
        met.append(read_text(navigator))
        navigator.dispatch(Confirm())
    assert session.page().kind == "debrief"
    for words in (
        "Nobody asked the ferryman.",
        "You opened the crate.",
        "went four times",
        "Nobody asked for a new one.",
    ):
        assert any(words in text for text in met), words


def test_the_first_part_of_the_whole_story_is_open_and_the_others_are_folded_until_they_are_opened(
    session: Session,
) -> None:
    navigator = open_record(session)
    navigator.dispatch(Key("3"))
    text = read_text(navigator)
    assert "The rope was cut at night." in text
    assert "Who cut it." not in text
    fold = next(target for target in navigator.view.targets if target.target.name == "The rope open")
    navigator.run_command(fold.target.command)
    assert "The rope was cut at night." not in read_text(navigator)
    assert navigator.view.focused_command == fold.target.command
    assert any(target.target.name == "The rope folded" for target in navigator.view.targets)
    navigator.run_command(fold.target.command)
    assert "The rope was cut at night." in read_text(navigator)


def test_a_record_without_layers_is_folded_by_its_headings_too(tmp_path: Path) -> None:
    scene = SCENE + "  - heading: The bank\n  - unknown: Who stood there.\n"
    scene += '  - heading: The river\n  - text: "Nobody asked. [@nobody-asked]"\n'
    session = Session(read_ferry(tmp_path / "pack", scene), folder=tmp_path / "home")
    navigator = open_record(session)
    assert "The rope was cut at night." in read_text(navigator)
    assert "Who stood there." in read_text(navigator)
    assert "Nobody asked." not in read_text(navigator)
    fold = next(target for target in navigator.view.targets if target.target.name == "The river folded")
    navigator.run_command(fold.target.command)
    assert "Nobody asked." in read_text(navigator)
    session.close()


@pytest.mark.parametrize(("size", "text_size"), [((640, 480), 200), ((640, 480), 100), ((1920, 1080), 200)])
def test_every_layer_fits_the_window(session: Session, size: tuple[int, int], text_size: int) -> None:
    navigator = open_record(session, size, Settings(text_size))
    for number in range(1, 5):
        navigator.dispatch(Key(str(number)))
        for box in navigator.view.layout.boxes:
            assert box.x >= 0, box.name
            assert box.x + box.w <= size[0], box.name
        names = [target.target.name for target in navigator.view.targets]
        assert [name for name in names if name.startswith("Layer ")] == [
            f"Layer {place}  {heading}" + (", shown now" if place == number else "")
            for place, heading in enumerate(HEADINGS, 1)
        ]


def test_a_screen_reader_meets_the_layers_as_buttons_and_the_parts_as_open_or_folded(session: Session) -> None:
    navigator = open_record(session)
    navigator.dispatch(Key("3"))
    names = [node.name for node in build_access_tree(navigator).walk()]
    assert "Layer 3  The whole story, shown now" in names
    assert "What is not known folded" in names


def test_notes_below_a_layer_are_its_own(session: Session) -> None:
    navigator = open_record(session)
    navigator.dispatch(Key("2"))
    text = read_text(navigator)
    assert "3." in text
    assert ", 9." not in text


def test_on_paper_and_in_transcripts_the_layers_follow_one_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    playthrough = play_ferry(tmp_path, *DRY[1:], scene=LAYERED)
    for text in (to_markdown(playthrough), Reader(to_html(playthrough)).text):
        places = [text.find(heading) for heading in HEADINGS]
        assert -1 not in places
        assert places == sorted(places)
        assert "The rope was cut at night." in text
    guide = Reader(write_guide(proved(read_ferry(tmp_path / "paper", LAYERED), FERRY))).text
    assert "What really happened" in guide
    assert "Nobody asked the ferryman." in guide


def test_a_command_of_another_screen_is_not_mistaken_for_a_layer(session: Session) -> None:
    navigator = open_record(session)
    navigator.dispatch(Key("4"))
    navigator.run_command(Command("undo"))
    assert session.page().kind == "passage"
    page = session.choose("reveal")
    assert PageScreen(session, page).transition_kind == "record"


def test_essentials_without_a_chart_have_the_picture_of_the_scene_beside_them_where_there_is_room(
    tmp_path: Path,
) -> None:
    session = Session(load_shipped_pack(), folder=tmp_path)
    page = session.open(SceneId("forbidden-paper"))
    while page.kind != "record":
        page = session.choose(next(offer.id for offer in page.offers if offer.is_open))
    assert not any(isinstance(block, Chart) for block in split_layers(page)[0].blocks)
    for size, count in (((1280, 800), 1), ((640, 480), 0)):
        navigator = Navigator(session, size, screen=PageScreen(session, page))
        boxes = navigator.view.layout.boxes
        pictures = [box for box in boxes if box.role == "image"]
        assert [box.name for box in pictures] == [page.alt] * count
        for picture in pictures:
            sentences = [box for box in boxes if box.key in (0, 1, 2)]
            assert all(picture.x > box.x + box.w for box in sentences)
            assert picture.x + picture.w <= size[0]
        navigator.dispatch(Key("2"))
        assert not [box for box in navigator.view.layout.boxes if box.role == "image"]
    session.close()
