"""Checks translations: what is missing, what no longer fits, and what says something else than the original."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import Rule
from party_card.translation.files import CAMPAIGN, has_campaign_file, list_other_catalogues, read_translation
from party_card.translation.findings import (
    differing_translation,
    fuzzy_translation,
    interface_message,
    stale_translation,
    translation_citation,
    translation_length,
    translation_markup,
    translation_number,
    translation_quotation,
    translation_syntax,
    unknown_text,
    unknown_translation,
    untranslated_text,
)
from party_card.translation.messages import Translation
from party_card.translation.scene_texts import TranslatedDocument, list_texts

FINDINGS: tuple[Rule[Translation], ...] = (
    differing_translation.RULE, fuzzy_translation.RULE, interface_message.RULE, stale_translation.RULE,
    translation_citation.RULE, translation_length.RULE, translation_markup.RULE, translation_number.RULE,
    translation_quotation.RULE, translation_syntax.RULE, unknown_text.RULE, unknown_translation.RULE,
    untranslated_text.RULE,
)  # fmt: skip
"""Every finding, by its code. Those without a check are reported while a file is read."""


def check_translation(pack: Pack, path: Path, name: str = "") -> list[Diagnostic]:
    """Returns what is wrong with the translation of a scene of a pack, or of its campaign; messages call it `name`."""
    name = name or str(path)
    document = _find_document(pack, path.stem)
    names = [*pack.scenes, *([CAMPAIGN] if has_campaign_file(pack) else [])]
    if unknown := [*unknown_translation.report(name, path.parent.name, path.stem, names)]:
        return unknown
    catalogue, errors = read_translation(path, name)
    if catalogue is None or document is None:
        return [*errors]
    texts = list_texts(pack, document)
    others = list_other_catalogues(path, name)
    translation = Translation(catalogue, {text.path: text for text in texts}, others)
    return sorted([*errors, *_run_findings(translation)], key=lambda diagnostic: diagnostic.sort_key)


def _find_document(pack: Pack, name: str) -> TranslatedDocument | None:
    """Returns the scene or campaign that a translation is called by."""
    if name == CAMPAIGN and has_campaign_file(pack):
        return pack.campaign
    return pack.scenes.get(SceneId(name))


def _run_findings(translation: Translation) -> list[Diagnostic]:
    return [
        diagnostic for finding in FINDINGS if finding.check is not None for diagnostic in finding.check(translation)
    ]
