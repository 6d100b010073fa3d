"""Decoders of scalars: texts, identifiers, numbers, booleans, and words from a closed list."""

from __future__ import annotations

import re
import unicodedata
from typing import TypeGuard

from party_card.content.decode.context import DecodeContext, Decoder
from party_card.content.decode.decimal_numbers import explain_decimal, is_decimal_number
from party_card.content.decode.whole_numbers import explain_number, is_whole_number
from party_card.content.identifiers import ID_DEFINING_KEYS, IDENTIFIER, slugify
from party_card.content.misleading_characters import find_misleading, latinize, remove_hidden
from party_card.content.node_ref import NodeRef, RawScalar
from party_card.content.plain_data import to_plain_data
from party_card.content.yaml_errors import BOOLEAN_TRAPS, make_boolean_trap_diagnostic
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, describe_node, is_empty_scalar
from party_card.diagnostics.diagnostic import Help
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import shorten

MAX_LISTED_OPTIONS = 12
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,12}\Z")
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?[~?%]?\Z")
_BOOLEANS = {"true": True, "false": False}
_TYPES_OF_SOURCES = {
    word: meant
    for meant, words in {
        "personal_communication": "letter,postcard,email,e-mail,telegram,correspondence,private letter",
        "document": "archive,archival document,file,minutes,log,log book,logbook,record,source,primary source",
        "manuscript": "diary,journal,notebook,memoir,memoirs,notes,unpublished",
        "graphic": "photo,photograph,picture,image,poster,painting,cartoon,drawing,caricature",
        "motion_picture": "film,movie,video,newsreel,documentary",
        "broadcast": "radio,television,tv,podcast,tv programme",
        "pamphlet": "leaflet,flyer,brochure,handbill,flugblatt",
        "legislation": "law,act,decree,statute,constitution",
        "article-newspaper": "newspaper,press,newspaper article",
        "article-journal": "journal article,scholarly article,paper",
        "webpage": "website,web site,web,internet,url,online",
        "chapter": "essay,book chapter,section",
        "book": "textbook,monograph,biography,autobiography,novel",
        "speech": "lecture,talk,sermon,address",
        "dataset": "statistics,census,table,data",
    }.items()
    for word in words.split(",")
}
"""What teachers call a source, and its type in CSL."""
_PROSE_KEYS = frozenset(
    {
        *("alt", "ask", "basic", "did", "draws_on", "emergent", "label", "locked", "overlooks", "place", "proficient"),
        *("question", "summary", "text", "title"),
    }
)
"""Keys of sentences for readers: `true` under one of them was meant as a yes/no."""


def _is_untagged_scalar(node: Node) -> TypeGuard[ScalarNode]:
    return type(node) is ScalarNode and type(node.tag) is not str


def _without_hidden(node: ScalarNode, context: DecodeContext) -> str:
    """Returns the text of a word, a number or a name; reports a character in it that cannot be seen."""
    text: str = node.value
    if text.isascii():
        return text
    if (meant := remove_hidden(text)) == text or not meant.isascii():
        return unicodedata.normalize("NFC", text)
    context.report_misleading(node, text, meant)
    return meant


def _decode_raw(node: Node, context: DecodeContext, key: str) -> RawScalar:
    if _is_untagged_scalar(node):
        return RawScalar(_without_hidden(node, context), not node.style, NodeRef(context.file, node))
    context.type_mismatch(node, key, "a single value")
    return RawScalar("", False)


def _decode_whole_number(node: Node, context: DecodeContext, key: str) -> int:
    if _is_untagged_scalar(node) and find_misleading(node.value) and not node.value.isdecimal():
        number = latinize(node.value)
        if _WHOLE_NUMBER.match(number):
            context.report_misleading(node, node.value, number)
            return int(number)
    if is_whole_number(node):
        return int(node.value)
    if not _is_untagged_scalar(node):
        context.type_mismatch(node, key, WHOLE_NUMBER.description)
    else:
        description, helps = explain_number(node)
        helps = helps or (Help(f"write {WHOLE_NUMBER.description}"),)
        context.report("wrong-type", f"`{key}` wants {WHOLE_NUMBER.description}; here is {description}", node, helps)
    return 0


def _decode_decimal(node: Node, context: DecodeContext, key: str) -> float:
    if is_decimal_number(node):
        return float(node.value)
    if not _is_untagged_scalar(node):
        context.type_mismatch(node, key, DECIMAL.description)
    else:
        description, helps = explain_decimal(node)
        helps = helps or (Help("write the degrees as a number, such as `55.75`"),)
        context.report("wrong-type", f"`{key}` wants {DECIMAL.description}; here is {description}", node, helps)
    return 0.0


def _decode_boolean(node: Node, context: DecodeContext, key: str) -> bool:
    if _is_untagged_scalar(node) and not node.style:
        if node.value in _BOOLEANS:
            return _BOOLEANS[node.value]
        if boolean := BOOLEAN_TRAPS.get(node.value.lower()):
            context.diagnostics.append(make_boolean_trap_diagnostic(node.value, context.label(node)))
            return boolean == "true"
    context.type_mismatch(node, key, BOOLEAN.description)
    return False


PLAIN_DATA = Decoder(lambda node, _context, _key: to_plain_data(node), "", "a value")
RAW_SCALAR = Decoder(_decode_raw, RawScalar(""), "a value")
WHOLE_NUMBER = Decoder(_decode_whole_number, 0, "a whole number")
DECIMAL = Decoder(_decode_decimal, 0.0, "a number")
BOOLEAN = Decoder(_decode_boolean, False, "`true` or `false`")


def text_decoder(description: str, id_pattern: re.Pattern[str] | None = None) -> Decoder:
    """Returns the decoder of texts; they must match `id_pattern` if there is one and the key defines an id."""

    def decode(node: Node, context: DecodeContext, key: str) -> str:
        if not _is_untagged_scalar(node) or is_empty_scalar(node):
            condition = _join_conditions(node) if description == "a condition" else ""
            helps = (Help(f"write `{shorten(condition)}`", condition),) if condition else _explain_group(node, key)
            context.type_mismatch(node, key, description, *helps)
            return ""
        text: str = node.value
        if key in _PROSE_KEYS and text in _BOOLEANS and not node.style:
            context.type_mismatch(node, key, description)
            return ""
        if id_pattern and not text.isascii() and (meant := find_meant_id(node, context, id_pattern)):
            return meant
        if id_pattern and key in ID_DEFINING_KEYS and not id_pattern.match(text):
            report_invalid_id(node, context, "letters and digits, without blanks" if id_pattern != IDENTIFIER else "")
        if description == "a date" and not text.isascii() and _DAY.match(latinize(text)):
            context.report_misleading(node, text, latinize(text))
            return latinize(text)
        return text if text.isascii() else unicodedata.normalize("NFC", text)

    return Decoder(decode, "", description)


def _explain_group(node: Node, key: str) -> tuple[Help, ...]:
    """Returns how a text in a mapping of its own is written: `picture: {file: gate, alt: A gate.}`."""
    pairs = node.value if type(node) is MappingNode else []
    if not pairs or any(type(part) is not ScalarNode for pair in pairs for part in pair):
        return ()
    others = ", ".join(f"`{name.value}: {shorten(value.value)}`" for name, value in pairs[1:])
    text = f"write `{key}: {shorten(pairs[0][1].value)}`"
    return (Help(f"{text}, and beside it {others}" if others else text),)


def _join_conditions(node: Node) -> str:
    """Returns the condition that a list of conditions, or a mapping of variables to values, was meant for."""
    if type(node) is SequenceNode and all(_is_untagged_scalar(item) for item in node.value):
        conditions: list[str] = [item.value for item in node.value]
        return " and ".join(conditions)
    if type(node) is MappingNode and all(type(name) is type(value) is ScalarNode for name, value in node.value):
        forms = {"true": "{0}", "false": "not {0}"}
        pairs: list[tuple[str, str]] = [(name.value, value.value) for name, value in node.value]
        return " and ".join(forms.get(value, "{0} == {1}").format(name, value) for name, value in pairs)
    return ""


def find_meant_id(node: ScalarNode, context: DecodeContext, id_pattern: re.Pattern[str] = IDENTIFIER) -> str:
    """Returns the identifier that a word looks like, and reports the character; empty if there is none."""
    meant = latinize(node.value)
    if not id_pattern.match(meant) or not find_misleading(node.value):
        return ""
    context.report_misleading(node, node.value, meant)
    return meant


def report_invalid_id(node: Node, context: DecodeContext, form: str = "", separator: str = "-") -> None:
    """Reports that a text cannot be an identifier.

    `form` says what one is made of if not what most are; `separator` joins the words of the one that is suggested.
    """
    text = describe_node(node)
    replacement = slugify(re.sub(r"\A(?:[\w.-]+[/\\])+|\.ya?ml\Z", "", text, flags=re.IGNORECASE), separator)
    places = ", here and wherever it is named" if _stands_elsewhere(text, node, context) else ""
    fix = (
        Help(f"write `{replacement}`{places}", replacement)
        if replacement
        else Help(f"write a name such as `first{separator}letter`")
    )
    joints = "hyphens" if separator == "-" else "underscores"
    form = form or f"small letters and digits, joined by {joints}"
    message = f"`{shorten(text)}` cannot be a name: names are {form}"
    context.report("bad-id", message, node, (fix,))


def _stands_elsewhere(name: str, node: Node, context: DecodeContext) -> bool:
    """Returns True if a name that cannot be one is referred to elsewhere in its file, as it is written."""
    start, end = node.start_mark.index, node.end_mark.index
    others = context.file.text[:start] + "\n" + context.file.text[end:]
    reference = rf"(?:goto: *|start: *|ending: *|visited\(|chose\(|@|if: *|[\[,] *){re.escape(name)}(?![\w-])"
    return re.search(reference, others) is not None


def literal_decoder(options: tuple[str, ...]) -> Decoder:
    """Returns the decoder of a closed list of words."""
    description = ", ".join(f"`{option}`" for option in options[:-1]) + f" or `{options[-1]}`"
    if len(options) > MAX_LISTED_OPTIONS:
        description = f"one of {len(options)} words, which the handbook lists"

    def decode(node: Node, context: DecodeContext, key: str) -> str:
        if _is_untagged_scalar(node) and node.value in options:
            return str(node.value)
        if _is_untagged_scalar(node) and latinize(node.value) in options and find_misleading(node.value):
            context.report_misleading(node, node.value, latinize(node.value))
            return latinize(node.value)
        helps = suggest_names(node.value, options) if type(node) is ScalarNode and len(options) > 2 else ()
        if type(node) is ScalarNode and (meant := _TYPES_OF_SOURCES.get(node.value.strip().lower(), "")) in options:
            helps = (Help(f"write `{meant}`", meant),)
        context.type_mismatch(node, key, description, *(help_ for help_ in helps if help_.replacement))
        return options[0]

    return Decoder(decode, options[0], description)
