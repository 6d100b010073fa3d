"""The file: its policy, its data, and words of authors that stay words."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from dataclasses import fields
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from party_card.content.pack import builtin
from party_card.engine import page as pages
from party_card.engine.page import Bar, Block, Page, Run
from party_card.frontends.html import decode
from party_card.frontends.html.document import document, part, policy, safe_json
from party_card.frontends.html.encode.blocks import BASES, BOUNDS, SKILLS, WORDS
from party_card.frontends.html.encode.scene import write_data
from party_card.frontends.html.pictures import address
from party_card.frontends.html.verify.page_json import block_json, line_json, page_json
from tests.benchmarks.thirty import thirty_passages
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import compiled


class Elements(HTMLParser):
    """Every start tag with its attributes and the text that follows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", {}, ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.found if name == tag]


def digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def written(scene: Any = None) -> Elements:
    return Elements(document(write_data([scene or sample_scene()]), part("player.js"), part("player.css")))


def test_only_this_script_and_this_style_may_run_and_nothing_is_fetched() -> None:
    page = written()
    (told,) = [one["content"] for one, _ in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    assert told is not None
    allowed = dict(rule.split(" ", 1) for rule in told.split("; "))
    ((_, style),) = page.all("style")
    (_, data), (_, script) = page.all("script")
    assert allowed == {
        "default-src": "'none'",
        "script-src": f"'{digest(script)}'",
        "style-src": f"'{digest(style)}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }
    assert json.loads(data) == json.loads(json.dumps(write_data([sample_scene()])))
    assert not [attributes for _, attributes, _ in page.found if {"src", "href", "onload", "onclick"} & set(attributes)]


def test_the_player_is_the_same_in_every_file() -> None:
    one, other = written(), written(compiled(thirty_passages()))
    assert one.all("script")[1] == other.all("script")[1]
    assert one.all("style") == other.all("style")


def test_who_has_no_script_is_told_so() -> None:
    ((_, text),) = written().all("p")
    assert "JavaScript is turned off" in text


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "javascript:alert(1)",
    "\u2028\u2029\u202e\ufeff",
    "__proto__",
    "]]>&amp;&#60;",
    "x" * 20_000,
)


@pytest.mark.parametrize("said", HOSTILE)
def test_what_an_author_wrote_stays_text(said: str) -> None:
    quoted = json.dumps(said)
    scene = compiled(
        f"scene: a\ntitle: {quoted}\nplace: {quoted}\nquestion: {quoted}\npassages:\n  one:\n    text: {quoted}\n    choices:\n"
        f"      - {{id: go, text: {quoted}, goto: two}}\n  two:\n    text: x\n    ending: {{id: e, title: {quoted}}}\n"
    )
    page = written(scene)
    names = [tag for tag, _, _ in page.found]
    assert names.count("script") == 2
    assert "img" not in names
    data = json.loads(page.all("script")[0][1])
    assert data["title"] == data["scenes"][0]["where"] == scene.scene.title
    assert page.all("title")[0][1].strip() == scene.scene.title.strip()


def test_half_a_character_is_written_so_that_a_browser_can_read_it() -> None:
    text = safe_json({"said": "a\ud800b\x00"})
    assert text.encode() == b'{"said":"a\\ud800b\\u0000"}'
    assert json.loads(text) == {"said": "a\ud800b\x00"}


@pytest.mark.parametrize("text", ["a</script>b", "a</STYLE >", "<!-- a"])
def test_a_player_that_would_end_its_own_block_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="its own block"):
        document(write_data([sample_scene()]), text, "")
    assert policy("", "")


def test_data_is_small_and_the_same_again() -> None:
    scene = compiled(thirty_passages())
    data = safe_json(write_data([scene])).encode()
    assert data == safe_json(write_data([compiled(thirty_passages())])).encode()
    assert len(data) < 22_000
    assert len(gzip.compress(data, 9)) < 9_300


# --------------------------------------------------------------------------------------------- page as JSON


def test_a_page_as_json_has_every_part_of_the_page() -> None:
    page = Page("passage", "a", "A", "A", "", "", "", (), ())
    assert set(page_json(page)) == {field.name for field in fields(Page)}


LINE = (Run("a "), Run("b", italic=True), Run("c", bold=True), Run("d", True, True), Run("", note=2))
BLOCKS: list[Block] = [
    pages.Heading("A"),
    pages.Paragraph(LINE),
    pages.Document((LINE, ())),
    pages.ContentNote(("war",), (LINE,)),
    pages.Comparison(LINE, "1932", LINE, ("reported",), True),
    pages.RecordParagraph("1932", LINE, ("reported",)),
    pages.Unknown(LINE),
    pages.Chart("A", "t", (Bar("1932", 1.5, "over 1.5", "over"),), 1, ""),
    pages.Question(LINE, "sourcing", ""),
    pages.Link("stated", "1932", LINE, ()),
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
def test_a_block_as_json_has_every_part_of_the_block(block: Block) -> None:
    drawn = {"at"} if isinstance(block, pages.Chart) else set()  # where its points stand
    assert set(block_json(block)) == {"type", *drawn, *(field.name for field in fields(block))}


def test_every_kind_of_block_has_its_number_and_its_words() -> None:
    assert {type(block) for block in BLOCKS} == set(get_args(Block))
    assert len(BLOCKS) == decode.LINK + 1
    assert (len(SKILLS), len(BASES), len(BOUNDS), len(WORDS)) == (4, 3, 4, 2)


def test_a_line_as_json_keeps_styles_and_notes() -> None:
    assert line_json(LINE) == ["a ", [1, "b"], [2, "c"], [3, "d"], 2]


# ------------------------------------------------------------------------------------------------- pictures


def test_a_picture_becomes_an_address_of_itself_with_its_colours_plain() -> None:
    file = builtin() / "assets" / "pictures" / "rear-door.svg"
    drawn = address(file)
    assert drawn.startswith("data:image/svg+xml,%3Csvg")
    assert not re.search(r'[<>#"\n]', drawn)
    colours = set(re.findall("#([0-9a-f]{6})", file.read_text(encoding="utf-8")))
    assert set(re.findall("%23([0-9a-f]{6})", drawn)) == colours
    assert len(drawn) < 1.1 * file.stat().st_size
    assert ElementTree.fromstring(unquote(drawn.partition(",")[2])).get("viewBox")


def test_only_drawing_is_left_of_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()"> <!-- note -->\n'
        '<script>x()</script><a href="javascript:x()"><path d="M0 0"/></a><use xlink:href="https://x/y.svg#a"/>'
        '<path d="M0  0\n  L1 1" fill="url(https://x/y)" stroke="url(#own)"/></svg>',
        encoding="utf-8",
    )
    picture = unquote(address(file).partition(",")[2])
    assert picture == ("<svg xmlns='http://www.w3.org/2000/svg'><use/><path d='M0 0 L1 1' stroke='url(#own)'/></svg>")


@pytest.mark.parametrize(
    "text", ["<svg", "<p xmlns='http://www.w3.org/1999/xhtml'/>", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"]
)
def test_what_is_no_picture_is_left_out(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.svg"
    file.write_text(text, encoding="utf-8")
    assert address(file) == ""
    assert address(tmp_path / "none.svg") == ""
