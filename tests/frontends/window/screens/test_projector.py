"""A lesson on a projector: by keyboard, by mouse, and by a clicker with two buttons."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pygame
import pytest

from party_card.app.hands import get_hands
from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frontends.shared.transcript.transcript_data import find_transcript_data
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.events import (
    Action,
    Arrow,
    Cancel,
    Confirm,
    Key,
    PageScroll,
    PointerDown,
    PointerUp,
    Tab,
)
from party_card.frontends.window.navigation import Route
from party_card.frontends.window.screens.projector.base import SlideScreen
from party_card.frontends.window.screens.projector.scene import ProjectorSceneScreen
from party_card.frontends.window.screens.projector.title import ProjectorTitleScreen
from party_card.frontends.window.screens.router import build_screen
from party_card.frontends.window.shell.interface_language import InterfaceLanguage
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.key_hints import BACK as BACK_HINT
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from tests.localization.english_words import find_english_messages
from tests.shipped import load_shipped_pack, load_translated_pack

from ..open_screens import list_boxes, list_text_runs, target_center
from ..pseudo_language import list_texts

NEXT, BACK = PageScroll(0.9), PageScroll(-0.9)
SHORT_SCENE = SceneId("two-notes")
SHAPER = TextShaper()


def open_lesson(folder: Path, scene: str = "", size: tuple[int, int] = (1280, 720)) -> Navigator:
    """Opens the title on a projector, or a scene."""
    session = Session(load_shipped_pack(), folder=folder, player="7b")
    route = Route("projector_scene", scene) if scene else Route("projector")
    return Navigator(session, size, screen=build_screen(route, session))


def get_screen(navigator: Navigator) -> SlideScreen:
    assert isinstance(navigator.screen, SlideScreen)
    return navigator.screen


def get_scene_screen(navigator: Navigator) -> ProjectorSceneScreen:
    assert isinstance(navigator.screen, ProjectorSceneScreen)
    return navigator.screen


def press(navigator: Navigator, *actions: Action | str) -> None:
    """Presses keys; a text stands for its characters."""
    for action in actions:
        for key in (Key(name) for name in action) if isinstance(action, str) else (action,):
            navigator.dispatch(key)


def go_to_vote(navigator: Navigator) -> None:
    """Reads on to the next vote."""
    for _ in range(60):
        screen = get_scene_screen(navigator)
        if screen.is_choosing and screen.chooser is not None and screen.chooser.counts_hands:
            return
        press(navigator, NEXT)
    raise AssertionError("there is no vote")


def read_screen(navigator: Navigator) -> str:
    """Returns the names of all boxes."""
    return " ".join(box.name for box in list_boxes(navigator) if box.name)


# --------------------------------------------------------------------------------------------------- the clicker


def click_through(navigator: Navigator, look: Callable[[], None] = lambda: None) -> list[str]:
    """Goes to the end of a scene with two buttons; looks at each slide. Returns the kinds of its pages."""
    kinds: list[str] = []
    for _ in range(400):
        screen = get_screen(navigator)
        if screen.page is not None and kinds[-1:] != [screen.page.kind]:
            kinds.append(screen.page.kind)
        look()
        if kinds[-1:] == ["finished"] and screen.is_choosing:
            return kinds
        press(navigator, NEXT)
        if screen.is_choosing and screen.chooser is not None and screen.chooser.marked and screen is navigator.screen:
            press(navigator, NEXT) if len(screen.chooser.open_ids) == 1 else press(navigator, BACK, NEXT)
    raise AssertionError(f"the scene does not end: {kinds}")


def test_two_buttons_lead_from_the_title_to_the_end_of_a_scene(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path)
    assert isinstance(navigator.screen, ProjectorTitleScreen)
    assert click_through(navigator) == ["briefing", "passage", "record", "file", "debrief", "finished"]
    session = navigator.session
    assert session.list_scenes()[0].state == "played"
    assert len(session.decisions()) > 5


@pytest.mark.release
def test_a_scene_in_german_has_no_english_sentence_of_the_program_on_the_projector(tmp_path: Path) -> None:
    language = InterfaceLanguage("de")
    session = Session(load_translated_pack(SceneId("rear-door"), "de"), folder=tmp_path, player="7b")
    pictures = Path(os.environ.get("PARTY_CARD_PICTURES", tmp_path))
    language.apply(session.settings)
    screen = build_screen(Route("projector_scene", "rear-door"), session)
    navigator = Navigator(session, (1280, 720), screen=screen, language=language)
    surface, texts = pygame.Surface((1280, 720)), dict[str, None]()

    def look() -> None:
        texts.update(dict.fromkeys(list_texts(navigator)))
        if get_screen(navigator).is_choosing or len(texts) < 100:
            navigator.draw(surface)
            pygame.image.save(surface, pictures / f"projector-{len(texts):04}.png")

    assert click_through(navigator, look)[-1] == "finished"
    found = find_english_messages(texts, "de")
    assert not found, "\n".join(found)
    assert "Was wirklich geschah" in " ".join(texts)


@pytest.mark.parametrize("button", [NEXT, BACK, Arrow(x=1), Arrow(x=-1), Confirm(is_space=True)])
def test_one_button_pressed_again_and_again_takes_no_choice(tmp_path: Path, button: Action) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    steps = navigator.session.playthrough.steps
    press(navigator, *[button] * 60)
    assert navigator.session.playthrough.steps[: len(steps)] in (
        steps,
        steps[: len(navigator.session.playthrough.steps)],
    )
    assert not navigator.session.decisions()


def test_enter_pressed_again_and_again_takes_no_choice_for_which_nobody_has_voted(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    press(navigator, *[Confirm()] * 20)
    assert not navigator.session.decisions()


def test_a_decision_is_taken_back_only_after_a_question(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    press(navigator, NEXT, BACK, NEXT)
    steps = navigator.session.playthrough.steps
    press(navigator, BACK)
    assert "Take this decision back?" in read_screen(navigator)
    press(navigator, NEXT)
    assert navigator.session.playthrough.steps == steps
    press(navigator, BACK, BACK)
    assert navigator.session.playthrough.steps == steps[:-1]
    assert get_scene_screen(navigator).is_choosing, "the choices are shown again"


def test_a_press_on_a_black_screen_only_brings_the_slide_back(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    words = read_screen(navigator)
    keys: tuple[Action, ...] = (NEXT, BACK, Key("b"), Key("1"), Cancel())
    for black, light in product("b.", keys):
        press(navigator, black)
        assert "The screen is black." in read_screen(navigator)
        assert build_access_tree(navigator).children[0].children[0].name == "The screen is black."
        press(navigator, light)
        assert read_screen(navigator) == words


def test_escape_opens_a_pause_and_closes_it(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    words = read_screen(navigator)
    press(navigator, Cancel())
    assert "End the lesson" in read_screen(navigator)
    press(navigator, Cancel())
    assert read_screen(navigator) == words
    press(navigator, Cancel(), "4", "4")
    assert navigator.is_closed


# ----------------------------------------------------------------------------------------------------------- hands


def test_digits_count_hands_and_enter_asks_about_the_most_votes(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    press(navigator, "1" * 5, "2" * 3)
    assert "8 hands. Most votes: 1." in read_screen(navigator)
    press(navigator, Arrow(y=-1), Arrow(y=-1), Key("backspace"), Arrow(y=1), Key("+"), Key("-"))
    assert "8 hands. Most votes: 1." in read_screen(navigator), "the arrows count for the choice with the last digit"
    press(navigator, Confirm())
    chooser = get_scene_screen(navigator).chooser
    assert chooser is not None and chooser.asked == chooser.open_ids[0]
    assert "5 of 8 hands, the most votes." in read_screen(navigator)
    press(navigator, "2")
    assert chooser.hands.total == 8, "nothing is counted while the question is shown"
    press(navigator, Confirm())
    assert [decision.choice.id for decision in navigator.session.decisions()] == [chooser.open_ids[0]]


def test_no_choice_has_less_than_no_hands(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    press(navigator, "1", *[Key("backspace")] * 3, "2")
    assert "1 hand. Most votes: 2." in read_screen(navigator)


def test_a_tie_is_the_teachers(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    press(navigator, "1133", Confirm())
    assert "1 and 3 are level: the teacher decides." in read_screen(navigator)
    chooser = get_scene_screen(navigator).chooser
    assert chooser is not None and not chooser.asked, "nobody has decided yet"
    press(navigator, NEXT, NEXT, BACK)
    assert chooser.asked == chooser.open_ids[2]
    assert "2 of 4 hands, as many as for another choice; the teacher decided." in read_screen(navigator)
    press(navigator, NEXT)
    assert navigator.session.decisions()[0].choice.id == chooser.open_ids[2]


def test_hands_are_kept_and_stand_in_the_record_beside_what_was_done(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    press(navigator, "1" * 5, "2" * 3)
    navigator.session.advance_saving(at_once=True)
    navigator.session.close()
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    press(navigator, "1", Confirm())
    go_to_vote(navigator)
    assert "8 hands. Most votes: 1." in read_screen(navigator)
    press(navigator, Confirm(), Confirm())
    for _ in range(300):
        screen = get_scene_screen(navigator)
        if screen.page.kind == "record" and "5 of 8 hands, the most votes." in read_screen(navigator):
            break
        vote = screen.is_choosing and screen.page.kind == "passage"
        press(navigator, *((NEXT, BACK, NEXT) if vote else (NEXT,)))
    assert "What you did" in read_screen(navigator) and "What really happened" in read_screen(navigator)


def test_the_transcript_says_that_it_is_of_a_class_though_no_hands_were_counted(tmp_path: Path, home: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    session, screen = navigator.session, get_scene_screen(navigator)
    while session.page().kind != "finished":
        session.choose(next(offer.id for offer in session.page().offers if offer.is_open))
    screen.reload()
    screen.take("transcript")
    (file,) = home.rglob("*.html")
    data = find_transcript_data(file.read_text(encoding="utf-8"))
    assert data.hands == ({},) * len(data.steps)


def test_hands_are_counted_for_the_step_at_which_they_were_raised(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    press(navigator, "12", NEXT, BACK, NEXT)
    session = navigator.session
    decision = session.decisions()[0]
    assert get_hands(session.open_playthrough, decision.step, decision.passage).total == 2
    go_to_vote(navigator)
    chooser = get_scene_screen(navigator).chooser
    assert chooser is not None and not chooser.hands.total


# --------------------------------------------------------------------------------------------------------- slides


@pytest.mark.parametrize(
    "size",
    [
        (1024, 768),
        pytest.param((1280, 720), marks=pytest.mark.release),
        pytest.param((1920, 1080), marks=pytest.mark.release),
    ],
)
def test_every_slide_of_a_scene_has_big_letters_and_fits_its_window(tmp_path: Path, size: tuple[int, int]) -> None:
    """The scene with the longest texts, with hands counted at each decision."""
    navigator = open_lesson(tmp_path, "rear-door", size)
    least = size[1] / 60
    slide_count = 0
    for _ in range(400):
        screen = get_scene_screen(navigator)
        check_slide(navigator, least)
        slide_count += 1
        if screen.page.kind == "finished" and screen.is_choosing:
            break
        if screen.is_choosing and screen.chooser is not None:
            press(navigator, *(["1", "2"] if screen.chooser.counts_hands else []), NEXT)
            check_slide(navigator, least)
            press(navigator, BACK)
            check_slide(navigator, least)
        press(navigator, NEXT)
    assert slide_count > 60


def check_slide(navigator: Navigator, least_px: float) -> None:
    """Checks that nothing scrolls, no text is cut or covered by the line at the top, and all can be read."""
    width, height = navigator.size
    layout = navigator.view.layout
    assert layout.content_height <= height, read_screen(navigator)
    top = next(box for box in layout.fixed if box.role == "heading")
    for box in layout.boxes:
        assert box.y >= top.h and box.y + box.h <= height, box.name
    for box in list_boxes(navigator):
        for run in list_text_runs(box):
            assert box.x + run.x >= 0 and box.x + run.x + SHAPER.measure(run.text, run.font) <= width, run.text
            assert run.font.superscript or run.font.size >= least_px, (run.text, run.font.size)


def test_another_window_shows_the_same_words(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, "rear-door")
    press(navigator, *[NEXT] * 4)
    words = next(box.name for box in navigator.view.layout.boxes if len(box.name) > 30)[:20]
    for size in ((1024, 768), (800, 600), (1920, 1080), (1280, 720)):
        navigator.resize(size, 1)
        assert words in read_screen(navigator)


def test_no_slide_shows_a_key(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    assert not navigator.screen.key_hints() and not navigator.view.layout_footer().name
    assert BACK_HINT.cap not in [run.text for box in list_boxes(navigator) for run in list_text_runs(box)]


def test_questions_are_shown_one_at_a_time_without_a_field(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    screen = get_scene_screen(navigator)
    for _ in range(40):
        if screen.page.kind == "debrief":
            break
        offers = [offer.id for offer in navigator.session.page().offers if offer.is_open]
        screen.show(navigator.session.choose(offers[0]))
    navigator.stack.renew_top()
    for number in range(1, len(screen.page.blocks) + 1):
        texts = [box.name for box in navigator.view.layout.boxes if box.name.startswith(f"{number} · ")]
        assert len(texts) == 1
        assert not [target for target in navigator.view.targets if target.target.field]
        press(navigator, Key("n"))
        assert "What a good answer draws on" in read_screen(navigator)
        press(navigator, Key("n"), NEXT)


# ----------------------------------------------------------------------------------------- notes, mouse and readers


def go_to_notes(navigator: Navigator) -> None:
    """Reads on to a slide with a note."""
    for _ in range(60):
        screen = get_scene_screen(navigator)
        if not screen.is_choosing and screen.deck.slide.list_notes():
            return
        press(navigator, *((NEXT, BACK, NEXT) if screen.is_choosing else (NEXT,)))
    raise AssertionError("there is no note")


def test_notes_of_a_slide_are_shown_by_a_key_and_closed_after_the_last(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_notes(navigator)
    words, numbers = read_screen(navigator), get_screen(navigator).deck.slide.list_notes()
    press(navigator, "n")
    for number in numbers:
        assert f"{number} · " in read_screen(navigator)
        while f"{number} · " in read_screen(navigator):
            press(navigator, NEXT)
    assert read_screen(navigator) == words


def test_a_note_is_opened_by_the_mouse_and_the_rest_of_the_slide_goes_on(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_notes(navigator)
    number = get_screen(navigator).deck.slide.list_notes()[0]
    press(navigator, PointerDown(*target_center(navigator, Command("note", str(number)))), PointerUp())
    assert f"{number} · " in read_screen(navigator)
    press(navigator, Cancel())
    words = read_screen(navigator)
    press(navigator, PointerDown(navigator.size[0] - 3, navigator.size[1] - 3), PointerUp())
    assert read_screen(navigator) != words


def test_a_choice_is_taken_by_three_clicks_of_the_mouse(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    chooser = get_scene_screen(navigator).chooser
    assert chooser is not None
    choice = chooser.open_ids[1]
    for command in (Command("mark", choice), Command("mark", choice), Command("take", "yes")):
        assert not navigator.session.decisions()
        press(navigator, PointerDown(*target_center(navigator, command)), PointerUp())
    assert navigator.session.decisions()[0].choice.id == choice


def test_screen_readers_hear_choices_as_buttons_and_which_one_is_marked(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    press(navigator, "11", "2")
    buttons = [node for node in build_access_tree(navigator).walk() if node.role == "BUTTON"]
    names = [node.name for node in buttons]
    assert [name[:3] for name in names] == ["1. ", "2. ", "3. "]
    assert "Hands: 2." in names[0] and names[1].endswith("Hands: 1., marked")
    assert navigator.view.focused_command == buttons[1].focus_target.target.command  # type: ignore[union-attr]
    press(navigator, Tab(), Confirm())
    assert not navigator.session.decisions()
    assert get_scene_screen(navigator).chooser.marked == "ask-orlov", "Enter is for the button with the focus"  # type: ignore[union-attr]


# ------------------------------------------------------------------------------------------------ lists and scenes


def test_a_scene_that_was_begun_is_gone_on_with_or_begun_again(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    go_to_vote(navigator)
    press(navigator, NEXT, BACK, NEXT)
    steps = navigator.session.playthrough.steps
    for digit, expected in (("1", steps), ("2", ())):
        again = open_lesson(tmp_path, SHORT_SCENE)
        press(again, digit, Confirm())
        assert again.session.playthrough.steps == expected


def test_every_scene_can_be_chosen_with_digits_or_the_clicker(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path)
    press(navigator, NEXT)
    chooser = get_screen(navigator).chooser
    assert chooser is not None
    scenes = [str(scene.scene) for scene in navigator.session.list_scenes()]
    seen = []
    for _ in scenes:
        press(navigator, NEXT)
        seen.append(chooser.marked)
    assert seen == scenes
    press(navigator, "2", Confirm())
    screen = get_scene_screen(navigator)
    assert screen.page.scene == scenes[len(scenes) - len(scenes) % 5 + 1]


def test_a_section_of_the_record_is_left_out_or_read(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    screen = get_scene_screen(navigator)
    session = navigator.session
    while session.page().kind != "record":
        offers = [offer.id for offer in session.page().offers if offer.is_open]
        assert offers[0] not in PHASE_TRIGGERS or session.page().kind in ("briefing", "passage")
        screen.show(session.choose(offers[0]))
    navigator.stack.renew_top()
    for _ in range(60):
        if screen.is_choosing:
            break
        press(navigator, NEXT)
    chooser = screen.chooser
    assert chooser is not None
    assert [option.id for option in chooser.options] == ["section 2", "section 3", "close", "questions"]
    press(navigator, "2", Confirm(), Key("b"), Key("b"))
    assert "What came after" in read_screen(navigator)
    press(navigator, PageScroll(1, to_end=True), NEXT)
    assert screen.chooser is not None
    assert [option.id for option in screen.chooser.options] == ["section 2", "close", "questions"]
    press(navigator, "3", Confirm())
    assert screen.page.kind == "debrief", "the file is left out"
    press(navigator, BACK)
    assert [screen.page.kind] == ["file"]


def test_letters_grow_with_the_text_size(tmp_path: Path) -> None:
    navigator = open_lesson(tmp_path, SHORT_SCENE)
    press(navigator, NEXT)

    def find_size() -> float:
        boxes = navigator.view.layout.boxes
        return max(mark.font.size for box in boxes for mark in box.marks if isinstance(mark, TextRun))

    size = find_size()
    press(navigator, Key("ctrl+"), Key("ctrl+"))
    assert find_size() > 1.15 * size
