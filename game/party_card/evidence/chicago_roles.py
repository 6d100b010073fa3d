"""Formats who wrote, edited, translated, compiled or directed a source, in Chicago style."""

from __future__ import annotations

from party_card.content.models import Name, Source
from party_card.evidence.chicago_layouts import get_layout
from party_card.evidence.chicago_names import format_all_names, format_names
from party_card.evidence.rich_text import RichText, capitalize, join_with, to_roman
from party_card.localization import npgettext, pgettext


def get_contributors(source: Source) -> tuple[tuple[Name, ...], str]:
    """Returns the authors and an empty label, or who is named in their place and a label such as "ed." or "eds."."""
    if source.author:
        return source.author, ""
    if get_layout(source) != "book":
        return (), ""
    if names := source.editor:
        return names, npgettext("citation, after names", "ed.", "eds.", len(names))
    if names := source.translator:
        return names, npgettext("citation, after names", "trans.", "trans.", len(names))
    if names := source.compiler:
        return names, npgettext("citation, after names", "comp.", "comps.", len(names))
    if names := source.director:
        return names, npgettext("citation, after names", "dir.", "dirs.", len(names))
    return (), ""


def format_roles_in_note(source: Source) -> RichText:
    """Formats who edited, translated, compiled and directed a source, without who stands in place of an author."""
    phrases = (
        (pgettext("citation", "ed. {names}"), source.editor),
        (pgettext("citation", "trans. {names}"), source.translator),
        (pgettext("citation", "comp. {names}"), source.compiler),
        (pgettext("citation", "directed by {names}"), source.director),
    )
    promoted, _ = get_contributors(source)
    roles = (phrase.format(names=format_names(names)) for phrase, names in phrases if names and names is not promoted)
    return join_with(map(to_roman, roles), ",")


def list_roles(source: Source, *, begins_sentence: bool) -> list[RichText]:
    """Returns the same for a bibliography, where all are named, each by itself."""
    phrases = (
        (pgettext("citation", "edited by {names}"), source.editor),
        (pgettext("citation", "translated by {names}"), source.translator),
        (pgettext("citation", "compiled by {names}"), source.compiler),
        (pgettext("citation", "directed by {names}"), source.director),
    )
    promoted, _ = get_contributors(source)
    roles = [
        to_roman(phrase.format(names=format_all_names(names)))
        for phrase, names in phrases
        if names and names is not promoted
    ]
    return [capitalize(role) for role in roles] if begins_sentence else roles
