"""The page in Chromium: nothing is wrong in any view, marks are kept and saved, and the projector shows no names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.publishing.class_report import write_class_report_page
from party_card.reports.class_report.build import build_class_report
from tests.reports.class_report.students import NICKNAMES, SCENES, play_class
from tests.shipped import load_shipped_pack
from tests.studio.test_browser_looks import FIND_OVERFLOW, RUN_AXE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


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


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (640, "dark"), (320, "light")])
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
        page.locator(".delete-marks:visible").click()
        assert page.evaluate("localStorage.length") == 0
        assert page.locator("fieldset.marks input:checked").count() == 0


def test_the_tables_are_saved_from_the_page(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        for label, name in (("CSV", "class-report.csv"), ("Excel", "class-report.xlsx")):
            with page.expect_download() as download:
                page.get_by_role("link", name=label).click()
            assert download.value.suggested_filename == name


def test_the_projector_shows_no_name(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.get_by_role("button", name="Projector view").click()
        for link in range(3):
            page.locator(".scenes a").nth(link).click()
            words = page.evaluate("document.body.innerText.match(/\\w+/g)")
            assert not {*NICKNAMES[:8], "tulip"} & set(words)


def test_a_link_opens_the_part_that_it_leads_to(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.locator(".scenes a").nth(1).click()
        page.locator(".scene:visible").get_by_role("link", name="Routes").click()
        page.locator(".topic:visible a").first.click()
        assert page.locator(".decision:visible").count() > 0


def test_on_paper_everything_is_there(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file) as page:
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(".question:visible").count() == page.locator(".question").count()
        assert page.locator(".answer:visible").count() == page.locator(".answer").count()
        assert page.locator("svg.routes:visible").count() == 2
        assert page.locator("button:visible").count() == 0
