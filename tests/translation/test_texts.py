"""Texts for translators: every key of a model is one or is known not to be, and each text has its path."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from party_card.content import models
from party_card.content.models import (
    Campaign,
    Cite,
    Document,
    Fact,
    Figure,
    Person,
    Place,
    Prologue,
    Scene,
    Source,
    SourceId,
    Term,
)
from party_card.content.models.value_types import Located, authored_fields, yaml_key
from party_card.content.texts import TRANSLATED_KEYS, has_letters, list_model_texts, map_texts, normalize_text
from party_card.translation.scene_texts import list_texts
from tests.translation.sample import example_scene, load_example

NOT_TRANSLATED = {
    ("Scene", "picture"), ("Scene", "todo"), ("Passage", "picture"), ("Passage", "todo"), ("Block", "todo"),
    ("Choice", "todo"),
    ("Scene", "language"), ("Place", "note"), ("Document", "language"), ("Document", "original"),  # the words of the time, as they were written
    ("Cite", "page"), ("Cite", "column"),  # where it stands, as printed there
    ("VariableForm", "label"), ("VariableForm", "values"),  # for the author
    ("Campaign", "language"), ("Campaign", "prologue"), ("Station", "picture"), ("CastMember", "name"),  # never shown
    ("Provenance", "picture"), ("Prologue", "prologue"), ("Beat", "picture"), ("Campaign", "campaign"),
}  # fmt: skip
"""Keys with a text that no translator needs to see, beside the identifiers, which have types of their own."""


def names_texts(annotation: Any) -> bool:
    """Returns True if a value can be a text: `str` or prose, and not an id, a condition or one of several words."""
    if annotation is str or annotation is models.Prose:
        return True
    arguments = get_args(annotation)
    return any(
        map(
            names_texts,
            arguments[1:] if get_origin(annotation) not in (tuple,) and "Mapping" in str(annotation) else arguments,
        )
    )


def reachable_models(root: type[Located], found: set[type[Located]]) -> set[type[Located]]:
    if root not in found:
        found.add(root)
        hints = get_type_hints(root)
        for field in authored_fields(root):
            for model in list_models(hints[field.name]):
                reachable_models(model, found)
    return found


def list_models(annotation: Any) -> list[type[Located]]:
    if isinstance(annotation, type) and issubclass(annotation, Located):
        return [annotation]
    return [model for argument in get_args(annotation) for model in list_models(argument)]


def test_every_key_with_a_text_is_translated_or_known_not_to_be() -> None:
    found: set[type[Located]] = set()
    for root in (Scene, Campaign, Prologue, Fact, Document, Figure, Cite, Person, Term, Place):
        reachable_models(root, found)
    story_tests = {model for model in found if model.__module__.endswith("story_tests")}
    with_text = {
        (model.__name__, yaml_key(field))
        for model in found - story_tests
        for field in authored_fields(model)
        if names_texts(get_type_hints(model)[field.name])
    }
    of_sources = {"Source"}  # of a source only what the pack says of it: its citation stays in its own language
    translated = {
        (model.__name__, key)
        for model, keys in TRANSLATED_KEYS.items()
        for key in keys
        if model.__name__ not in of_sources
    }
    with_text = {
        (model, key) for model, key in with_text if model != "Source" or key in TRANSLATED_KEYS[Source]
    }  # citations
    assert with_text - translated == NOT_TRANSLATED
    assert translated <= with_text


@pytest.mark.parametrize(
    ("section", "is_text"),
    [
        ("on the Eismont case", True),
        ("Letters of 1932", False),  # a heading of the source
        ("page 25 of the web copy", False),  # the program has words for it
        ("", False),
    ],
)
def test_a_part_of_a_source_is_a_text_if_the_author_describes_it_in_words_of_his_own(
    section: str, is_text: bool
) -> None:
    cite = Cite(source=SourceId("s"), section=section)
    assert [text.path for text in list_model_texts(cite, "cite")] == (["cite/section"] if is_text else [])


def test_each_text_of_a_scene_has_a_path_of_its_own_and_its_line() -> None:
    texts = list_texts(load_example(), example_scene())
    paths = [text.path for text in texts]
    assert len(paths) == len(set(paths)) == 165
    by_path = {text.path: text for text in texts}
    for path, words in {
        "title": "High Water",
        "passages/eight/choices/write-ten/did": "You wrote 10.",
        "passages/reply/text/3/document": "“I will not have the bell on a market evening for a wet cellar.” [@refused]",
        "facts/refused/quote": "I will not have the bell on a market evening for a wet cellar.",
    }.items():
        text = by_path[path]
        assert text.text == words
        lines = text.location.file.text.splitlines()[text.location.span.line - 1 :][:2]
        assert any(words.split(" [")[0][:20].strip("“") in line for line in lines)


def test_the_texts_of_a_scene_come_in_the_order_of_its_file() -> None:
    paths = [text.path for text in list_texts(load_example(), example_scene())]
    assert paths.index("role/text") < paths.index("question") < paths.index("passages/eight/text")
    assert paths.index("passages/hill/record") < paths.index("debrief/1/ask") < paths.index("facts/rule-four/text")


def test_where_a_file_breaks_its_lines_changes_no_text_but_that_of_a_typed_paper() -> None:
    assert normalize_text("One\ntwo.\n\n  Three\n", "text") == "One two.\n\nThree"
    assert normalize_text("One\ntwo.\n", "document") == "One\ntwo."


def test_a_number_alone_is_no_text_to_translate() -> None:
    assert not has_letters("11,737,021")
    assert has_letters("11 m")


def test_a_visit_that_changes_nothing_returns_the_same_scene() -> None:
    scene = example_scene()
    assert map_texts(scene, "", lambda text: text.text) is scene
    shouted = map_texts(scene, "", lambda text: text.text.upper() if text.path == "title" else text.text)
    assert shouted.title == "HIGH WATER"
    assert shouted.passages is scene.passages
    assert replace(shouted, title=scene.title) == scene
