"""Opens pages in a headless Chromium.

Invariant: the network is off, and every request that a page makes is recorded.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from party_card.frontends.html.document import build_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

CHROMIUM = "/usr/bin/chromium"
PLAYER_SOURCES = Path("game/party_card/frontends/html/player")


@contextmanager
def launch_chromium(driver: Playwright) -> Iterator[Browser]:
    """Starts a browser and closes it in the end."""
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

    def open(self, path: Path, fragment: str = "") -> None:
        """Opens a file and waits until the page is ready."""
        self.page.goto("about:blank")  # an address that differs in its fragment alone would not load the file
        self.page.goto(path.resolve().as_uri() + fragment)
        self.page.wait_for_selector("html[data-ready]", timeout=5000)

    def reload(self) -> None:
        """Loads the page again and waits until it is ready."""
        self.page.reload()
        self.page.wait_for_selector("html[data-ready]", timeout=5000)

    def press(self, *keys: str) -> None:
        """Presses keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def type_text(self, text: str) -> None:
        """Types a text where the focus is."""
        self.page.keyboard.type(text)

    def wait_for(self, expression: str) -> None:
        """Waits until an expression is true."""
        wait_until(self, f"Boolean({expression})")

    def save_screenshot(self, path: Path) -> None:
        """Saves what the window shows."""
        self.page.screenshot(path=path, caret="initial")  # to hide it, Playwright adds a style, which the page refuses

    def save_download(self, start: Callable[[], object], folder: Path) -> Path:
        """Returns the file that the page saves."""
        with self.page.expect_download() as download:
            start()
        path: Path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def close(self) -> None:
        """Closes the page with everything it has stored."""
        self.context.close()


def write_page(folder: Path, data: dict[str, Any], name: str = "page.html") -> Path:
    """Writes a page that plays this data; returns the file."""
    path = folder / name
    path.write_text(build_page(data), encoding="utf-8")
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


def wait_until(tab: BrowserTab, script: str, timeout_s: float = 10) -> Any:
    """Runs a script until its result is true; returns it. The page's policy forbids the driver's own way of waiting."""
    deadline = time.monotonic() + timeout_s
    while not (result := tab.evaluate(script)):
        if time.monotonic() > deadline:
            raise AssertionError(f"never true: {script}")
        tab.page.wait_for_timeout(20)
    return result


def json_roundtrip(data: Any) -> Any:
    """Returns data as it is after writing and reading it as JSON."""
    return json.loads(json.dumps(data))
