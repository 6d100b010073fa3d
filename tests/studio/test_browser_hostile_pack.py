"""A pack by somebody who means harm: nothing in it runs in the page of the studio, and the page stays usable."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.content.file_text import MAX_FILE_BYTES
from tests.language_server.sample import TEXTS, write_sample
from tests.studio.test_browser_page import open_studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SCRIPT = "<img src=x onerror=top.hit=1><script>top.hit=1</script><svg onload=top.hit=1>"
ODD_NAMES = (
    "<img src=x onerror=top.hit=1>.yaml",
    "a\n\u202eb.yaml",
    "-rf.yaml",
    "%2e%2e%2fa.yaml",
    "a" * 200 + ".yaml",
)
FIELDS = (
    "A letter lies here.", "A letter was sent.", "Open it", "Ash.", "title: Ash", "It is safe.", "You know what it said.",
    "A letter was lost.", "title: A letter", "title: A Diary", "name: burned", "label: What you have",
)  # fmt: skip


def poison(text: str) -> str:
    """Returns a text of a pack with a script in every field that people write."""
    for words in FIELDS:
        text = text.replace(words, f"{words} {SCRIPT}")
    return text


def test_no_script_of_a_pack_runs_and_the_page_stays_usable(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "pack"
    write_sample(root)
    for name, text in TEXTS.items():
        (root / name).write_text(poison(text), encoding="utf-8")
    for name in ODD_NAMES:
        (root / "scenes" / name.replace("/", "")).write_text(f"scene: odd\ntitle: '{SCRIPT}'\n", encoding="utf-8")
    (root / "scenes/huge.yaml").write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    (root / "scenes/deep.yaml").write_text("[" * 20_000, encoding="utf-8")
    with open_studio(browser, root) as page:
        page.locator(".scene", has_text="A letter").click()
        page.locator(".card.open").wait_for()
        assert page.locator(".card.open").get_by_text("<script>").count()
        for view in ("Scene", "Tests", "Text", "Cards"):
            page.locator(".writing .segments button", has_text=view).first.click()
            page.wait_for_timeout(100)
        page.keyboard.press("F7")
        page.locator(".facts li").first.wait_for()
        page.keyboard.press("F7")
        page.locator("iframe").first.wait_for()
        assert page.evaluate("globalThis.hit") is None
        assert page.locator("img[src='x'], svg[onload]").count() == 0
        field = page.locator(".card.open .blocks .cm-content").first
        field.click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("It is quiet.")
        page.get_by_text("Saved just now").wait_for()
    assert "text: It is quiet." in (root / "scenes/letter.yaml").read_text(encoding="utf-8")
