"""Tests of names that conditions read in another sense: told once, where they are declared."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.identifiers import slugify
from party_card.services.autofix import autofix_files
from tests.rules.checking import check_scene

SCENE = """\
scene: a
title: A
variables:
  NAME: {range: [0, 5], start: 0}
  seen: false
passages:
  one:
    text: [{text: You wait.}, {text: You still wait., if: NAME > 1}]
    choices:
      - {id: look, text: Look, if: not seen and 2 > NAME, set: {seen: true}, add: {NAME: 2}, goto: one}
      - {id: go, text: Go on, if: "seen or NAME == 0 or chose(look)", set: {NAME: 1}, goto: two}
  two:
    text: It is dark.
    ending: {id: done, title: Done}
never: [ "NAME > 4" ]
tests:
  - {name: t, play: [look], expect: {variables: {NAME: 2, seen: true}}}
"""


def fix_text(folder: Path, text: str) -> str:
    path = folder / "scenes" / "example.yaml"  # where `check_scene` writes it
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    for file in autofix_files(folder, [path]):
        file.write()
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["class", "import", "with", "lambda", "is", "as", "return"])
def test_a_variable_of_such_a_name_is_told_once_and_renamed_with_all_that_names_it(word: str, tmp_path: Path) -> None:
    text = SCENE.replace("NAME", word)
    (found,) = check_scene(tmp_path, text)
    assert (found.code, found.primary.span.line) == ("reserved-name", 4)
    assert found.message == f"`{word}` has a meaning of its own in conditions; no variable can be called so"
    renamed = fix_text(tmp_path, text)
    assert renamed == SCENE.replace("NAME", f"the_{word}")
    assert not check_scene(tmp_path, renamed)


@pytest.mark.parametrize("word", ["not", "or", "true", "in", "and", "false"])
def test_what_may_be_a_word_of_the_condition_is_left_to_the_author(word: str, tmp_path: Path) -> None:
    text = SCENE.replace("NAME", word)
    (found,) = check_scene(tmp_path, text)
    assert (found.code, found.primary.span.line) == ("reserved-name", 4)
    assert fix_text(tmp_path, text) == text


def test_a_passage_of_the_same_name_keeps_it(tmp_path: Path) -> None:
    text = SCENE.replace("NAME", "class").replace("two", "class").replace("chose(look)", "visited(class)")
    renamed = fix_text(tmp_path, text)
    assert "seen or the_class == 0 or visited(class)" in renamed
    assert "goto: class" in renamed
    assert not check_scene(tmp_path, renamed)


@pytest.mark.parametrize("word", ["class", "in", "from", "not"])
def test_a_value_of_such_a_name_is_told_once(word: str, tmp_path: Path) -> None:
    text = (
        SCENE.replace("NAME: {range: [0, 5], start: 0}", f"kind: {{values: [other, {word}], start: other}}")
        .replace("NAME > 1", f"kind == {word}")
        .replace("2 > NAME", f"kind != {word}")
        .replace("add: {NAME: 2}, ", "")
        .replace("NAME == 0", f"kind in (other, {word})")
        .replace("NAME: 1", f"kind: {word}")
        .replace("NAME > 4", f"seen and kind == {word}")
        .replace("NAME: 2", f"kind: {word}")
    )
    (found,) = check_scene(tmp_path, text)
    assert (found.code, found.primary.span.line) == ("reserved-name", 4)
    assert found.message == f"`{word}` has a meaning of its own in conditions; no value can be called so"


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("Seen It", "seen_it"), ("Déjà vu", "deja_vu"), ("Жена", "zhena"), ("Ψυχή", "psychi"), ("Größe", "grosse")],
)
def test_a_variable_with_a_wrong_name_gets_one_that_conditions_can_read(
    name: str, suggestion: str, tmp_path: Path
) -> None:
    text = SCENE.replace("NAME", name)
    (found,) = check_scene(tmp_path, text)
    assert (found.code, found.primary.span.line) == ("bad-id", 4)
    assert found.helps[0].message == f"write `{suggestion}`, here and wherever it is named"
    assert fix_text(tmp_path, text) == text  # not without what names it
    assert not check_scene(tmp_path, SCENE.replace("NAME", suggestion))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Crème brûlée", "creme-brulee"), ("Łódź", "lodz"), ("Smørrebrød", "smorrebrod"), ("Щука и Ёж", "shchuka-i-ezh"),
        ("Київ", "kiyiv"), ("Ἀθῆναι", "athinai"), ("fijord", "fijord"), ("東京", ""),
    ],
)  # fmt: skip
def test_names_of_other_alphabets_are_written_with_latin_letters(text: str, slug: str) -> None:
    assert slugify(text) == slug
