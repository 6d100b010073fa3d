"""What the cards of a scene show, as plain data.

Invariant: it is read from the tree of the file, so that a scene with mistakes is shown as far as it goes; of what has
another form than a card can show, the card says so in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from party_card.content.passage_defaults import INHERITED_KEYS
from party_card.content.prose import iter_cited_fact_ids
from party_card.content.words_of_names import find_words
from party_card.localization import gettext, gettext_noop
from party_card.services.cards.date_text import write_date_words
from party_card.services.cards.fields import SCENE_FIELDS, SECTIONS, TEXT_KINDS
from party_card.services.cards.layout import find_end
from party_card.services.cards.shown_values import find_start, list_of, mapping_of, text_of, to_data, words_of
from party_card.services.cards.tree import YamlTree
from party_card.services.cards.values import Scalar, Value
from party_card.services.cards.variables import Variable, list_variables

_OTHER_FORM = gettext_noop("This part is written in a form that a card cannot show. Change it in the text.")
_TAGGED = gettext_noop("This text begins with a mark of YAML (!). Change it in the text.")

Data = dict[str, Any]


class Stretch(NamedTuple):
    """The characters of a text from index `start` up to `end`."""

    start: int
    end: int


def read_cards(tree: YamlTree, typed_names: Mapping[str, str] = MappingProxyType({})) -> Data:
    """Returns the scene, its variables, passages and tests as JSON; where they stand is given as `Stretch`.

    `typed_names` are the words that somebody has typed for names.
    """
    root = mapping_of(tree.value)
    fields = {key: text_of(root.get(key), TEXT_KINDS[key]) for key in SCENE_FIELDS}
    span = fields["span"]
    role = mapping_of(root.get("role"))
    scene = {
        "id": text_of(root.get("scene")) or "",
        "fields": fields | {"span": write_date_words(span) if span else span},
        "role": {key: text_of(role.get(key), TEXT_KINDS[key]) for key in ("name", "kind", "text")} if role else None,
        "start": find_start(root),
        "dossiers": words_of(root.get("dossiers")),
        "contentNotes": words_of(root.get("content_notes")),
        "places": words_of(root.get("places")),
    }
    return {
        "scene": scene,
        "variables": [_read_variable(tree, variable) for variable in list_variables(root).values()],
        "passages": _read_passages(tree, root, fields, typed_names),
        "sections": {
            name: [_read_item(tree, [name, index], item) for index, item in enumerate(list_of(root.get(name)))]
            for name in SECTIONS
        },
        "tests": [_read_test(tree, index, item) for index, item in enumerate(list_of(root.get("tests")))],
    }


def _read_passages(tree: YamlTree, root: dict[str, Value], fields: Data, typed_names: Mapping[str, str]) -> list[Data]:
    passages = mapping_of(root.get("passages"))
    names, words_to = list(passages), _list_words_to(passages)
    inherited: Data = {"basis": "composite", "date": None, "place": fields["place"]}
    cards: list[Data] = []
    for number, (name, value) in enumerate(passages.items()):
        passage = mapping_of(value)
        own = {key: text_of(passage.get(key)) for key in INHERITED_KEYS}
        inherited |= {key: text for key, text in own.items() if text is not None}
        following = names[number + 1] if number + 1 < len(names) else None
        blocks = _read_blocks(tree, name, passage)
        choices = [
            _read_choice(tree, ["passages", name, "choices", index], item, following)
            for index, item in enumerate(list_of(passage.get("choices")))
        ]
        record = text_of(passage.get("record"), "prose")
        texts = [
            *(block["text"] or "" for block in blocks),
            *(choice["text"] or "" for choice in choices),
            record or "",
        ]
        cards.append(
            {
                "id": name,
                "path": ["passages", name],
                "title": find_words(name, words_to.get(name, ()), typed_names.get(name, "")),
                "number": number + 1,
                **inherited,
                "dateWords": write_date_words(inherited["date"]) if inherited["date"] else None,
                "own": own,
                "at": text_of(passage.get("at")),
                "places": words_of(passage.get("places")),
                "picture": text_of(passage.get("picture")),
                "alt": text_of(passage.get("alt")),
                "isEnding": "ending" in passage,
                "ending": _read_ending(tree, ["passages", name, "ending"], passage.get("ending")),
                "blocks": blocks,
                "choices": choices,
                "record": record,
                "inCommon": text_of(passage.get("in_common"), "prose"),
                "history": words_of(passage.get("history")),
                "facts": list(dict.fromkeys(fact for text in texts for fact in iter_cited_fact_ids(text))),
                **_locate(tree, ["passages", name]),
            }
        )
    return cards


def _list_words_to(passages: dict[str, Value]) -> dict[str, list[str]]:
    """Returns the texts of the choices that lead to each passage, of which its name may be made."""
    words: dict[str, list[str]] = {}
    for passage, following in zip(passages.values(), [*passages, ""][1:], strict=True):
        for item in list_of(mapping_of(passage).get("choices")):
            choice = mapping_of(item)
            target = text_of(choice["goto"]) if "goto" in choice else following
            if target in passages and (text := text_of(choice.get("text"), "prose")):
                words.setdefault(target, []).append(text)
    return words


def _read_blocks(tree: YamlTree, passage_name: str, passage: dict[str, Value]) -> list[Data]:
    path = ["passages", passage_name, "text"]
    value = passage.get("text")
    if not isinstance(value, list):
        return [] if value is None else [_describe_block(tree, path, path, "text", value, None)]
    blocks = []
    for index, item in enumerate(value):
        block = mapping_of(item)
        kind = "document" if "document" in block else "text"
        block_path = [*path, index]
        blocks.append(_describe_block(tree, block_path, [*block_path, kind], kind, block.get(kind), block.get("if")))
    return blocks


def _describe_block(
    tree: YamlTree, path: list[Any], text_path: list[Any], kind: str, value: Value | None, guard: Value | None
) -> Data:
    text = text_of(value, TEXT_KINDS[kind])
    refusal = None
    if isinstance(value, Scalar) and value.tag:
        refusal = gettext(_TAGGED)
    elif text is None:
        refusal = gettext(_OTHER_FORM)
    return {
        "path": path,
        "textPath": text_path,
        "kind": kind,
        "text": text,
        "condition": text_of(guard),
        "isEditable": refusal is None,
        "refusal": refusal,
        "range": _find_stretch(tree, path),
    }


def _read_choice(tree: YamlTree, path: list[Any], value: Value, following: str | None) -> Data:
    choice = mapping_of(value)
    goto = text_of(choice.get("goto"))
    changes = [
        {"variable": variable, "operation": operation, "value": text_of(item)}
        for operation in ("set", "add")
        for variable, item in mapping_of(choice.get(operation)).items()
    ]
    return {
        "path": path,
        "id": text_of(choice.get("id")) or "",
        "text": text_of(choice.get("text"), "prose"),
        "did": text_of(choice.get("did"), "prose"),
        "overlooks": text_of(choice.get("overlooks"), "prose"),
        "goto": following if "goto" not in choice else goto,
        "isGotoImplied": "goto" not in choice,
        "condition": text_of(choice.get("if")),
        "locked": text_of(choice.get("locked"), "prose"),
        "hypothesis": text_of(choice.get("hypothesis")) == "true",
        "changes": changes,
        "isEditable": isinstance(value, dict),
        "refusal": None if isinstance(value, dict) else gettext(_OTHER_FORM),
        **_locate(tree, path),
    }


def _read_ending(tree: YamlTree, path: list[Any], value: Value | None) -> Data | None:
    ending = mapping_of(value)
    if not ending:
        return None
    return {
        "id": text_of(ending.get("id")) or "",
        "title": text_of(ending.get("title")),
        "cost": text_of(ending.get("cost"), "prose"),
        **_locate(tree, path),
    }


def _read_item(tree: YamlTree, path: list[Any], value: Value) -> Data:
    """Returns an item of a section with the texts below its keys."""
    item = mapping_of(value)
    fields = {key: text_of(text, TEXT_KINDS[key]) for key, text in item.items() if key in TEXT_KINDS}
    is_editable = bool(fields) and None not in fields.values()
    return {
        "path": path,
        "fields": fields,
        "rubric": {level: text_of(text, "prose") for level, text in mapping_of(item.get("rubric")).items()},
        "isEditable": is_editable,
        "refusal": None if is_editable else gettext(_OTHER_FORM),
        "range": _find_stretch(tree, path),
    }


def _read_variable(tree: YamlTree, variable: Variable) -> Data:
    path = ["variables", variable.id]
    return {
        "path": path,
        "id": variable.id,
        "kind": variable.kind,
        "label": variable.label,
        "start": variable.start,
        "range": None if variable.range is None else list(variable.range),
        "values": list(variable.values),
        "carried": variable.carried,
        "idRange": _locate(tree, path)["idRange"],
    }


def _read_test(tree: YamlTree, index: int, value: Value) -> Data:
    test = mapping_of(value)
    expect = mapping_of(test.get("expect"))
    return {
        "path": ["tests", index],
        "range": _find_stretch(tree, ["tests", index]),
        "name": text_of(test.get("name")),
        "play": words_of(test.get("play")),
        "carried": words_of(test.get("carried")),
        "expect": {key: to_data(item) for key, item in expect.items()},
    }


def _find_stretch(tree: YamlTree, path: list[Any]) -> Stretch:
    found = tree.require(path)
    return Stretch((found.key or found.node).start_mark.index, find_end(tree.text, found.node))


def _locate(tree: YamlTree, path: list[Any]) -> Data:
    """Returns where a part stands, and where its id does: its key, or the value of `id`."""
    id_ = tree.find([*path, "id"])
    key = tree.require(path).key if id_ is None else None
    node = key if key is not None else (id_ or tree.require(path)).node
    return {"range": _find_stretch(tree, path), "idRange": Stretch(node.start_mark.index, find_end(tree.text, node))}
