"""Each rule beyond its example: what else it finds, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.rules._traversal import count_words
from party_card.rules.hard_reading import school_year
from tests.rules.checking import check_files, check_scene

SOURCES = "references:\n  - {id: diary, type: book, title: A Diary}\n"
INDEX = """\
index: diary
paragraphs:
  - {p: 1, section: spring, notes: [1, 2], words: 90, fingerprint: 0123456789abcdef}
  - {p: 2, section: spring, notes: [3], words: 60, fingerprint: 123456789abcdef0}
  - {p: 3, section: spring, words: 60, fingerprint: 23456789abcdef01}
"""
DOSSIER = """\
dossier: demo
facts:
  river:
    text: The river froze.
    date: 1932-01-20
    grade: documented
    cite: {source: diary, p: 1, n: 2}
  bridge:
    text: The bridge was closed.
    date: 1932-03~
    grade: reported
    cite: {source: diary, p: [1, 2], n: [1, 3]}
  undated:
    text: It was cold.
    grade: judgement
    cite: {source: diary, p: 3}
"""


def make_scene(*, head: str = "", text: str = "You wait.", choices: str = "", tail: str = "", passage: str = "") -> str:
    """Returns a scene of two passages with the texts where their names say."""
    return (
        f"scene: a\ntitle: A\n{head}passages:\n  one:\n    text: {text}\n{passage}    choices:\n"
        f"      - {{id: go, text: Go on, goto: two}}\n{choices}"
        f"  two:\n    text: It is dark.\n    ending: {{id: done, title: Done}}\n{tail}"
    )


def check_dossier_scene(folder: Path, text: str, dossier: str = DOSSIER, index: str = INDEX) -> list[Diagnostic]:
    files = {"seeds/sources.yaml": SOURCES, "seeds/demo.yaml": dossier, "scenes/example.yaml": text}
    if index:
        files["seeds/diary.index.yaml"] = index
    return check_files(folder, {name: content.encode() for name, content in files.items()})


def summarize(found: list[Diagnostic]) -> list[tuple[str, int, str]]:
    """Returns code, line and underlined text of each diagnostic."""
    return [(diagnostic.code, diagnostic.primary.span.line, underlined_text(diagnostic)) for diagnostic in found]


def underlined_text(diagnostic: Diagnostic) -> str:
    span = diagnostic.primary.span
    return diagnostic.primary.source.line(span.line)[span.column - 1 : span.end - 1]


def summarize_with_remarks(folder: Path, text: str) -> list[tuple[str, int, str]]:
    """Checks a scene; returns code, line and underlined text of each diagnostic, remarks included."""
    return summarize(check_files(folder, {"scenes/example.yaml": text.encode()}, with_remarks=True))


LEAVES = "leaves:\n  - {id: t, kind: said, text: You spoke.}\n"

TEST = "tests:\n  - {name: t, play: [PLAY], expect: {EXPECT}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (make_scene(), []),
        # references inside a scene
        (make_scene(head="start: oen\n"), [("unknown-passage", 3, "oen")]),
        (make_scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "passage: three")), [("unknown-passage", 12, "three")]),
        (make_scene(tail=TEST.replace("PLAY", "go, og").replace("EXPECT", "")), [("unknown-choice", 12, "og")]),
        (make_scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "offers: [x]")), [("unknown-choice", 12, "x")]),
        (make_scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "locked: [x]")), [("unknown-choice", 12, "x")]),
        (make_scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "ending: null")), []),
        (make_scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "ending: done")), []),
        (make_scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "cites: [x]")), [("unknown-fact", 12, "x")]),
        (make_scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "variables: {v: 1}")), [("unknown-variable", 12, "v")]),
        (make_scene(choices="      - {id: x, text: X, if: visited(tow), goto: two}\n"), [("unknown-passage", 8, "tow")]),
        (make_scene(choices="      - {id: x, text: X, if: chose(og), goto: two}\n"), [("unknown-choice", 8, "og")]),
        (make_scene(choices="      - {id: x, text: X, goto: two, set: {v: 1}}\n"), [("unknown-variable", 8, "v")]),
        (make_scene(choices="      - {id: x, text: X, goto: two, set: {}}\n"), []),
        (make_scene(choices="      - {id: x, text: X, goto: record}\n"), [("unknown-passage", 8, "record")]),
        (make_scene(choices="      - {id: close, text: X, goto: two}\n"), [("reserved-name", 8, "close")]),
        (make_scene(choices="      - {id: x, text: X, goto: }\n"), [("wrong-type", 8, "}")]),
        (make_scene(passage="    history: []\n"), []),
        # what is left and carried
        (make_scene(tail=LEAVES), []),
        (make_scene(tail=LEAVES.replace("id: t", "id: a trace")), [("bad-id", 12, "a trace")]),
        (make_scene(tail=LEAVES.replace("said", "sed")), [("wrong-type", 12, "sed")]),
        (make_scene(tail=LEAVES.replace("You spoke.", '"You spoke. [@fact]"')), [("bad-citation", 12, "[@fact]")]),
        (make_scene(tail=LEAVES.replace("You spoke.", '""')), [("empty-text", 12, '""')]),
        (make_scene(tail=LEAVES.replace("}", ", if: chose(og)}")), [("unknown-choice", 12, "og")]),
        (make_scene(tail=LEAVES.replace("}", ", if: chose(go) or not chose(go)}")), [("condition-constant", 12, "chose(go) or not chose(go)")]),
        (make_scene(tail=LEAVES + LEAVES.split("\n")[1] + "\n"), [("duplicate-trace", 13, "t")]),
        (make_scene(tail=LEAVES + TEST.replace("PLAY", "go").replace("EXPECT", "left: [t]")), []),
        (make_scene(tail=LEAVES + TEST.replace("PLAY", "go").replace("EXPECT", "left: [u]")), [("unknown-trace", 14, "u")]),
        (
            make_scene(tail=TEST.replace("PLAY]", "go], carried: [t]").replace("EXPECT", "")),
            [("unknown-trace", 12, "t")],
        ),
        (make_scene(head="variables: {v: {carried: t}}\n", tail=LEAVES), [("unused-variable", 3, "v")]),
        (make_scene(head="variables: {v: {carried: t}}\nalways: [v or not v]\n", tail=LEAVES), []),
        (make_scene(head="variables: {v: {carried: t, start: true}}\n", tail=LEAVES), [("bad-variable", 3, "true")]),
        (make_scene(head="variables: {v: {carried: }}\n", tail=LEAVES), [("wrong-type", 3, "}")]),
        # ways on
        ("scene: a\ntitle: A\npassages: {}\n", [("missing-key", 3, "{}")]),
        ("scene: a\ntitle: A\npassages:\n", [("wrong-type", 3, "")]),
        ("scene: a\ntitle: A\npassages:\n  one: {text: Hello, choices: []}\n", [("no-way-on", 4, "one")]),
        ("scene: a\ntitle: A\npassages:\n  one: {text: Hello, choices: go}\n", [("wrong-type", 4, "go")]),
        # variables
        (make_scene(head="variables: {v: 3}\n"), [("bad-variable", 3, "3")]),
        (make_scene(head="variables: {v: no}\n"), [("boolean-trap", 3, "no")]),
        (
            make_scene(head="variables: {v: {range: [0, 20000]}}\n"),
            [("bad-variable", 3, "[0, 20000]")],
        ),
        (
            make_scene(head="variables: {v: false}\nalways: [not v]\n"),
            [("unused-variable", 3, "v")],
        ),
        (
            make_scene(head="variables: {v: {values: [x, y], start: z}}\n"),
            [("unknown-value", 3, "z")],
        ),
        # texts
        (make_scene(text="[{text: ''}]"), [("empty-text", 5, "''")]),
        (make_scene(text="[]"), [("empty-text", 5, "[]")]),
        (make_scene(text="'…'"), []),
        (make_scene(text="'*Stop!* he says.'"), []),
        (make_scene(text="['“Stop!”']"), [("wrong-type", 5, "'“Stop!”'")]),
        (make_scene(text="[{if: true}]"), [("block-shape", 5, "if"), ("condition-constant", 5, "true")]),
        (make_scene(tail="record: [{text: a, unknown: b}]\n")[:-1], [("record-without-citation", 11, "a"), ("block-shape", 11, "unknown")]),
        (make_scene(tail="record: [{}]\n"), [("block-shape", 11, "{}")]),
        (make_scene(tail="record: [x]\n"), [("wrong-type", 11, "x")]),
        # dates, notes, pictures
        (make_scene(head="span: 1932-13\n"), [("bad-date", 3, "1932-13")]),
        (make_scene(head='span: ""\n'), [("bad-date", 3, '""')]),
        (make_scene(head="span: 1932-08/1932-07\n"), [("bad-date", 3, "1932-08/1932-07")]),
        (make_scene(passage="    date: spring\n"), [("bad-date", 6, "spring")]),
        (make_scene(head="summary: They wait.\n"), [("missing-content-notes", 3, "summary")]),
        (make_scene(head="content_notes: []\n"), []),
        (make_scene(passage="    picture: bridge\n"), [("unknown-picture", 6, "bridge"), ("missing-alt", 6, "bridge")]),
        # citations
        (make_scene(text='"You wait. [@river]"'), [("unknown-fact", 5, "@river")]),
        (make_scene(text='"You wait. [@]"'), [("bad-citation", 5, "[@]")]),
        (make_scene(text='"You wait. @river and on."'), [("bad-citation", 5, "@river")]),
        (make_scene(text='"Write to name@school.example."'), []),
    ],
)  # fmt: skip
def test_scene_alone(text: str, expected: list[tuple[str, int, str]], tmp_path: Path) -> None:
    assert sorted(summarize(check_scene(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (make_scene(head="dossiers: [demo]\n", text='"[@river; @brige]"'), [("unknown-fact", 6, "@brige"), ("empty-text", 6, '"[@river; @brige]"')]),
        (make_scene(text='"Cold. [@river]"'), [("unknown-fact", 5, "@river")]),
        (make_scene(head="dossiers: [demo, emo]\n", text='"Cold. [@x]"'), [("unknown-dossier", 3, "emo")]),
        # the second of two citations of which one's name begins with the other's
        (make_scene(head="dossiers: [demo]\n", text='"A [@river] b [@rive] c."'), [("unknown-fact", 6, "@rive")]),
        (make_scene(head="dossiers: [demo]\n", text="|\n      One.\n\n      Two. [@rver]\n"), [("unknown-fact", 9, "@rver")]),
        # anachronisms: the end of the span, or of the passage's own date where that is exact
        (make_scene(head="dossiers: [demo]\nspan: 1932-01-19\n", text='"A. [@river]"'), [("anachronism", 7, "@river")]),
        (make_scene(head="dossiers: [demo]\nspan: 1932-01\n", text='"A. [@river]"'), []),
        (make_scene(head="dossiers: [demo]\nspan: 1932\n", passage="    date: 1932-01-19\n", text='"A. [@river]"'), [("anachronism", 7, "@river")]),
        (make_scene(head="dossiers: [demo]\nspan: 1932\n", passage="    date: 1932-01-19~\n", text='"A. [@river]"'), []),
        (make_scene(head="dossiers: [demo]\nspan: 1931\n", text='"A. [@undated]"'), []),
        (make_scene(head="dossiers: [demo]\nspan: 1931\n", passage='    record: "A. [@river]"\n'), []),
        (make_scene(head="dossiers: [demo]\nspan: -0043\n", text='"A. [@river]"'), [("anachronism", 7, "@river")]),
        (make_scene(head="dossiers: [demo]\nspan: 192X\n", text='"A. [@river]"'), [("anachronism", 7, "@river")]),
        (make_scene(head="dossiers: [demo]\nspan: 193X\n", text='"A. [@river]"'), []),
        (make_scene(head="dossiers: [demo]\nspan: Y12024\n", text='"A. [@river]"'), []),
        (make_scene(head="dossiers: [demo]\nspan: 1931\n", choices='      - {id: x, text: "A. [@river]", goto: two}\n'), [("anachronism", 10, "@river")]),
        # sentences of the record
        (make_scene(head="dossiers: [demo]\n", passage="    record: Nobody knew.\n"), [("record-without-citation", 7, "Nobody knew.")]),
        (make_scene(head="dossiers: [demo]\n", tail='record:\n  - text: "One. Two, too. [@river]"\n'), []),
        (make_scene(head="dossiers: [demo]\n", tail='record:\n  - text: "One [@river] went on."\n'), []),
        (make_scene(head="dossiers: [demo]\n", tail='record:\n  - text: "One [@river] met A. Smith and Mr. Jones."\n'), []),
        (make_scene(head="dossiers: [demo]\n", tail='record:\n  - text: "One [@river] went on. Two came."\n'), [("record-without-citation", 13, "Two came.")]),
        (make_scene(head="dossiers: [demo]\n", tail="record:\n  - text: |\n      One. [@river]\n\n      Two went by.\n"), [("record-without-citation", 16, "Two went by.")]),
        (make_scene(head="dossiers: [demo]\n", tail="record:\n  - unknown: Who it was.\n"), []),
        (make_scene(head="dossiers: [demo]\n", tail="record:\n  - chart: ice\n"), [("unknown-figure", 13, "ice")]),
    ],
)  # fmt: skip
def test_scene_with_a_dossier(text: str, expected: list[tuple[str, int, str]], tmp_path: Path) -> None:
    assert sorted(summarize(check_dossier_scene(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("p: 1, n: 2", "p: 1, n: 2", []),
        ("p: 1, n: 2", "p: 4", [("note-outside-paragraph", 7, "4")]),
        ("p: 1, n: 2", "p: 0", [("note-outside-paragraph", 7, "0")]),
        ("p: 1, n: 2", "p: one", [("wrong-type", 7, "one")]),
        ("p: 1, n: 2", "p: []", [("fact-without-locator", 7, "diary")]),
        ("p: 1, n: 2", "n: 2", [("fact-without-locator", 7, "diary")]),
        ("p: 1, n: 2", "p: 3, n: 2", [("note-outside-paragraph", 7, "2")]),
        ("p: [1, 2], n: [1, 3]", "p: [1, 3], n: [1, 3]", [("note-outside-paragraph", 12, "3")]),
        ("p: [1, 2], n: [1, 3]", "p: [9, 8], n: [1, 3]", [("note-outside-paragraph", 12, "9"), ("note-outside-paragraph", 12, "8")]),
        ("date: 1932-01-20", "date: 1932-02-30", [("bad-date", 5, "1932-02-30")]),
        ("text: The river froze.", "text: ' '", [("empty-text", 4, "' '")]),
        ("grade: documented", "people: [x]\n    grade: documented", [("unknown-person", 6, "x")]),
        ("grade: documented", f"quote: [a b, {'w ' * 26}]\n    grade: documented", [("quotation-too-long", 6, "w " * 25 + "w")]),
        ("source: diary, p: 1,", "source: dairy, p: 1,", [("unknown-source", 7, "dairy")]),
    ],
)  # fmt: skip
def test_dossier(old: str, new: str, expected: list[tuple[str, int, str]], tmp_path: Path) -> None:
    assert old in DOSSIER
    text = make_scene(head="dossiers: [demo]\n")
    assert sorted(summarize(check_dossier_scene(tmp_path, text, DOSSIER.replace(old, new, 1)))) == sorted(expected)


def test_without_an_index_no_note_is_doubted(tmp_path: Path) -> None:
    assert check_dossier_scene(tmp_path, make_scene(), DOSSIER.replace("n: 2", "n: 999"), index="") == []


def test_a_scene_quotes_at_most_120_words(tmp_path: Path) -> None:
    words = " ".join(["word"] * 25)
    facts = "".join(
        f"  f{number}: {{text: A., grade: documented, quote: {words}, cite: {{source: diary, p: 1}}}}\n"
        for number in range(5)
    )
    cited = "".join(f" [@f{number}]" for number in range(5))
    dossier = f"dossier: demo\nfacts:\n{facts}"
    assert check_dossier_scene(tmp_path, make_scene(head="dossiers: [demo]\n", text=f'"A.{cited[:-6]}"'), dossier) == []
    (found,) = check_dossier_scene(tmp_path, make_scene(head="dossiers: [demo]\n", text=f'"A.{cited}{cited}"'), dossier)
    assert found.message == "with this fact the scene quotes 125 words; at most 120 are quoted in a scene"
    assert underlined_text(found) == "@f4"


def test_words_are_counted_as_a_reader_counts() -> None:
    assert count_words("a sophist, a political trickster, and actor") == 7
    assert count_words("Stalin’s non-party 'friends' – U.S.S.R.") == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (make_scene(passage="    record: ''\n"), "write it, or delete the line"),
        (make_scene(text="''"), "write it, or delete what it belongs to"),
        (make_scene(text="[{text: ''}]"), "write it, or delete what it belongs to"),
        (make_scene(tail=LEAVES.replace("You spoke.", "''")), "write it, or delete what it belongs to"),
    ],
)
def test_of_an_empty_text_no_more_is_to_be_deleted_than_has_to_be(text: str, expected: str, tmp_path: Path) -> None:
    (diagnostic,) = [diagnostic for diagnostic in check_scene(tmp_path, text) if diagnostic.code == "empty-text"]
    assert [diagnostic.message for diagnostic in diagnostic.helps] == [expected]


def test_helps_point_to_the_other_dossier(tmp_path: Path) -> None:
    (found,) = check_dossier_scene(tmp_path, make_scene(text='"Cold. [@river]"'))
    assert found.helps[0].message == "add `demo` to the scene's `dossiers:`"


def test_a_dossier_that_cannot_be_read_is_not_reported_as_missing(tmp_path: Path) -> None:
    found = check_dossier_scene(
        tmp_path, make_scene(head="dossiers: [demo]\n", text='"Cold. [@river]"'), "dossier: demo: x\n"
    )
    assert [diagnostic.code for diagnostic in found] == ["yaml-syntax"]


def test_helps_point_to_the_file_of_the_name(tmp_path: Path) -> None:
    scene = make_scene(head="dossiers: [demo]\n", text='"Cold. [@river]"')
    found = check_dossier_scene(tmp_path, scene, "dossier: other\n")
    assert [diagnostic.code for diagnostic in found] == ["unknown-dossier"]
    assert found[0].helps[0].message == "mend `seeds/demo.yaml` first, or its line `dossier:`"


VARIABLES = "variables:\n  yes: false\n  n: {range: [-2, 9000]}\n  v: {values: [a, b, c]}\n"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("yes", ""),
        ("yes or not yes", "this condition is always true"),
        ("yes and not yes", "this condition can never be true"),
        ("v in (a, b, c)", "this condition is always true"),
        ("v == a or v != b", ""),
        ("v == a and v == b", "this condition can never be true"),
        ("v != a or v != b", "this condition is always true"),
        ("n > 3 and n < 2", "this condition can never be true"),
        ("n > 3 or n < 5", "this condition is always true"),
        ("n > 3 and v == a and yes", ""),
        ("n - n == 1", "this condition can never be true"),
        ("visited(one) and not visited(one)", "this condition can never be true"),
        ("visited(one)", ""),
        ("true", "this condition is always true"),
    ],
)
def test_conditions_that_never_differ(condition: str, expected: str, tmp_path: Path) -> None:
    change = "      - {id: x, text: X, goto: two, set: {yes: true, n: 0, v: a}}\n"
    choice = f"      - {{id: y, text: Y, if: '{condition}', goto: two}}\n"
    head = VARIABLES + "always: [not yes or n == 0 or v == a]\n"
    found = check_scene(tmp_path, make_scene(head=head, choices=change + choice))
    messages = [diagnostic.message for diagnostic in found if diagnostic.code == "condition-constant"]
    assert messages == ([expected] if expected else [])


# ------------------------------------------------------------------------------------------------- campaign


CAMPAIGN = "campaign: c\ntitle: C\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("scenes: [a]\n", []),
        ("scenes: [a, a]\n", [("campaign-scene-twice", 3, "a")]),
        ("scenes:\n  - a\n  - {scene: b}\n", [("unknown-scene", 5, "b")]),
        ("scenes: [{fact: It froze.}]\n", [("missing-key", 3, "fact"), ("record-without-citation", 3, "It froze.")]),
        ("scenes: [{scene: a, day: x}]\n", [("unknown-key", 3, "day")]),
        ("dossiers: [demo]\nscenes: [{scene: a, fact: 'It froze. [@river]'}]\n", []),
        ("dossiers: [demo]\nscenes: [{scene: a, fact: 'It shut. [@bridge]'}]\n", [("anachronism", 4, "@bridge")]),
        ("dossiers: [demo]\nscenes: [{scene: a, fact: 'It froze. [@rivr]'}]\n", [("unknown-fact", 4, "@rivr")]),
        ("dossiers: [demo]\nscenes: [{scene: a, chart: snow}]\n", [("unknown-figure", 4, "snow")]),
        ("scenes: [{scene: a, picture: ford}]\n", [("missing-alt", 3, "ford"), ("unknown-picture", 3, "ford")]),
        ("scenes: [{scene: a, picture: '', alt: A ford.}]\n", []),
        ("dossiers: [demo]\nscenes: [{scene: a, fact: 'It froze.'}]\n", [("record-without-citation", 4, "It froze.")]),
        ("dossiers: [demo]\nscenes: [{scene: a, fact: 'It froze. [@ river]'}]\n", [("bad-citation", 4, "[@ river]")]),
        ("dossiers: [deno]\nscenes: [a]\n", [("unknown-dossier", 3, "deno")]),
        ("scenes: [{scene: a, fact: 'It froze. [@river]'}]\n", [("unknown-fact", 3, "@river")]),
        ("dossiers: [demo]\nscenes: [a]\nending: [{chart: ice}]\n", [("unknown-figure", 5, "ice")]),
        ("dossiers: [demo]\nscenes: [a]\nending: [{text: It froze.}]\n", [("record-without-citation", 5, "It froze.")]),
        ("dossiers: [demo]\nscenes: [a]\nending: [{unknown: Who knows.}]\n", []),
        ("dossiers: [demo]\nscenes: [a]\nending: [{link: stated, text: 'It froze. [@river]'}]\n", []),
        ("dossiers: [demo]\nscenes: [a]\nending: [{link: stated, unknown: Who knows.}]\n", [("block-shape", 5, "link")]),
        ("dossiers: [demo]\nscenes: [a]\nending: [{link: sequence}]\n", [("block-shape", 5, "link")]),
        ("dossiers: [demo]\nscenes: [a]\nending: [{link: cause, text: 'It froze. [@river]'}]\n", [("wrong-type", 5, "cause")]),
        ("dossiers: [demo]\nscenes: [a]\nending: [{text: x, unknown: y}]\n", [
            ("record-without-citation", 5, "x"), ("block-shape", 5, "unknown"),
        ]),
        ("dossiers: [demo]\nscenes: [a]\nending: [{text: ''}]\n", [("empty-text", 5, "''")]),
    ],
)  # fmt: skip
def test_what_a_campaign_tells_is_looked_at_as_a_record_is(
    tmp_path: Path, text: str, expected: list[tuple[str, int, str]]
) -> None:
    files = {
        "seeds/sources.yaml": SOURCES,
        "seeds/demo.yaml": DOSSIER,
        "seeds/diary.index.yaml": INDEX,
        "scenes/a.yaml": make_scene(head="span: 1932-02-01/1932-02-20\n"),
        "scenes/campaign.yaml": CAMPAIGN + text,
    }
    assert summarize(check_files(tmp_path, {name: content.encode() for name, content in files.items()})) == expected


FIGURES = """figures:
  early: {title: Ice, unit: cm, points: {1930: 4, 1932: 5}, cite: {source: diary, p: 2}}
  late: {title: Ice, unit: cm, points: {1930: 4, 1934: 5}, cite: {source: diary, p: 2}}
  guessed: {title: Ice, unit: cm, estimates: [{label: Ice, number: 4, fact: river}, {label: Ice, number: 5, fact: bridge}]}
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("chart: early", []),
        ("chart: late", ["the figure `late` has `1934`, from 1934; this scene begins 1 February 1932"]),
        (
            "chart: guessed",
            ["the figure `guessed` has `bridge`, from about March 1932; this scene begins 1 February 1932"],
        ),
        ("picture: ford, alt: A ford., chart: early", ["this line has both `picture` and `chart`"]),
    ],
)
def test_a_figure_before_a_scene_holds_nothing_later_and_stands_alone(
    line: str, expected: list[str], tmp_path: Path
) -> None:
    files = {
        "seeds/sources.yaml": SOURCES,
        "seeds/demo.yaml": DOSSIER + FIGURES,
        "seeds/diary.index.yaml": INDEX,
        "scenes/a.yaml": make_scene(head="span: 1932-02-01/1932-02-20\n"),
        "scenes/campaign.yaml": f"{CAMPAIGN}dossiers: [demo]\nscenes:\n  - {{scene: a, {line}}}\n",
        "assets/pictures/ford.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'/>",
    }
    found = check_files(tmp_path, {name: content.encode() for name, content in files.items()})
    assert [diagnostic.message for diagnostic in found] == expected


def test_what_is_carried_from_a_scene_outside_the_campaign_or_from_itself_is_told(tmp_path: Path) -> None:
    carrying = make_scene(head="variables: {v: {carried: t}}\nalways: [v or not v]\n")
    files = {
        "scenes/a.yaml": carrying,
        "scenes/b.yaml": make_scene(tail=LEAVES).replace("scene: a", "scene: b"),
        "scenes/campaign.yaml": CAMPAIGN + "scenes: [a]\n",
    }
    found = check_files(tmp_path, {name: content.encode() for name, content in files.items()})
    assert [diagnostic.message for diagnostic in found] == ["`t` is left by `b`, which is not part of the campaign"]
    found = check_files(tmp_path / "self", {
        "scenes/a.yaml": (carrying + LEAVES).encode(), "scenes/campaign.yaml": (CAMPAIGN + "scenes: [a]\n").encode()
    })  # fmt: skip
    assert [diagnostic.message for diagnostic in found] == ["`t` is left by this scene itself"]
    del files["scenes/campaign.yaml"]
    assert not check_files(tmp_path / "none", {name: content.encode() for name, content in files.items()})


LONG = "You wait. " * 55
MORE = "You look. " * 6


def test_of_texts_with_a_condition_only_the_longest_counts_towards_a_passage(tmp_path: Path) -> None:
    head = "variables: {v: false}\n"
    blocks = f"[{{text: {LONG}}}, {{text: Yes., if: v}}, {{text: {MORE}, if: not v}}]"
    set_ = "      - {id: x, text: X, set: {v: true}, goto: two}\n"
    (found,) = check_scene(tmp_path, make_scene(head=head, text=blocks, choices=set_))
    assert found.message == "`one` has 122 words; at most 120 are read at one go"
    assert not check_scene(tmp_path / "fits", make_scene(head=head, text=blocks.replace(MORE, "No."), choices=set_))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a text cut short, and comments that are meant
        (make_scene(text="You open file #7."), [("text-cut-short", 5, "#7.")]),
        (make_scene(text="You open it # later"), [("text-cut-short", 5, "# later")]),
        (make_scene(text="You open it.  # the envelope of scene two"), []),
        (make_scene(text='"You open it." # the envelope'), []),
        (make_scene(text="|\n      You open file #7."), []),
        (make_scene(text="You open#7."), []),
        (make_scene(head="start: one # here\n"), []),
        # content notes
        (make_scene(text="A famine, they say."), [("content-note-wanted", 5, "famine")]),
        (make_scene(head="content_notes: [hunger]\nsummary: S.\n", text="A famine, they say."), []),
        (make_scene(text="He was executed."), [("content-note-wanted", 5, "executed")]),
        (make_scene(text="He executes the order."), []),
        (make_scene(text="You are dying to know."), []),
        # wording
        (make_scene(text="She killed herself over a quarrel."), [("unsafe-wording", 5, "killed herself over a"), ("content-note-wanted", 5, "killed herself")]),
        (make_scene(text="He shot himself."), [("unsafe-wording", 5, "shot himself")]),
        (make_scene(head="content_notes: [suicide]\nsummary: He died by suicide.\n"), []),
        (make_scene(tail="record:\n  - unknown: Who were the living skeletons.\ndebrief: [{ask: Who?, skill: sourcing}]\n"), [("unsafe-wording", 12, "living skeletons")]),
        (make_scene(head="title: X\n").replace("title: A\n", "").replace("X", "A suicide note"), [("unsafe-wording", 2, "suicide note")]),
    ],
)  # fmt: skip
def test_advice(text: str, expected: list[tuple[str, int, str]], tmp_path: Path) -> None:
    assert sorted(summarize_with_remarks(tmp_path, text)) == sorted(expected)


def test_a_decision_at_which_only_what_was_done_goes_on_is_told_as_such(tmp_path: Path) -> None:
    text = make_scene(choices="      - {id: on, text: On, goto: three}\n", passage="    history: [on]\n")
    text += (
        "  three:\n    text: It is late.\n    choices:\n      - {id: p, text: P, goto: two}\n"
        "      - {id: q, text: Q, goto: two}\n"
    )
    (found,) = check_files(tmp_path, {"scenes/example.yaml": text.encode()}, with_remarks=True)
    assert found.message == "in `one` nothing but what was done goes on: `go` ends the scene at once"


def test_how_hard_a_text_reads() -> None:
    assert school_year("") == 0
    assert school_year("You count. Six pages. The door is shut.") < 3
    assert school_year("The committee's deliberations continued interminably, notwithstanding opposition.") > 13


@pytest.mark.parametrize(
    ("effect", "message"),
    [
        ("{entry = named}", "`set` wants `entry: named`; here is `entry = named`"),
        ("{n += 1}", "`set` wants values; `n += 1` is a step"),
        ("{n=1, entry: named}", "`set` wants `n: 1`; here is `n=1`"),
        ("entry = named", "`set` wants `entry: named`; here is `entry = named`"),
    ],
)
def test_an_equals_sign_in_set_is_told_as_such(effect: str, message: str, tmp_path: Path) -> None:
    head = "variables: {entry: {values: [named, none]}, n: {range: [0, 2]}}\nalways: [entry == none or n < 2]\n"
    choice = f"      - {{id: x, text: X, set: {effect}, goto: two}}\n".replace("{{", "{").replace("}}", "}")
    found = check_scene(tmp_path, make_scene(head=head, choices=choice))
    assert [diagnostic.message for diagnostic in found if diagnostic.code != "unused-variable"] == [message]


def test_a_choice_that_leads_nowhere_yet_is_told_as_such(tmp_path: Path) -> None:
    scene = "scene: a\ntitle: A\npassages:\n  one:\n    text: You wait.\n    choices: [{id: go, text: Go, goto: …}]\n"
    (found,) = check_scene(tmp_path, scene)
    assert (found.code, found.message) == ("unknown-passage", "`…` stands in place of a passage")
    assert found.helps[0].message == "name the passage to which this choice leads, as it stands under `passages:`"


def test_a_list_without_any_dash(tmp_path: Path) -> None:
    text = make_scene().replace(
        "      - {id: go, text: Go on, goto: two}", "        id: go\n        text: Go on\n        goto: two"
    )
    (found,) = [diagnostic for diagnostic in check_scene(tmp_path, text) if diagnostic.primary.span.line == 7]
    assert (found.code, found.message) == ("missing-dash", "the first choice begins here without its `- `")


@pytest.mark.parametrize(
    "wording",
    [
        "She committed suicide.", "a successful suicide", "a wave of suicides", "He hanged himself.", "They slit their wrists.",
        "an overdose", "killed herself because of it", "took his own life over a debt", "took their own\n      lives because", "a suicide note",
        "living skeletons", "all skin and bone", "swollen bellies", "a stack of corpses", "rotting bodies", "cannibalism", "They ate children.",
    ],
)  # fmt: skip
def test_each_wording_that_does_harm_is_found(wording: str, tmp_path: Path) -> None:
    found = check_scene(tmp_path, make_scene(text=f"|\n      {wording}"))
    assert "unsafe-wording" in {diagnostic.code for diagnostic in found}


def test_each_note_is_reported_where_it_stands_and_a_blank_one_is_none(tmp_path: Path) -> None:
    scene = (
        "scene: a\ntitle: A\ntodo: [Name the street, Ask Ada]\npassages:\n  one:\n    todo: Which day?\n    text:\n"
        "      - {text: You wait., todo: How long?}\n      - {text: It rains.}\n    choices:\n"
        '      - {id: go, text: Go on, goto: two, todo: [Where to?, ""]}\n'
        '  two:\n    text: It is dark.\n    todo: ""\n    ending: {id: done, title: Done}\n'
    )
    assert summarize(check_scene(tmp_path, scene)) == [
        ("todo", 3, "Name the street"), ("todo", 3, "Ask Ada"), ("todo", 6, "Which day?"), ("todo", 8, "How long?"),
        ("todo", 11, "Where to?"),
    ]  # fmt: skip


def test_a_long_note_is_shortened_in_its_message(tmp_path: Path) -> None:
    (found,) = check_scene(tmp_path, make_scene(passage=f"    todo: {'Ask the keeper. ' * 30}\n"))
    assert len(found.message) < 200 and found.message.endswith("...")
