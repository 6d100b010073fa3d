"""Verifies scenes in this process: proves them, and runs their story tests in the languages of their translations."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from party_card.content.garbage_collection import gc_skipping_present_objects
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.engine.compiled import InvalidSceneError, compile_scene
from party_card.modelcheck import prove_scene
from party_card.modelcheck.proof import list_test_data
from party_card.services.scene_report import SceneReport
from party_card.services.translations import run_tests_in_languages

SceneProgress = Callable[[str, int], None]
"""Called from time to time with the name of the scene that is proved, and the number of positions found so far."""


def verify_scene(
    pack: Pack,
    scene: SceneId,
    max_states: int | None = None,
    progress: SceneProgress | None = None,
    languages: Collection[str] | None = (),
) -> SceneReport:
    """Proves one scene, visiting at most `max_states` states (default: the limit of `explore_scene`).

    Its story tests run in `languages`, too, as far as it is translated; None stands for all.
    """
    source = pack.scenes[scene].location.file
    on_states = None if progress is None else partial(progress, scene)
    with gc_skipping_present_objects():
        try:
            compiled = compile_scene(pack, pack.scenes[scene])
            proof = prove_scene(compiled, max_states=max_states, progress=on_states)
        except InvalidSceneError as error:
            return SceneReport(scene, source, error.diagnostics, None, None, None)
        diagnostics = list(proof.diagnostics)
        data = proof.to_data() | {"languages": []}
        if compiled.scene.tests and all(result.is_passed for result in proof.test_results):
            for language, results in run_tests_in_languages(pack, compiled, languages):
                diagnostics += [item for result in results for item in result.diagnostics]
                data["languages"].append({"language": language, "tests": list_test_data(results)})
        return SceneReport(scene, source, tuple(diagnostics), data, proof.coverage, proof.test_coverage)


def verify_story_tests(pack: Pack, scene: str, language: str) -> list[Diagnostic]:
    """Returns what the story tests of a scene find in one of its translations."""
    try:
        compiled = compile_scene(pack, pack.scenes[SceneId(scene)])
        found = run_tests_in_languages(pack, compiled, [language])
        return [item for _, results in found for result in results for item in result.diagnostics]
    except InvalidSceneError as error:
        return list(error.diagnostics)
