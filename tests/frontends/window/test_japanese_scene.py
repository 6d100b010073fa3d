"""A scene in Japanese: no line of a page begins or ends with a sign that may not stand there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.frontends.window.input.events import Confirm, Key
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.mirroring import set_content_language
from party_card.services.load import load_pack
from tests import ROOT

from .open_screens import list_boxes, list_text_runs

NEVER_FIRST, NEVER_LAST = "。、」』）！？ー％", "「『（"


@pytest.fixture(autouse=True)
def reset_content_language() -> Iterator[None]:
    """Leaves no language behind for the next test."""
    yield
    set_content_language("")


def list_lines(navigator: Navigator) -> Iterator[str]:
    for box in list_boxes(navigator):
        lines: dict[int, list[tuple[float, str]]] = {}
        for run in list_text_runs(box):
            lines.setdefault(round(run.y), []).append((run.x, run.text))
        yield from ("".join(text for _, text in sorted(line)) for line in lines.values())


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_sign(size: tuple[int, int]) -> None:
    session = Session(load_pack(ROOT / "tests" / "weather_pack"))
    navigator = Navigator(session, size, screen=PageScreen(session, session.open(SceneId("weather-ja"))))
    lines = [*list_lines(navigator)]
    for action in (Confirm(), Key("1"), Key("1"), Confirm(), Confirm()):
        navigator.dispatch(action)
        lines += list_lines(navigator)
    assert sum("。" in line for line in lines) > 10
    assert [line for line in lines if line and (line[0] in NEVER_FIRST or line[-1] in NEVER_LAST)] == []
