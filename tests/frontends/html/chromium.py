"""Opens pages in a headless Chromium.

Invariant: the network is off, and every request that a page makes is recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from party_card.frontends.html.document import build_document, read_asset

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = "/usr/bin/chromium"
PLAYER_SOURCES = Path("game/party_card/frontends/html/player")


@contextmanager
def launch_chromium() -> Iterator[Browser]:
    """Starts a browser and closes it in the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@dataclass
class BrowserTab:
    """An open page with its requests so far, and its errors and warnings."""

    page: Page
    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def evaluate(self, script: str, *arguments: Any) -> Any:
        """Runs a script in the page and returns its result."""
        return self.page.evaluate(script, *arguments)


def write_page(folder: Path, data: dict[str, Any], name: str = "page.html") -> Path:
    """Writes a page that plays this data; returns the file."""
    path = folder / name
    path.write_text(build_document(data, read_asset("player.js"), read_asset("player.css")), encoding="utf-8")
    return path


def open_page(
    browser: Browser, path: Path, fragment: str = "", *, online: bool = False, **context_options: Any
) -> BrowserTab:
    """Opens a file in a new browser context and waits until the page is ready."""
    context = browser.new_context(offline=not online, **context_options)
    tab = BrowserTab(context.new_page(), context)
    tab.page.on("request", lambda request: tab.requests.append(request.url))
    tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
    tab.page.on(
        "console", lambda message: tab.errors.append(message.text) if message.type in ("error", "warning") else None
    )
    tab.page.goto(path.resolve().as_uri() + fragment)
    tab.page.wait_for_selector("html[data-ready]", timeout=5000)
    return tab


def json_roundtrip(data: Any) -> Any:
    """Returns data as it is after writing and reading it as JSON."""
    return json.loads(json.dumps(data))
