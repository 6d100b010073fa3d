"""What `check` and `prove` say of the translations of a pack, and the story tests in every language."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.content.pack import Pack
from party_card.modelcheck import scene_in_language
from party_card.translation.messages import Catalogue
from party_card.translation.overlay import TranslatedPack
from tests.commands.command_line import run_command
from tests.pack_files import write_texts
from tests.result_cache.commands import is_answered_from_cache

SCENE = """\
scene: letter
title: The letter
variables: {lit: false}
passages:
  desk:
    text: The "lamp" is out.
    choices:
      - {id: light, text: Light it, set: {lit: true}, goto: evening}
      - {id: wait, text: Wait, goto: evening}
  evening:
    text: [{text: You can read the letter., if: lit}, {text: It is dark., if: not lit}]
    ending: {id: done, title: Done}
tests:
  - {name: at the desk, play: [], expect: {text: The “lamp”}}
  - {name: light, play: [light], expect: {passage: evening, variables: {lit: true}, text: read the letter}}
  - {name: dark, play: [wait], expect: {ending: done, text: [It is dark]}}
"""
OTHER = "scene: other\ntitle: Other\npassages: {a: {text: T., ending: {id: e, title: E}}}\n"
TEXTS = {
    "title": ("The letter", "Der Brief"),
    "passages/desk/text": (r"The \"lamp\" is out.", r"Die \"Lampe\" ist aus."),
    "passages/evening/text/1/text": ("You can read the letter.", "Du kannst den Brief lesen."),
    "passages/evening/text/2/text": ("It is dark.", "Es ist dunkel."),
}
PO = "".join(f'msgctxt "{path}"\nmsgid "{text}"\nmsgstr "{new}"\n\n' for path, (text, new) in TEXTS.items())
GERMAN = "scenes/translations/de/letter.po"


@pytest.fixture
def pack(write_pack: Callable[..., Path]) -> Path:
    files = {"scenes/letter.yaml": SCENE, "scenes/other.yaml": OTHER, GERMAN: PO}
    return write_pack({**files, "scenes/translations/uk/letter.po": ""})


@pytest.fixture
def forgets_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A translated scene has the texts of the original."""

    def forget(pack: Pack, _scene: object, _catalogue: Catalogue) -> TranslatedPack:
        return TranslatedPack(pack, ())

    monkeypatch.setattr(scene_in_language, "translate_scene", forget)


def change(pack: Path, name: str, old: str, new: str) -> None:
    text = (pack / name).read_text("utf-8")
    assert old in text
    write_texts(pack, {name: text.replace(old, new)})


def test_story_tests_run_in_every_language(pack: Path) -> None:
    result = run_command("prove", str(pack), "--no-cache")
    assert (result.status, result.err) == (0, "")
    assert "every path holds; 3 of 3 story tests pass, in `de` 3, in `uk` 3\n" in result.out
    assert run_command("prove", str(pack), "--no-cache", "--jobs", "2") == result


def test_a_language_can_be_picked_and_is_asked_for_if_there_is_none(pack: Path) -> None:
    assert "3 of 3 story tests pass, in `de` 3\n" in run_command("prove", str(pack), "--language", "de").out
    result = run_command("prove", str(pack), "--language", "fr")
    assert result.status == 2
    assert "there is no translation into `fr` here; there are: de, uk" in result.err


@pytest.mark.usefixtures("forgets_texts")
def test_a_text_that_is_not_shown_in_its_language_fails_and_the_language_is_named(pack: Path) -> None:
    result = run_command("prove", str(pack), "--no-cache", "--format", "json")
    assert result.status == 1
    data = json.loads(result.out)
    assert [item["message"] for item in data["diagnostics"]] == [
        "“at the desk” in `de` expected the text “Die „Lampe“ ist aus.” and found “The “lamp” is out.”",
        "“light” in `de` expected the text “Du kannst den Brief lesen.” and found “You can read the letter.”",
        "“dark” in `de` expected the text “Es ist dunkel.” and found “It is dark.”",
    ]
    languages = {item["language"]: item["tests"] for item in data["scenes"][0]["languages"]}
    assert [test["passed"] for test in languages["de"]] == [False, False, False]
    assert [test["passed"] for test in languages["uk"]] == [True, True, True], "the original, which is expected"
    assert f"party-card play letter --pack {pack} --choices light --language de` leads there" in result.out


def test_a_test_that_fails_in_the_original_is_reported_once(pack: Path) -> None:
    change(pack, "scenes/letter.yaml", "[It is dark]", "[It is bright]")
    result = run_command("prove", str(pack))
    assert result.status == 1
    assert result.out.count("story-test-failed") == 1


@pytest.mark.parametrize("command", ["check", "prove"])
def test_what_is_wrong_in_a_translation_is_reported(pack: Path, command: str) -> None:
    change(pack, "scenes/letter.yaml", "text: It is dark.", "text: It is very dark.")
    change(pack, "scenes/letter.yaml", "text: [It is dark]", "text: [very dark]")
    path = pack / GERMAN
    result = run_command(command, str(pack))
    assert result.status == 0
    assert "warning[stale-translation]: this is the translation of an earlier text" in result.out
    assert f"{path}:15:9" in result.out
    assert run_command(command, str(pack), "--strict").status == 1
    assert "stale" in run_command(command, str(pack / "scenes" / "letter.yaml")).out
    assert "stale" not in run_command(command, str(pack / "scenes" / "other.yaml")).out
    path.write_text("msgid broken", "utf-8")
    result = run_command(command, str(pack))
    assert result.status == 1
    assert "error[translation-syntax]" in result.out
    assert f"{path}:1:1" in result.out


def test_what_is_not_translated_yet_is_left_to_the_check_of_translations(pack: Path) -> None:
    result = run_command("check", str(pack))
    assert (result.status, result.out) == (0, "no problems found in 2 files and 2 translations\n")
    assert "untranslated-text" in run_command("translate", "check", str(pack)).out


@pytest.mark.parametrize("command", ["check", "prove"])
def test_a_change_of_a_translation_is_seen_by_what_is_kept(pack: Path, command: str) -> None:
    assert "stale" not in run_command(command, str(pack)).out
    assert is_answered_from_cache(command, str(pack))
    change(pack, GERMAN, "It is dark", "It was dark")
    assert not is_answered_from_cache(command, str(pack))
    assert "stale-translation" in run_command(command, str(pack)).out
    assert is_answered_from_cache(command, str(pack))
    (pack / "scenes/translations/uk/other.po").symlink_to(pack / GERMAN)
    run_command(command, str(pack))
    assert not is_answered_from_cache(command, str(pack)), "where links lead is not known"


def test_the_translation_of_a_campaign_is_checked_with_its_file(pack: Path) -> None:
    campaign = "campaign: winter\ntitle: Winter\nscenes: [letter, other]\n"
    write_texts(pack, {"scenes/campaign.yaml": campaign, "scenes/translations/de/campaign.po": "msgid"})
    for path in (pack, pack / "scenes" / "campaign.yaml"):
        assert "translation-syntax" in run_command("check", str(path)).out
    assert "translation-syntax" not in run_command("check", str(pack / "scenes" / "letter.yaml")).out
