"""Broken files of every kind: never a traceback, always a code, a line and a text in every format."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.render import FORMATS, render
from party_card.rules import RULES
from tests import ROOT
from tests.random_examples import random_examples
from tests.rules.checking import check_files
from tests.rules.mutants import find_misplaced_labels

COUNT_VARIABLE = "PARTY_CARD_MUTANTS"
"""The environment variable with the number of mutants of the built-in pack in `pytest -m release`."""
LONG_COUNT = int(os.environ.get(COUNT_VARIABLE, "30"))
KNOWN_CODES = {rule.code for rule in RULES}

SOUND_SCENE = """\
scene: ferry
title: The ferry
span: 1932-01/1932-03
place: A landing stage
role: {name: A clerk, kind: composite, text: You keep the list.}
question: Who crossed?
minutes: 5
content_notes: [cold]
summary: The ferry does not sail.
dossiers: [demo]
variables:
  counted: false
  cold: {range: [0, 3], start: 0, label: How cold you are}
  list: {values: [kept, burnt], start: kept}
start: stage
passages:
  stage:
    basis: composite
    date: 1932-02
    text: |
      The river is *frozen*. [@river]

      Nobody speaks.
    choices:
      - id: count
        text: Count the people
        did: You counted.
        if: not counted and cold < 3
        locked: You are too cold to count
        set: {counted: true}
        add: {cold: 1}
        goto: stage
      - {id: burn, text: Burn the list, set: {list: burnt}, goto: end}
      - {id: leave, text: Leave, if: "visited(stage) and list == kept", hypothesis: true, goto: end}
    record: "The river froze. [@river]"
    history: [leave]
  end:
    text:
      - {text: You walk home., if: counted or chose(leave)}
      - document: |
          To all ferries: stay.
    ending: {id: home, title: You walked home}
record:
  - text: "The river froze in January. [@river]"
  - chart: ice
  - unknown: Who was on the list.
debrief:
  - {ask: How do we know?, skill: sourcing, draws_on: The diary.}
never: [ "counted and cold == 0" ]
tests:
  - {name: leaving, play: [leave], expect: {passage: end, ending: home, variables: {counted: false}}}
"""
DOSSIER = """\
dossier: demo
title: A demonstration
facts:
  river:
    text: The river froze.
    date: 1932-01-20
    grade: documented
    quote: ice from bank to bank
    people: [clerk]
    cite: {source: diary, p: 1, n: [1, 2]}
people:
  clerk: {name: A. Clerk, was: "A clerk. [@river]", later: not found, born: 1890}
terms:
  stage: A place where boats land.
figures:
  ice: {title: Ice, unit: cm, points: {1930: 40, 1931: over 50}, cite: {source: diary, p: 2}}
"""
SOURCES = """\
references:
  - id: diary
    type: book
    author: [{family: Clerk, given: A.}]
    title: A Diary
    issued: {date-parts: [[1950]]}
"""
INDEX = """\
index: diary
paragraphs:
  - {p: 1, section: spring, notes: [1, 2], words: 90, fingerprint: 0123456789abcdef}
  - {p: 2, section: spring, words: 60, fingerprint: 123456789abcdef0}
"""
PACK = {
    "scenes/ferry.yaml": SOUND_SCENE,
    "seeds/demo.yaml": DOSSIER,
    "seeds/sources.yaml": SOURCES,
    "seeds/diary.index.yaml": INDEX,
}


def check(folder: Path, changed: dict[str, bytes]) -> list[Diagnostic]:
    return check_files(folder, {name: text.encode() for name, text in PACK.items()} | changed)


def replace_once(old: str, new: str, text: str = SOUND_SCENE) -> bytes:
    """Returns the file with one thing changed."""
    assert old in text, old
    return text.replace(old, new, 1).encode("utf-8", "surrogatepass")


SCENE_FILE, DOSSIER_FILE, SOURCES_FILE, INDEX_FILE = PACK
SHORT_SCENE = b"scene: a\ntitle: A\npassages:\n  one:\n    text: You wait.\n    ending: {id: done, title: Done}\n"

BROKEN: list[tuple[str, str, bytes, str, int]] = [
    # name, file, text, code, line
    # --- not a text, or hardly one
    ("nothing at all", SCENE_FILE, b"", "empty-file", 1),
    ("blank lines", SCENE_FILE, b"\n\n  \n", "empty-file", 1),
    ("a comment", SCENE_FILE, b"# nothing yet\n", "empty-file", 1),
    ("a byte order mark and nothing else", SCENE_FILE, b"\xef\xbb\xbf", "empty-file", 1),
    ("an end of document", SCENE_FILE, b"---\n...\n", "empty-file", 1),
    ("Latin-1", SCENE_FILE, replace_once("A clerk", "A clerk é").replace("é".encode(), b"\xe9"), "not-utf8", 5),
    ("UTF-16", SCENE_FILE, SOUND_SCENE.encode("utf-16"), "not-utf8", 1),
    ("UTF-16 without a mark", SCENE_FILE, SOUND_SCENE.encode("utf-16-le"), "not-utf8", 1),
    ("a picture", SCENE_FILE, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "foreign-format", 1),
    ("zero bytes", SCENE_FILE, b"scene: a\x00b\n", "yaml-syntax", 1),
    ("a bell", SCENE_FILE, replace_once("The ferry", "The \x07 ferry"), "yaml-syntax", 2),
    ("a terminal's escape code", SCENE_FILE, replace_once("The ferry", "The \x1b[31m ferry"), "yaml-syntax", 2),
    ("half a character", SCENE_FILE, replace_once("The ferry", "The \ud800 ferry"), "not-utf8", 2),
    ("an enormous file", SCENE_FILE, SOUND_SCENE.encode() + b"# x\n" * 300_000, "file-too-large", 1),
    ("one word", SCENE_FILE, b"scene", "unknown-kind", 1),
    ("a list", SCENE_FILE, b"- scene: a\n", "unknown-kind", 1),
    ("JSON of something else", SCENE_FILE, b'{"name": "a"}\n', "unknown-kind", 1),
    ("prose", SCENE_FILE, b"Once upon a time there was a scene.\nIt ended.\n", "unknown-kind", 1),
    ("HTML", SCENE_FILE, b"<!doctype html>\n<p>Hello: you</p>\n", "foreign-format", 1),
    ("two documents", SCENE_FILE, SHORT_SCENE + b"---\n" + SHORT_SCENE, "yaml-syntax", 7),
    # --- YAML
    ("a tab", SCENE_FILE, replace_once("  stage:\n", "\tstage:\n"), "tab-indent", 17),
    ("a tab after spaces", SCENE_FILE, replace_once("    basis", "  \t  basis"), "tab-indent", 18),
    ("a colon in a text", SCENE_FILE, replace_once("The ferry", "The ferry: a scene"), "yaml-syntax", 2),
    ("a colon forgotten", SCENE_FILE, replace_once("title: The", "title The"), "yaml-syntax", 2),
    ("no space behind a colon", SCENE_FILE, replace_once("minutes: 5", "minutes:5"), "yaml-syntax", 7),
    ("a quotation that ends many lines on", SCENE_FILE, replace_once("title: The ferry", 'title: "The ferry', SOUND_SCENE + 'debrief: "x"\n'), "yaml-syntax", 2),
    ("a quotation within a quotation", SCENE_FILE, replace_once("The ferry", '"The "old" ferry"'), "yaml-syntax", 2),
    ("a quotation left open", SCENE_FILE, replace_once("The ferry", '"The ferry'), "yaml-syntax", 2),
    ("a quotation that ends early", SCENE_FILE, replace_once("The ferry", '"The" ferry'), "yaml-syntax", 2),
    ("a bracket left open", SCENE_FILE, replace_once("[cold]", "[cold"), "yaml-syntax", 8),
    ("a brace left open", SCENE_FILE, replace_once("goto: end}", "goto: end"), "yaml-syntax", 33),
    ("a brace too many", SCENE_FILE, replace_once("goto: end}", "goto: end}}"), "yaml-syntax", 33),
    ("one space too few", SCENE_FILE, replace_once("    date:", "   date:"), "yaml-syntax", 19),
    ("one space too many", SCENE_FILE, replace_once("    date:", "     date:"), "yaml-syntax", 19),
    ("a text that is not indented", SCENE_FILE, replace_once("      Nobody", "Nobody"), "yaml-syntax", 23),
    ("a dash without a space", SCENE_FILE, replace_once("- chart", "-chart"), "yaml-syntax", 45),
    ("a star at the start", SCENE_FILE, replace_once("The ferry", "*The* ferry"), "yaml-syntax", 2),
    ("an ampersand at the start", SCENE_FILE, replace_once("The ferry", "& ferry"), "yaml-syntax", 2),
    ("a percent sign at the start", SCENE_FILE, b"%scene: a\n", "yaml-syntax", 1),
    ("an at sign at the start", SCENE_FILE, replace_once("The ferry", "@river"), "yaml-syntax", 2),
    ("a backquote at the start", SCENE_FILE, replace_once("The ferry", "`river`"), "yaml-syntax", 2),
    ("a backslash in double quotes", SCENE_FILE, replace_once("The ferry", '"The \\ferry \\d"'), "yaml-syntax", 2),
    ("an alias", SCENE_FILE, replace_once("  end:", "  end: &end").replace(b"start: stage", b"start: *end"), "yaml-alias", 15),
    ("a bomb of aliases", SCENE_FILE, b"a: &a [x, x]\nb: &b [*a, *a]\nscene: [*b, *b]\n", "yaml-alias", 2),
    ("a tag", SCENE_FILE, replace_once("The ferry", "!!python/object:os.system ferry"), "yaml-tag", 2),
    ("a merge key", SCENE_FILE, replace_once("    basis: composite", "    <<: {basis: composite}"), "unknown-key", 18),
    ("deep brackets", SCENE_FILE, b"scene: " + b"[" * 2000 + b"]" * 2000 + b"\n", "yaml-syntax", 1),
    ("deep lines", SCENE_FILE, b"".join(b" " * n + b"a:\n" for n in range(400)), "yaml-syntax", 41),
    ("deep dashes", SCENE_FILE, b"scene: a\ntitle:\n " + b"- " * 400 + b"a\n", "yaml-syntax", 3),
    ("a complex key", SCENE_FILE, replace_once("title: The ferry", "? [title]\n: The ferry"), "wrong-type", 2),
    ("old line ends", SCENE_FILE, SHORT_SCENE.replace(b"\n", b"\r").replace(b"You", b"@You"), "yaml-syntax", 5),
    ("Windows line ends", SCENE_FILE, replace_once("goto: end", "goto: nd").replace(b"\n", b"\r\n"), "unknown-passage", 33),
    # --- keys
    ("a key twice", SCENE_FILE, replace_once("minutes: 5", "minutes: 5\nminutes: 6"), "duplicate-key", 8),
    ("a passage twice", SCENE_FILE, replace_once("  end:", "  stage:"), "duplicate-key", 37),
    ("a variable twice", SCENE_FILE, replace_once("  list:", "  cold:"), "duplicate-key", 14),
    ("an unknown key", SCENE_FILE, replace_once("minutes", "minuts"), "unknown-key", 7),
    ("a key in capitals", SCENE_FILE, replace_once("title", "Title"), "unknown-key", 2),
    ("a key of another place", SCENE_FILE, replace_once("minutes: 5", "ending: x"), "unknown-key", 7),
    ("a number as key", SCENE_FILE, replace_once("minutes: 5", "7: 5"), "unknown-key", 7),
    ("no title", SCENE_FILE, replace_once("title: The ferry\n", ""), "missing-key", 1),
    ("no text", SCENE_FILE, SHORT_SCENE.replace(b"    text: You wait.\n", b""), "missing-key", 5),
    (
        "no goto in the last passage",
        SCENE_FILE,
        replace_once("    ending: {id: home, title: You walked home}", "    choices: [{id: sit, text: Sit}]"),
        "missing-key",
        42,
    ),
    ("no passages", SCENE_FILE, b"scene: a\ntitle: A\n", "missing-key", 1),
    ("a title without a word", SCENE_FILE, replace_once("The ferry", ""), "wrong-type", 2),
    # --- types
    ("a word for a number", SCENE_FILE, replace_once("minutes: 5", "minutes: five"), "wrong-type", 7),
    ("a fraction", SCENE_FILE, replace_once("minutes: 5", "minutes: 5.5"), "wrong-type", 7),
    ("a number in quotes", SCENE_FILE, replace_once("minutes: 5", 'minutes: "5"'), "wrong-type", 7),
    ("a huge number", SCENE_FILE, replace_once("minutes: 5", "minutes: " + "9" * 5000), "wrong-type", 7),
    ("a word for a list", SCENE_FILE, replace_once("[cold]", "cold"), "wrong-type", 8),
    ("a list for a text", SCENE_FILE, replace_once("The ferry", "[The, ferry]"), "wrong-type", 2),
    ("passages as a list", SCENE_FILE, b"scene: a\ntitle: A\npassages:\n  - one\n", "wrong-type", 4),
    ("choices as keys", SCENE_FILE, SHORT_SCENE.replace(b"ending: ", b"choices: "), "missing-dash", 6),
    ("a role as a word", SCENE_FILE, replace_once("role: {name: A clerk, kind: composite, text: You keep the list.}", "role: clerk"), "wrong-type", 5),
    ("yes for true", SCENE_FILE, replace_once("hypothesis: true", "hypothesis: yes"), "boolean-trap", 34),
    ("Norway", SCENE_FILE, replace_once("counted: false", "counted: no"), "boolean-trap", 12),
    ("a kind that is none", SCENE_FILE, replace_once("kind: composite", "kind: fictional"), "wrong-type", 5),
    ("a skill that is none", SCENE_FILE, replace_once("skill: sourcing", "skill: guessing"), "wrong-type", 48),
    ("a name with blanks", SCENE_FILE, replace_once("scene: ferry", "scene: The Ferry"), "bad-id", 1),
    # --- the logic
    ("a passage that is not there", SCENE_FILE, replace_once("goto: end", "goto: ende"), "unknown-passage", 33),
    ("a start that is not there", SCENE_FILE, replace_once("start: stage", "start: stag"), "unknown-passage", 15),
    ("one equals sign", SCENE_FILE, replace_once("list == kept", "list = kept"), "condition-syntax", 34),
    ("a condition of Python", SCENE_FILE, replace_once("list == kept", "__import__('os')"), "condition-syntax", 34),
    ("a condition with an attribute", SCENE_FILE, replace_once("list == kept", "list.append(1)"), "condition-syntax", 34),
    ("a lambda", SCENE_FILE, replace_once("list == kept", "(lambda x) == 1"), "condition-syntax", 34),
    ("a condition left open", SCENE_FILE, replace_once("list == kept", "(list == kept"), "condition-syntax", 34),
    ("a condition of nothing", SCENE_FILE, replace_once('"visited(stage) and list == kept"', '""'), "condition-syntax", 34),
    ("letters of elsewhere", SCENE_FILE, replace_once("list == kept", "liſt == кept"), "condition-syntax", 34),
    ("a chain of nots", SCENE_FILE, replace_once("list == kept", "not " * 200 + "counted"), "condition-too-deep", 34),
    ("a long condition", SCENE_FILE, replace_once("list == kept", " or ".join(["counted"] * 300)), "condition-too-deep", 34),
    ("a variable that is not there", SCENE_FILE, replace_once("not counted", "not conted"), "unknown-variable", 28),
    ("a value that is not there", SCENE_FILE, replace_once("list == kept", "list == kpt"), "unknown-value", 34),
    ("a set of a set", SCENE_FILE, replace_once("list: burnt", "list: [burnt]"), "wrong-type", 33),
    ("a step on a yes/no", SCENE_FILE, replace_once("set: {counted: true}", "set: {counted: +1}"), "unknown-value", 30),
    ("a number out of range", SCENE_FILE, replace_once("cold < 3", "cold < 30"), "out-of-range", 28),
    ("a number for a set", SCENE_FILE, replace_once("list == kept", "list > 3"), "condition-type", 34),
    ("a range from high to low", SCENE_FILE, replace_once("[0, 3]", "[3, 0]"), "bad-variable", 13),
    ("a range of one number", SCENE_FILE, replace_once("[0, 3]", "[3]"), "bad-variable", 13),
    ("an endless range", SCENE_FILE, replace_once("[0, 3]", "[0, 999999999999]"), "bad-variable", 13),
    ("a variable of nothing", SCENE_FILE, replace_once("{values: [kept, burnt], start: kept}", "{}"), "bad-variable", 14),
    # --- the evidence
    ("a fact that is not there", SCENE_FILE, replace_once("frozen*. [@river]", "frozen*. [@rivr]"), "unknown-fact", 21),
    ("a record without a source", SCENE_FILE, replace_once("January. [@river]", "January."), "record-without-citation", 44),
    ("a day that is none", SCENE_FILE, replace_once("1932-01/1932-03", "1932-02-30"), "bad-date", 3),
    ("a figure that is not there", SCENE_FILE, replace_once("chart: ice", "chart: snow"), "unknown-figure", 45),
    ("a point that is no number", DOSSIER_FILE, replace_once("over 50", "much", DOSSIER), "bad-figure", 16),
    ("a point with a comma", DOSSIER_FILE, replace_once("over 50", "4,5", DOSSIER), "bad-figure", 16),
    ("a note elsewhere", DOSSIER_FILE, replace_once("n: [1, 2]", "n: [1, 3]", DOSSIER), "note-outside-paragraph", 10),
    ("a grade that is none", DOSSIER_FILE, replace_once("documented", "certain", DOSSIER), "wrong-type", 7),
    ("a person who is not there", DOSSIER_FILE, replace_once("[clerk]", "[clark]", DOSSIER), "unknown-person", 9),
    ("a dossier cut off", DOSSIER_FILE, DOSSIER[:120].encode(), "wrong-type", 7),
    ("a source of no known type", SOURCES_FILE, replace_once("type: book", "type: rumour", SOURCES), "wrong-type", 3),
    ("a year as a word", SOURCES_FILE, replace_once("[[1950]]", "[[fifty]]", SOURCES), "bad-date", 6),
    ("an index of words", INDEX_FILE, replace_once("words: 90", "words: many", INDEX), "wrong-type", 3),
    ("an index of another source", INDEX_FILE, replace_once("index: diary", "index: dairy", INDEX), "unknown-source", 1),
    ("a scene of the same name", "scenes/later.yaml", SHORT_SCENE.replace(b"scene: a", b"scene: ferry"), "duplicate-id", 1),
    ("a campaign of no scene", "scenes/campaign.yaml", b"campaign: c\ntitle: C\nscenes: [fery]\n", "unknown-scene", 3),
]  # fmt: skip


def test_there_are_enough() -> None:
    assert len(BROKEN) >= 100
    assert len({name for name, *_ in BROKEN}) == len(BROKEN)


def test_the_good_pack_is_good(tmp_path: Path) -> None:
    assert not check(tmp_path, {})


@pytest.mark.parametrize(
    ("file", "text", "code", "line"),
    [pytest.param(*case, id=name) for name, *case in BROKEN],
)
def test_broken_file(file: str, text: bytes, code: str, line: int, tmp_path: Path) -> None:
    found = check(tmp_path, {file: text})
    assert_complete(found)
    reported = {
        (diagnostic.code, label.source.name, label.span.line)
        for diagnostic in found
        for label in (diagnostic.primary, *diagnostic.secondary)
    }
    assert (code, file, line) in reported


def assert_complete(found: list[Diagnostic]) -> None:
    """Asserts that every diagnostic has a documented code, a line of its file, a message and a help, in every format."""
    for diagnostic in found:
        assert diagnostic.code in KNOWN_CODES
        assert diagnostic.message
        assert diagnostic.helps
        assert diagnostic.primary.source.name
        assert not find_misplaced_labels(diagnostic)
    for output_format in FORMATS:
        text = render(found, output_format)
        text.encode()
        if output_format in ("json", "sarif"):
            json.loads(text)
        if output_format in ("concise", "github"):
            assert len(text.splitlines()) == len(found)


# ------------------------------------------------------------------------------------------------------ mutation

ODD = ["\t", "\x00", "\x07", "\x1b[2J", "\r", "\x85", "\u2028", "\u200b", "\ufeff", "\ud800", "日本", "e\u0301", "—", "'", '"',
       "{", "}", "[", "]", ":", ": ", "- ", "#", "&a ", "*a", "!x ", "|", ">", "%", "@", "`", "\\", "? ", "---\n", "[@", "1e9",
       "null", "~", "no", "0x1F", "+1", "-", "0" * 30, "{{", "**", "not ", "and ", "()", "visited(", "=="]  # fmt: skip
SCALARS = ["", "''", "no", "null", "-1", "+1", "0", "3.5", "[]", "{}", "[x]", "{x: y}", "x", "1932-13", "|", ">", "stage", "end",
           "[@river]", "[@x]", "true", "x" * 300, "999999999999", "!x y", "*x", "&x y", '"\\u0000"', '"\\ud800"', '"a\\nb"', "“x”"]  # fmt: skip


@st.composite
def mutated_texts(draw: st.DrawFn, text: str) -> str:
    """Draws the text after one to four small accidents."""
    for _ in range(draw(st.integers(1, 4))):
        lines = text.split("\n")
        index = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "double", "swap", "insert", "cut", "indent", "scalar", "join"])):
            case "delete":
                del lines[index : index + draw(st.integers(1, 3))]
            case "double":
                lines.insert(index, lines[index])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[index], lines[other] = lines[other], lines[index]
            case "insert":
                column = draw(st.integers(0, len(lines[index])))
                odd = draw(st.sampled_from(ODD) | st.text(max_size=3))
                lines[index] = lines[index][:column] + odd + lines[index][column:]
            case "cut":
                text = text[: draw(st.integers(0, len(text)))]
                continue
            case "indent":
                stripped = lines[index].lstrip(" ")
                lines[index] = " " * draw(st.integers(0, 12)) + stripped
            case "scalar":
                key, colon, _ = lines[index].partition(": ")
                lines[index] = key + (colon or ": ") + draw(st.sampled_from(SCALARS))
            case "join":
                lines[index : index + 2] = ["".join(lines[index : index + 2])]
        text = "\n".join(lines)
    return text


ODD_LINE_ENDS = [(f"scene: a{line_end}title: A{line_end}passages: 3",) for line_end in ("\r", "\u2028", "\x85")]


@random_examples(mutated_texts(SOUND_SCENE), everyday=60, long=300, always=ODD_LINE_ENDS)
def test_mutated_scene(text: str) -> None:
    check_survives({"scenes/ferry.yaml": text.encode("utf-8", "surrogatepass")})


@random_examples(mutated_texts(DOSSIER), mutated_texts(SOURCES), mutated_texts(INDEX), everyday=60, long=300)
def test_mutated_evidence(dossier: str, sources: str, index: str) -> None:
    files = {"seeds/demo.yaml": dossier, "seeds/sources.yaml": sources, "seeds/diary.index.yaml": index}
    check_survives({name: text.encode("utf-8", "surrogatepass") for name, text in files.items()})


_KEY = re.compile(r"(?m)(?<![^ {])[a-z-]+(?=:)")
ODD_KEYS = ("[a, b]", "{a: b}", "? [a]\n", "!x a", "&a a", "''")


@pytest.mark.parametrize("odd_key", ODD_KEYS)
def test_a_key_that_is_no_word_is_reported_wherever_it_stands(odd_key: str) -> None:
    for name, text in PACK.items():
        for match in _KEY.finditer(text):
            check_survives({name: f"{text[: match.start()]}{odd_key}{text[match.end() :]} # a comment\n".encode()})


@random_examples(st.binary(max_size=200), st.integers(0, len(SOUND_SCENE)), everyday=60, long=300)
def test_bytes_of_any_kind(data: bytes, index: int) -> None:
    good = SOUND_SCENE.encode()
    check_survives({"scenes/ferry.yaml": good[:index] + data + good[index:]})


def check_survives(changed: dict[str, bytes]) -> None:
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        assert_complete(check(Path(folder), changed))


@pytest.mark.parametrize("count", [12, pytest.param(LONG_COUNT, id="long", marks=pytest.mark.release)])
def test_mutants_of_the_built_in_pack_are_reported_where_they_are(count: int) -> None:
    command = [sys.executable, "-m", "tests.rules.mutants", "0", str(count)]
    timeout_s = 300 + 2 * count  # a guard against hanging, with room for a busy machine and a growing pack
    completed = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=timeout_s)
    assert completed.returncode == 0, completed.stderr
    report = json.loads(completed.stdout)
    assert report["faults"] == {}
    assert report["count"] == count
    silent = report["messages"].get("0", 0)
    assert silent < count // 2, "most accidents are reported"
    assert report["messages"]["1"] > (count - silent) // 2, "most of them once"
