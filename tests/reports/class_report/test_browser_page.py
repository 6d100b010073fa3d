"""The page in Chromium: nothing is wrong in any view, marks are kept and saved, and the projector shows no names."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from party_card.publishing.class_report import write_class_report_page
from party_card.reports.class_report import words
from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.marks import QUESTION_COLUMN
from tests.reports.class_report.students import NICKNAMES, SCENES, play_class
from tests.shipped import load_shipped_pack
from tests.studio.test_browser_looks import FIND_OVERFLOW, RUN_AXE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.browser
IS_IN_VIEW = "(part) => { const box = part.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on eight students and two scenes."""
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:8], SCENES[1:]), [*NICKNAMES[:8], "tulip"])
    file = tmp_path_factory.mktemp("page") / "class.html"
    file.write_bytes(write_class_report_page(report))
    return file


@contextmanager
def open_page(browser: Browser, file: Path, *, width: int = 1280, scheme: str = "light") -> Iterator[Page]:
    """Opens the page; fails if anything is refused by its policy, or goes wrong, or asks the network."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)  # type: ignore[arg-type]
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    yield page
    assert errors == []
    context.close()


def visit_views(page: Page) -> Iterator[str]:
    """Brings the page into one view after another, and yields its name."""
    yield "overview"
    page.locator(".scenes a").nth(1).click()
    scene = page.locator(".scene:visible")
    yield "decisions"
    for details in scene.locator("details").all():
        if details.is_visible():
            details.evaluate("(part) => (part.open = true)")
    yield "everything open"
    for view in ("Routes", "Students"):
        scene.get_by_role("link", name=view, exact=True).click()
        yield view
    scene.get_by_role("button", name="Answers side by side").click()
    yield "side by side"
    page.get_by_role("button", name="Projector view").click()
    yield "projector"


@pytest.mark.parametrize(
    ("width", "scheme"),
    [*(pytest.param(*case, marks=pytest.mark.release) for case in ((1280, "light"), (640, "dark"))), (320, "light")],
)
def test_nothing_is_wrong_in_any_view(
    browser: Browser, page_file: Path, node_modules: Path, width: int, scheme: str
) -> None:
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    with open_page(browser, page_file, width=width, scheme=scheme) as page:
        page.evaluate(axe)
        for view in visit_views(page):
            assert page.evaluate(RUN_AXE) == [], view
            assert not page.evaluate(FIND_OVERFLOW), view


def test_marks_are_kept_and_saved(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.locator(".scenes a").nth(1).click()
        field = page.locator("fieldset.marks:visible").first
        student = field.get_attribute("data-student")
        field.locator("input").nth(2).focus()
        page.keyboard.press("Space")
        page.reload()
        page.locator(".scenes a").nth(1).click()
        assert page.locator("fieldset.marks:visible").first.locator("input").nth(2).is_checked()
        with page.expect_download() as download:
            page.locator(".save-marks:visible").click()
        rows = list(
            csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"), newline=""))
        )
        assert [(row["Nickname"], row["Mark"]) for row in rows if row["Mark"]] == [(student, "2")]
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name=words.DELETE_ALL_MARKS).click()
        assert page.evaluate("localStorage.length") == 0
        assert page.locator("fieldset.marks input:checked").count() == 0


def test_deleting_marks_leaves_those_of_other_questions_and_reports(browser: Browser, page_file: Path) -> None:
    other = '{"of-another-report": {"Why?": 3}}'
    with open_page(browser, page_file) as page:
        page.evaluate("(marks) => localStorage.setItem('party-card-marks', marks)", other)
        page.locator(".scenes a").nth(1).click()
        messages: list[str] = []

        def confirm(dialog: Dialog) -> None:
            messages.append(dialog.message)
            dialog.accept()

        page.on("dialog", confirm)
        checked = page.locator("fieldset.marks input:checked")
        for question in (1, 0):
            page.locator(".questions:visible a").nth(question).click()
            page.locator("fieldset.marks:visible label").nth(2).click()
        page.get_by_role("button", name=words.DELETE_QUESTION_MARKS.format(number=1)).click()
        assert checked.evaluate_all("(all) => all.map((input) => input.closest('fieldset').dataset.number)") == ["2"]
        page.get_by_role("button", name=words.DELETE_ALL_MARKS).click()
        assert checked.count() == 0
        assert json.loads(page.evaluate("localStorage.getItem('party-card-marks')")) == json.loads(other)
        assert "question 1 of" in messages[0]
        assert messages[1] == words.CONFIRM_DELETE_ALL


def save(page: Page, label: str) -> bytes:
    """Saves a table from the page, and returns its content."""
    with page.expect_download() as download:
        page.get_by_role("link", name=label).click()
    assert download.value.suggested_filename.startswith("class-report.")
    return Path(download.value.path()).read_bytes()


def test_marks_given_on_the_page_are_in_both_tables(browser: Browser, page_file: Path) -> None:
    given: dict[tuple[str, str, str], int] = {}
    with open_page(browser, page_file) as page:
        for scene in (1, 2):
            page.locator(".scenes a").nth(scene).click()
            for place in (0, 2, 3):
                field = page.locator("fieldset.marks:visible").nth(place)
                field.locator("label").nth(place).click()
                student, title, number = (
                    field.get_attribute(f"data-{name}") or "" for name in ("student", "scene", "number")
                )
                given[student, title, number] = place
        table = csv.DictReader(io.StringIO(save(page, "CSV").decode("utf-8-sig"), newline=""))
        workbook = load_workbook(io.BytesIO(save(page, "Excel")))
    marked = {(row["Nickname"], row["Scene"], row["Number"]): int(row["Mark"]) for row in table if row["Mark"]}
    assert marked == given
    answers = {
        (row[0].value, row[1].value, str(row[2].value)): row[6].value for row in workbook["Answers"].iter_rows(2)
    }
    assert {key: mark for key, mark in answers.items() if mark is not None} == given
    head, *rows = workbook["Marks"].iter_rows(values_only=True)
    for name, *cells, total, count in rows:
        own = {
            QUESTION_COLUMN.format(scene=key[1], number=key[2]): mark for key, mark in given.items() if key[0] == name
        }
        assert {question: mark for question, mark in zip(head[1:], cells, strict=False) if isinstance(mark, int)} == own
        assert (total, count) == (sum(own.values()), len(own))


def test_tables_without_marks_are_those_of_the_report(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        address = page.get_by_role("link", name="CSV").get_attribute("href") or ""
        assert save(page, "CSV") == gzip.decompress(b64decode(address.partition(",")[2]))


def test_every_kind_of_packed_table_is_unpacked(browser: Browser, page_file: Path) -> None:
    contents = (
        b"",
        b"a",
        b"abc" * 5000,
        bytes(range(256)) * 40,
        Random(7).randbytes(70_000),
        b"\0" * 300,
        "ü€".encode(),
    )
    with open_page(browser, page_file) as page:
        for content in contents:
            for level, strategy in ((0, zlib.Z_DEFAULT_STRATEGY), (9, zlib.Z_DEFAULT_STRATEGY), (9, zlib.Z_FIXED)):
                packer = zlib.compressobj(level, zlib.DEFLATED, -15, strategy=strategy)
                packed = packer.compress(content) + packer.flush()
                unpacked = page.evaluate(
                    "(text) => Array.from(inflate(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))))",
                    b64encode(packed).decode(),
                )
                assert bytes(unpacked) == content


def test_marks_that_were_given_in_the_lesson_are_on_the_page(browser: Browser, tmp_path: Path) -> None:
    transcript, *_ = play_class(NICKNAMES[1:2], SCENES[2:])
    (question, *_) = transcript.data.answers
    report = build_class_report(load_shipped_pack(), [replace(transcript, marks={question: 2})])
    file = tmp_path / "class.html"
    file.write_bytes(write_class_report_page(report))
    with open_page(browser, file) as page:
        checked = page.locator("fieldset.marks input:checked")
        assert checked.evaluate_all("(inputs) => inputs.map((input) => input.value)") == ["2"]
        field = checked.locator("xpath=ancestor::fieldset")
        assert field.get_attribute("data-question") == question
        assert field.locator("legend").text_content() == words.MARK_OF.format(student=NICKNAMES[1])


def test_a_name_behind_a_number_leads_to_the_student_in_that_scene(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        for section in ("#scene-2 .decision", "#overview section[data-of='scene-2']"):
            page.locator(".scenes a").nth(0 if "overview" in section else 2).click()
            details = page.locator(f"{section} details.people:visible").first
            details.locator("summary").click()
            name = details.locator(".names a").first
            student = name.inner_text()
            name.click()
            row = page.locator("tr:target")
            assert row.is_visible()
            assert row.locator("th").inner_text() == student
            assert (row.get_attribute("id") or "").startswith("scene-2-")


def test_the_map_is_a_list_on_a_narrow_screen(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file, width=390) as page:
        page.locator(".scenes a").nth(1).click()
        scene = page.locator(".scene:visible")
        scene.get_by_role("link", name="Routes").click()
        assert scene.locator("svg.routes:visible").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shown = [
            f"{row.evaluate('(part) => part.firstChild.textContent')} {way}"
            for row in scene.locator(".route-list > li:visible").all()
            for way in row.locator("li").all_inner_texts()
        ]
        titles = scene.locator("svg.routes .way:not(.unused) > title").all_text_contents()
        assert sorted(shown) == sorted(titles)
        page.set_viewport_size({"width": 1280, "height": 800})
        assert scene.locator("svg.routes:visible").count() == 1
        assert scene.locator(".route-list:visible").count() == 0


def test_how_many_answers_are_marked_is_kept_up_to_date(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.locator(".scenes a").nth(1).click()
        labels = page.locator("fieldset.marks:visible").first.locator("label").all_inner_texts()
        assert [label.split("\n")[-1].strip() for label in labels] == list(words.MARKS)
        for place, mark in ((0, 1), (1, 3), (1, 2)):
            page.locator("fieldset.marks:visible").nth(place).locator("label").nth(mark).click()
        total = page.locator("fieldset.marks:visible").count()
        progress = page.locator(".progress:visible").inner_text()
        assert progress == words.MARKED_COUNT.format(count=2, total=total, sum=3)


def test_a_number_opens_to_show_whose_it_is(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.locator(".scenes a").nth(1).click()
        for row in (page.locator(".decision:visible summary.count").first, page.locator("summary.head:visible").first):
            number = int(row.locator("b").first.inner_text())
            row.locator("b").first.click()
            names = row.locator("xpath=..").locator(".names li")
            assert names.count() == number
            assert names.first.is_visible()
        page.get_by_role("button", name="Projector view").click()
        assert page.locator(".people .names:visible").count() == 0


def test_a_link_to_a_decision_marks_its_choice_and_says_why(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        link = page.locator("#overview a[data-marked*='-choice-']").last
        ids = (link.get_attribute("data-marked") or "").split()
        reasons = link.locator("xpath=../..").locator(".line:not(.about)").all_inner_texts()
        link.click()
        marked = page.locator(".marked")
        assert sorted(item.get_attribute("id") or "" for item in marked.all()) == sorted(ids)
        for reason in reasons:
            words_of_reason = reason.partition(": ")[2] if reason[0].isdigit() else reason
            assert (
                page.locator(".marked .overlooks").filter(has_text=" ".join(words_of_reason.split()[:4])).count() == 1
            )
        assert marked.first.evaluate(IS_IN_VIEW)


def test_students_are_sorted_on_demand_and_each_name_leads_there(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.locator(".scenes a").nth(1).click()
        page.locator(".answer:visible h5 a").last.click()
        row = page.locator("tr:target")
        assert row.is_visible()
        assert row.evaluate(IS_IN_VIEW)
        rows = page.locator(".students:visible tbody tr")
        names = rows.locator("th").all_inner_texts()
        for column, label in enumerate(words.STUDENT_COLUMNS[1:3], 1):
            page.get_by_role("button", name=label, exact=True).click()
            numbers = [int(value) for value in rows.locator(f":nth-child({column + 1})[data-value]").evaluate_all(
                "(cells) => cells.map((cell) => cell.dataset.value)")]  # fmt: skip
            assert numbers == sorted(numbers, reverse=True)
            assert len(set(numbers)) > 1
        page.get_by_role("button", name=words.STUDENT_COLUMNS[0], exact=True).click()
        assert rows.locator("th").all_inner_texts() == names


def test_answers_side_by_side_stay_in_view(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.locator(".scenes a").nth(1).click()
        page.evaluate("scrollTo(0, 900)")
        page.locator("button.spread:visible").dispatch_event("click")
        question = page.locator(".question:visible h4")
        assert question.evaluate(IS_IN_VIEW)
        assert question.evaluate("(part) => part.getBoundingClientRect().width") > 800
        assert page.locator(".decision:visible").count() == 0
        page.locator(".scenes a").first.click()
        page.locator("#overview a[href*='scene-1-decision']").first.click()
        assert page.locator(".decision:visible").count() > 0


def test_another_tab_ends_answers_side_by_side(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.locator(".scenes a").nth(1).click()
        page.locator("button.spread:visible").click()
        page.locator(".questions:visible a").last.click()
        assert page.locator(".columns.spread:visible").count() == 1
        page.locator(".scenes a").nth(2).click()
        page.locator(".scenes a").nth(1).click()
        assert page.locator(".decision:visible").count() > 0
        assert page.locator("button.spread[aria-pressed='true']").count() == 0


def test_nothing_is_cut_off_in_a_window_of_1280_pixels(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.locator("#overview a[href*='-statement-']").first.click()
        assert page.locator(".statement:visible").count() > 0
        assert page.evaluate(
            "[...document.querySelectorAll('.answers *:not(legend)')].every((part) => part.scrollWidth <= part.clientWidth + 1"
            " || getComputedStyle(part).overflowX === 'visible')"
        )


def test_the_projector_shows_no_name(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.get_by_role("button", name="Projector view").click()
        for link in range(3):
            page.locator(".scenes a").nth(link).click()
            shown = page.evaluate("document.body.innerText.match(/\\w+/g)")
            assert not {*NICKNAMES[:8], "tulip"} & set(shown)


def test_a_link_opens_the_part_that_it_leads_to(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.locator(".scenes a").nth(1).click()
        page.locator(".scene:visible").get_by_role("link", name="Routes").click()
        page.locator(".topic:visible p > a[href*='-decision-']").first.click()
        assert page.locator(".decision:visible").count() > 0


def test_on_paper_everything_is_there(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(".question:visible").count() == page.locator(".question").count()
        assert page.locator(".answer:visible").count() == page.locator(".answer").count()
        assert page.locator("svg.routes:visible").count() == 2
        assert page.locator("button:visible").count() == 0
        assert page.evaluate(
            "[...document.querySelectorAll('.statements')].every((part) => [...part.querySelectorAll('*')].every("
            "(inner) => inner.getBoundingClientRect().left >= part.getBoundingClientRect().left))"
        )


def test_what_paper_unfolds_is_folded_again(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        opened = "[...document.querySelectorAll('details')].map((details) => details.open)"
        before = page.evaluate(opened)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open]):not(.people, .situation)").count() == 0
        assert page.locator("details.people[open], details.situation[open]").count() == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate(opened) == before
