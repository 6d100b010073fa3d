"""A real Chromium without a screen, for tests of the browser page.

Law: nothing is fetched. Every request that a page makes is kept, and the network is off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from party_card.frontends.html.document import document, part

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = "/usr/bin/chromium"
PLAYER = Path("game/party_card/frontends/html/player")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for as long as it is needed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page that is open, and what it asked of the outside and complained of meanwhile."""

    page: Page
    context: BrowserContext
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def run(self, script: str, *given: Any) -> Any:
        """What a script of the test returns."""
        return self.page.evaluate(script, *given)


def written(folder: Path, data: dict[str, Any], name: str = "page.html") -> Path:
    """The file of a page that plays this data."""
    path = folder / name
    path.write_text(document(data, part("player.js"), part("player.css")), encoding="utf-8")
    return path


def opened(browser: Browser, path: Path, fragment: str = "", *, online: bool = False, **wishes: Any) -> Opened:
    """The file opened from the disk in a profile of its own, with the network off; `wishes` are those of the reader."""
    context = browser.new_context(offline=not online, **wishes)
    made = Opened(context.new_page(), context)
    made.page.on("request", lambda request: made.asked.append(request.url))
    made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
    made.page.on(
        "console", lambda said: made.complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    made.page.goto(path.resolve().as_uri() + fragment)
    made.page.wait_for_selector("html[data-ready]", timeout=5000)
    return made


def plain(data: Any) -> Any:
    """Data as it is after its way through JSON."""
    return json.loads(json.dumps(data))
