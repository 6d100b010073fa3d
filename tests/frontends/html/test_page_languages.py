"""A page in several languages: each language whole, what is equal written once, and the parts that any of them needs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from party_card.engine.compiled import compile_scene
from party_card.frontends.html.bundle import encode_bundle
from party_card.frontends.html.page_languages import find_own_name, join_languages, resolve_changes
from party_card.frontends.html.player_parts import find_parts
from party_card.frontends.shared.scene_data import Json
from party_card.localization import use_language
from party_card.localization.languages import ACCENTED
from tests.app.provenance_campaign import write_provenance_campaign
from tests.commands.command_line import run_command
from tests.frontends.html.test_player_parts import encode_rich, make_plain
from tests.translation.sample import write_german_example


def read_data(page: str) -> Json:
    """Returns the data in a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: Json = json.loads(found[1])
    return data


def list_pages(data: Json) -> dict[str, Json]:
    """Returns the data of each language of a page by its code, as the player makes them."""
    first = {key: value for key, value in data.items() if key != "languages"}
    return {code: first | resolve_changes(first, changes or {}) for code, _, _, changes in data["languages"]}


def drop_messages(data: Json) -> Json:
    """Returns data without the messages of the player, which depend on the parts of a page."""
    return {key: value for key, value in data.items() if key != "messages"}


def test_the_changes_of_a_language_give_its_data_again_and_are_little_more_than_its_texts() -> None:
    first = {"lang": "en", "title": "A", "scenes": [["one long text", 1], {"b": [1, 2, 3, 4], "a": "the other text"}]}
    other = {"lang": "de", "title": "B", "scenes": [["ein langer Text", 1], {"b": [1, 2, 3, 4], "a": "the other text"}]}
    joined = join_languages([first, {**other, "messages": {"Close": "Schließen"}}, {"lang": "fr", "title": "B"}])
    (_, _, _, nothing), (_, _, _, german), (_, _, _, french) = joined["languages"]
    assert nothing == 0
    assert german["scenes"][0] == ["ein langer Text", 1]
    assert json.dumps(german["scenes"][1]).startswith('{"": '), "an equal value is written once"
    assert french == {"lang": "fr", "title": "B", "scenes": 0}, "what a language lacks is 0"
    assert list_pages(joined)["de"] == {**other, "messages": {"Close": "Schließen"}}


def test_data_that_look_like_a_reference_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be told"):
        join_languages([{"lang": "en", "a": "some text"}, {"lang": "de", "a": {"": 0}}])


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("de", "Deutsch"), ("uk", "Українська"), ("fr", "Français"), ("xx", "xx")]
)
def test_a_language_has_its_own_name(code: str, name: str) -> None:
    assert find_own_name(code) == name


def test_a_page_has_the_parts_that_any_of_its_languages_needs() -> None:
    plain, rich = make_plain(), encode_rich() | {"lang": "de"}
    assert "languages" not in find_parts(plain)
    assert find_parts(plain, others=[rich]) == find_parts(plain) | find_parts(rich) | {"languages"}
    assert find_parts(rich, others=[plain]) == find_parts(plain, others=[rich])


def test_the_pages_between_the_scenes_agree_in_other_languages(tmp_path: Path) -> None:
    pack = write_provenance_campaign(tmp_path)
    with use_language(ACCENTED):
        scenes = [compile_scene(pack, pack.scenes[name]) for name in pack.scene_ids()]
    encoded = encode_bundle(pack, scenes, is_campaign=True, language=ACCENTED)
    assert encoded.data["course"]["winter"].startswith("[")
    encoded.compare_campaign()


@pytest.mark.parametrize("languages", [("de", "en"), ("en", "de")])
def test_each_language_of_a_page_is_that_of_a_page_of_its_own(tmp_path: Path, languages: tuple[str, ...]) -> None:
    file = tmp_path / "page.html"
    arguments = ("export", "high-water", "--html", str(file), "--pack", str(write_german_example(tmp_path)))
    own_pages = {}
    for code, options in {"en": (), "de": ("--language", "de")}.items():
        assert run_command(*arguments, *options).status == 0
        own_pages[code] = read_data(file.read_text("utf-8"))
    size = file.stat().st_size
    named = [option for code in languages for option in ("--language", code)]
    result = run_command(*arguments, *named)
    assert result.status == 0
    for code in languages:
        assert f"high-water ({code}): the page agrees with the game at" in result.out
    page = file.read_text("utf-8")
    assert page.startswith(f'<!doctype html>\n<html lang="{languages[0]}">')
    assert 'gettext("Settings")' in page, "the script looks messages up, also if the first language is English"
    pages = list_pages(read_data(page))
    assert list(pages) == list(languages)
    for code, data in pages.items():
        assert drop_messages(data) == drop_messages(own_pages[code])
    assert pages["de"]["messages"]["Language"] == "Sprache"
    assert not pages["en"].get("messages")
    assert file.stat().st_size < 1.2 * size, "what is equal is written once"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--html", "x.html", "--language", "de", "--language", "de"], "--language names a language twice"),
        (["--html", "x.html", "--language", "de", "--language", "uk"], "no translation of `high-water` into `uk`"),
        (["--scorm", "x.zip", "--language", "de", "--language", "en"], "--scorm writes one language"),
        (["--html", "x.html", "--cmi5", "x.zip", "--language", "de", "--language", "en"], "--cmi5 writes one language"),
    ],
)
def test_what_no_page_in_several_languages_can_be_is_said(tmp_path: Path, arguments: list[str], message: str) -> None:
    result = run_command("export", "high-water", "--pack", str(write_german_example(tmp_path)), *arguments)
    assert result.status == 2
    assert message in result.err
