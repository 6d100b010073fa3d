"""What screen readers read is what is shown: whole sentences, in every shipped scene, and once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import accesskit
import pytest

from party_card.app.session import Session
from party_card.engine.page import Line, Page, list_block_lines
from party_card.engine.record_layers import split_layers
from party_card.frontends.window.accessibility.accesskit_nodes import TreeConverter
from party_card.frontends.window.accessibility.announcer import Announcer, list_announceable_texts
from party_card.frontends.window.accessibility.tree import AccessNode, build_access_tree
from party_card.frontends.window.input.events import Arrow, Cancel, Confirm, Key, Tab
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.paragraph import layout_paragraph
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.storage.settings import Settings
from tests.shipped import each_shipped_scene, load_shipped_pack

from ..open_screens import make_forward_action, open_screen

NOTE_LINK = re.compile(r"^Note (\d+)$")


def create_style(width: int = 1280) -> TextStyle:
    return TextStyle.from_settings(TextShaper(), (width, 800), 1.0, Settings())


def squeeze(text: str) -> str:
    """Returns a text without blanks, of which links at the end of a sentence have fewer."""
    return "".join(text.split()).casefold()


def say_line(line: Line) -> str:
    return squeeze("".join(run.text if run.note is None else f"(note {run.note})" for run in line))


def list_shown_lines(page: Page) -> list[str]:
    """Returns the prose of a page and its choices, as they should be heard."""
    lines = [line for block in page.blocks for line in list_block_lines(block)]
    if page.kind == "briefing":
        lines = []  # its summary is behind a button, its topics in a sentence of the view
    return [said for line in (*lines, *(offer.line for offer in page.offers)) if (said := say_line(line))]


def read_record(navigator: Navigator, page: Page) -> list[str]:
    """Returns what is spoken of a record, from layer to layer, with every part unfolded; the last layer stays open."""
    texts = []
    for number in range(max(1, len(split_layers(page)))):
        if split_layers(page):
            navigator.run_command(Command("layer", str(number)))
        folds = [target.target.command for target in navigator.view.targets if target.target.command.verb == "fold"]
        for command in folds[1:]:  # the first is open
            navigator.run_command(command)
        texts += list_announceable_texts(build_access_tree(navigator))
    return texts


def check_page(navigator: Navigator, page: Page) -> None:
    texts = read_record(navigator, page) if page.kind == "record" else None
    root = build_access_tree(navigator)
    spoken = squeeze("\n".join(list_announceable_texts(root) if texts is None else texts))
    position = 0
    for line in list_shown_lines(page):
        assert line in spoken, (page.scene, page.kind, line)
        if len(line) > 60 and page.kind == "passage":
            assert spoken.count(line) == 1, f"spoken twice: {line}"
            assert spoken.find(line) > position, f"spoken too early: {line}"
            position = spoken.find(line)
    for node in root.walk():
        if node.text:
            parts = (NOTE_LINK.sub(r"(note \1)", child.name) for child in node.children)
            in_list = squeeze(node.text).replace("(", "").replace(")", "")
            assert squeeze("".join(parts)).replace("(", "").replace(")", "") == in_list


@each_shipped_scene()
def test_every_page_is_read_as_it_is_shown(name: Any, tmp_path: Path) -> None:
    session = Session(load_shipped_pack(), folder=tmp_path)
    navigator = Navigator(session, (1280, 800), screen=PageScreen(session, session.open(name)))
    kinds = set()
    for _ in range(80):
        page = session.page()
        kinds.add(page.kind)
        check_page(navigator, page)
        if page.kind == "finished":
            break
        if page.kind == "record":  # the focus is on a part that was unfolded
            navigator.run_command(Command("choose", page.offers[0].id))
        else:
            navigator.dispatch(make_forward_action(page))
    assert {"briefing", "passage", "record", "debrief", "finished"} <= kinds


# ------------------------------------------------------------------------------------------------------- paragraphs


def read_spans(spans: list[StyledSpan], width: float = 900) -> tuple[str, list[str]]:
    paragraph = layout_paragraph(TextShaper(), tuple(spans), width, 20)
    return paragraph.text, [paragraph.text[slice(*(target.text_range or (0, 0)))] for target in paragraph.targets]


@pytest.mark.parametrize("width", [60, 130, 900])
def test_line_breaks_are_neither_blanks_nor_hyphens(width: float) -> None:
    font = create_style().font("prose")
    text = "Ordzhonikidze’s brother-in-law — half-asleep—signed for the Dneprostroi-Kharkov-Leningrad telegraph"
    assert read_spans([StyledSpan(text, font, "ink")], width)[0] == text


@pytest.mark.parametrize("width", [60, 900])
def test_a_link_in_the_middle_keeps_the_marks_around_it(width: float) -> None:
    font = create_style().font("prose")
    link = StyledSpan("Nikolai Osinsky-Obolensky", font, "ink", Command("entry", "osinsky"))
    spans = [StyledSpan("He wrote to (", font, "ink"), link, StyledSpan("), and waited; so did ", font, "ink"), link]
    text, links = read_spans([*spans, StyledSpan(".", font, "ink")], width)
    name = "Nikolai Osinsky-Obolensky"
    assert text == f"He wrote to ({name}), and waited; so did {name}."
    assert links == [name, name]


def test_the_number_of_a_note_is_never_part_of_another_number() -> None:
    style = create_style()
    words = [StyledSpan(text, style.font("prose"), "ink") for text in ("By 1928", " horses were 34", ".")]
    spans = [words[0], style.make_note_mark(7, "prose"), words[1], style.make_note_mark(11, "prose"), words[2]]
    text, links = read_spans(spans)
    assert text == "By 1928 (note 7) horses were 34 (note 11)."
    assert links == ["(note 7)", "(note 11)"]


def test_links_keep_their_places_in_a_group() -> None:
    style = create_style()
    spans = [StyledSpan("See ", style.font("prose"), "ink"), style.make_note_mark(3, "prose")]
    first, second = (style.layout_text(spans, 400, "prose") for _ in range(2))
    outer = group_boxes([Box(9, 9), group_boxes([first, second], 400, 60), first], 400, 90)
    assert [outer.name[slice(*(target.text_range or (0, 0)))] for target in outer.targets] == ["(note 3)"] * 3
    assert [target.text_range for target in outer.targets] == [(4, 12), (17, 25), (30, 38)]
    assert group_boxes([first], 400, 60, name="Something else").targets[0].text_range is None


# ------------------------------------------------------------------------------------------------- what is presented


class Listener:
    """Hears what Orca speaks: the name and description of what gets the focus, and a description that changes there."""

    def __init__(self, navigator: Navigator, *, describes_news: bool = True) -> None:
        self.navigator, self.announcer = navigator, Announcer()
        self.converter = TreeConverter(accesskit, describes_news=describes_news)
        self.focus: int | None = None
        self.description = ""
        self.live_texts: list[str] = []

    def hear(self) -> tuple[str, str]:
        root = build_access_tree(self.navigator)
        self.announcer.update(self.navigator, root)
        update = self.converter.convert(root, self.announcer, self.navigator.view)
        nodes = dict(update.nodes)
        node, previous = nodes[update.focus], (self.focus, self.description)
        self.focus, self.description = update.focus, node.description or ""
        self.live_texts = [node.label for node in nodes.values() if node.live is not None]
        dialog = next((node.label for node in nodes.values() if node.role == accesskit.Role.DIALOG), "")
        name = (node.label or dialog) if self.focus != previous[0] else ""
        return name, self.description if (self.focus, self.description) != previous else ""


def test_a_new_page_is_the_description_of_the_screen_until_the_focus_moves() -> None:
    listener = Listener(open_screen("passage"))
    name, text = listener.hear()
    assert name == "A Paper You Were Not Meant to Read"
    assert text.startswith("late August 1932")
    assert "2. " in text
    assert listener.hear() == ("", "")
    listener.navigator.dispatch(Tab())
    assert listener.hear() == ("Note 1", "")
    listener.navigator.view.set_focus(None)
    assert listener.hear() == (name, ""), "the page is not read again"


def test_a_closed_dialog_leads_back_to_the_link_without_its_page() -> None:
    listener = Listener(open_screen("passage"))
    listener.hear()
    listener.navigator.dispatch(Tab())
    listener.hear()
    listener.navigator.dispatch(Confirm())
    name, text = listener.hear()
    assert name == "Note 1 of 2"
    assert text.startswith("Corroborated. ")
    listener.navigator.dispatch(Arrow(1, 0))
    name, text = listener.hear()
    assert name == "Note 2 of 2"
    assert text.startswith("Documented. ")
    listener.navigator.dispatch(Cancel())
    assert listener.hear()[1] == ""


def test_help_that_is_opened_twice_is_read_twice_and_the_page_once() -> None:
    listener = Listener(open_screen("passage"))
    listener.hear()
    texts = []
    for _ in range(2):
        listener.navigator.dispatch(Key("?"))
        texts.append(listener.hear()[1])
        listener.navigator.dispatch(Cancel())
        assert listener.hear()[1] == ""
    assert texts[0] == texts[1] != ""


def test_a_page_with_a_focused_button_is_read_first_and_names_the_button_last() -> None:
    listener = Listener(open_screen("finished"))
    navigator = listener.navigator
    assert navigator.view.focused_key is not None
    name, text = listener.hear()
    assert name == "That was the scene"
    node = next(
        node for node in build_access_tree(navigator).walk()
        if node.focus_target and node.focus_target.key == navigator.view.focused_key
    )  # fmt: skip
    assert text.split("\n")[-1] == node.name
    navigator.dispatch(Tab())
    assert listener.hear()[0] not in ("", name)


def test_news_on_an_open_page_describe_the_focused_target() -> None:
    listener = Listener(open_screen("answered"))
    listener.hear()
    navigator = listener.navigator
    command = next(t.target.command for t in navigator.view.targets if t.target.command.verb == "model-answer")
    navigator.run_command(command)
    name, text = listener.hear()
    assert name.startswith("What a good answer draws on (hide)")
    assert text
    assert "What a good answer" not in text
    assert listener.hear() == ("", "")


def test_a_live_region_comes_after_the_focus_has_moved() -> None:
    listener = Listener(open_screen("passage"), describes_news=False)
    listener.hear()
    assert not listener.live_texts
    assert listener.converter.has_more_news
    assert listener.hear() == ("", "")
    assert len(listener.live_texts) == 1
    assert not listener.converter.has_more_news


def test_text_around_links_is_no_label_in_a_dialog() -> None:
    """Orca reads the labels of a dialog in place of its description."""
    navigator = open_screen("note")
    announcer, converter = Announcer(), TreeConverter(accesskit, describes_news=True)
    root = build_access_tree(navigator)
    announcer.update(navigator, root)
    nodes = [node for _, node in converter.convert(root, announcer, navigator.view).nodes]
    assert accesskit.Role.LABEL not in [node.role for node in nodes]
    assert isinstance(root, AccessNode)
