"""Tests of the decoder: models are built from their annotations, and every diagnostic of a file is reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from party_card.content.file_reader import read_model
from party_card.content.models import Block, Dossier, Figure, Scene, VariableForm
from party_card.content.node_ref import RawScalar
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from tests.rules.checking import check_scene

SCENE = """\
scene: forbidden-paper
title: A Paper
variables:
  read_it: false
  attention: {range: [0, 3], start: 0, label: Attention}
passages:
  envelope:
    text: The envelope has no name on it.
    choices:
      - id: read
        text: Open it
        if: not read_it
        set: {read_it: true}
        add: {attention: 1}
        goto: reading
  reading:
    text:
      - {text: Seven pages., if: read_it}
      - document: "To all members"
    ending: {id: read, title: You read it}
"""


def read(text: str) -> tuple[Any, list[Diagnostic]]:
    return read_model(SourceFile("a.yaml", text))


def diagnose(text: str) -> list[tuple[str, int, int, str]]:
    return [
        (diagnostic.code, diagnostic.primary.span.line, diagnostic.primary.span.column, diagnostic.message)
        for diagnostic in read(text)[1]
    ]


def test_a_scene_becomes_frozen_models() -> None:
    scene, diagnostics = read(SCENE)
    assert not diagnostics
    assert isinstance(scene, Scene)
    choice = scene.passages["envelope"].choices[0]  # type: ignore[index]
    assert (choice.id, choice.goto, choice.if_) == ("read", "reading", "not read_it")
    assert choice.set == {"read_it": RawScalar("true")}
    assert choice.add == {"attention": RawScalar("1")}
    assert scene.variables["read_it"] == RawScalar("false")  # type: ignore[index]
    assert isinstance(scene.variables["attention"], VariableForm)  # type: ignore[index]
    assert scene.passages["reading"].text == (  # type: ignore[index]
        Block(text="Seven pages.", if_="read_it"),  # type: ignore[arg-type]
        Block(document="To all members"),  # type: ignore[arg-type]
    )
    with pytest.raises(AttributeError):
        scene.title = "Another"  # type: ignore[misc]


def test_one_number_or_several_are_both_a_citation() -> None:
    dossier, diagnostics = read(
        "dossier: d\nfacts:\n  a: {text: A., grade: reported, cite: {source: s, p: 6, n: [287, 288]}}\n"
    )
    assert not diagnostics
    assert isinstance(dossier, Dossier)
    fact = dossier.facts["a"]  # type: ignore[index]
    assert (fact.main_cite.paragraphs, fact.main_cite.notes) == ((6,), (287, 288))


def test_keys_with_hyphens_are_read_as_csl_writes_them() -> None:
    text = "references:\n  - {id: s, type: book, title: T, publisher-place: Riga, issued: {date-parts: [[2017, 5]]}}\n"
    model, diagnostics = read(text)
    assert not diagnostics
    assert model.references[0].publisher_place == "Riga"
    assert model.references[0].issued.date_parts == (("2017", "5"),)


def test_labels_of_a_figure_may_be_anything() -> None:
    model, _ = read("dossier: d\nfigures:\n  g: {title: T, unit: t, points: {1913: over 9}, cite: {source: s}}\n")
    assert model.figures["g"] == Figure(
        title="T", unit="t", points={"1913": RawScalar("over 9")}, cite=model.figures["g"].cite
    )


def test_every_problem_of_a_file_is_told_at_once() -> None:
    text = """\
scene: Forbidden Paper
titel: A Paper
passages:
  envelope:
    text: The envelope.
    text: Again.
    chioces: []
    choices:
      - {id: read, text: Open it, hypothesis: yes}
      - Open it
    basis: made-up
  reading:
    ending: the end
minutes: ten
dossiers: ryutin-affair
"""
    assert diagnose(text) == [
        ("bad-id", 1, 8, "`Forbidden Paper` cannot be a name: names are small letters and digits, joined by hyphens"),
        ("unknown-key", 2, 1, "a scene has no key `titel`"),
        ("duplicate-key", 6, 5, "`text` stands here a second time"),
        ("unknown-key", 7, 5, "a passage has no key `chioces`"),
        ("boolean-trap", 9, 47, "`yes` is read as text by some programs and as true by others"),
        ("wrong-type", 10, 9, "`choices` wants `key: value` lines (`id:`, `text:`); here is `Open it`"),
        ("wrong-type", 11, 12, "`basis` wants `documented`, `composite` or `invented`; here is `made-up`"),
        ("wrong-type", 13, 13, "`ending` wants `key: value` lines (`id:`, `title:`); here is `the end`"),
        ("missing-key", 13, 5, "this passage has no `text`"),
        ("wrong-type", 14, 10, "`minutes` wants a whole number; here is `ten`"),
        ("wrong-type", 15, 11, "`dossiers` wants a list; here is `ryutin-affair`"),
    ]


def test_what_is_missing_or_wrong_is_blank_so_that_a_model_is_always_there() -> None:
    scene, diagnostics = read("scene: a\npassages: {one: [], two: {text: T., choices: [nonsense]}}\n")
    assert diagnostics
    assert scene.title == ""
    assert scene.passages["one"].text == ""
    assert scene.passages["two"].choices[0].goto == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("scene: !!python/object:os.system a\n", "yaml-tag"),
        ("? [a, b]\n: c\nscene: a\n", "wrong-type"),
        ("scene: a\npassages: {one: {choices: {? [a] : b}}}\n", "wrong-type"),
        ("scene:\n", "wrong-type"),
        ("scene: a\ntitle: {}\n", "wrong-type"),
        ("scene: a\nminutes: 9999999999999999999\n", "wrong-type"),
        ("- scene: a\n", "unknown-kind"),
        ("scenne: a\n", "unknown-kind"),
        ("just words\n", "unknown-kind"),
    ],
)
def test_odd_shapes_are_diagnostics(text: str, code: str) -> None:
    assert code in [found_code for found_code, *_ in diagnose(text)]


def test_a_comma_inside_braces_is_told_as_what_it_is(tmp_path: Path) -> None:
    scene = "scene: a\ntitle: A\npassages: {one: {text: T., ending: {id: e, title: You left, at last}}}\n"
    (diagnostic,) = check_scene(tmp_path, scene)
    assert (diagnostic.code, diagnostic.message) == (
        "unknown-key",
        "`at last` stands alone: inside braces a comma ends a text",
    )
    assert "double quotes" in diagnostic.helps[0].message


def test_a_text_in_a_list_of_blocks_is_told_the_key_it_needs(tmp_path: Path) -> None:
    scene = "scene: a\ntitle: A\npassages:\n  one:\n    text:\n      - The drawer.\n    ending: {id: e, title: E}\n"
    first = check_scene(tmp_path, scene)[0]
    assert first.code == "wrong-type"
    assert first.helps[0].message == "write `text: The drawer.`"


def test_a_lone_name_where_a_list_is_wanted_is_told_once_and_taken_for_one(tmp_path: Path) -> None:
    scene = "scene: a\ntitle: A\ndossiers: demo\npassages:\n  one: {text: 'T. [@fact]', ending: {id: e, title: E}}\n"
    dossier = "dossier: demo\nfacts: {fact: {text: F., grade: documented, cite: {source: s, page: 1}}}\n"
    sources = "references: [{id: s, type: book, title: S}]\n"
    (diagnostic,) = check_scene(tmp_path, scene, demo=dossier, sources=sources)
    assert (diagnostic.code, diagnostic.helps[0].message) == ("wrong-type", "write `[demo]`")


def test_the_location_of_a_model_is_no_key_of_the_format() -> None:
    _, diagnostics = read("dossier: a\nlocation: 3\n")
    assert [diagnostic.code for diagnostic in diagnostics] == ["unknown-key"]
    assert not [help_ for diagnostic in diagnostics for help_ in diagnostic.helps if "belongs to" in help_.message]
