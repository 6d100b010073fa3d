"""Facts are made, changed and removed in the text of a dossier, and nothing else in it changes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from party_card.content.file_reader import read_model
from party_card.content.models import Dossier
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.source import SourceFile
from party_card.services.cards.clean_text import clean_text
from party_card.services.cards.errors import CardError
from party_card.services.facts.fact_edits import (
    FactValues,
    add_dossier_to_scene,
    change_fact,
    insert_fact,
    remove_fact,
    write_dossier,
)
from party_card.services.facts.fact_values import GRADES, Locator

VALUES = FactValues(
    "It rained all day.", "documented", Locator("diary", (3,), (12, 13)), "1932-08~", note="So: it says."
)


@cache
def read_dossiers() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((find_builtin_pack() / "seeds").glob("*.yaml"))]
    return [text for text in texts if isinstance(read(text), Dossier) and read(text).facts]


def read(text: str) -> Dossier:
    model, diagnostics = read_model(SourceFile("", text))
    assert diagnostics == []
    assert isinstance(model, Dossier) or "dossier:" not in text
    return model  # type: ignore[no-any-return]


claims = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=60).map(
    lambda text: clean_text(text, "line")
).filter(bool) | st.sampled_from(["no", "- a", "a: b", "# c", "{d}", "'", '"', "1932", "~", "@e", "*f", "a #b", "\\"])
locators = st.builds(
    Locator,
    st.sampled_from(["diary", "kotkin-2017"]),
    st.lists(st.integers(1, 99), max_size=2).map(tuple),
    st.lists(st.integers(1, 999), max_size=2).map(tuple),
    st.sampled_from(["47", "47-49", "ix"]),
)
values = st.builds(
    FactValues, claims, st.sampled_from(GRADES), locators, st.sampled_from(["", "1932", "1932-08-25~"]), note=claims
)  # fmt: skip


@given(st.data(), values)
@settings(max_examples=25, deadline=None)
def test_a_fact_is_added_behind_the_others(data: st.DataObject, fact: FactValues) -> None:
    text = data.draw(st.sampled_from(read_dossiers()))
    before, after = read(text), read(insert_fact(text, "new-fact", fact))
    assert list(after.facts) == [*before.facts, "new-fact"]
    added = after.facts["new-fact"]  # type: ignore[index]
    assert (added.text, added.grade, added.date or "", added.note) == (fact.text, fact.grade, fact.date, fact.note)
    assert Locator.from_cite(added.main_cite) == fact.locator
    assert replace(after, facts={name: after.facts[name] for name in before.facts}) == before


@given(st.data(), values)
@settings(max_examples=25, deadline=None)
def test_only_what_is_changed_becomes_another(data: st.DataObject, fact: FactValues) -> None:
    text = data.draw(st.sampled_from(read_dossiers()))
    before = read(text)
    name = data.draw(st.sampled_from(sorted(before.facts)))
    changes: dict[str, str | Locator] = {"text": fact.text, "date": fact.date, "note": fact.note, "cite": fact.locator}
    changes = {key: changes[key] for key in data.draw(st.sets(st.sampled_from(sorted(changes))))}
    changed_text = change_fact(text, name, changes)
    after = read(changed_text)
    expected = before.facts[name]
    if "text" in changes:
        expected = replace(expected, text=fact.text)  # type: ignore[arg-type]
    if "date" in changes:
        expected = replace(expected, date=fact.date or None)  # type: ignore[arg-type]
    if "note" in changes:
        expected = replace(expected, note=fact.note)
    actual = after.facts[name]
    if "cite" in changes:
        assert Locator.from_cite(actual.main_cite) == fact.locator
        assert len(actual.cites) == len(expected.cites)
        actual = replace(actual, cite=expected.cite)
    assert actual == expected
    assert {**after.facts, name: before.facts[name]} == before.facts
    assert changed_text.count("#") >= text.count("#") - str(before.facts[name]).count("#")


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_a_fact_that_was_added_can_be_removed_again_and_the_text_is_what_it_was(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(read_dossiers()))
    assert remove_fact(insert_fact(text, "new-fact", VALUES), "new-fact") == text


@pytest.mark.parametrize(
    "text",
    ["dossier: a\n", "dossier: a", "dossier: a\nfacts:\n", "dossier: a\nfacts: {}\n", "{dossier: a}\n", "{dossier: a, facts: {}}",
     "dossier: a\nfacts:\n  # none yet\n", "facts:\n  b: {text: C, grade: documented, cite: {source: d, p: 1}} # e\ndossier: a\n",
     "dossier: a\nfacts: {b: {text: C, grade: documented, cite: {source: d, p: 1}}}\n"],
)  # fmt: skip
def test_whatever_a_dossier_looks_like_a_fact_is_added_or_refused(text: str) -> None:
    try:
        changed = insert_fact(text, "new-fact", VALUES)
    except CardError as error:
        assert str(error).endswith(".")
    else:
        assert list(read(changed).facts)[-1] == "new-fact"
        assert "#" not in text or "#" in changed


def test_a_new_dossier_takes_its_first_fact_in_the_usual_form() -> None:
    assert insert_fact(write_dossier("strike-facts", "Strike: 1905"), "rain", VALUES) == (
        'dossier: strike-facts\ntitle: "Strike: 1905"\nfacts:\n  rain:\n    text: It rained all day.\n    date: 1932-08~\n'
        '    grade: documented\n    cite: {source: diary, p: 3, n: [12, 13]}\n    note: "So: it says."\n'
    )


def test_the_source_of_the_dossier_is_not_repeated() -> None:
    text = insert_fact("dossier: a\nsource: diary\n", "rain", VALUES)
    assert "cite: {p: 3, n: [12, 13]}" in text
    assert read(text).facts["rain"].main_cite.source == "diary"  # type: ignore[index]


def test_the_last_fact_goes_with_its_key() -> None:
    assert remove_fact(insert_fact("dossier: a\n", "rain", VALUES), "rain") == "dossier: a\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("scene: a\ntitle: B\npassages:\n  c: {}\n", "scene: a\ntitle: B\ndossiers: [new-facts]\npassages:\n  c: {}\n"),
        ("scene: a\ndossiers: [old] # those\n", "scene: a\ndossiers: [old, new-facts] # those\n"),
        ("scene: a\ndossiers:\n  - old\ntitle: B\n", "scene: a\ndossiers:\n  - old\n  - new-facts\ntitle: B\n"),
    ],
)
def test_a_scene_names_a_dossier_more(text: str, expected: str) -> None:
    assert add_dossier_to_scene(text, "new-facts") == expected


def test_a_fact_that_is_gone_is_told() -> None:
    with pytest.raises(CardError, match=r"There is no fact “b” in this file any more\."):
        change_fact("dossier: a\n", "b", {"text": "C"})
    with pytest.raises(CardError, match=r"There is no fact “b” in this file any more\."):
        remove_fact("dossier: a\n", "b")
