"""Each rule beyond its example: what else it finds, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.rules._visitor import words_in
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
DEMO = """\
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


def scene(*, head: str = "", text: str = "You wait.", choices: str = "", tail: str = "", passage: str = "") -> str:
    """A scene of two passages; what is given stands where its name says."""
    return (
        f"scene: a\ntitle: A\n{head}passages:\n  one:\n    text: {text}\n{passage}    choices:\n"
        f"      - {{id: go, text: Go on, goto: two}}\n{choices}"
        f"  two:\n    text: It is dark.\n    ending: {{id: done, title: Done}}\n{tail}"
    )


def dossier_scene(folder: Path, text: str, demo: str = DEMO, index: str = INDEX) -> list[Diagnostic]:
    files = {"seeds/sources.yaml": SOURCES, "seeds/demo.yaml": demo, "scenes/example.yaml": text}
    if index:
        files["seeds/diary.index.yaml"] = index
    return check_files(folder, {name: content.encode() for name, content in files.items()})


def brief(found: list[Diagnostic]) -> list[tuple[str, int, str]]:
    """Code, line, and the underlined text of each problem."""
    return [(one.code, one.primary.span.line, underlined(one)) for one in found]


def underlined(problem: Diagnostic) -> str:
    span = problem.primary.span
    return problem.primary.source.line(span.line)[span.column - 1 : span.end - 1]


def advised(folder: Path, text: str) -> list[tuple[str, int, str]]:
    """Code, line and underlined text of what is told of a scene, remarks among them."""
    return brief(check_files(folder, {"scenes/example.yaml": text.encode()}, remarks=True))


LEAVES = "leaves:\n  - {id: t, kind: said, text: You spoke.}\n"

TEST = "tests:\n  - {name: t, play: [PLAY], expect: {EXPECT}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (scene(), []),
        # references inside a scene
        (scene(head="start: oen\n"), [("unknown-passage", 3, "oen")]),
        (scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "passage: three")), [("unknown-passage", 12, "three")]),
        (scene(tail=TEST.replace("PLAY", "go, og").replace("EXPECT", "")), [("unknown-choice", 12, "og")]),
        (scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "offers: [x]")), [("unknown-choice", 12, "x")]),
        (scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "locked: [x]")), [("unknown-choice", 12, "x")]),
        (scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "ending: null")), []),
        (scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "ending: done")), []),
        (scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "cites: [x]")), [("unknown-fact", 12, "x")]),
        (scene(tail=TEST.replace("PLAY", "go").replace("EXPECT", "variables: {v: 1}")), [("unknown-variable", 12, "v")]),
        (scene(choices="      - {id: x, text: X, if: visited(tow), goto: two}\n"), [("unknown-passage", 8, "tow")]),
        (scene(choices="      - {id: x, text: X, if: chose(og), goto: two}\n"), [("unknown-choice", 8, "og")]),
        (scene(choices="      - {id: x, text: X, goto: two, set: {v: 1}}\n"), [("unknown-variable", 8, "v")]),
        (scene(choices="      - {id: x, text: X, goto: two, set: {}}\n"), []),
        (scene(choices="      - {id: x, text: X, goto: record}\n"), [("unknown-passage", 8, "record")]),
        (scene(choices="      - {id: close, text: X, goto: two}\n"), [("reserved-name", 8, "close")]),
        (scene(choices="      - {id: x, text: X, goto: }\n"), [("wrong-type", 8, "}")]),
        (scene(passage="    history: []\n"), []),
        # what is left and carried
        (scene(tail=LEAVES), []),
        (scene(tail=LEAVES.replace("id: t", "id: a trace")), [("bad-id", 12, "a trace")]),
        (scene(tail=LEAVES.replace("said", "sed")), [("wrong-type", 12, "sed")]),
        (scene(tail=LEAVES.replace("You spoke.", '"You spoke. [@fact]"')), [("bad-citation", 12, "[@fact]")]),
        (scene(tail=LEAVES.replace("You spoke.", '""')), [("empty-text", 12, '""')]),
        (scene(tail=LEAVES.replace("}", ", if: chose(og)}")), [("unknown-choice", 12, "og")]),
        (scene(tail=LEAVES.replace("}", ", if: chose(go) or not chose(go)}")), [("condition-constant", 12, "chose(go) or not chose(go)")]),
        (scene(tail=LEAVES + LEAVES.split("\n")[1] + "\n"), [("duplicate-trace", 13, "t")]),
        (scene(tail=LEAVES + TEST.replace("PLAY", "go").replace("EXPECT", "left: [t]")), []),
        (scene(tail=LEAVES + TEST.replace("PLAY", "go").replace("EXPECT", "left: [u]")), [("unknown-trace", 14, "u")]),
        (
            scene(tail=TEST.replace("PLAY]", "go], carried: [t]").replace("EXPECT", "")),
            [("unknown-trace", 12, "t")],
        ),
        (scene(head="variables: {v: {carried: t}}\n", tail=LEAVES), [("unused-variable", 3, "v")]),
        (scene(head="variables: {v: {carried: t}}\nalways: [v or not v]\n", tail=LEAVES), []),
        (scene(head="variables: {v: {carried: t, start: true}}\n", tail=LEAVES), [("bad-variable", 3, "true")]),
        (scene(head="variables: {v: {carried: }}\n", tail=LEAVES), [("wrong-type", 3, "}")]),
        # ways on
        ("scene: a\ntitle: A\npassages: {}\n", [("missing-key", 3, "{}")]),
        ("scene: a\ntitle: A\npassages:\n", [("wrong-type", 3, "")]),
        ("scene: a\ntitle: A\npassages:\n  one: {text: Hello, choices: []}\n", [("no-way-on", 4, "one")]),
        ("scene: a\ntitle: A\npassages:\n  one: {text: Hello, choices: go}\n", [("wrong-type", 4, "go")]),
        # variables
        (scene(head="variables: {v: 3}\n"), [("bad-variable", 3, "3")]),
        (scene(head="variables: {v: no}\n"), [("boolean-trap", 3, "no")]),
        (
            scene(head="variables: {v: {range: [0, 20000]}}\n"),
            [("bad-variable", 3, "[0, 20000]")],
        ),
        (
            scene(head="variables: {v: false}\nalways: [not v]\n"),
            [("unused-variable", 3, "v")],
        ),
        (
            scene(head="variables: {v: {values: [x, y], start: z}}\n"),
            [("unknown-value", 3, "z")],
        ),
        # texts
        (scene(text="[{text: ''}]"), [("empty-text", 5, "''")]),
        (scene(text="[]"), [("empty-text", 5, "[]")]),
        (scene(text="'…'"), []),
        (scene(text="'*Stop!* he says.'"), []),
        (scene(text="['“Stop!”']"), [("wrong-type", 5, "'“Stop!”'")]),
        (scene(text="[{if: true}]"), [("block-shape", 5, "if"), ("condition-constant", 5, "true")]),
        (scene(tail="record: [{text: a, unknown: b}]\n")[:-1], [("record-without-citation", 11, "a"), ("block-shape", 11, "unknown")]),
        (scene(tail="record: [{}]\n"), [("block-shape", 11, "{}")]),
        (scene(tail="record: [x]\n"), [("wrong-type", 11, "x")]),
        # dates, notes, pictures
        (scene(head="span: 1932-13\n"), [("bad-date", 3, "1932-13")]),
        (scene(head='span: ""\n'), [("bad-date", 3, '""')]),
        (scene(head="span: 1932-08/1932-07\n"), [("bad-date", 3, "1932-08/1932-07")]),
        (scene(passage="    date: spring\n"), [("bad-date", 6, "spring")]),
        (scene(head="summary: They wait.\n"), [("missing-content-notes", 3, "summary")]),
        (scene(head="content_notes: []\n"), []),
        (scene(passage="    picture: bridge\n"), [("unknown-picture", 6, "bridge"), ("missing-alt", 6, "bridge")]),
        # citations
        (scene(text='"You wait. [@river]"'), [("unknown-fact", 5, "@river")]),
        (scene(text='"You wait. [@]"'), [("bad-citation", 5, "[@]")]),
        (scene(text='"You wait. @river and on."'), [("bad-citation", 5, "@river")]),
        (scene(text='"Write to name@school.example."'), []),
    ],
)  # fmt: skip
def test_scene_alone(text: str, expected: list[tuple[str, int, str]], tmp_path: Path) -> None:
    assert sorted(brief(check_scene(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (scene(head="dossiers: [demo]\n", text='"[@river; @brige]"'), [("unknown-fact", 6, "@brige"), ("empty-text", 6, '"[@river; @brige]"')]),
        (scene(text='"Cold. [@river]"'), [("unknown-fact", 5, "@river")]),
        (scene(head="dossiers: [demo, emo]\n", text='"Cold. [@x]"'), [("unknown-dossier", 3, "emo")]),
        # the second of two citations of which one's name begins with the other's
        (scene(head="dossiers: [demo]\n", text='"A [@river] b [@rive] c."'), [("unknown-fact", 6, "@rive")]),
        (scene(head="dossiers: [demo]\n", text="|\n      One.\n\n      Two. [@rver]\n"), [("unknown-fact", 9, "@rver")]),
        # anachronisms: the end of the span, or of the passage's own date where that is exact
        (scene(head="dossiers: [demo]\nspan: 1932-01-19\n", text='"A. [@river]"'), [("anachronism", 7, "@river")]),
        (scene(head="dossiers: [demo]\nspan: 1932-01\n", text='"A. [@river]"'), []),
        (scene(head="dossiers: [demo]\nspan: 1932\n", passage="    date: 1932-01-19\n", text='"A. [@river]"'), [("anachronism", 7, "@river")]),
        (scene(head="dossiers: [demo]\nspan: 1932\n", passage="    date: 1932-01-19~\n", text='"A. [@river]"'), []),
        (scene(head="dossiers: [demo]\nspan: 1931\n", text='"A. [@undated]"'), []),
        (scene(head="dossiers: [demo]\nspan: 1931\n", passage='    record: "A. [@river]"\n'), []),
        (scene(head="dossiers: [demo]\nspan: 1931\n", choices='      - {id: x, text: "A. [@river]", goto: two}\n'), [("anachronism", 10, "@river")]),
        # sentences of the record
        (scene(head="dossiers: [demo]\n", passage="    record: Nobody knew.\n"), [("record-without-citation", 7, "Nobody knew.")]),
        (scene(head="dossiers: [demo]\n", tail='record:\n  - text: "One. Two, too. [@river]"\n'), []),
        (scene(head="dossiers: [demo]\n", tail='record:\n  - text: "One [@river] went on."\n'), []),
        (scene(head="dossiers: [demo]\n", tail='record:\n  - text: "One [@river] met A. Smith and Mr. Jones."\n'), []),
        (scene(head="dossiers: [demo]\n", tail='record:\n  - text: "One [@river] went on. Two came."\n'), [("record-without-citation", 13, "Two came.")]),
        (scene(head="dossiers: [demo]\n", tail="record:\n  - text: |\n      One. [@river]\n\n      Two went by.\n"), [("record-without-citation", 16, "Two went by.")]),
        (scene(head="dossiers: [demo]\n", tail="record:\n  - unknown: Who it was.\n"), []),
        (scene(head="dossiers: [demo]\n", tail="record:\n  - chart: ice\n"), [("unknown-figure", 13, "ice")]),
    ],
)  # fmt: skip
def test_scene_with_a_dossier(text: str, expected: list[tuple[str, int, str]], tmp_path: Path) -> None:
    assert sorted(brief(dossier_scene(tmp_path, text))) == sorted(expected)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
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
def test_dossier(before: str, after: str, expected: list[tuple[str, int, str]], tmp_path: Path) -> None:
    assert before in DEMO
    text = scene(head="dossiers: [demo]\n")
    assert sorted(brief(dossier_scene(tmp_path, text, DEMO.replace(before, after, 1)))) == sorted(expected)


def test_without_an_index_no_note_is_doubted(tmp_path: Path) -> None:
    assert dossier_scene(tmp_path, scene(), DEMO.replace("n: 2", "n: 999"), index="") == []


def test_a_scene_quotes_at_most_120_words(tmp_path: Path) -> None:
    words = " ".join(["word"] * 25)
    facts = "".join(
        f"  f{number}: {{text: A., grade: documented, quote: {words}, cite: {{source: diary, p: 1}}}}\n"
        for number in range(5)
    )
    cited = "".join(f" [@f{number}]" for number in range(5))
    demo = f"dossier: demo\nfacts:\n{facts}"
    assert dossier_scene(tmp_path, scene(head="dossiers: [demo]\n", text=f'"A.{cited[:-6]}"'), demo) == []
    (found,) = dossier_scene(tmp_path, scene(head="dossiers: [demo]\n", text=f'"A.{cited}{cited}"'), demo)
    assert found.message == "with this fact the scene quotes 125 words; at most 120 are quoted in a scene"
    assert underlined(found) == "@f4"


def test_words_are_counted_as_a_reader_counts() -> None:
    assert words_in("a sophist, a political trickster, and actor") == 7
    assert words_in("Stalin’s non-party 'friends' – U.S.S.R.") == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (scene(passage="    record: ''\n"), "write it, or delete the line"),
        (scene(text="''"), "write it, or delete what it belongs to"),
        (scene(text="[{text: ''}]"), "write it, or delete what it belongs to"),
        (scene(tail=LEAVES.replace("You spoke.", "''")), "write it, or delete what it belongs to"),
    ],
)
def test_of_an_empty_text_no_more_is_to_be_deleted_than_has_to_be(text: str, told: str, tmp_path: Path) -> None:
    (problem,) = [one for one in check_scene(tmp_path, text) if one.code == "empty-text"]
    assert [one.message for one in problem.helps] == [told]


def test_helps_point_to_the_other_dossier(tmp_path: Path) -> None:
    (found,) = dossier_scene(tmp_path, scene(text='"Cold. [@river]"'))
    assert found.helps[0].message == "add `demo` to the scene's `dossiers:`"


def test_helps_point_to_the_file_that_cannot_be_read(tmp_path: Path) -> None:
    found = dossier_scene(tmp_path, scene(head="dossiers: [demo]\n", text='"Cold. [@river]"'), "dossier: demo: x\n")
    assert [one.code for one in found] == ["unknown-dossier", "yaml-syntax"]
    assert found[0].helps[0].message == "mend `seeds/demo.yaml` first, or its line `dossier:`"


VARIABLES = "variables:\n  yes: false\n  n: {range: [-2, 9000]}\n  v: {values: [a, b, c]}\n"


@pytest.mark.parametrize(
    ("condition", "told"),
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
def test_conditions_that_never_differ(condition: str, told: str, tmp_path: Path) -> None:
    change = "      - {id: x, text: X, goto: two, set: {yes: true, n: 0, v: a}}\n"
    choice = f"      - {{id: y, text: Y, if: '{condition}', goto: two}}\n"
    head = VARIABLES + "always: [not yes or n == 0 or v == a]\n"
    found = check_scene(tmp_path, scene(head=head, choices=change + choice))
    told_of = [one.message for one in found if one.code == "condition-constant"]
    assert told_of == ([told] if told else [])


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
        "seeds/demo.yaml": DEMO,
        "seeds/diary.index.yaml": INDEX,
        "scenes/a.yaml": scene(head="span: 1932-02-01/1932-02-20\n"),
        "scenes/campaign.yaml": CAMPAIGN + text,
    }
    assert brief(check_files(tmp_path, {name: content.encode() for name, content in files.items()})) == expected


def test_what_is_carried_from_a_scene_outside_the_campaign_or_from_itself_is_told(tmp_path: Path) -> None:
    carrying = scene(head="variables: {v: {carried: t}}\nalways: [v or not v]\n")
    files = {
        "scenes/a.yaml": carrying,
        "scenes/b.yaml": scene(tail=LEAVES).replace("scene: a", "scene: b"),
        "scenes/campaign.yaml": CAMPAIGN + "scenes: [a]\n",
    }
    found = check_files(tmp_path, {name: content.encode() for name, content in files.items()})
    assert [problem.message for problem in found] == ["`t` is left by `b`, which is not part of the campaign"]
    found = check_files(tmp_path / "self", {
        "scenes/a.yaml": (carrying + LEAVES).encode(), "scenes/campaign.yaml": (CAMPAIGN + "scenes: [a]\n").encode()
    })  # fmt: skip
    assert [problem.message for problem in found] == ["`t` is left by this scene itself"]
    del files["scenes/campaign.yaml"]
    assert not check_files(tmp_path / "none", {name: content.encode() for name, content in files.items()})


LONG = "You wait. " * 55
MORE = "You look. " * 6


def test_of_texts_with_a_condition_only_the_longest_counts_towards_a_passage(tmp_path: Path) -> None:
    head = "variables: {v: false}\n"
    blocks = f"[{{text: {LONG}}}, {{text: Yes., if: v}}, {{text: {MORE}, if: not v}}]"
    set_ = "      - {id: x, text: X, set: {v: true}, goto: two}\n"
    (found,) = check_scene(tmp_path, scene(head=head, text=blocks, choices=set_))
    assert found.message == "`one` has 122 words; at most 120 are read at one go"
    assert not check_scene(tmp_path / "fits", scene(head=head, text=blocks.replace(MORE, "No."), choices=set_))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a text cut short, and comments that are meant
        (scene(text="You open file #7."), [("text-cut-short", 5, "#7.")]),
        (scene(text="You open it # later"), [("text-cut-short", 5, "# later")]),
        (scene(text="You open it.  # the envelope of scene two"), []),
        (scene(text='"You open it." # the envelope'), []),
        (scene(text="|\n      You open file #7."), []),
        (scene(text="You open#7."), []),
        (scene(head="start: one # here\n"), []),
        # content notes
        (scene(text="A famine, they say."), [("content-note-wanted", 5, "famine")]),
        (scene(head="content_notes: [hunger]\nsummary: S.\n", text="A famine, they say."), []),
        (scene(text="He was executed."), [("content-note-wanted", 5, "executed")]),
        (scene(text="He executes the order."), []),
        (scene(text="You are dying to know."), []),
        # wording
        (scene(text="She killed herself over a quarrel."), [("unsafe-wording", 5, "killed herself over a"), ("content-note-wanted", 5, "killed herself")]),
        (scene(text="He shot himself."), [("unsafe-wording", 5, "shot himself")]),
        (scene(head="content_notes: [suicide]\nsummary: He died by suicide.\n"), []),
        (scene(tail="record:\n  - unknown: Who were the living skeletons.\ndebrief: [{ask: Who?, skill: sourcing}]\n"), [("unsafe-wording", 12, "living skeletons")]),
        (scene(head="title: X\n").replace("title: A\n", "").replace("X", "A suicide note"), [("unsafe-wording", 2, "suicide note")]),
    ],
)  # fmt: skip
def test_advice(text: str, expected: list[tuple[str, int, str]], tmp_path: Path) -> None:
    assert sorted(advised(tmp_path, text)) == sorted(expected)


def test_a_decision_at_which_only_what_was_done_goes_on_is_told_as_such(tmp_path: Path) -> None:
    text = scene(choices="      - {id: on, text: On, goto: three}\n", passage="    history: [on]\n")
    text += (
        "  three:\n    text: It is late.\n    choices:\n      - {id: p, text: P, goto: two}\n"
        "      - {id: q, text: Q, goto: two}\n"
    )
    (found,) = check_files(tmp_path, {"scenes/example.yaml": text.encode()}, remarks=True)
    assert found.message == "in `one` nothing but what was done goes on: `go` ends the scene at once"


def test_how_hard_a_text_reads() -> None:
    assert school_year("") == 0
    assert school_year("You count. Six pages. The door is shut.") < 3
    assert school_year("The committee's deliberations continued interminably, notwithstanding opposition.") > 13


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{entry = named}", "`set` wants `entry: named`; here is `entry = named`"),
        ("{n += 1}", "`set` wants `n: +1`; here is `n += 1`"),
        ("{n=1, entry: named}", "`set` wants `n: 1`; here is `n=1`"),
        ("entry = named", "`set` wants `entry: named`; here is `entry = named`"),
    ],
)
def test_an_equals_sign_in_set_is_told_as_such(written: str, message: str, tmp_path: Path) -> None:
    head = "variables: {entry: {values: [named, none]}, n: {range: [0, 2]}}\nalways: [entry == none or n < 2]\n"
    choice = f"      - {{id: x, text: X, set: {written}, goto: two}}\n".replace("{{", "{").replace("}}", "}")
    found = check_scene(tmp_path, scene(head=head, choices=choice))
    assert [one.message for one in found if one.code != "unused-variable"] == [message]


def test_a_list_without_any_dash(tmp_path: Path) -> None:
    text = scene().replace(
        "      - {id: go, text: Go on, goto: two}", "        id: go\n        text: Go on\n        goto: two"
    )
    (found,) = [one for one in check_scene(tmp_path, text) if one.primary.span.line == 7]
    assert (found.code, found.message) == ("missing-dash", "the first choice begins here without its `- `")


@pytest.mark.parametrize(
    "said",
    [
        "She committed suicide.", "a successful suicide", "a wave of suicides", "He hanged himself.", "They slit their wrists.",
        "an overdose", "killed herself because of it", "took his own life over a debt", "took their own\n      lives because", "a suicide note",
        "living skeletons", "all skin and bone", "swollen bellies", "a stack of corpses", "rotting bodies", "cannibalism", "They ate children.",
    ],
)  # fmt: skip
def test_each_wording_that_does_harm_is_found(said: str, tmp_path: Path) -> None:
    found = check_scene(tmp_path, scene(text=f"|\n      {said}"))
    assert "unsafe-wording" in {one.code for one in found}
