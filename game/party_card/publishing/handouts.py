"""`party-card print`, `map` and `sources export`, without the printing: which scenes, and which paper.

Law: a paper is written only of scenes that check clean and whose every path is proved. A map is drawn of any scene that
can be read: whoever looks for what no path reaches has a proof that fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from party_card.content.models import SceneId, Source, VariableForm
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.suggest import nearest
from party_card.engine.compiled import InvalidSceneError, compile_scene
from party_card.evidence.export_csl_bibtex import bibtex, chicago, csl_json
from party_card.frontends.map.dot import dot
from party_card.frontends.map.graph import SceneMap, scene_map
from party_card.frontends.map.mermaid import mermaid
from party_card.frontends.map.svg import svg
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.pdf import pdf
from party_card.modelcheck import explore, prove_scene
from party_card.modelcheck.explore import StateLimitError
from party_card.services.prove import UsageError
from party_card.services.verification import read_library

MAPS: Mapping[str, Callable[[SceneMap], str]] = {"svg": svg, "mmd": mermaid, "dot": dot}
"""What writes a map, by the ending of the file."""
BIBLIOGRAPHIES: Mapping[str, Callable[[Iterable[Source]], str]] = {"txt": chicago, "json": csl_json, "bib": bibtex}
"""What writes sources, by the ending of the file: Chicago style, CSL-JSON, BibTeX."""
_PAPERS: Mapping[str, Callable[[str], bytes]] = {"html": str.encode, "pdf": pdf}


def ending(file: str, known: Iterable[str]) -> str:
    """The ending of a file's name, without the point. Raises UnfitWishError for one that nothing is written as."""
    found = file.rpartition(".")[2].lower() if "." in file else ""
    if found not in known:
        *most, last = (f".{one}" for one in known)
        raise UsageError(f"{file} must end in {', '.join(most)} or {last}")
    return found


def paper(file: str, html: str) -> bytes:
    """An HTML document as the file wants it. Raises NoPdf, and UnfitWishError."""
    return _PAPERS[ending(file, _PAPERS)](html)


def check_papers(files: Iterable[str | None]) -> None:
    """Raises UnfitWishError where a file has an ending that no paper has."""
    for file in files:
        if file is not None:
            ending(file, _PAPERS)


def chosen(root: Path | None, scene: str, *, drawing: bool = False) -> tuple[Pack, SceneId, tuple[Diagnostic, ...]]:
    """The pack in a folder (None: the game's own), the scene that is meant, and the errors that stand in the way.

    They are those of the pack but for other scenes, while `drawing` only those of reading this one file. Raises
    UnfitWishError where there is no such folder or scene.
    """
    try:
        library = read_library(root)
    except NotADirectoryError:
        raise UsageError(f"there is no folder {root}") from None
    except OSError as error:
        raise UsageError(f"the folder {root} cannot be read: {error.strerror or error}") from None
    scenes = library.pack.scenes
    if scene not in scenes:
        near = nearest(scene, scenes)
        mend = f"did you mean `{near}`?" if near else "there are: " + (", ".join(sorted(scenes)) or "none")
        raise UsageError(f"there is no scene `{scene}`; {mend}")
    name = SceneId(scene)
    own, others = (
        scenes[name].location.file.name,
        {one.location.file.name for key, one in scenes.items() if key != name},
    )
    if drawing:
        found = [problem for problem in library.reading if problem.primary.source.name == own]
    else:
        found = [problem for problem in library.about(None) if problem.primary.source.name not in others]
    return library.pack, name, tuple(problem for problem in found if problem.severity is Severity.ERROR)


def map_of(pack: Pack, scene: SceneId) -> tuple[SceneMap | None, tuple[Diagnostic, ...]]:
    """The map of a scene, or why there is none. Raises UnfitWishError where it is too large."""
    try:
        return scene_map(explore(compile_scene(pack, pack.scenes[scene]))), ()
    except InvalidSceneError as mistakes:
        return None, mistakes.diagnostics
    except StateLimitError:
        raise UsageError(f"the scene {scene} has too many positions to visit them all, so there is no map") from None


def lesson(pack: Pack, scene: SceneId) -> tuple[LessonData | None, tuple[Diagnostic, ...]]:
    """A scene proved and ready for paper, or what stands in the way."""
    proof = prove_scene(compile_scene(pack, pack.scenes[scene]))
    found = tuple(one for one in proof.diagnostics if one.severity is Severity.ERROR)
    if found or proof.states is None:
        return None, found or proof.diagnostics
    return LessonData(proof, proof.states, tuple(_title(pack, name) for name in remembered(pack, scene))), ()


def remembered(pack: Pack, scene: SceneId) -> tuple[SceneId, ...]:
    """The earlier scenes of whose traces a scene has a memory, in their order."""
    forms = [form for form in pack.scenes[scene].variables.values() if isinstance(form, VariableForm)]
    asked = {form.carried for form in forms if form.carried}
    order = pack.order()
    earlier = order[: order.index(scene)]
    return tuple(name for name in earlier if any(trace.id in asked for trace in pack.scenes[name].leaves))


def _title(pack: Pack, scene: SceneId) -> str:
    return smart_quotes(pack.scenes[scene].title)
