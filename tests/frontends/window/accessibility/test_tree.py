"""The access tree and its announcements: texts of each screen, their order, and actions."""

from __future__ import annotations

import subprocess
import sys

import pytest

from party_card.frontends.window.accessibility import accesskit_bridge
from party_card.frontends.window.accessibility.accesskit_bridge import perform_action
from party_card.frontends.window.accessibility.announcer import Announcer, list_announceable_texts
from party_card.frontends.window.accessibility.tree import AccessNode, build_access_tree
from party_card.frontends.window.input.events import Cancel, Confirm, Tab
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from tests import ROOT

from ..open_screens import NAMES, open_screen
from ..sample import PASSAGE
from ..sample_pack import open_session


def find_node(root: AccessNode, name: str, role: str = "BUTTON") -> AccessNode:
    return next(node for node in root.walk() if node.name.startswith(name) and node.role == role)


def click(navigator: Navigator, name: str, role: str = "BUTTON") -> None:
    place = find_node(build_access_tree(navigator), name, role).focus_target
    assert place is not None
    perform_action(navigator, place, click=True)


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
@pytest.mark.parametrize("name", NAMES)
def test_every_screen_is_whole(name: str, size: tuple[int, int]) -> None:
    navigator = open_screen(name, size)
    nodes = list(build_access_tree(navigator).walk())
    assert len({node.key for node in nodes}) == len(nodes), "two nodes with one key"
    assert {place.key for place in navigator.view.focusable_targets()} <= {
        node.focus_target.key for node in nodes if node.focus_target
    }
    for node in nodes:
        assert node.name.strip() or node.children, node
        if node.role in ("BUTTON", "LINK", "SLIDER"):
            assert node.focus_target is not None
            assert node.rect is not None
            assert node.rect.w > 0


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_read_stands_in_the_tree(name: str) -> None:
    navigator = open_screen(name)
    texts = "".join(f"{node.name} {node.description} " for node in build_access_tree(navigator).walk()).casefold()
    for box in (*navigator.view.layout.fixed, *navigator.view.layout.boxes):
        for word in box.name.replace("\u2009", " ").split():
            bare_word = word.casefold().strip(".,:;·|()0123456789")
            assert bare_word in texts, (word, box.name)


def test_a_passage_reads_in_its_order_with_links_where_they_stand() -> None:
    navigator = open_screen("passage")
    nodes = [(node.role, node.name.split("  ")[0]) for node in build_access_tree(navigator).walk()]
    assert nodes[0] == ("WINDOW", "Party Card")
    assert nodes[1] == ("DOCUMENT", "A Paper You Were Not Meant to Read")
    assert nodes[2] == ("HEADING", "A Paper You Were Not Meant to Read")
    first = next(node for node in build_access_tree(navigator).walk() if node.role == "PARAGRAPH")
    assert [part.role for part in first.children] == ["LABEL", "LINK", "LABEL"]
    assert first.children[0].name.endswith("the carbon gone grey.")
    assert first.children[1].name == "Note 1"
    assert first.children[2].name == "Somebody has folded it small enough for a sleeve."
    choices = [node for node in build_access_tree(navigator).walk() if node.role == "BUTTON" and node.name[0].isdigit()]
    assert [node.name[:2] for node in choices] == ["1.", "2.", "3."]
    assert choices[1].description == "No record of anyone doing this"
    picture = ("IMAGE", "Typed sheets fly out of a typewriter")
    assert nodes.index(picture) > nodes.index(("BUTTON", choices[2].name)), "beside the text, and read after it"
    assert any(node.name.startswith("Closed: Copy a page") for node in build_access_tree(navigator).walk())
    head = find_node(build_access_tree(navigator), "A Paper", "HEADING")
    assert head.description.endswith("3 of about 9")


def test_the_episodes_say_how_far_one_has_come() -> None:
    for size in ((1280, 800), (640, 480)):
        root = build_access_tree(open_screen("timeline", size))
        announcer = [node for node in root.walk() if node.role == "BUTTON" and node.name[0].isdigit()]
        assert [node.name.split(".")[0] for node in announcer] == [str(n) for n in range(1, 14)], (
            "in the campaign's order"
        )
        assert announcer[0].name.endswith("21 August – October 1932, played: You signed, and slept badly")
        assert announcer[2].name.endswith("next in the campaign, begun, step 4")
        assert announcer[3].name.endswith("not started")
        assert find_node(root, "The Number", "HEADING") if size[0] > 1000 else find_node(root, "Continue")


def test_a_panel_is_a_dialog_and_hides_what_lies_below() -> None:
    root = build_access_tree(open_screen("note"))
    assert [(part.role, part.name) for part in root.children] == [("DIALOG", "Note 3 of 6")]
    assert not any(node.name.startswith("1. ") for node in root.walk())


def test_bounds_follow_scrolling() -> None:
    navigator = open_screen("long", (800, 600))
    initial = find_node(build_access_tree(navigator), "1. ").rect
    navigator.view.focus_and_reveal(Command("choose", "keep"))
    following_text = find_node(build_access_tree(navigator), "1. ").rect
    assert initial is not None
    assert following_text is not None
    assert initial.y - following_text.y == navigator.view.scroll > 0
    assert navigator.view.layout.area.contains(following_text)


def test_acting_is_what_the_keyboard_does() -> None:
    navigator = open_screen("passage")
    link = find_node(build_access_tree(navigator), "Note 2", "LINK").focus_target
    assert link is not None
    perform_action(navigator, link, click=False)
    assert navigator.view.focused_command == Command("note", "2")
    perform_action(navigator, link, click=True)
    assert build_access_tree(navigator).children[0].name == "Note 2 of 2"
    click(navigator, "Close")
    assert navigator.view.focused_command == Command("note", "2")
    click(navigator, "keys")  # of the line below, which Tab passes over
    assert build_access_tree(navigator).children[0].role == "DIALOG"
    navigator.dispatch(Cancel())
    click(navigator, "3. ")
    assert navigator.session.playthrough.steps == ("begin", "report")


def test_a_setting_is_turned_by_its_buttons() -> None:
    navigator = open_screen("settings", (640, 480))
    initial = navigator.session.settings.text_size
    click(navigator, "Text size more")
    assert navigator.session.settings.text_size > initial


def test_a_choice_out_of_sight_can_be_taken() -> None:
    navigator = open_screen("long", (640, 480))
    click(navigator, "3. ")
    assert navigator.session.playthrough.steps[-1] == "hand-in"


def test_what_is_new_is_said_once() -> None:
    navigator, announcer = open_screen("passage"), Announcer()
    announcer.update(navigator, build_access_tree(navigator))
    first = announcer.text
    assert first.startswith("late August 1932"), "the title is said with the focus"
    assert "3. Take it tonight" in first
    navigator.dispatch(Tab())
    announcer.update(navigator, build_access_tree(navigator))
    navigator.resize((800, 600), 1.0)
    announcer.update(navigator, build_access_tree(navigator))
    assert announcer.serial <= 2, "the words of a page do not change with its size"
    assert "samovar" not in announcer.text or announcer.serial == 1
    serial = announcer.serial
    click(navigator, "Note 1", "LINK")
    announcer.update(navigator, build_access_tree(navigator))
    assert announcer.text.startswith("Corroborated. Independent sources agree on it.")
    assert announcer.serial == serial + 1
    navigator.dispatch(Cancel())
    announcer.update(navigator, build_access_tree(navigator))
    assert announcer.serial == serial + 1, "the page below was read before"
    click(navigator, "1. ")
    announcer.update(navigator, build_access_tree(navigator))
    assert announcer.serial == serial + 2
    assert "2 of about 3" in announcer.text.split("\n")[0]
    assert "He had read it twice already" in announcer.text
    assert "3. Take it tonight" in announcer.text, "the same choices, but on another page"


def test_an_announcement_does_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("party_card.frontends.window.accessibility.announcer.ANNOUNCEMENT_S", -1.0)
    navigator, announcer = open_screen("passage"), Announcer()
    announcer.update(navigator, build_access_tree(navigator))
    assert announcer.text
    assert announcer.expire()
    assert not announcer.text
    assert not announcer.expire()


def test_another_page_is_another_generation_and_a_panel_is_not() -> None:
    navigator, announcer = open_screen("passage"), Announcer()
    announcer.update(navigator, build_access_tree(navigator))
    generation = announcer.generation
    click(navigator, "Note 1", "LINK")
    announcer.update(navigator, build_access_tree(navigator))
    navigator.dispatch(Cancel())
    announcer.update(navigator, build_access_tree(navigator))
    assert announcer.generation == generation
    click(navigator, "2. ")
    announcer.update(navigator, build_access_tree(navigator))
    assert announcer.generation == generation + 1


def test_a_title_can_be_begun() -> None:
    navigator = open_screen("title", session=open_session("briefing"))
    assert build_access_tree(navigator).children[0].name == "Party Card"
    click(navigator, "Begin: ")
    assert any(node.name == "Begin" for node in build_access_tree(navigator).walk())
    navigator.dispatch(Confirm())


def test_what_is_readable_leaves_keys_and_pictures_out() -> None:
    texts = list_announceable_texts(build_access_tree(open_screen("passage")))
    assert not any("typewriter" in text or text == "settings" for text in texts)
    assert len([text for text in texts if text.startswith("Note ")]) == len(PASSAGE.notes)


@pytest.mark.parametrize(("value", "expected"), [("0", False), ("1", True)])
def test_a_variable_switches_it(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("PARTY_CARD_ACCESS", value)
    assert accesskit_bridge.is_enabled() is expected


def test_accesskit_is_not_needed_and_not_imported_before_it_is_used() -> None:
    code = """
import sys
import party_card.frontends.window.app
from party_card.frontends.window.accessibility.accesskit_bridge import AccessKitBridge
assert "accesskit" not in sys.modules
sys.modules["accesskit"] = None
bridge = AccessKitBridge()
bridge.open(None)
bridge.invalidate()
bridge.update(None, None)
bridge.close()
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, timeout=60)


def test_an_episode_that_is_looked_at_is_read_out_and_then_played() -> None:
    navigator, announcer = open_screen("timeline"), Announcer()
    announcer.update(navigator, build_access_tree(navigator))
    assert "13. Let Them Eat It" not in announcer.text, "buttons are met one by one"
    click(navigator, "10. Papers")
    announcer.update(navigator, build_access_tree(navigator))
    assert "Papers" in announcer.text
    assert "27 December 1932 – 22 January 1933" in announcer.text
    assert "famine (mentioned)" in announcer.text.casefold()
    assert build_access_tree(navigator).children[0].name == "Episodes"
    click(navigator, "10. Papers")
    assert build_access_tree(navigator).children[0].name != "Episodes"


def test_what_an_episode_is_about_is_read_right_after_it() -> None:
    names = [node.name for node in build_access_tree(open_screen("timeline")).walk()]
    index = next(n for n, name in enumerate(names) if name.startswith("3. The Number"))
    following_text = " ".join(names[index + 1 : index + 12])
    assert "What did it cost to have read something?" in following_text
    assert "Continue" in following_text
    assert names.index("Continue") < next(n for n, name in enumerate(names) if name.startswith("4. Ten Cattle"))


def test_who_is_playing_says_names_progress_and_why_a_name_cannot_be() -> None:
    root = build_access_tree(open_screen("unwelcome"))
    assert root.children[0].name == "Who is playing?"
    assert any("cannot contain /" in node.name for node in root.walk())
    card = find_node(root, "Play as red heron, who plays now")
    assert "1 of 3 scenes played" in card.description
    assert find_node(root, "Play as 🦊")
    assert find_node(root, "Delete this player: blue fox")


def test_a_figure_over_time_is_read_as_its_numbers() -> None:
    root = build_access_tree(open_screen("record"))
    texts = " ".join(node.name for node in root.walk())
    for number in ("1913: over 9", "1931: about 5", "1932: under 2"):
        assert number in texts


def test_the_day_between_two_scenes_is_said_from_to() -> None:
    for size in ((1280, 800), (640, 480)):
        root = build_access_tree(open_screen("between", size))
        assert find_node(root, "From 8 October 1932 to 7 November 1932", "HEADING")
        texts = [node.name for node in root.walk()]
        order = [next(n for n, name in enumerate(texts) if text.casefold() in name.casefold()) for text in (
            "From 8 October", "the fifteenth anniversary", "What you witnessed", "You told your sister", "Begin: Loose Tongues"
        )]  # fmt: skip
        assert order == sorted(order)
