"""Exports scenes as files that students open: a browser page, packages for learning platforms, a gamebook.

Invariant: only scenes without errors whose proof holds are written. A new kind of file is an entry of `EXPORT_WRITERS`
and a function from `ExportBundle` to bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from party_card.content.garbage_collection import gc_skipping_present_objects
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.content.pack_language import find_language
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.words import format_count
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.frontends.gamebook.book import write_gamebook
from party_card.frontends.html.bundle import EncodedScenes, ExportBundle, encode_bundle
from party_card.frontends.html.cmi5 import write_cmi5_package
from party_card.frontends.html.document import write_html_page
from party_card.frontends.html.page_messages import choose_page_language
from party_card.frontends.html.scorm import write_scorm_package
from party_card.frontends.html.verify.several_scenes import compare_scenes
from party_card.localization import use_language
from party_card.modelcheck import ReachableStates, prove_scene
from party_card.publishing.known_agreements import KnownAgreements
from party_card.result_cache.program_digest import EXPORT_PACKAGES
from party_card.result_cache.request import CachedRequest
from party_card.rules import beyond_the_page
from party_card.services.checked_pack import load_checked_pack
from party_card.services.errors import InvalidContentError, UsageError
from party_card.services.load import exclude_from_packs, find_scene, require_scenes
from party_card.services.verification import SceneProgress


class Translation(NamedTuple):
    """A language, and the function that returns a pack with some of its scenes in it; the same pack if they are."""

    language: str
    translate: Callable[[Pack, Sequence[SceneId]], Pack]


EXPORT_WRITERS: Mapping[str, Callable[[ExportBundle], bytes]] = {
    "html": write_html_page,
    "scorm": write_scorm_package,
    "cmi5": write_cmi5_package,
    "gamebook": lambda bundle: write_gamebook(bundle.data, bundle.scenes[0].system),
}
"""The writers of files, by the names of their options."""


def prepare_export(
    root: Path | None,
    scene: str | None,
    on_progress: Callable[[str], None],
    *,
    campaign: bool = False,
    excluded_scenes: Sequence[str] = (),
    max_states: int | None = None,
    on_positions: SceneProgress | None = None,
    jobs: int = 1,
    uses_cache: bool = False,
    translations: Sequence[Translation] = (),
) -> ExportBundle:
    """Returns one scene, or all of a pack but `excluded_scenes`, checked, proved and compared with the engine.

    `on_progress` gets a line for each scene; `on_positions` is called while a scene is proved, then while it is
    compared, in `jobs` processes. A scene may have `max_states` positions (default: the limit of `explore_scene`).
    With `translations`, the page is in these languages, the first of them first; each is laid over scenes that are
    proved, and compared as the original is. With `uses_cache` nothing is checked, proved
    or compared that has not changed since it was, unless there is a translation. Raises UsageError,
    InvalidContentError, and MismatchError if a page would play differently from the engine.
    """
    if (scene is None) is not campaign:
        raise UsageError("say which scene, or --campaign for all of them")
    request = CachedRequest(
        "export", (), {}, roots=(root,), packages=EXPORT_PACKAGES, is_enabled=uses_cache and not translations
    )
    checked_pack = load_checked_pack(root, request)
    require_scenes(checked_pack.pack)
    scene_id = None if scene is None else find_scene(checked_pack.pack, scene)
    if excluded_scenes and not campaign:
        raise UsageError("--without leaves scenes out of --campaign, and of nothing else")
    (pack,) = exclude_from_packs((checked_pack.pack,), excluded_scenes)
    scene_ids = tuple(pack.scene_ids()) if scene_id is None else (scene_id,)
    diagnostics = checked_pack.diagnostics_for(scene_ids)
    if obstacles := [diagnostic for diagnostic in diagnostics if _prevents_export(diagnostic)]:
        raise InvalidContentError(obstacles, _explain_limits(obstacles))

    own_language = find_language(pack, None if scene_id is None else pack.scenes[scene_id])
    packs = [(item.language, item.translate(pack, scene_ids)) for item in translations] or [(own_language, pack)]
    comparison = _Comparison(request, campaign, max_states, on_progress, on_positions, jobs, len(packs) > 1)
    try:
        if all(language_pack is not pack for _, language_pack in packs):
            _prove([compile_scene(pack, pack.scenes[scene]) for scene in scene_ids], max_states, on_positions)
        first, *others = [comparison.encode(*item, scene_ids) for item in packs]
        return ExportBundle(first.scenes, first.data, campaign, tuple(other.data for other in others))
    finally:
        request.close()


class _Comparison(NamedTuple):
    """How scenes are encoded, proved and compared; the fields are arguments of `prepare_export`."""

    request: CachedRequest
    is_campaign: bool
    max_states: int | None
    on_progress: Callable[[str], None]
    on_positions: SceneProgress | None
    jobs: int
    names_languages: bool

    def encode(self, language: str, pack: Pack, scene_ids: Sequence[SceneId]) -> EncodedScenes:
        """Returns the data of a page in a language, compared with the engine."""
        agreements = KnownAgreements(self.request, pack, self.max_states)
        try:
            with gc_skipping_present_objects(), use_language(choose_page_language(language)):
                scenes = [compile_scene(pack, pack.scenes[scene]) for scene in scene_ids]
                unproved_scenes = [compiled for compiled in scenes if not agreements.is_proved(compiled)]
                states = _prove(unproved_scenes, self.max_states, self.on_positions)
                for compiled in unproved_scenes:
                    agreements.add_proof(compiled)
                encoded = encode_bundle(pack, scenes, is_campaign=self.is_campaign, language=language)
                agreements.set_data(encoded.data)
                self._compare(encoded, agreements, states)
                if not agreements.has_campaign():
                    encoded.compare_campaign()
                    agreements.add_campaign()
                return encoded
        finally:
            agreements.keep()

    def _compare(
        self, encoded: EncodedScenes, agreements: KnownAgreements, states: Mapping[SceneId, ReachableStates]
    ) -> None:
        scenes = encoded.scenes
        known_counts = [agreements.find_scene(number, compiled) for number, compiled in enumerate(scenes)]
        uncompared = {n: compiled for n, compiled in enumerate(scenes) if known_counts[n] is None}
        unproved_scenes = [compiled for compiled in uncompared.values() if compiled.scene.scene not in states]
        states = {**states, **_prove(unproved_scenes, self.max_states, self.on_positions)}
        uncompared_states = {number: states[compiled.scene.scene] for number, compiled in uncompared.items()}
        new_counts: Iterator[int] = iter(())
        if uncompared_states:
            new_counts = compare_scenes(encoded.reference, uncompared_states, self.on_positions, self.jobs)
        for number, (compiled, known_count) in enumerate(zip(scenes, known_counts, strict=True)):
            count = next(new_counts) if known_count is None else known_count
            if known_count is None:
                agreements.add_scene(number, compiled, count)
            name = str(compiled.scene.scene) + (f" ({encoded.data['lang']})" if self.names_languages else "")
            self.on_progress(f"{name}: the page agrees with the game at {format_count(count, 'position')}")


def _prevents_export(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR or diagnostic.code == beyond_the_page.RULE.code


def _explain_limits(obstacles: Sequence[Diagnostic]) -> str:
    """Returns a sentence on what is only a warning elsewhere and prevents an export; empty if errors prevent it."""
    if any(obstacle.severity is Severity.ERROR for obstacle in obstacles):
        return ""
    return (
        "nothing is written, because of what stands above: a page cannot hold as much as the game. "
        "Follow the help and export again; the window and the terminal play the scene as it is"
    )


def _prove(
    scenes: Sequence[CompiledScene], max_states: int | None, on_positions: SceneProgress | None
) -> dict[SceneId, ReachableStates]:
    """Returns the states of scenes. Raises InvalidContentError if there is an error on a path of one."""
    proofs = {
        compiled.scene.scene: prove_scene(
            compiled,
            max_states=max_states,
            progress=None if on_positions is None else partial(on_positions, compiled.scene.scene),
        )
        for compiled in scenes
    }
    diagnostics = [diagnostic for proof in proofs.values() for diagnostic in proof.diagnostics]
    if errors := [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]:
        raise InvalidContentError(errors)
    return {scene: proof.states for scene, proof in proofs.items() if proof.states is not None}
