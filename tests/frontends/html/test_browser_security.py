"""A pack from a stranger is safe to open, and where the player had a hole the browser would stop what came through it."""

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
from party_card.frontends.html.decode import Json
from party_card.frontends.html.encode.scene import write_data
from party_card.frontends.html.pictures import pictures_of
from tests.engine.sample import FILES
from tests.frontends.html.chromium import Opened, opened, plain, written

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
TOLD = {
    "text", "title", "place", "question", "summary", "did", "locked", "ask", "draws_on", "unknown", "document", "note",
    "quote", "role", "unit", "remark", "family", "given", "publisher", "publisher-place", "content_notes", "named", "alt",
}  # fmt: skip
"""The keys whose words a page shows."""
SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' onload='parent.hurt=1'><script>parent.hurt=1</script>"
    "<image href='http://127.0.0.1:9/d'/><a href='javascript:hurt=1'><path d='M0 0h9' style='fill:url(http://127.0.0.1:9/e)'/></a></svg>"
)


def spoilt(value: Any, which: int, told: bool = False) -> Any:
    """The content of a file with hostile words behind all that is shown."""
    if isinstance(value, dict):
        return {key: spoilt(part, which, key in TOLD or (key == "name" and told)) for key, part in value.items()}
    if isinstance(value, list):
        return [spoilt(part, which, told) for part in value]
    return f"{value} {HOSTILE[which]}" if told and isinstance(value, str) else value


def hostile_data(folder: Path, which: int) -> Json:
    """The data of a pack that is hostile in one way, with awkward ids."""
    for name, text in FILES.items():
        text = text.replace("scene: paper", "scene: constructor").replace("anna:", "constructor:")  # noqa: PLW2901
        text = text.replace("attention", "valueof").replace("goto: later", "goto: hasownproperty")  # noqa: PLW2901
        text = text.replace("  later:", "  hasownproperty:").replace("(later)", "(hasownproperty)")  # noqa: PLW2901
        content = yaml.load(text, yaml.CSafeLoader)
        if "scene" in content:
            content |= {"picture": "evil", "alt": "A picture."}
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        made = yaml.safe_dump(spoilt(content, which), allow_unicode=True, width=10**9, sort_keys=False)
        path.write_text(text if "index" in content else made, encoding="utf-8")
    pictures = folder / "assets/pictures/evil.svg"
    pictures.parent.mkdir(parents=True)
    pictures.write_text(SVG)
    pack, _ = read_pack(folder)
    scenes = [compile_scene(pack, scene) for scene in pack.scenes.values()]
    data: Json = plain(write_data(scenes, pictures=pictures_of(pack, scenes)))
    return data


@pytest.mark.parametrize("which", range(len(HOSTILE)))
def test_a_hostile_pack_is_shown_to_the_letter_and_nothing_runs_and_nothing_is_fetched(
    browser: Browser, tmp_path: Path, which: int
) -> None:
    tab = opened(browser, written(tmp_path / "..", hostile_data(tmp_path / "pack", which), f"hostile-{which}.html"))
    tab.run(
        "document.addEventListener('securitypolicyviolation', (event) => (globalThis.broken ??= []).push(event.violatedDirective))"
    )
    seen = ""
    for key in ("", "1", "n", "Escape", "w", "Escape", "1", "3", "1", "p", "Escape", "t", "Escape", "1", "?", "Escape"):
        if key:
            tab.page.keyboard.press(key)
        tab.page.wait_for_timeout(20)
        seen += tab.run("document.body.innerText")
    assert tab.run("document.querySelector('article').parentElement.className + partyCard.data.scenes[0].id").endswith(
        "constructor"
    )
    tab.run("dispatchEvent(new Event('beforeprint'))")
    seen += tab.run("document.querySelector('.print').textContent")
    assert "".join(HOSTILE[which].split())[:40].casefold() in "".join(seen.split()).casefold()
    assert tab.run("globalThis.hurt") is None
    assert tab.run("globalThis.broken") is None
    assert [url for url in tab.asked if not url.startswith(("file:", "data:image/svg+xml"))] == []
    assert tab.complaints == []
    assert tab.run("document.querySelectorAll('script').length") == 2
    assert (
        tab.run("document.querySelectorAll('iframe, object, embed, [onload], [onerror], [onfocus], image').length") == 0
    )
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")


# ------------------------------------------------------------------------------------------ a hole, simulated


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address that somebody listens at, and what was heard."""
    heard: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET  # noqa: N815  # the name that the library calls

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()


HOLES = {
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


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_would_let_nothing_run_and_nothing_out(
    browser: Browser, tmp_path: Path, listener: tuple[str, list[str]], hole: str
) -> None:
    address, heard = listener
    path = written(tmp_path, plain(write_data([sample()])))
    assert _through(opened(browser, path, online=True), hole, address) is None
    assert heard == []


def test_the_holes_are_holes(browser: Browser, tmp_path: Path, listener: tuple[str, list[str]]) -> None:
    """Without the policy most of them hurt, so the test above would see it."""
    address, heard = listener
    path = written(tmp_path, plain(write_data([sample()])))
    bare = path.read_text(encoding="utf-8").replace("Content-Security-Policy", "X")
    path.write_text(bare, encoding="utf-8")
    hurt = []
    for hole in HOLES:
        before = len(heard)
        if _through(opened(browser, path, online=True), hole, address) or len(heard) > before:
            hurt.append(hole)
    assert len(hurt) >= len(HOLES) - 3, set(HOLES) - set(hurt)


def sample() -> Any:
    from tests.engine.sample import sample_scene

    return sample_scene()


def _through(tab: Opened, hole: str, address: str) -> object:
    """Runs what comes through a hole, as the page's own script would; returns whether it hurt."""
    script = HOLES[hole].replace("URL", json.dumps(address + "/out"))
    # Later, so that the allowance that a debugger's own evaluation has is over.
    tab.run(f"() => {{ setTimeout(() => {{ {script} }}, 0) }}")
    tab.page.wait_for_timeout(250)
    try:
        found: object = tab.run("globalThis.hurt ?? null")
    except Exception as left:  # noqa: BLE001  # the page is gone: it went to the address
        return str(left)
    finally:
        tab.context.close()
    return found
