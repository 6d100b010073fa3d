"""The walk as one HTML file: whole, harmless, and the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import strategies as st

from party_card.content.pack import Pack
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.html import Html, element, escape_text, join_html
from party_card.frontends.shared.printable import ANSWER_LINES
from party_card.frontends.shared.transcript.html import to_html
from tests.random_examples import random_examples
from tests.shipped import load_shipped_scenes
from tests.storage.sample import FILES, LETTER, letter, walk, write_pack

WHOLE = ("begin", "read", "wait", "tell", "reveal", "close", "close")
HOSTILE = '</p><script>alert("1")</script><img src=x onerror=alert(1)> &amp; \x1b[2J\u202e'


class Reader(HTMLParser):
    """Parses the tree and collects its errors."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if "style" not in self.open else ""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return write_pack(tmp_path_factory.mktemp("pack"))


def test_it_holds_path_record_answers_and_sources(pack: Pack) -> None:
    reader = Reader(to_html(walk(pack, *WHOLE), ("The clerk.\nNobody else.", ""), name="Anna", date="22 November 2026"))
    for part in (
        "A Letter Without a Number",
        "NameAnna",
        "22 November 2026",
        "To whom it concerns.",
        "You chose: Read it",
        "Also on offer: Close the drawer",
        "Closed: Look at it a second time (You have not read it once)",
        "Ending: You told",
        "What really happened",
        "You waited. You told him.",
        "○ rumoured",
        "over 90",
        "What remains unknown. What became of the letter is not known.",
        "The clerk.",
        "Notes and sources",
        "● documented. The clerk kept one letter for each day in his desk.",
    ):
        assert part in reader.text, part
    assert reader.text.count("Anna Writer") == 1, "in full where it comes first, and only there"
    assert [tag for tag, about in reader.seen if about.get("class") == "rule"] == ["p"] * ANSWER_LINES, (
        "one answer is missing"
    )
    notes = {about["id"] for tag, about in reader.seen if tag == "li" and "id" in about}
    assert {f"{(about['href'] or '')[1:]}" for tag, about in reader.seen if tag == "a"} == notes


def test_before_the_record_it_gives_nothing_away(pack: Pack) -> None:
    text = Reader(to_html(walk(pack, *WHOLE[:4]), ("an answer from another time", ""))).text
    assert "What really happened" not in text and "burned" not in text and "another time" not in text


DATA_SCRIPT = {"type": "application/json", "id": "party-card-transcript"}


def list_scripts(reader: Reader) -> list[dict[str, str | None]]:
    return [about for tag, about in reader.seen if tag == "script"]


def test_nothing_in_it_runs_or_is_fetched(pack: Pack) -> None:
    text = to_html(walk(pack, *WHOLE))
    reader = Reader(text)
    assert list_scripts(reader) == [DATA_SCRIPT], "data are not run"
    assert not {tag for tag, _ in reader.seen} & {"link", "img", "iframe", "object", "form", "base"}
    assert not re.search(r"url\(|@import|https?:", text)
    (policy,) = [about["content"] or "" for _, about in reader.seen if about.get("http-equiv")]
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"


def test_without_name_and_date_there_are_lines_for_them_and_the_bytes_are_the_same_every_time(pack: Pack) -> None:
    first = to_html(walk(pack, *WHOLE))
    assert first == to_html(walk(pack, *WHOLE))
    assert first.count('class="blank"') == 3


def test_hostile_text_of_an_author_and_of_a_student_stays_text(tmp_path: Path) -> None:
    scene = FILES["letter.yaml"].replace("Petrov is out.", "</p><script>alert(1)</script> Petrov <b>is</b> out.")
    pack = write_pack(
        tmp_path,
        letter=scene.replace("title: A Letter", 'title: "</title><script>x</script> A Letter'.replace('"', "")),
    )
    playthrough = walk(pack, *WHOLE)
    assert playthrough.compiled.scene.scene == LETTER
    reader = Reader(to_html(playthrough, (HOSTILE, HOSTILE), name=HOSTILE, date=HOSTILE))
    assert list_scripts(reader) == [DATA_SCRIPT]
    assert not {tag for tag, _ in reader.seen} & {"img"}
    assert reader.text.count('<script>alert("1")</script>') == 5
    assert "\x1b" not in reader.text and "\u202e" not in reader.text


@random_examples(st.text(), st.text(), st.text(), everyday=15, long=40)
def test_whatever_is_answered_the_tree_is_whole(pack: Pack, first: str, second: str, name: str) -> None:
    plain_reader = Reader(to_html(walk(pack, *WHOLE), ("x", "x"), name="x"))
    reader = Reader(to_html(walk(pack, *WHOLE), (first, second), name=name))
    assert {tag for tag, _ in reader.seen} <= {tag for tag, _ in plain_reader.seen}


def test_the_writer_escapes_what_it_did_not_make() -> None:
    assert element("p", "a < b", Html("<br>"), class_='"x"') == '<p class="&quot;x&quot;">a &lt; b<br></p>'
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'
    assert join_html("<", element("b", ">")) == "&lt;<b>&gt;</b>"
    assert escape_text("a\u202eb\x00c") == "abc"


def test_every_scene_that_is_shipped_can_be_handed_in() -> None:
    for compiled in load_shipped_scenes():
        playthrough = Playthrough(compiled)
        while triggers := playthrough.enabled_triggers():
            playthrough.choose(triggers[0])
        reader = Reader(to_html(playthrough, ["word " * 50] * 9))
        assert "Notes and sources" in reader.text
        assert "_" not in re.sub(r"https?://\S+|\w+_\w+", "", reader.text)


def test_a_compiled_scene_is_left_as_it_was(pack: Pack) -> None:
    compiled = letter(pack)
    playthrough = walk(pack, *WHOLE)
    to_html(playthrough)
    assert playthrough.steps == WHOLE and playthrough.compiled.scene == compiled.scene


SCRIPTS = ("كتبوا 1932 في Pravda", "הם כתבו (ודי)", "他们写了。", "उन्होंने लिखा", "fox 👩\u200d🚀 ❤\ufe0f")


@pytest.mark.parametrize("answer", SCRIPTS)
def test_an_answer_and_a_name_in_any_script_are_kept_and_find_their_direction(pack: Pack, answer: str) -> None:
    reader = Reader(to_html(walk(pack, *WHOLE), (f"{answer}\nsecond", ""), name=answer))
    assert reader.text.count(answer) >= 2
    directed = [(tag, attributes.get("class")) for tag, attributes in reader.seen if attributes.get("dir") == "auto"]
    assert directed.count(("p", None)) == 2, "each paragraph of an answer"
    assert ("span", "given") in directed
