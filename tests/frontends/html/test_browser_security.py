"""A hostile pack is safe to open, and the content security policy stops injected code."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from party_card.content.pack import read_pack
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.pictures import encode_pictures
from party_card.frontends.shared.scene_data import Json
from tests.engine.sample import FILES
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, open_page, write_page
from tests.random_examples import thin_out

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>hurt=1</script>",
    "<img src=http://127.0.0.1:9/a onerror=hurt=1>",
    "</script></style></title><svg onload=hurt=1>",
    "<!--<script>",
    "javascript:hurt=1//",
    "\" onfocus=hurt=1 autofocus x=\"' onfocus=hurt=1 y='",
    "]]>&lt;script&gt;hurt=1&lt;/script&gt;&#x3c;",
    "${hurt=1}{{constructor.constructor('hurt=1')()}}",
    "\u202egnp.exe\u202c\u2066\u2028\u2029\u200b\ufeff\u0301\U0001f468\u200d\U0001f469",
    "url(http://127.0.0.1:9/b);}*{background:url(//127.0.0.1:9/c)",
    "__proto__ constructor toString",
    "W" * 9_000,
)
SHOWN_KEYS = {
    "text", "title", "place", "question", "summary", "did", "locked", "ask", "draws_on", "basic", "proficient", "unknown", "document", "note",
    "quote", "role", "unit", "remark", "family", "given", "publisher", "publisher-place", "content_notes", "named", "alt",
}  # fmt: skip
"""The YAML keys whose texts a page shows."""
SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' onload='parent.hurt=1'><script>parent.hurt=1</script>"
    "<image href='http://127.0.0.1:9/d'/><a href='javascript:hurt=1'><path d='M0 0h9' style='fill:url(http://127.0.0.1:9/e)'/></a></svg>"
)


def add_hostile_text(value: Any, hostile: str, is_shown: bool = False) -> Any:
    """Returns the content of a file with hostile text behind everything that is shown."""
    if isinstance(value, dict):
        return {
            key: add_hostile_text(child, hostile, key in SHOWN_KEYS or (key == "name" and is_shown))
            for key, child in value.items()
        }
    if isinstance(value, list):
        return [add_hostile_text(child, hostile, is_shown) for child in value]
    return f"{value} {hostile}" if is_shown and isinstance(value, str) else value


def encode_hostile_pack(folder: Path, hostile: str) -> Json:
    """Writes and encodes a pack with this hostile text and awkward ids."""
    for name, text in FILES.items():
        text = text.replace("scene: paper", "scene: constructor").replace("anna:", "constructor:")  # noqa: PLW2901
        text = text.replace("attention", "valueof").replace("goto: later", "goto: hasownproperty")  # noqa: PLW2901
        text = text.replace("  later:", "  hasownproperty:").replace("(later)", "(hasownproperty)")  # noqa: PLW2901
        content = yaml.load(text, yaml.CSafeLoader)
        if "scene" in content:
            content |= {"picture": "evil", "alt": "A picture."}
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        new_text = yaml.safe_dump(add_hostile_text(content, hostile), allow_unicode=True, width=10**9, sort_keys=False)
        path.write_text(text if "index" in content else new_text, encoding="utf-8")
    pictures = folder / "assets/pictures/evil.svg"
    pictures.parent.mkdir(parents=True)
    pictures.write_text(SVG)
    pack, _ = read_pack(folder)
    scenes = [compile_scene(pack, scene) for scene in pack.scenes.values()]
    data: Json = json_roundtrip(encode_scenes(scenes, pictures=encode_pictures(pack, scenes)))
    return data


@pytest.mark.parametrize("number", thin_out(range(len(HOSTILE))))
def test_a_hostile_pack_is_shown_to_the_letter_and_nothing_runs_and_nothing_is_fetched(
    browser: Browser, tmp_path: Path, number: int
) -> None:
    tab = open_page(
        browser,
        write_page(tmp_path / "..", encode_hostile_pack(tmp_path / "pack", HOSTILE[number]), f"hostile-{number}.html"),
    )
    tab.evaluate(
        "document.addEventListener('securitypolicyviolation', (event) => (globalThis.violations ??= []).push(event.violatedDirective))"
    )
    output_text = ""
    for key in (
        "",
        "1",
        "n",
        "Escape",
        "w",
        "Escape",
        "1",
        "3",
        "go",
        "p",
        "Escape",
        "t",
        "Escape",
        "go",
        "?",
        "Escape",
    ):
        if key == "go":
            tab.page.locator("article .go").click()
        elif key:
            tab.page.keyboard.press(key)
        tab.page.wait_for_timeout(20)
        output_text += tab.evaluate("document.body.innerText")
    assert tab.evaluate(
        "document.querySelector('article').parentElement.className + partyCard.data.scenes[0].id"
    ).endswith("constructor")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    output_text += tab.evaluate("document.querySelector('.print').textContent")
    assert "".join(HOSTILE[number].split())[:40].casefold() in "".join(output_text.split()).casefold()
    assert tab.evaluate("globalThis.hurt") is None
    assert tab.evaluate("globalThis.violations") is None
    assert [url for url in tab.requests if not url.startswith(("file:", "data:image/svg+xml"))] == []
    assert tab.errors == []
    assert tab.evaluate("document.querySelectorAll('script').length") == 2
    assert (
        tab.evaluate("document.querySelectorAll('iframe, object, embed, [onload], [onerror], [onfocus], image').length")
        == 0
    )
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


# -------------------------------------------------------------------------------------- injections, simulated


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Starts a server; yields its address and the paths requested so far."""
    requests: list[str] = []

    class RecordingHandler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET  # noqa: N815  # the name that the library calls

        def log_message(self, *_: object) -> None:
            pass

    http_server = ThreadingHTTPServer(("127.0.0.1", 0), RecordingHandler)
    threading.Thread(target=http_server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http_server.server_port}", requests
    http_server.shutdown()
    http_server.server_close()


INJECTIONS = {
    "innerHTML": "document.body.innerHTML = '<img src=x onerror=hurt=1>'",
    "outerHTML": "document.querySelector('h2').outerHTML = '<b onclick=hurt=1>'",
    "insertAdjacentHTML": "document.body.insertAdjacentHTML('beforeend', '<svg onload=hurt=1>')",
    "document.write": "document.write('<script>hurt=1</' + 'script>')",
    "eval": "eval('hurt=1')",
    "Function": "new Function('hurt=1')()",
    "setTimeout": "setTimeout('hurt=1', 0)",
    "a script's text": "const s = document.createElement('script'); s.textContent = 'hurt=1'; document.body.append(s)",
    "a script's address": "const s = document.createElement('script'); s.src = URL; document.body.append(s)",
    "a handler": "document.body.setAttribute('onclick', 'hurt=1'); document.body.click()",
    "a javascript: link": "const a = document.createElement('a'); a.href = 'javascript:hurt=1'; document.body.append(a); a.click()",
    "a frame": "const f = document.createElement('iframe'); f.src = URL; document.body.append(f)",
    "a frame's text": "const f = document.createElement('iframe'); f.srcdoc = '<script>parent.hurt=1</' + 'script>'; document.body.append(f)",
    "a form": "const f = document.createElement('form'); f.action = URL; document.body.append(f); f.submit()",
    "fetch": "fetch(URL)",
    "a beacon": "navigator.sendBeacon(URL, 'x')",
    "a request": "const r = new XMLHttpRequest(); r.open('GET', URL); r.send()",
    "a socket": "new WebSocket(URL.replace('http', 'ws'))",
    "an event source": "new EventSource(URL)",
    "a picture": "new Image().src = URL",
    "a style's picture": "document.body.style.background = 'url(' + URL + ')'",
    "a style sheet": "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = URL; document.head.append(l)",
    "a font": "new FontFace('x', 'url(' + URL + ')').load().catch(() => 0)",
    "a worker": "new Worker('data:text/javascript,fetch(\"' + URL + '\")')",
    "a base": "const b = document.createElement('base'); b.href = URL; document.head.append(b); new Image().src = 'x'",
}


@pytest.mark.parametrize("name", thin_out(INJECTIONS))
def test_a_hole_would_let_nothing_run_and_nothing_out(
    browser: Browser, tmp_path: Path, server: tuple[str, list[str]], name: str
) -> None:
    address, requests = server
    path = write_page(tmp_path, json_roundtrip(encode_scenes([load_sample()])))
    assert run_injected(open_page(browser, path, online=True), name, address) is None
    assert requests == []


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.release)])
def test_the_holes_are_holes(browser: Browser, tmp_path: Path, server: tuple[str, list[str]], every: int) -> None:
    """Without the policy nearly all injections have an effect, so the test above can fail."""
    address, requests = server
    path = write_page(tmp_path, json_roundtrip(encode_scenes([load_sample()])))
    unprotected_page = path.read_text(encoding="utf-8").replace("Content-Security-Policy", "X")
    path.write_text(unprotected_page, encoding="utf-8")
    effective = []
    names = list(INJECTIONS)[::every]
    for name in names:
        initial = len(requests)
        if run_injected(open_page(browser, path, online=True), name, address) or len(requests) > initial:
            effective.append(name)
    assert len(effective) >= len(names) - 3, set(names) - set(effective)


def load_sample() -> Any:
    from tests.engine.sample import sample_scene

    return sample_scene()


def run_injected(tab: BrowserTab, name: str, address: str) -> object:
    """Runs an injection as a script of the page; returns None if it had no effect."""
    script = INJECTIONS[name].replace("URL", json.dumps(address + "/out"))
    # Later, so that the allowance that a debugger's own evaluation has is over.
    tab.evaluate(f"() => {{ setTimeout(() => {{ {script} }}, 0) }}")
    tab.page.wait_for_timeout(250)
    try:
        effect: object = tab.evaluate("globalThis.hurt ?? null")
    except Exception as error:  # noqa: BLE001  # the page has left for the address
        return str(error)
    finally:
        tab.context.close()
    return effect
