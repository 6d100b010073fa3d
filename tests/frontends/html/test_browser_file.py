"""The file in a real browser: the same as the engine's, readable by all, and its answers are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from party_card.frontends.html.encode.page_data import encode_scenes
from tests.browsers import NODE
from tests.engine.test_person_file import SCENE
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, open_page, write_page
from tests.frontends.html.test_browser_access import FIND_OVERFLOWING, FIND_SMALL_TARGETS, RUN_AXE
from tests.frontends.html.test_browser_agreement import compare_playthroughs
from tests.modelcheck.scenes import compile_scene_text, scene_texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

AT_FILE = "0-0000--"
"""The steps that lead to the file of the scene: begin, four choices, the record, on to the file."""


def open_file(browser: Browser, folder: Path, **context: Any) -> BrowserTab:
    data = json_roundtrip(encode_scenes([compile_scene_text(SCENE)]))
    fragment = f"#parcel.{data['scenes'][0]['shape']}.{AT_FILE}"
    return open_page(browser, write_page(folder, data), fragment, **context)


def test_the_file_of_any_scene_is_that_of_the_engine(browser: Browser, tmp_path: Path) -> None:
    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(scene_texts(with_file=True))
    def compare(text: str) -> None:
        compiled = compile_scene_text(text)
        tab = open_page(browser, write_page(tmp_path, json_roundtrip(encode_scenes([compiled]))))
        try:
            assert compare_playthroughs(tab, 0, compiled, 12)
            assert tab.errors == []
        finally:
            tab.close()

    compare()


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (1280, "dark")])
def test_the_file_can_be_read_by_all(browser: Browser, tmp_path: Path, width: int, theme: str) -> None:
    tab = open_file(browser, tmp_path, viewport={"width": width, "height": 800}, color_scheme=theme)
    assert tab.evaluate("document.querySelector('h2').textContent") == "What remains of you on paper"
    assert tab.evaluate(
        "[...document.querySelectorAll('.file-paper')].every((paper) => paper.innerText.includes('INVENTED'))"
    )
    assert tab.evaluate(FIND_OVERFLOWING) == []
    assert tab.evaluate(FIND_SMALL_TARGETS) == []
    axe = NODE / "node_modules/axe-core/axe.min.js"
    tab.evaluate(axe.read_text(encoding="utf-8"))
    assert tab.evaluate(RUN_AXE) == []
    assert tab.errors == []
    tab.close()


def test_an_answer_by_keyboard_is_told_and_kept(browser: Browser, tmp_path: Path) -> None:
    tab = open_file(browser, tmp_path)
    tab.evaluate("document.querySelector('#assess-0-corroborated').focus()")
    tab.press("Space", "ArrowRight")
    assert tab.evaluate("document.querySelector('.result').textContent") == "Yes. “Line 113” shows it."
    tab.reload()
    assert tab.evaluate("document.querySelector('#assess-0-documented').checked") is True
    assert tab.evaluate("document.querySelector('.result').textContent") == "Yes. “Line 113” shows it."
    tab.close()
