"""Names of stories become ids that stay apart and read the same in YAML and in conditions, whatever they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.engine.page_builder import build_page
from tests.importers.imported_scene import begin_imported, import_and_check, import_text, omit, page_text

DATA = ':: StoryData\n{"format": "SugarCube", "format-version": "2.36.1", "start": "Start"}\n\n'
YAML_WORDS = ["null", "true", "No", "on", "y", "~", "1", "1.5", "0x10", "1:30", "2026-01-01", "=", ".inf"]
FORMAT_WORDS = ["begin", "record", "reveal", "end", "visited", "if", "text", "goto", "scene", "not", "and", "None"]
EQUAL_WORDS = ["a b", "a-b", "A B", "a_b", "aB", "ä b", "'a' \"b\"", "a b!", "a  b"]
ODD_WORDS = ["日本", "!!!", "…", "’", '"quoted"', "'single'", "a: b", "- a", "# a", "{a}", "&a", "*a", "é", "x" * 300]


@pytest.mark.parametrize("names", [YAML_WORDS, FORMAT_WORDS, EQUAL_WORDS, ODD_WORDS], ids=lambda names: str(names[0]))
def test_passages_of_any_name_stay_apart(names: list[str], tmp_path: Path) -> None:
    links = "".join(f"<<link {_quote(name)} {_quote(name)}>><</link>>\n" for name in names)
    passages = "".join(
        f":: {_escape(name)}\nHere is number {number}.\n\n[[Back|Start]]\n[[End|The Last]]\n\n"
        for number, name in enumerate(names)
    )
    story = f"{DATA}:: Start\nA hall.\n\n{links}\n{passages}:: The Last\nDone.\n"
    scene, messages = import_and_check(tmp_path / "checked", story)
    assert (scene.losses, scene.passage_count) == ((), len(names) + 2)
    assert not omit(messages, "long-choice"), scene.text
    playthrough = begin_imported(tmp_path / "played", story)
    offers = [offer.id for offer in build_page(playthrough).offers if offer.id != "reveal"]
    for number, offer in enumerate(offers):
        playthrough.choose(offer)
        assert f"Here is number {number}." in page_text(playthrough)
        playthrough.choose(build_page(playthrough).offers[0].id)


@pytest.mark.parametrize(
    "names", [["yes", "no", "On", "null", "true_"], ["visited", "chose", "and_", "None", "int"],
              ["gold", "Gold", "GOLD", "$gold", "go_ld"], ["_", "__", "é".encode().hex(), "x" * 100, "x" * 101]],
    ids=lambda names: str(names[0])
)  # fmt: skip
def test_variables_of_any_name_stay_apart(names: list[str], tmp_path: Path) -> None:
    sets = "".join(f"<<set ${name} to {number}>>" for number, name in enumerate(names))
    links = "".join(f"[[Set {number}|Ask {number}][${name} to 90]]\n" for number, name in enumerate(names))
    passages = "".join(
        f":: Ask {number}\n<<if ${name} is 90>>It is set.<<else>>It is not.<</if>>\n\n"
        for number, name in enumerate(names)
    )
    story = f"{DATA}:: StoryInit\n{sets}\n\n:: Start\nA hall.\n\n{links}\n{passages}"
    scene, messages = import_and_check(tmp_path / "checked", story)
    assert scene.losses == ()
    assert not omit(messages, "unused-variable"), scene.text
    for number in range(len(names)):
        playthrough = begin_imported(tmp_path / f"played-{number}", story)
        playthrough.choose(f"set-{number}")
        assert "It is set." in page_text(playthrough), scene.text


@pytest.mark.parametrize(
    "values", [YAML_WORDS, FORMAT_WORDS, EQUAL_WORDS, [*ODD_WORDS[:-1], ""]], ids=lambda values: values[0]
)
def test_text_values_of_any_kind_stay_apart(values: list[str], tmp_path: Path) -> None:
    links = "".join(
        f"<<link 'Take {number}' 'Ask'>><<set $w to {_quote(value)}>><</link>>\n" for number, value in enumerate(values)
    )
    chain = "".join(
        f"<<{'elseif' if number else 'if'} $w is {_quote(value)}>>It is number {number}."
        for number, value in enumerate(values)
    )
    story = f"{DATA}:: Start\nA hall.\n\n{links}\n:: Ask\n{chain}<</if>>\n"
    scene, messages = import_and_check(tmp_path / "checked", story)
    assert (scene.losses, messages) == ((), []), scene.text
    for number in range(len(values)):
        playthrough = begin_imported(tmp_path / f"played-{number}", story)
        playthrough.choose(f"take-{number}")
        assert f"It is number {number}." in page_text(playthrough), scene.text


@pytest.mark.parametrize("text", ["", "* *", "''", "<!-- -->", "<<silently>>x<</silently>>"])
def test_a_passage_with_nothing_to_read_becomes_a_placeholder(text: str, tmp_path: Path) -> None:
    story = f"{DATA}:: StoryTitle\n{text}\n\n:: Start\n{text}\n\n[[Go|End]]\n:: End\n{text}\n"
    scene, messages = import_and_check(tmp_path, story)
    assert (scene.losses, messages) == ((), []), scene.text


def test_a_title_of_yaml_and_quotes_stays_as_it_is(tmp_path: Path) -> None:
    title = "No: \"yes\" # 'null' {a}"
    scene = import_text(tmp_path, f":: StoryTitle\n{title}\n\n{DATA}:: Start\nA hall.\n")
    assert scene.scene == "no-yes-null-a"


def _quote(text: str) -> str:
    """Returns a text as SugarCube quotes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _escape(name: str) -> str:
    """Returns the name of a passage as Twee 3 writes it."""
    return "".join(f"\\{char}" if char in "[]{}\\" else char for char in name)
