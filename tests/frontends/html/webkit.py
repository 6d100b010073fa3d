"""Drives WebKitGTK's MiniBrowser through WebDriver, on a display of its own.

Invariant: every tab is a new process with an empty profile. WebDriver reports neither errors nor requests: a script
records errors once a page is ready (one that fails before never gets ready), and a proxy refuses what needs a network.
"""

from __future__ import annotations

import shutil
import socketserver
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.frontends.window.real_window import open_display, wait_until

if TYPE_CHECKING:
    from selenium.webdriver import WebKitGTK

DRIVER = "/usr/bin/WebKitWebDriver"
BROWSERS = "webkit2gtk-4.*/MiniBrowser"
IS_READY = "document.readyState === 'complete' && document.documentElement.dataset.ready !== undefined"
NARROW_TOOLBAR = "window * { font-size: 1px; padding: 0; margin: 0; border: 0; min-width: 0; min-height: 0; }\n"
"""GTK's style: MiniBrowser's own buttons would keep a window wider than a telephone."""
KEY_NAMES = {
    "ArrowDown": "ARROW_DOWN", "ArrowLeft": "ARROW_LEFT", "ArrowRight": "ARROW_RIGHT", "ArrowUp": "ARROW_UP",
    "Backspace": "BACKSPACE", "End": "END", "Enter": "ENTER", "Escape": "ESCAPE", "Home": "HOME", "Shift": "SHIFT",
    "Tab": "TAB",
}  # fmt: skip
RECORD_ERRORS = """() => {
  globalThis.recordedErrors = [];
  const record = (...words) => recordedErrors.push(words.join(" "));
  for (const level of ["error", "warn"]) console[level] = record;
  addEventListener("error", ({message}) => record(message));
  addEventListener("unhandledrejection", ({reason}) => record(reason));
  addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI}) => record(effectiveDirective, blockedURI));
}"""
CALL = (
    "const done = arguments[arguments.length - 1], value = ({script});"
    " Promise.resolve(typeof value === 'function' ? value(...Array.from(arguments).slice(0, -1)) : value)"
    ".then((result) => done([result]), (error) => done(String(error)))"
)
"""Calls a function, or evaluates an expression; the result is in an array, a message is not."""


class RefusingProxy(socketserver.ThreadingTCPServer):
    """Listens on a free port; records the first line of each request, and hangs up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), RefusingHandler)
        self.requests: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class RefusingHandler(socketserver.StreamRequestHandler):
    """Records a request and hangs up."""

    server: RefusingProxy

    def handle(self) -> None:
        """Records the first line, such as "CONNECT example.org:443 HTTP/1.1"."""
        self.server.requests.append(self.rfile.readline().decode("latin-1").strip())


class WebKitTab:
    """An open page in MiniBrowser."""

    def __init__(self, driver: WebKitGTK, home: Path, proxy: RefusingProxy) -> None:
        self.driver = driver
        self.home = home
        self.proxy = proxy
        self._earlier_errors: list[str] = []

    @property
    def errors(self) -> list[str]:
        """Errors and warnings since the first page was ready."""
        errors: list[str] = self.evaluate("globalThis.recordedErrors ?? []")
        return self._earlier_errors + errors

    @property
    def requests(self) -> list[str]:
        """First lines of what has been asked of the proxy."""
        return self.proxy.requests

    def open(self, path: Path, fragment: str = "") -> None:
        """Opens a file and waits until the page is ready."""
        self._earlier_errors = self.errors
        self.driver.get("about:blank")  # an address that differs in its fragment alone would not load the file
        self.driver.get(path.resolve().as_uri() + fragment)
        self._wait_until_ready()

    def reload(self) -> None:
        """Loads the page again and waits until it is ready."""
        self._earlier_errors = self.errors
        self.driver.refresh()
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        self.wait_for(IS_READY)
        self.evaluate(RECORD_ERRORS)

    def press(self, *keys: str) -> None:
        """Presses keys one after another."""
        from selenium.webdriver import ActionChains, Keys

        for key in keys:
            parts = [getattr(Keys, KEY_NAMES[part]) if part in KEY_NAMES else part for part in key.split("+")]
            chain = ActionChains(self.driver, duration=0)
            for part in parts:
                chain.key_down(part)
            for part in reversed(parts):
                chain.key_up(part)
            chain.perform()

    def type_text(self, text: str) -> None:
        """Types a text where the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver, duration=0).send_keys(text).perform()

    def evaluate(self, script: str, *arguments: Any) -> Any:
        """Returns the value of an expression, or of a function."""
        result = self.driver.execute_async_script(CALL.replace("{script}", script), *arguments)
        if isinstance(result, str):
            raise AssertionError(result)
        return result[0]

    def wait_for(self, expression: str) -> None:
        """Waits until an expression is true."""
        wait_until(lambda: bool(self.evaluate(f"Boolean({expression})")), expression)

    def save_screenshot(self, path: Path) -> None:
        """Saves what the window shows."""
        assert self.driver.save_screenshot(str(path))

    def save_download(self, start: Callable[[], object], folder: Path) -> Path:
        """Returns the file that the page saves; MiniBrowser puts it into the home folder under its own name."""
        start()
        wait_until(lambda: any(self.home.glob("*.html")), "nothing was saved")
        wait_until(lambda: not any(self.home.glob("*.wkdownload")), "the file is not complete")
        saved = next(self.home.glob("*.html"))
        return Path(shutil.move(saved, folder / saved.name))

    def close(self) -> None:
        """Ends the browser."""
        self.driver.quit()
        self.proxy.shutdown()
        self.proxy.server_close()


class WebKitEngine:
    """Starts a MiniBrowser for each tab."""

    name = "webkit"

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.tabs: list[WebKitTab] = []

    def open_tab(self, path: Path, fragment: str = "", *, width: int = 1280, height: int = 800) -> WebKitTab:
        """Opens a file in a new, empty profile."""
        from selenium.webdriver import WebKitGTK, WebKitGTKOptions
        from selenium.webdriver.webkitgtk.service import Service

        home = Path(tempfile.mkdtemp(dir=self.folder))
        (home / ".config/gtk-3.0").mkdir(parents=True)
        (home / ".config/gtk-3.0/gtk.css").write_text(NARROW_TOOLBAR, encoding="utf-8")
        proxy = RefusingProxy()
        options = WebKitGTKOptions()
        options.binary_location = str(self._write_launcher(home))
        for argument in ("--automation", f"--proxy=http://127.0.0.1:{proxy.server_address[1]}"):
            options.add_argument(argument)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of Selenium about itself
            driver = WebKitGTK(options=options, service=Service(DRIVER, env=self.environment))
        tab = WebKitTab(driver, home, proxy)
        self.tabs.append(tab)
        driver.set_window_rect(0, 0, width, height)
        shown_width, shown_height = tab.evaluate("[innerWidth, innerHeight]")
        driver.set_window_rect(0, 0, 2 * width - shown_width, 2 * height - shown_height)
        tab.wait_for(f"innerWidth === {width} && innerHeight === {height}")
        tab.open(path, fragment)
        return tab

    def _write_launcher(self, home: Path) -> Path:
        """Writes a script that starts the browser with a home of its own; returns its path."""
        browser = next(Path("/usr/lib").glob(f"*/{BROWSERS}"))
        launcher = home / "launch"
        launcher.write_text(
            f"#!/bin/sh\nHOME='{home}' XDG_DOWNLOAD_DIR='{home}' exec '{browser}' \"$@\"\n", encoding="utf-8"
        )
        launcher.chmod(0o700)
        return launcher


@contextmanager
def launch_webkit(folder: Path) -> Iterator[WebKitEngine]:
    """Starts a display for browsers whose profiles are in a folder; closes all in the end."""
    with open_display() as environment:
        engine = WebKitEngine(folder, environment)
        yield engine
        for tab in engine.tabs:
            if tab.driver.service.process.poll() is None:
                tab.close()
