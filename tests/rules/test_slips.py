"""A teacher's slips: one slip gives one message, at the slip, and whoever follows it has a clean check."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from party_card.diagnostics.render import FORMATS, Format, render
from party_card.engine.compiled import compile_scene
from party_card.modelcheck import prove_scene
from tests.rules.slip_table import SLIPS
from tests.rules.slips import PACK, Slip, check, describe, fix


def test_the_pack_has_no_mistake(tmp_path: Path) -> None:
    assert describe(check(tmp_path, {name: text.encode() for name, text in PACK.items()})) == ""


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_gives_one_message_at_its_place(slip: Slip, tmp_path: Path) -> None:
    assert describe(check(tmp_path, slip.write(slip.wrong))) == slip.message


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_the_advice_leads_to_a_clean_check(slip: Slip, tmp_path: Path) -> None:
    followed = slip.right if slip.followed is None else slip.followed
    assert describe(check(tmp_path, slip.write(followed))) == ""


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if slip.is_fixed], ids=lambda slip: slip.name)
def test_the_fix_follows_the_advice(slip: Slip, tmp_path: Path) -> None:
    followed = slip.right if slip.followed is None else slip.followed
    assert fix(tmp_path, slip) == slip.write(followed)[slip.file].decode()


@pytest.mark.parametrize(
    ("line", "commented"),
    [
        ("title: The Lamp Room", "# the first scene\ntitle: The Lamp Room  # of two"),
        ("variables:\n", "variables:  # what is remembered\n  # of the oil\n"),
        ("        goto: lamp", "        goto: lamp # as said"),
        ("minutes: 10", "minutes: 10 # a guess"),
        ("        if: oil == half and not told_keeper", "        if: oil == half and not told_keeper # else nobody"),
        ("    history: [say-dark]", "    history: [say-dark] # as the log has it"),
        ("place: A lighthouse", 'place: "A lighthouse" # on the coast'),
        ("    text: |\n      The stairs", "    text: | # wet\n      The stairs"),
        ("  - id: station-log", "  # the book\n  - id: station-log # kept by the keeper"),
    ],
)
def test_a_comment_that_is_meant_is_left_alone(line: str, commented: str, tmp_path: Path) -> None:
    slip = Slip("a comment", line, commented, "")
    assert describe(check(tmp_path, slip.write(commented))) == ""


@pytest.mark.parametrize(
    "text",
    [
        "He said \u200fשלום\u200e and left.",  # marks of direction
        "می\u200cخواهم بروم.",  # a Persian word that is not joined
        "The \U0001f468\u200d\U0001f469\u200d\U0001f467 waits.",  # a family of emoji
        "Combien\u00a0? Dix.",  # French puts a no-break space before the mark
        "A long\u00adish word.",
        '"An “inner” word: a code \\u00e9 and \\"quotes\\"."',
    ],
)
def test_what_a_language_needs_may_stand_in_a_text(text: str, tmp_path: Path) -> None:
    slip = Slip("a text", "    text: Nobody comes ashore before noon.", f"    text: {text}", "")
    assert describe(check(tmp_path, slip.write(slip.wrong))) == ""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_a_file_of_another_encoding_is_named_and_nothing_follows_from_it(encoding: str, tmp_path: Path) -> None:
    files = {name: text.encode() for name, text in PACK.items()}
    files["scenes/lamp-room.yaml"] = PACK["scenes/lamp-room.yaml"].encode(encoding)
    message = "this file is saved as UTF-16 or UTF-32, with two or four bytes for a letter"
    assert [diagnostic.message for diagnostic in check(tmp_path, files)] == [message]


def test_two_slips_of_one_pack_are_both_reported(tmp_path: Path) -> None:
    files = Slip("", "scene: inquest", "scene: inquest\ntitle: again", "").write("scene: inquest\ntitle: again")
    files["seeds/harbour.yaml"] = PACK["seeds/harbour.yaml"].replace("Eleven people", "Eleven: people", 1).encode()
    codes = [diagnostic.code for diagnostic in check(tmp_path, files)]
    assert codes == ["duplicate-key", "yaml-syntax"]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
@pytest.mark.parametrize("output_format", FORMATS)
def test_lines_are_counted_as_editors_count_them(separator: str, output_format: Format, tmp_path: Path) -> None:
    text = PACK["scenes/lamp-room.yaml"].replace("stairs are wet.", f"stairs are{separator}wet.")
    text = text.replace("id: waited, title", "ide: waited, title")
    line = text.split("\n").index("    ending: {ide: waited, title: You waited}") + 1
    files = {name: content.encode() for name, content in (PACK | {"scenes/lamp-room.yaml": text}).items()}
    (*_, diagnostic) = check(tmp_path, files)
    assert diagnostic.primary.span.line == line
    assert re.search(rf"(?<!\d){line}(?!\d)", render([diagnostic], output_format))


def test_texts_are_compared_in_one_form_of_unicode(tmp_path: Path) -> None:
    decomposed, composed = (
        unicodedata.normalize("NFD", "Zürich, à deux"),
        unicodedata.normalize("NFC", "Zürich, à deux"),
    )
    files = {name: text.encode() for name, text in PACK.items()}
    scene = PACK["scenes/lamp-room.yaml"].replace("Nobody comes ashore", f"{decomposed} nobody comes ashore")
    files["scenes/lamp-room.yaml"] = scene.replace(
        "{ending: waited,", f'{{text: "{composed}", ending: waited,'
    ).encode()
    assert describe(check(tmp_path, files)) == ""
    pack, _ = read_pack(tmp_path)
    proof = prove_scene(compile_scene(pack, pack.scenes[SceneId("lamp-room")]))
    assert "story-test-failed" not in {diagnostic.code for diagnostic in proof.diagnostics}


def test_the_variables_and_passages_of_a_scene_need_a_line_between_them(tmp_path: Path) -> None:
    scene = PACK["scenes/lamp-room.yaml"].replace("start: stairs\npassages:\n", "")
    files = {name: text.encode() for name, text in (PACK | {"scenes/lamp-room.yaml": scene}).items()}
    assert describe(check(tmp_path, files)) == (
        "scenes/lamp-room.yaml:15:3: error[missing-key] a line `passages:` is missing above `stairs` "
        "(write `passages:` in a line above it)"
    )


def test_a_value_of_two_words_wants_quotation_marks_in_a_condition(tmp_path: Path) -> None:
    scene = PACK["scenes/lamp-room.yaml"].replace("half", "half full")
    files = {name: text.encode() for name, text in (PACK | {"scenes/lamp-room.yaml": scene}).items()}
    assert describe(check(tmp_path, files)) == (
        "scenes/lamp-room.yaml:45:20: error[condition-syntax] `half full` is a value of more than one word "
        '(write `"half full"`, in quotation marks)'
    )


def test_a_scene_beside_its_folder_is_not_missing_in_the_campaign(tmp_path: Path) -> None:
    files = {name: text.encode() for name, text in PACK.items()}
    files["inquest.yaml"] = files.pop("scenes/inquest.yaml")
    assert describe(check(tmp_path, files)) == (
        "inquest.yaml:1:1: warning[unread-file] this file is not read, because it does not lie in "
        "`scenes` (move it into the folder `scenes`)"
    )
