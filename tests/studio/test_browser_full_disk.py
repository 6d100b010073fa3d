"""What a teacher sees when nothing more can be written to the disk, in a real browser: nothing is lost."""

from __future__ import annotations

import resource
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.frontends.window.real_window import wait_until
from tests.studio.process import StudioProcess

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_what_cannot_be_saved_is_told_and_saved_when_there_is_room_again(browser: Browser, tmp_path: Path) -> None:
    with StudioProcess(tmp_path / "pack") as studio:
        page = browser.new_page()
        page.goto(f"http://{studio.host}/{studio.token}/")
        page.locator(".tile").first.wait_for()
        page.locator("button.go").click()
        field = page.locator(".card.open .blocks .cm-content")
        field.click()
        page.keyboard.type("You open the box.")
        page.get_by_text("Saved just now").wait_for()
        (path,) = (tmp_path / "pack" / "scenes").glob("*.yaml")
        limits = resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE, (16, limits[1]))
        page.keyboard.type(" A letter lies in it.")
        problem = page.locator(".saved.bad")
        problem.wait_for()
        words = problem.inner_text()
        assert path.name in words
        assert words.endswith("."), "a whole sentence"
        assert "Errno" not in words
        before = path.read_text(encoding="utf-8")
        assert "You open the box." in before
        page.keyboard.type(" It is for you.")
        assert "A letter lies in it. It is for you." in field.inner_text()
        resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE, limits)
        problem.wait_for(state="detached")
        wait_until(
            lambda: "You open the box. A letter lies in it. It is for you." in path.read_text(encoding="utf-8"),
            "what was written meanwhile is not saved",
        )
        page.close()
