"""A hostile page in the same browser reaches nothing, although it knows the port and even the token."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from tests.frontends.html.chromium import CHROMIUM
from tests.language_server.sample import SCENE, write_sample
from tests.studio.process import StudioProcess

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page, Playwright

pytestmark = pytest.mark.browser

ATTACK = """
async ({host, token}) => {
  const results = {};
  const attempt = async (name, action) => {
    try { results[name] = await Promise.race([action(), new Promise(go => setTimeout(() => go("nothing"), 3000))]); }
    catch (error) { results[name] = "refused"; }
  };
  const load = (tag, attribute, address) => new Promise((resolve) => {
    const element = document.createElement(tag);
    element.onload = () => resolve("loaded");
    element.onerror = () => resolve("refused");
    if (tag === "link") element.rel = "stylesheet";
    element[attribute] = address;
    document.body.append(element);
  });
  const base = `http://${host}/${token}/`;
  await Promise.all([
    attempt("fetch", async () => (await fetch(base)).status),
    attempt("fetch of another kind", async () => (await fetch(base, {mode: "no-cors"})).type),
    attempt("post", async () => (await fetch(base, {method: "POST", body: "x"})).status),
    attempt("preflight", async () => (await fetch(base, {method: "PUT", headers: {"X-A": "1"}})).status),
    attempt("script", () => load("script", "src", base + "studio.js")),
    attempt("style", () => load("link", "href", base + "studio.css")),
    attempt("image", () => load("img", "src", base + "studio.css")),
    attempt("events", () => new Promise((resolve) => {
      const source = new EventSource(base);
      source.onopen = () => resolve("open");
      source.onerror = () => resolve("refused");
    })),
    attempt("worker", () => new Promise((resolve, reject) => {
      const worker = new Worker(base + "studio.js");
      worker.onerror = () => resolve("refused");
      worker.onmessage = () => resolve("open");
    })),
    attempt("frame", () => load("iframe", "src", base)),
    attempt("form", () => new Promise((resolve) => {
      const frame = document.createElement("iframe");
      frame.name = "target";
      document.body.append(frame);
      const form = document.createElement("form");
      form.action = base; form.method = "POST"; form.target = "target";
      document.body.append(form);
      frame.onload = () => { try { resolve(frame.contentDocument ? "nothing" : "refused"); } catch (e) { resolve("refused"); } };
      form.submit();
    })),
    ...[[`party-card.${token}`], []].map((subprotocols, index) => attempt(`socket ${index}`, () => new Promise((resolve) => {
      const socket = new WebSocket(`ws://${host}/${token}/connection`, subprotocols);
      socket.onopen = () => resolve("open");
      socket.onerror = () => resolve("refused");
    }))),
  ]);
  return results;
}
"""
OWN_REQUESTS = """
async ({token}) => {
  const open = (subprotocols) => new Promise((resolve) => {
    const socket = new WebSocket(`ws://${location.host}/${token}/connection`, subprotocols);
    socket.onopen = () => resolve("open");
    socket.onerror = () => resolve("refused");
  });
  return [(await fetch("studio.js")).status, await open([`party-card.${token}`]), await open([])];
}
"""
HARMLESS = ("refused", "nothing", 403, "opaque")
"""How an attempt may end; an opaque answer tells a page nothing, and it was a refusal."""


class _HostileSite(BaseHTTPRequestHandler):
    """A site on another port; it answers every request with an empty page."""

    def do_GET(self) -> None:  # the library's
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Evil</title><body>")

    def log_message(self, *_: object) -> None:
        """Prints nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    """The port of the hostile site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _HostileSite) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def hostile_browser(driver: Playwright) -> Iterator[Browser]:
    """A browser for which every name with the end `.example` points to this machine."""
    rules = "--host-resolver-rules=MAP *.example 127.0.0.1"
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", rules])
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudioProcess]:
    root = tmp_path_factory.mktemp("hostile") / "pack"
    write_sample(root)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PARTY_CARD_HOME", str(root.parent / "home"))
        with StudioProcess(root) as studio:
            yield studio
    assert (root / "scenes/letter.yaml").read_text() == SCENE


@pytest.fixture
def tab(hostile_browser: Browser) -> Iterator[Page]:
    with hostile_browser.new_context() as context:
        yield context.new_page()


def attack(tab: Page | Frame, studio: StudioProcess, host: str) -> dict[str, Any]:
    results: dict[str, Any] = tab.evaluate(ATTACK, {"host": host, "token": studio.token})
    assert len(results) == 13
    framed = [frame for frame in list_frames(tab) if frame.locator("#studio").count()]
    return {**results, "frame": "framed" if framed else "refused"}


def list_frames(tab: Page | Frame) -> list[Frame]:
    """Returns the frames in a page or frame."""
    return tab.child_frames if hasattr(tab, "child_frames") else tab.main_frame.child_frames


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "evil.example"])
def test_a_page_of_another_site_reaches_nothing(tab: Page, studio: StudioProcess, site: int, name: str) -> None:
    tab.goto(f"http://{name}:{site}/")
    results = attack(tab, studio, studio.host)
    assert {attempt: result for attempt, result in results.items() if result not in HARMLESS} == {}


def test_a_name_that_was_made_to_point_here_reaches_nothing(tab: Page, studio: StudioProcess) -> None:
    host = f"rebound.example:{studio.port}"
    tab.route(
        f"http://{host}/evil", lambda route: route.fulfill(body="<!doctype html><body>", content_type="text/html")
    )
    tab.goto(f"http://{host}/evil")
    results = attack(tab, studio, host)
    assert {attempt: result for attempt, result in results.items() if result not in HARMLESS} == {}


def test_a_page_without_an_origin_reaches_nothing(tab: Page, studio: StudioProcess, site: int) -> None:
    tab.goto(f"http://127.0.0.1:{site}/")
    tab.evaluate("document.body.innerHTML = `<iframe sandbox='allow-scripts' srcdoc='<body>'></iframe>`")
    tab.wait_for_selector("iframe")
    frame = tab.frames[-1]
    frame.wait_for_selector("body", state="attached")
    results = attack(frame, studio, studio.host)
    assert {attempt: result for attempt, result in results.items() if result not in HARMLESS} == {}


def test_a_link_from_another_site_opens_nothing(tab: Page, studio: StudioProcess, site: int) -> None:
    tab.goto(f"http://127.0.0.1:{site}/")
    address = f"http://{studio.host}/{studio.token}/"
    tab.evaluate("(address) => { document.body.innerHTML = `<a href='${address}'>Go</a>`; }", address)
    with tab.expect_response(address) as answer:
        tab.click("a")
    assert answer.value.status == 403


def test_its_own_page_is_not_hindered(tab: Page, studio: StudioProcess, site: int) -> None:
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    answer = tab.goto(f"http://{studio.host}/{studio.token}/")
    assert answer is not None
    assert answer.status == 200
    assert tab.evaluate(OWN_REQUESTS, {"token": studio.token}) == [200, "open", "refused"]
    with pytest.raises(Exception, match="Failed to fetch"):
        tab.evaluate("(address) => fetch(address, {mode: 'no-cors'})", f"http://127.0.0.1:{site}/")
    assert any("Content Security Policy" in text for text in complaints), "the policy stops what would leave the page"
