"""The HTML file: its content security policy, its data, and texts of authors that stay text."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from party_card.frontends.html.document import build_document, build_page, build_security_policy, dump_script_json
from party_card.frontends.html.encode.page_data import encode_scenes
from tests.benchmarks.thirty_passages import generate_thirty_passages
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import compile_scene_text


class ElementParser(HTMLParser):
    """Collects every tag with its attributes and the text that follows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}", {}, ""))

    def handle_data(self, data: str) -> None:
        if self.elements:
            tag, attributes, text = self.elements[-1]
            self.elements[-1] = (tag, attributes, text + data)

    def find_all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.elements if name == tag]


def csp_hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def parse_document(scene: Any = None) -> ElementParser:
    return ElementParser(build_page(encode_scenes([scene or sample_scene()])))


def test_only_this_script_and_this_style_may_run_and_nothing_is_fetched() -> None:
    page = parse_document()
    (policy,) = [
        attributes["content"]
        for attributes, _ in page.find_all("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    allowed = dict(rule.split(" ", 1) for rule in policy.split("; "))
    ((_, style),) = page.find_all("style")
    (_, data), (_, script) = page.find_all("script")
    assert allowed == {
        "default-src": "'none'",
        "script-src": f"'{csp_hash(script)}'",
        "style-src": f"'{csp_hash(style)}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }
    assert json.loads(data) == json.loads(json.dumps(encode_scenes([sample_scene()])))
    assert not [
        attributes for _, attributes, _ in page.elements if {"src", "href", "onload", "onclick"} & set(attributes)
    ]


def test_files_with_the_same_parts_have_the_same_player() -> None:
    first, second = (parse_document(compile_scene_text(generate_thirty_passages(seed))) for seed in (1, 2))
    assert first.find_all("script")[0] != second.find_all("script")[0]
    assert first.find_all("script")[1] == second.find_all("script")[1]
    assert first.find_all("style") == second.find_all("style")


def test_who_has_no_script_is_told_so() -> None:
    ((_, text),) = parse_document().find_all("p")
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


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_an_author_wrote_stays_text(hostile: str) -> None:
    quoted = json.dumps(hostile)
    scene = compile_scene_text(
        f"scene: a\ntitle: {quoted}\nplace: {quoted}\nquestion: {quoted}\npassages:\n  one:\n    text: {quoted}\n    choices:\n"
        f"      - {{id: go, text: {quoted}, goto: two}}\n  two:\n    text: x\n    ending: {{id: e, title: {quoted}}}\n"
    )
    page = parse_document(scene)
    names = [tag for tag, _, _ in page.elements]
    assert names.count("script") == 2
    assert "img" not in names
    data = json.loads(page.find_all("script")[0][1])
    assert data["title"] == data["scenes"][0]["where"] == scene.scene.title
    assert page.find_all("title")[0][1].strip() == scene.scene.title.strip()


def test_half_a_character_is_written_so_that_a_browser_can_read_it() -> None:
    text = dump_script_json({"said": "a\ud800b\x00"})
    assert text.encode() == b'{"said":"a\\ud800b\\u0000"}'
    assert json.loads(text) == {"said": "a\ud800b\x00"}


@pytest.mark.parametrize("text", ["a</script>b", "a</STYLE >", "<!-- a"])
def test_a_player_that_would_end_its_own_block_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="its own block"):
        build_document(encode_scenes([sample_scene()]), text, "")
    assert build_security_policy("", "")


def test_data_is_small_and_the_same_again() -> None:
    scene = compile_scene_text(generate_thirty_passages())
    data = dump_script_json(encode_scenes([scene])).encode()
    assert data == dump_script_json(encode_scenes([compile_scene_text(generate_thirty_passages())])).encode()
    assert len(data) < 24_000
    assert len(gzip.compress(data, 9)) < 9_800
