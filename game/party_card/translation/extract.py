"""Writes the texts of a scene or campaign as a gettext catalogue, and updates an older one like `msgmerge`.

Invariant: no translation is lost. That of a text which has changed is marked as fuzzy, beside the text as it was; that
of a text which is gone stands at the end of the file as a comment. Evidence that has no translation yet has that of
another scene of the pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from party_card import __version__
from party_card.content.models import Scene
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.frozen_dataclass import frozen_dataclass
from party_card.translation.catalogue import parse_catalogue, parse_po
from party_card.translation.messages import Catalogue
from party_card.translation.places_in_words import PlaceNames
from party_card.translation.scene_texts import TranslatedDocument, is_evidence_path, list_texts

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

    from party_card.diagnostics.source import SourceFile

_HEADER = """\
# The {document} of Party Card. Citations such as [@its-id] stay as they are, in any order inside their text.
# *Stars* around words make them slanted. A translation that is empty or fuzzy is not shown."""
FUZZY = "fuzzy"


@frozen_dataclass
class Extraction:
    """A catalogue as it is to be written, and what became of the messages of the older one."""

    content: bytes
    text_count: int
    kept_count: int
    fuzzy_count: int
    obsolete_count: int


def extract_texts(
    pack: Pack,
    document: TranslatedDocument,
    language: str,
    older: SourceFile | None = None,
    others: Iterable[Catalogue] = (),
) -> tuple[Extraction | None, tuple[Diagnostic, ...]]:
    """Returns the catalogue of a scene or campaign with the translations of an `older` one, or why that is broken.

    `others` are catalogues of other scenes into the language.
    """
    from babel.messages.catalog import Catalog  # noqa: PLC0415  # slow

    known: Catalog | None = None
    if older is not None:
        catalogue, errors = parse_catalogue(older)
        known, errors = parse_po(older) if catalogue is not None else (None, errors)
        if known is None:
            return None, errors
    catalog = Catalog(
        locale=language.replace("-", "_"),
        project="Party Card",
        version=__version__,
        header_comment=_HEADER.format(document=_name_document(document)),
        fuzzy=False,
    )
    if known is not None:
        catalog.creation_date, catalog.revision_date = known.creation_date, known.revision_date
        catalog.last_translator, catalog.language_team = known.last_translator, known.language_team
        catalog.header_comment = known.header_comment
    names = PlaceNames(pack, document)
    texts = list_texts(pack, document)
    for text in texts:
        catalog.add(
            text.text,
            locations=_locate(pack, text.location),
            auto_comments=names.describe(text),
            context=text.path,
        ).flags.clear()  # Babel takes "50 % of" for a format
    if known is not None:
        _merge(catalog, known)
    _share(catalog, others)
    messages = [message for message in catalog if message.id and message.string]
    fuzzy_count = sum(FUZZY in message.flags for message in messages)
    previous = {str(message.context): str(message.previous_id[0]) for message in messages if message.previous_id}
    return Extraction(
        _write(catalog, previous), len(texts), len(messages) - fuzzy_count, fuzzy_count, len(catalog.obsolete)
    ), ()


def _write(catalog: Catalog, previous: Mapping[str, str]) -> bytes:
    """Returns the file of a catalogue; `previous` are the texts that fuzzy messages had before, by their paths.

    Babel would wrap these so that gettext's own programs cannot read them.
    """
    from babel.messages.pofile import generate_po, normalize  # noqa: PLC0415

    lines: list[str] = []
    before_path = {
        f"msgctxt {normalize(path)}\n": f"#| msgid {normalize(text, prefix='#| ')}\n" for path, text in previous.items()
    }
    for line in generate_po(catalog):
        lines += [before_path[line]] if line in before_path else []
        lines.append(line)
    return "".join(lines).encode("utf-8", "backslashreplace")


def _merge(catalog: Catalog, known: Catalog) -> None:
    """Puts known translations into a new catalogue: those of a text that has moved, or else of one that has changed."""
    new_messages = [message for message in catalog if message.id]
    old_messages = [message for message in (*known, *known.obsolete.values()) if message.id and message.string]
    old_messages = [message for message in old_messages if not isinstance(message.id, tuple)]
    new_texts = {message.id for message in new_messages}
    by_place = {(message.context, message.id): message for message in reversed(old_messages)}
    by_text = {message.id: message for message in reversed(old_messages)}
    by_path = {message.context: message for message in reversed(old_messages) if message.id not in new_texts}
    used: set[int] = set()
    for new in new_messages:
        old = by_place.get((new.context, new.id)) or by_text.get(new.id) or by_path.get(new.context)
        if old is not None:
            _carry_over(old, new)
            used.add(id(old))
    for old in old_messages:
        if id(old) not in used:
            old.user_comments = _list_comments(old)
            catalog.obsolete[(str(old.id), str(old.context))] = old


def _share(catalog: Catalog, others: Iterable[Catalogue]) -> None:
    """Puts the translations of evidence in other catalogues where there is none yet."""
    known = {
        (message.path, message.original): message.translation
        for other in others
        for message in other.messages
        if is_evidence_path(message.path) and not message.is_fuzzy and message.translation.strip()
    }
    for message in catalog:
        if message.id and not message.string:
            message.string = known.get((message.context or "", str(message.id)), "")


def _name_document(document: TranslatedDocument) -> str:
    return f'scene "{document.scene}"' if isinstance(document, Scene) else f'campaign "{document.campaign}"'


def _carry_over(old: Message, new: Message) -> None:
    new.string, new.user_comments = old.string, _list_comments(old)
    if old.id != new.id:
        new.previous_id = [str(old.id)]
        new.flags.add(FUZZY)
    elif FUZZY in old.flags:
        new.flags.add(FUZZY)
        new.previous_id = _read_previous(old)


def _list_comments(message: Message) -> list[str]:
    """Returns what people wrote about a message; Babel takes the text that it had before for such a comment."""
    return [comment for comment in message.user_comments if not comment.startswith("|")]


def _read_previous(message: Message) -> list[str]:
    """Returns the text that a fuzzy message had before, which Babel has as a comment; empty if it has none."""
    from babel.messages.pofile import unescape  # noqa: PLC0415

    lines = [comment[1:].strip() for comment in message.user_comments if comment.startswith("|")]
    strings = [line[line.find('"') :] for line in lines if line.startswith(("msgid ", '"')) and line.endswith('"')]
    return ["".join(map(unescape, strings))] if strings else []


def _locate(pack: Pack, location: NodeRef) -> list[tuple[str, int]]:
    """Returns file and line of a text; the file as it is called in its pack, the same on every machine."""
    if not location.file.name or location.is_compiled:
        return []
    path = Path(location.file.name)
    packs = [pack, *([pack.base] if pack.base is not None else [])]
    for root in (root for owner in packs for root in (owner.display_root, owner.root) if root is not None):
        if path.is_relative_to(root):
            path = path.relative_to(root)
            break
    return [(path.as_posix(), location.span.line)]
