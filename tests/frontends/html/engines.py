"""Opens pages in Chromium, Firefox and WebKit, and drives them by keyboard through one interface.

Chromium and Firefox are driven by Playwright, Firefox over its own WebDriver BiDi; WebKit by Selenium. All are Debian's.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tests.frontends.html.chromium import BrowserTab, launch_chromium, open_page
from tests.frontends.html.webkit import launch_webkit
from tests.frontends.window.real_window import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

FIREFOX = "/usr/bin/firefox-esr"


class Tab(Protocol):
    """An open page in any engine."""

    @property
    def errors(self) -> list[str]:
        """Errors and warnings that the page has written to the console, or thrown."""

    @property
    def requests(self) -> list[str]:
        """Addresses that the page has asked for; with WebKit, only those that need a network."""

    def open(self, path: Path, fragment: str = "") -> None:
        """Opens a file and waits until the page is ready."""

    def reload(self) -> None:
        """Loads the page again and waits until it is ready."""

    def press(self, *keys: str) -> None:
        """Presses keys one after another: a character, or a name such as Enter, ArrowDown or Shift+Tab."""

    def type_text(self, text: str) -> None:
        """Types a text where the focus is."""

    def evaluate(self, script: str, *arguments: Any) -> Any:
        """Returns the value of an expression; a function is called with the argument, and its promise awaited."""

    def wait_for(self, expression: str) -> None:
        """Waits until an expression is true. Raises an exception after a few seconds."""

    def save_screenshot(self, path: Path) -> None:
        """Saves what the window shows as a PNG file."""

    def save_download(self, start: Callable[[], object], folder: Path) -> Path:
        """Calls a function that makes the page save a file, and returns the file, moved to a folder."""

    def close(self) -> None:
        """Closes the page with everything it has stored."""


class Engine(Protocol):
    """A running browser."""

    name: str

    def open_tab(self, path: Path, fragment: str = "", *, width: int = 1280, height: int = 800) -> Tab:
        """Opens a file in a new, empty profile, in a window whose page has this size in pixels."""


class ChromiumEngine:
    """Starts a browser context for each tab."""

    name = "chromium"

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def open_tab(self, path: Path, fragment: str = "", *, width: int = 1280, height: int = 800) -> BrowserTab:
        """Opens a file in a new, empty profile."""
        return open_page(self.browser, path, fragment, online=True, viewport={"width": width, "height": height})


@dataclass
class FirefoxTab(BrowserTab):
    """An open page in Firefox, which saves files into a folder; Playwright does not hear of them."""

    downloads: Path = Path()

    def save_download(self, start: Callable[[], object], folder: Path) -> Path:
        """Returns the file that the page saves."""
        start()
        wait_until(lambda: any(path.stat().st_size for path in self.downloads.glob("*.html")), "nothing was saved")
        wait_until(lambda: not any(self.downloads.glob("*.part")), "the file is not complete")
        saved = next(self.downloads.glob("*.html"))
        return Path(shutil.move(saved, folder / saved.name))


class FirefoxEngine:
    """Starts a browser context for each tab."""

    name = "firefox"

    def __init__(self, browser: Browser, downloads: Path) -> None:
        self.browser = browser
        self.downloads = downloads

    def open_tab(self, path: Path, fragment: str = "", *, width: int = 1280, height: int = 800) -> FirefoxTab:
        """Opens a file in a new, empty profile."""
        tab = open_page(self.browser, path, fragment, online=True, viewport={"width": width, "height": height})
        return FirefoxTab(tab.page, tab.context, tab.requests, tab.errors, self.downloads)


@contextmanager
def launch_engine(name: str, driver: Playwright) -> Iterator[Engine]:
    """Starts a browser by the name of its engine, and closes it in the end."""
    with tempfile.TemporaryDirectory() as folder:
        if name == "chromium":
            with launch_chromium(driver) as browser:
                yield ChromiumEngine(browser)
        elif name == "firefox":
            with launch_firefox(driver, Path(folder)) as browser:
                yield FirefoxEngine(browser, Path(folder))
        else:
            with launch_webkit(Path(folder)) as engine:
                yield engine


@contextmanager
def launch_firefox(driver: Playwright, downloads: Path) -> Iterator[Browser]:
    """Starts Debian's Firefox, driven over WebDriver BiDi, and closes it in the end."""
    browser = driver.firefox.launch(executable_path=FIREFOX, channel="moz-firefox", downloads_path=downloads)
    yield browser
    browser.close()
