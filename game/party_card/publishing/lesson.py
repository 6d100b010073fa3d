"""Prepares proved scenes for paper: guides, worksheets and plans of a campaign."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from party_card.content.models import SceneId, VariableForm
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes
from party_card.diagnostics.diagnostic import Severity
from party_card.engine.compiled import compile_scene
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.pdf import to_pdf
from party_card.modelcheck import prove_scene
from party_card.services.errors import InvalidContentError

PAPER_WRITERS: Mapping[str, Callable[[str], bytes]] = {"html": str.encode, "pdf": to_pdf}
"""Writers of HTML documents as files, by extension. The PDF writer raises PdfUnavailableError."""


def build_lesson(pack: Pack, scene: SceneId) -> LessonData:
    """Proves a scene and returns it ready for paper. Raises InvalidContentError if the proof fails."""
    proof = prove_scene(compile_scene(pack, pack.scenes[scene]))
    errors = [diagnostic for diagnostic in proof.diagnostics if diagnostic.severity is Severity.ERROR]
    if errors or proof.states is None:
        raise InvalidContentError(errors or proof.diagnostics)
    titles = (smart_quotes(pack.scenes[origin].title) for origin in list_trace_origins(pack, scene))
    return LessonData(proof, proof.states, tuple(titles))


def list_trace_origins(pack: Pack, scene: SceneId) -> tuple[SceneId, ...]:
    """Returns the earlier scenes whose traces a scene imports, in their order."""
    forms = [form for form in pack.scenes[scene].variables.values() if isinstance(form, VariableForm)]
    imported_traces = {form.carried for form in forms if form.carried}
    order = pack.scene_ids()
    earlier_scenes = order[: order.index(scene)]
    return tuple(
        origin for origin in earlier_scenes if any(trace.id in imported_traces for trace in pack.scenes[origin].leaves)
    )
