"""A briefing with a hook, on every surface: the hook first, then what one must know, and what is invented on request."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.engine import page as pages
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.page import Page
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.frontends.print.guide import write_guide
from party_card.frontends.shared.transcript import html, markdown
from party_card.frontends.terminal import app
from party_card.modelcheck.coverage import CoverageData, find_cited_facts
from party_card.publishing.lesson import build_lesson
from tests.briefing import FERRY, HOOK, read_ferry
from tests.frontends.gamebook.reader import write_book


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> CompiledScene:
    pack = read_ferry(tmp_path_factory.mktemp("ferry"))
    return compile_scene(pack, pack.scenes[FERRY])


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("COLUMNS", "80")
    session = Session(read_ferry(tmp_path / "pack"), folder=tmp_path / "home")
    yield session
    session.close()


def briefing_of(compiled: CompiledScene) -> Page:
    return build_page(Playthrough(compiled))


def text_of(line: pages.Line) -> str:
    return "".join(run.text for run in line)


def list_in_order(text: str, *parts: str) -> bool:
    """Returns True if the parts stand in a text in this order."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


IN_ORDER = (HOOK, "You need to know", "The guard", "He notes everyone", "The river", "Some say")


# ---------------------------------------------------------------------------------------------------- engine


def test_the_hook_comes_first_and_what_is_invented_last(ferry: CompiledScene) -> None:
    page = briefing_of(ferry)
    kinds = [type(block).__name__ for block in page.blocks]
    assert kinds == ["Hook", "Heading", "Statement", "Statement", "ContentNote", "About"]
    assert page.minutes == 4


def test_what_is_said_on_request_names_the_role_how_real_it_is_and_the_question(ferry: CompiledScene) -> None:
    (about,) = (block for block in briefing_of(ferry).blocks if isinstance(block, pages.About))
    assert [text_of(line) for line in about.lines] == [
        "A ferryman. Made up for this scene.",
        "Ferry and river were made up.",
        "The question. Who could know who crossed?",
    ]


def test_context_is_documented_unless_it_is_marked(ferry: CompiledScene) -> None:
    statements = [block for block in briefing_of(ferry).blocks if isinstance(block, pages.Statement)]
    assert [(block.label, block.grades) for block in statements] == [("The guard", ()), ("The river", ("rumoured",))]
    assert [note.fact for note in briefing_of(ferry).notes] == ["guard", "frost"]


def test_without_the_keys_the_role_and_the_question_begin(tmp_path: Path) -> None:
    pack = read_ferry(tmp_path, has_keys=False)
    page = briefing_of(compile_scene(pack, pack.scenes[FERRY]))
    assert [type(block).__name__ for block in page.blocks] == ["Paragraph", "Heading", "Paragraph", "ContentNote"]


def test_people_of_hook_and_context_are_explained(ferry: CompiledScene) -> None:
    assert [entry.id for entry in briefing_of(ferry).entries] == ["guard"]


def test_the_facts_of_the_context_count_as_cited(ferry: CompiledScene) -> None:
    assert find_cited_facts(ferry, CoverageData(frozenset({0}), frozenset(), frozenset())) == {"guard", "frost"}


# ----------------------------------------------------------------------------------------- terminal and papers


def play_in_terminal(session: Session, text: str) -> str:
    output = io.StringIO()
    assert app.play(session, FERRY, input=io.StringIO(text), output=output, interactive=False) == 0
    return " ".join(output.getvalue().split())


def test_the_terminal_reads_hook_context_and_map_and_tells_of_the_scene_on_request(session: Session) -> None:
    page, _, answer = play_in_terminal(session, "a\n").partition("> a")
    assert list_in_order(page, "About 4 minutes", *IN_ORDER, "type a", "Where you are", "You can:")
    assert "made up" not in page
    assert list_in_order(answer, "About this scene", "A ferryman. Made up for this scene.", "Who could know")


def test_a_transcript_and_a_gamebook_tell_all_of_it(ferry: CompiledScene) -> None:
    playthrough = Playthrough(ferry)
    playthrough.choose("begin")
    for text in (markdown.to_markdown(playthrough), html.to_html(playthrough), write_book(ferry)):
        plain = " ".join(text.replace("</b>", "").replace("*", "").split())
        assert list_in_order(plain, *IN_ORDER, "About this scene", "Made up for this scene.")


def test_the_teachers_guide_has_what_students_know_with_its_sources(tmp_path: Path) -> None:
    guide = write_guide(build_lesson(read_ferry(tmp_path), FERRY))
    assert list_in_order(guide, "What students know when they begin", HOOK, "The guard", "○ rumoured")
    assert list_in_order(guide, "Sources", "The Ferry Log")
