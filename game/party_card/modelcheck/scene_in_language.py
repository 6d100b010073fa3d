"""A scene in another language beside its original, so that story tests run in both.

Words that a test expects are those of the original. In a translation nobody has written them, so expected is the whole
translation of each text in which they stand, if this text is shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes, strip_markup
from party_card.content.typography import set_typography
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.frozen_dataclass import frozen_dataclass
from party_card.translation.messages import Catalogue
from party_card.translation.overlay import is_usable, translate_scene
from party_card.translation.scene_texts import list_texts


@frozen_dataclass
class SceneInLanguage:
    """A compiled scene, the same in another language, and the texts of both, as they are read."""

    language: str
    original: CompiledScene
    translated: CompiledScene
    texts: tuple[tuple[str, str], ...]

    def translate(self, words: str, original_page: str) -> Iterator[str]:
        """Yields the translations of the texts that have some words, of those on a page of the original.

        Yields nothing if the words are not on the page, which the test of the original reports, or if they are those of
        several texts or of the program.
        """
        if words in original_page:
            for text, translated_text in self.texts:
                if words in text and text in original_page:
                    yield translated_text


def put_in_language(pack: Pack, original: CompiledScene, catalogue: Catalogue) -> SceneInLanguage:
    """Returns a scene of a pack with the texts of a catalogue. Raises InvalidSceneError."""
    scene = original.scene
    translated_pack = translate_scene(pack, scene.scene, catalogue).pack
    translated = translated_pack.scenes[scene.scene]
    messages = catalogue.group_by_path()
    texts: dict[str, str] = {}
    for text in list_texts(pack, scene):
        usable = (message.translation for message in messages.get(text.path, ()) if is_usable(text, message))
        translated_text = next((set_typography(translation, catalogue.language) for translation in usable), text.text)
        texts[_read(text.text)] = _read(translated_text)
    return SceneInLanguage(
        catalogue.language, original, compile_scene(translated_pack, translated), tuple(texts.items())
    )


def _read(text: str) -> str:
    """Returns a text as it is read on a page: without markup, on one line, with typographic quotation marks."""
    return " ".join(smart_quotes(strip_markup(text)).split())
