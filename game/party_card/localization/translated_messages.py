"""The messages of a catalogue that somebody else wrote, as far as they can be shown; any other is shown in English.

A message is put together by `str.format`, so a translation has the fields of its message and no others, written as they
are there: `{x.__class__}` in one would otherwise be computed.

Invariant: whatever a catalogue has, each of its messages is of bounded length, formats with the values of the original,
and stands in as many lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from gettext import c2py
from string import Formatter
from typing import Final, NamedTuple

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization.po_file import MAX_PLURAL_FORMS, PoMessage, PoSyntaxError, parse_po

LONGER_TIMES: Final = 4
LONGER_CHARACTERS: Final = 200
"""A translation has at most so many times the characters of its message, and so many more."""
_PLURAL_FORMS: Final = re.compile(
    r"Plural-Forms:[ \t]*nplurals[ \t]*=[ \t]*(\d{1,3})[ \t]*;[ \t]*plural[ \t]*=([^;\n]*)"
)
_SMALLEST_NUMBER: Final = "smallest number with a sign between thousands"
_NUMBER_SIGNS: Final = ("sign between thousands", "sign before decimals")
_MAX_SIGN_CHARACTERS: Final = 3
Field = tuple[str, str, str]


class Fault(NamedTuple):
    """What is wrong in a line of a catalogue. `is_syntax` is True if the whole file cannot be used."""

    line: int
    reason: str
    is_syntax: bool = False


@frozen_dataclass
class TranslatedMessages:
    """The messages of a language by their ids, by the interface of `gettext.NullTranslations`."""

    texts: Mapping[tuple[str | None, str], str]
    forms: Mapping[tuple[str | None, str, str], Sequence[str]]
    form_count: int
    rule: Callable[[int], int]
    """Returns the number of the form for a count; it is of the catalogue, so its result is anything."""

    def plural(self, n: int) -> int:
        """Returns the number of the form for a count."""
        try:
            form = int(self.rule(n))
        except (ArithmeticError, ValueError, TypeError, RecursionError):
            return 0
        return form if 0 <= form < self.form_count else 0

    def gettext(self, message: str) -> str:
        """Returns the message in the language, or as it is."""
        return self.texts.get((None, message), message)

    def pgettext(self, context: str, message: str) -> str:
        """Returns the message that has this meaning."""
        return self.texts.get((context, message), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Returns the form of the message for the count."""
        return self._find_form(None, msgid1, msgid2, n)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Returns the form for the count of the message that has this meaning."""
        return self._find_form(context, msgid1, msgid2, n)

    def _find_form(self, context: str | None, singular: str, plural: str, count: int) -> str:
        forms = self.forms.get((context, singular, plural))
        if forms is None:
            return singular if count == 1 else plural
        return forms[self.plural(count)]


def read_messages(text: str) -> tuple[TranslatedMessages | None, list[Fault]]:
    """Returns the messages of a catalogue that can be shown, and what is wrong with others; None if it is broken."""
    try:
        messages = parse_po(text)
    except PoSyntaxError as error:
        return None, [Fault(error.line, str(error), is_syntax=True)]
    form_count, rule, faults = _read_plural_rule(messages)
    texts: dict[tuple[str | None, str], str] = {}
    forms: dict[tuple[str | None, str, str], Sequence[str]] = {}
    for message in messages:
        if message.is_fuzzy or not message.ids[0] or not any(message.strings):
            continue
        if found := [*_check_message(message, form_count)]:
            faults += found
        elif len(message.ids) == 1:
            texts.setdefault((message.context, message.ids[0]), message.strings[0])
        else:
            forms.setdefault((message.context, message.ids[0], message.ids[1]), message.strings)
    return TranslatedMessages(texts, forms, form_count, rule), faults


def _read_plural_rule(messages: Sequence[PoMessage]) -> tuple[int, Callable[[int], int], list[Fault]]:
    """Returns the number of plural forms and the rule for them, as the header has it; without one, as in English."""
    header = next((message for message in messages if message.ids == ("",)), None)
    line = header.lines[0] if header is not None else 1
    reason = "the header has no line `Plural-Forms:` with a number of forms and a rule"
    match = _PLURAL_FORMS.search(header.strings[0]) if header is not None else None
    if match is not None:
        try:
            form_count = int(match[1])
            if 1 <= form_count <= MAX_PLURAL_FORMS:
                return form_count, c2py(match[2].strip()), []
            reason = f"`nplurals` is at most {MAX_PLURAL_FORMS}"
        except (ValueError, RecursionError) as error:
            reason = f"the rule for plural forms in the header cannot be read: {error}"
    has_plurals = any(len(message.ids) > 1 for message in messages)
    return 2, _choose_english_form, [Fault(line, reason)] if has_plurals or match is not None else []


def _choose_english_form(count: int) -> int:
    return int(count != 1)


def _check_message(message: PoMessage, form_count: int) -> Iterator[Fault]:
    """Yields the first thing that is wrong with a message."""
    if len(message.ids) > 1 and len(message.strings) != form_count:
        forms = f"{len(message.strings)} plural forms, and the header says {form_count}"
        yield Fault(message.lines[0], f"this message has {forms}")
        return
    for index, (line, string) in enumerate(zip(message.lines, message.strings, strict=True)):
        if reason := _check_string(message, string, is_last=index + 1 == len(message.strings)):
            yield Fault(line, reason)
            return


def _check_string(message: PoMessage, string: str, *, is_last: bool) -> str:
    """Returns what is wrong with a translation; empty if nothing is. A form but the last may leave the count out."""
    if not string:
        return "this form is not translated, and others are"
    if any(unicodedata.category(character) == "Cc" and character not in "\n\t" for character in string):
        return "this translation has an invisible control character"
    if string.count("\n") > max(text.count("\n") for text in message.ids):
        return "this translation has more lines than the message"
    longest = max(map(len, message.ids)) * LONGER_TIMES + LONGER_CHARACTERS
    if len(string) > longest:
        return f"this translation is longer than {longest:,} characters"
    if message.context == _SMALLEST_NUMBER and not re.fullmatch(r"[1-9][0-9]{0,6}", string):
        return "this translation is no number"
    if message.context in _NUMBER_SIGNS and (len(string) > _MAX_SIGN_CHARACTERS or re.search(r"[\w{}]", string)):
        return "this translation is no sign of a number"
    wanted = [_count_fields(text) for text in (message.ids[-1:] if is_last else message.ids)]
    fields = _count_fields(string)
    if fields is None or fields not in wanted:
        return f"the message has {_name_fields(wanted[0])}, and this translation {_name_fields(fields)}"
    return ""


def _count_fields(text: str) -> Counter[Field] | None:
    """Returns the fields of a text with how often each stands there; None if it cannot be formatted."""
    try:
        fields = [(name, spec or "", kind or "") for _, name, spec, kind in Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    return Counter(fields)


def _name_fields(fields: Counter[Field] | None) -> str:
    if fields is None:
        return "braces that are not closed"
    names = ["".join(("{", name, kind and f"!{kind}", spec and f":{spec}", "}")) for name, spec, kind in fields]
    return f"the fields {' '.join(names)[:200]}" if names else "no fields in braces"
