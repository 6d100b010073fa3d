"""Looks up messages in the catalogue of the present language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Protocol

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization.languages import ENGLISH, PSEUDO_LANGUAGES, find_catalogue
from party_card.localization.user_catalogues import list_user_languages, load_user_messages

if TYPE_CHECKING:
    from party_card.localization.translated_messages import TranslatedMessages


class Messages(Protocol):
    """The messages of a language, by the interface of `gettext.NullTranslations`."""

    def gettext(self, message: str) -> str:
        """Returns the message in the language, or as it is if it is not translated."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Returns the form of the message for the count."""

    def pgettext(self, context: str, message: str) -> str:
        """Returns the message that has this meaning."""

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Returns the form for the count of the message that has this meaning."""


@frozen_dataclass
class MessageChain:
    """Messages of the user's catalogue, and of that of the program where the first has none."""

    first: TranslatedMessages
    second: Messages

    def plural(self, n: int) -> int:
        """Returns the number of the plural form for a count."""
        return self.first.plural(n)

    def gettext(self, message: str) -> str:
        """Returns the message in the language, or as it is."""
        has_message = (None, message) in self.first.texts
        return self.first.gettext(message) if has_message else self.second.gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        """Returns the message that has this meaning."""
        has_message = (context, message) in self.first.texts
        return self.first.pgettext(context, message) if has_message else self.second.pgettext(context, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Returns the form of the message for the count."""
        has_message = (None, msgid1, msgid2) in self.first.forms
        return self.first.ngettext(msgid1, msgid2, n) if has_message else self.second.ngettext(msgid1, msgid2, n)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Returns the form for the count of the message that has this meaning."""
        messages: Messages = self.first if (context, msgid1, msgid2) in self.first.forms else self.second
        return messages.npgettext(context, msgid1, msgid2, n)


_process_language: list[str] = [ENGLISH]
_language: ContextVar[str | None] = ContextVar("language", default=None)


def current_language() -> str:
    """Returns the code of the language in which messages are shown now."""
    return _language.get() or _process_language[0]


def set_language(code: str) -> None:
    """Sets the language of the whole process, for all threads."""
    _process_language[0] = code


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Shows messages in another language within a `with` statement; other threads keep theirs."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str) -> str:
    """Returns a message in the present language; an empty text stays empty."""
    messages = _present_messages()
    return message if messages is None or not message else messages.gettext(message)


def gettext_noop(message: str) -> str:
    """Marks a message for the catalogues and returns it in English; `gettext` is called where it is shown."""
    return message


def pgettext_noop(context: str, message: str) -> str:  # noqa: ARG001  # the extractor reads it
    """Marks a message with its meaning and returns it in English; `pgettext` is called where it is shown."""
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    """Returns the form of a message for a count; the count itself is put in by `format`."""
    messages = _present_messages()
    if messages is None:
        return singular if count == 1 else plural
    return messages.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Returns a message of which the meaning depends on where it stands."""
    messages = _present_messages()
    return message if messages is None else messages.pgettext(context, message)


def npgettext(context: str, singular: str, plural: str, count: int) -> str:
    """Returns the form for a count of a message of which the meaning depends on where it stands."""
    messages = _present_messages()
    if messages is None:
        return singular if count == 1 else plural
    return messages.npgettext(context, singular, plural, count)


def quote(text: str) -> str:
    """Returns a text between quotation marks."""
    return gettext("“{title}”").format(title=text)


def join_items(items: Sequence[str]) -> str:
    """Returns items with no word between them: `a, b, c`; empty without items."""
    return pgettext("between two items of a list", ", ").join(items)


def list_items(items: Sequence[str]) -> str:
    """Returns items as a sentence lists them: `a, b and c`; empty without items."""
    if len(items) < 2:
        return "".join(items)
    comma = pgettext("between two items of a list", ", ")
    return pgettext("end of a list", "{items} and {last}").format(items=comma.join(items[:-1]), last=items[-1])


def list_alternatives(items: Sequence[str]) -> str:
    """Returns items as a sentence offers them: `a, b or c`; empty without items."""
    if len(items) < 2:
        return "".join(items)
    comma = pgettext("between two items of a list", ", ")
    return pgettext("end of a list", "{items} or {last}").format(items=comma.join(items[:-1]), last=items[-1])


def _present_messages() -> Messages | None:
    code = _language.get() or _process_language[0]
    return None if code == ENGLISH else load_messages(code)


def load_messages(code: str) -> Messages | None:
    """Returns the messages of a language, those of the user's catalogue first; None if they are those of the code."""
    shipped = _load_shipped(code)
    if code not in list_user_languages():
        return shipped
    own = load_user_messages(code)
    if own is None:
        return shipped
    return own if shipped is None else MessageChain(own, shipped)


@cache
def _load_shipped(code: str) -> Messages | None:
    if code in PSEUDO_LANGUAGES:
        from party_card.localization.pseudo import PseudoMessages  # noqa: PLC0415  # only for tests

        return PseudoMessages(is_mirrored=PSEUDO_LANGUAGES[code])
    path = find_catalogue(code)
    if path is None:
        return None
    from gettext import GNUTranslations  # noqa: PLC0415  # English needs none

    with path.open("rb") as file:
        return GNUTranslations(file)
