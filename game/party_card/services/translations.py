"""What `check` and `prove` say of the translations of a pack: what is wrong in them, and what story tests find there.

Invariant: a mistake in a translation prevents no use of the original.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.engine.compiled import CompiledScene
from party_card.localization import use_language
from party_card.modelcheck import StoryTestResult, run_translated_tests
from party_card.modelcheck.scene_in_language import put_in_language
from party_card.translation.check import check_translation
from party_card.translation.files import CAMPAIGN, has_campaign_file, list_translations, read_translation

CODES_OF_PROGRESS = ("fuzzy-translation", "untranslated-text")
"""What is said of a translation that is not finished: only who asks for a translation is told."""


class PackTranslation(NamedTuple):
    """The file of a translation in a pack, as messages name it too."""

    path: Path
    name: str

    @property
    def language(self) -> str:
        """The code of its language."""
        return self.path.parent.name

    @property
    def scene(self) -> SceneId:
        """The scene that it translates."""
        return SceneId(self.path.stem)


def list_pack_translations(pack: Pack, scene: str | None = None) -> list[PackTranslation]:
    """Returns the translations in the folder of a pack itself, of all scenes or of one."""
    root = pack.display_root if pack.display_root is not None else pack.root
    return [
        PackTranslation(path, str(root / path.relative_to(pack.root)))
        for path in list_translations(pack.root)
        if scene is None or path.stem == scene
    ]


def find_translations_at(pack: Pack, path: Path | None, scenes: Collection[SceneId]) -> list[PackTranslation]:
    """Returns the translations at a path: those of `scenes`, which lie there, and those that lie there themselves.

    That of the campaign lies where its file is named.
    """
    names: set[str] = {*scenes}
    if pack.campaign is not None and has_campaign_file(pack) and Path(pack.campaign.location.file.name) == path:
        names.add(CAMPAIGN)
    return [
        translation
        for translation in list_pack_translations(pack)
        if path is None or translation.scene in names or path in Path(translation.name).parents
    ]


def check_pack_translation(pack: Pack, translation: PackTranslation) -> list[Diagnostic]:
    """Returns what is wrong in a translation; that it is not finished is left out."""
    diagnostics = check_translation(pack, translation.path, translation.name)
    return [diagnostic for diagnostic in diagnostics if diagnostic.code not in CODES_OF_PROGRESS]


def run_tests_in_languages(
    pack: Pack, compiled: CompiledScene, languages: Collection[str] | None
) -> Iterator[tuple[str, tuple[StoryTestResult, ...]]]:
    """Yields each language of some that a scene of a pack is translated into, with the results of its story tests.

    None stands for all languages. A translation that cannot be read is left out: its check says why.
    """
    for translation in list_pack_translations(pack, compiled.scene.scene):
        if languages is None or translation.language in languages:
            catalogue, _ = read_translation(translation.path, translation.name)
            if catalogue is not None:
                with use_language(translation.language):
                    yield (
                        translation.language,
                        run_translated_tests(put_in_language(pack, compiled, catalogue)),
                    )
