"""The language of the interface: messages are looked up in gettext catalogues where they are shown.

A sentence stands in the code in English, inside `gettext("...")`; a constant is marked with `gettext_noop("...")` and
looked up by `gettext(CONSTANT)` where it is shown. What depends on a count goes through `ngettext`; what is one word in
English but may be two elsewhere, through `pgettext`. Values are put in afterwards and by name:
`gettext("Page {number}").format(number=3)`.

Invariant: in English every message is returned as it stands in the code, and no catalogue is read.
"""

from party_card.localization.messages import (
    current_language,
    gettext,
    gettext_noop,
    join_items,
    list_alternatives,
    list_items,
    ngettext,
    npgettext,
    pgettext,
    pgettext_noop,
    quote,
    set_language,
    use_language,
)
from party_card.localization.numbers import format_decimal, format_number, rewrite_number

__all__ = [
    "current_language",
    "format_decimal",
    "format_number",
    "gettext",
    "gettext_noop",
    "join_items",
    "list_alternatives",
    "list_items",
    "ngettext",
    "npgettext",
    "pgettext",
    "pgettext_noop",
    "quote",
    "rewrite_number",
    "set_language",
    "use_language",
]
