"""The pages of a lesson are in the language of the browser, or in the one that was chosen on them."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_file
from starlette.requests import Request

from party_card.classroom import page_language
from party_card.classroom.outline import build_outline, describe_place
from party_card.classroom.page_language import build_page, list_scripts, read_page_file
from party_card.classroom.privacy import build_privacy_page
from party_card.classroom.replay import Replayer
from party_card.classroom.server import load_or_create
from party_card.classroom.sqlite_store import SqliteLessonStore
from party_card.classroom.student_app import build_join_page
from party_card.commands._language import make_translations
from party_card.local_server import request_language
from party_card.local_server.request_language import choose_request_language
from party_card.localization import use_language
from party_card.localization.languages import ACCENTED, MIRRORED, OWN_NAMES
from party_card.publishing.export import prepare_export
from tests.classroom.lesson_server import serve_lesson
from tests.classroom.sample import WROTE_ELEVEN, open_lesson, sample_bundle
from tests.frontends.html.test_browser_languages import READ_TEXTS, find_english, list_model_texts
from tests.interface_catalogues import KEYWORDS
from tests.translation.sample import write_german_example

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = Path("game/party_card/classroom/page")


def ask(wishes: str = "", *, query: str = "", cookie: str = "") -> Request:
    headers = [(b"accept-language", wishes.encode()), (b"cookie", cookie.encode())]
    return Request({"type": "http", "headers": headers, "query_string": query.encode()})


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes German and Ukrainian the languages that have catalogues."""
    monkeypatch.setattr(request_language, "find_catalogue", lambda code: Path("x") if code in ("de", "uk") else None)


@pytest.mark.usefixtures("german")
def test_the_dearest_language_of_the_browser_that_is_spoken_counts() -> None:
    assert choose_request_language(ask("de-AT,de;q=0.9,en;q=0.8")) == "de"
    assert choose_request_language(ask("fr,en;q=0.2,uk;q=0.7,de;q=0.5")) == "uk"
    assert choose_request_language(ask("es,fr")) == "en"  # Spanish has no catalogue
    assert choose_request_language(ask("")) == "en"
    assert choose_request_language(ask("de;q=much,;q=,,uk")) == "uk"


@pytest.mark.usefixtures("german")
def test_what_was_chosen_on_the_page_counts_more() -> None:
    assert choose_request_language(ask("de", query="language=uk")) == "uk"
    assert choose_request_language(ask("de", cookie="party-card-language=uk")) == "uk"
    assert choose_request_language(ask("de", query="language=en", cookie="party-card-language=uk")) == "en"
    assert choose_request_language(ask("de", query="language=xx%22%3E")) == "de"


@pytest.mark.usefixtures("german")
def test_a_page_leads_to_itself_in_the_other_languages_with_its_code() -> None:
    page = build_join_page("Rope", "AB2", "en")
    assert re.findall(r'<a href="(\?[^"]*)" lang="(\w+)"', page) == [
        ("?language=de&amp;c=AB2", "de"),
        ("?language=uk&amp;c=AB2", "uk"),
    ]
    assert "&amp;c=" not in build_page("teacher.html", "de", {"page_title": "", "no_script": ""})
    assert 'href="?language=de"' in build_join_page("Rope", '"><b>', "en")


def test_a_page_says_in_which_language_and_direction_it_is() -> None:
    assert '<html lang="en" dir="ltr">' in build_join_page("Rope", "")
    assert '<html lang="ar-XB" dir="rtl">' in build_join_page("Rope", "", MIRRORED)
    with use_language(MIRRORED):
        assert '<html lang="ar-XB" dir="rtl">' in build_privacy_page("x")


def test_a_page_has_the_messages_of_its_scripts_as_babel_finds_them() -> None:
    for page in ("join.html", "teacher.html"):
        data = page_language._build_data(ACCENTED, page)
        keys = set()
        for name in list_scripts(page):
            for _, message, _, context in extract_from_file("javascript", PAGES / name, keywords=KEYWORDS):
                first = message[0] if isinstance(message, tuple) else message
                keys.add(f"{context}\x04{first}" if context else first)
        assert set(data["messages"]) == keys  # type: ignore[call-overload]
    assert page_language._build_data("en", "teacher.html") == {}


def test_every_script_imports_only_what_is_served() -> None:
    scripts = [*list_scripts("join.html"), *list_scripts("teacher.html"), "messages.js"]
    imported = {
        name for script in scripts for name in re.findall(r'from "\./([\w-]+\.js)"', read_page_file(script).decode())
    }
    assert imported <= {*list_scripts("teacher.html"), "messages.js", "data.js"}


def test_the_report_is_in_the_language_of_the_page_from_which_it_is_asked_for(tmp_path: Path) -> None:
    with serve_lesson(tmp_path) as server:
        for language in ("de", "en"):
            path, headers = f"/{server.access.token}/report", {"Accept-Language": language}
            assert server.teacher().request("POST", path, {}, headers).status == 200
            assert f'<html lang="{language}"' in (tmp_path / "report.html").read_text("utf-8")[:300]


def test_a_scene_in_german_has_german_dates_on_the_page_of_the_teacher_and_a_lesson_of_its_own(tmp_path: Path) -> None:
    (german,) = make_translations(["de"])
    bundle = prepare_export(write_german_example(tmp_path), "high-water", lambda _: None, translations=[german])
    place = describe_place(Replayer(bundle.scenes[0]), WROTE_ELEVEN)
    assert place["when"] == "27. März 1908"
    store = SqliteLessonStore(tmp_path / "class.sqlite")
    open_lesson(store)
    asyncio.run(store.save_lesson(load_or_create(store, sample_bundle(), is_new=True)[0].lesson))
    assert load_or_create(store, sample_bundle(), is_new=False)[1]
    stored, is_resumed = load_or_create(store, bundle, is_new=False)
    assert (stored.lesson.title, is_resumed) == ("Hochwasser", False)
    store.close()


@pytest.mark.browser
@pytest.mark.release
def test_nothing_on_the_pages_of_a_lesson_is_left_in_english(browser: Browser, tmp_path: Path) -> None:
    faults: list[str] = []
    with serve_lesson(tmp_path) as server:
        code = f"{server.code[:3]} {server.code[3:]}"
        outline = build_outline(sample_bundle().scenes[0])
        days = [outline["when"], *(passage["when"] for passage in outline["passages"])]
        texts = [*list_model_texts(sample_bundle().scenes[0].scene), *days]
        known = "\n".join([*texts, "heron", f"{tmp_path}/class.sqlite", *OWN_NAMES.values(), code])
        context = browser.new_context(locale=ACCENTED, viewport={"width": 1280, "height": 800})
        teacher, student = context.new_page(), context.new_page()
        for page in (teacher, student):
            page.on("pageerror", lambda error: faults.append(str(error)))

        def look(place: str) -> None:
            teacher.wait_for_timeout(100)
            assert find_english(teacher.evaluate(READ_TEXTS), known) == [], place
            assert teacher.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, place

        teacher.goto(server.access.launch_address)
        teacher.locator("#main").wait_for()
        assert teacher.evaluate("document.documentElement.lang") == ACCENTED
        student.goto(f"http://127.0.0.1:{server.port}/?c={server.code}")
        assert find_english(student.evaluate(READ_TEXTS), known) == []
        student.click("button")
        assert re.match(r"\[.*\]$", student.locator("#problem").inner_text())
        student.fill("#nickname", "heron")
        student.fill("#word", "1932")
        student.click("button")
        student.wait_for_url("**/play")
        teacher.get_by_role("button", name="heron").wait_for()
        look("lobby")
        teacher.click("#start-alone")
        teacher.locator("main.live").wait_for()
        look("class")
        for view in ("record", "answers", "students", "data"):
            teacher.click(f"#view-{view}")
            look(view)
        teacher.click("#view-class")
        teacher.click("#end")
        look("end, asked")
        teacher.click("#dialog-0")
        teacher.locator("main.end").wait_for()
        look("end")
        context.close()
    assert faults == []
