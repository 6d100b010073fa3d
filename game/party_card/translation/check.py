"""Checks translations: what is missing, what no longer fits, and what says something else than the original."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import Rule
from party_card.translation.files import read_translation
from party_card.translation.findings import (
    fuzzy_translation,
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
from party_card.translation.messages import SceneTranslation
from party_card.translation.scene_texts import list_scene_texts

FINDINGS: tuple[Rule[SceneTranslation], ...] = (
    fuzzy_translation.RULE, stale_translation.RULE, translation_citation.RULE, translation_length.RULE,
    translation_markup.RULE, translation_number.RULE, translation_quotation.RULE, translation_syntax.RULE,
    unknown_text.RULE, unknown_translation.RULE, untranslated_text.RULE,
)  # fmt: skip
"""Every finding, by its code. Those without a check are reported while a file is read."""


def check_translation(pack: Pack, path: Path) -> list[Diagnostic]:
    """Returns what is wrong with the translation of a scene of a pack."""
    if unknown := [*unknown_translation.report(str(path), path.parent.name, path.stem, pack.scenes)]:
        return unknown
    catalogue, errors = read_translation(path)
    if catalogue is None:
        return [*errors]
    texts = list_scene_texts(pack, pack.scenes[SceneId(path.stem)])
    translation = SceneTranslation(catalogue, {text.path: text for text in texts})
    return sorted([*errors, *_run_findings(translation)], key=lambda diagnostic: diagnostic.sort_key)


def _run_findings(translation: SceneTranslation) -> list[Diagnostic]:
    return [
        diagnostic for finding in FINDINGS if finding.check is not None for diagnostic in finding.check(translation)
    ]
