"""Says which offers are open because of what was left earlier: in an earlier scene, or in the prologue.

An offer is open because of a trace if its condition holds, and would not hold without the trace. If either of several
traces would be enough, it is open because of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from party_card.content.conditions import collect_names
from party_card.content.models import Choice, TraceId
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes, strip_markup
from party_card.engine.compiled import CompiledScene
from party_card.engine.consequences import end_sentence
from party_card.engine.transition_system import Position
from party_card.localization import gettext, gettext_noop

OPENED_BY_ROLE = gettext_noop("Because of what you did as {name}: {trace}")
OPENED_BY_SCENE = gettext_noop("Because of what you did in “{name}”: {trace}")
OPENED_BY_PROLOGUE = gettext_noop("Because of what you chose in the prologue: {choice}")


def explain_opening(compiled: CompiledScene, choice: Choice, position: Position) -> str:
    """Returns sentences that name the traces because of which a choice is open; empty if it needs none of them."""
    names = _find_opening_traces(compiled, choice, position)
    traces = dict.fromkeys(compiled.system.domains[name].imported_trace for name in names)
    return " ".join(filter(None, (_describe_trace(compiled.evidence.pack, trace) for trace in traces)))


def asks_for_traces(compiled: CompiledScene, choice: Choice) -> bool:
    """Returns True if the condition of a choice reads a variable that is imported."""
    return bool(compiled.system.trace_slots) and bool(_list_imported_names(compiled, choice))


def _list_imported_names(compiled: CompiledScene, choice: Choice) -> list[str]:
    """Returns the imported variables that the condition of a choice reads, in the order declared."""
    domains = compiled.system.domains
    asked = collect_names(compiled.logic.conditions[choice.if_]) if choice.if_ is not None else frozenset()
    return [name for name, domain in domains.items() if name in asked and domain.imported_trace is not None]


def _find_opening_traces(compiled: CompiledScene, choice: Choice, position: Position) -> list[str]:
    """Returns the imported variables without which the condition of a choice would not hold."""
    system = compiled.system
    if not asks_for_traces(compiled, choice) or not system.evaluate(choice.if_, position):
        return []
    imported = _list_imported_names(compiled, choice)

    def is_open_without(names: Iterable[str]) -> bool:
        slots = {1 + system.slots.index(name) for name in names}
        position_without = tuple(0 if slot in slots else value for slot, value in enumerate(position))
        return system.evaluate(choice.if_, position_without)

    needed = [name for name in imported if not is_open_without([name])]
    if needed or is_open_without(imported):
        return needed
    return [name for name in imported if position[1 + system.slots.index(name)]]


def _describe_trace(pack: Pack | None, trace_id: TraceId | None) -> str:
    """Returns the sentence for a trace: who left it or where, and how; empty if no scene of the pack leaves it."""
    if pack is None:
        return ""
    for scene in pack.scenes.values():
        for trace in scene.leaves:
            if trace.id == trace_id:
                cast = pack.campaign.cast if pack.campaign is not None else ()
                name = next((member.name for member in cast if member.scene == scene.scene), "")
                text = smart_quotes(strip_markup(trace.text)).strip()
                template = OPENED_BY_ROLE if name else OPENED_BY_SCENE
                return end_sentence(gettext(template).format(name=smart_quotes(name or scene.title), trace=text))
    choices = (item for prologue in pack.prologues.values() for beat in prologue.beats for item in beat.choices)
    text = next((item.text for item in choices if item.leaves == trace_id), "")
    choice = smart_quotes(strip_markup(text)).strip()
    return end_sentence(gettext(OPENED_BY_PROLOGUE).format(choice=choice)) if choice else ""
