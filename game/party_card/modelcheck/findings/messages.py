"""Builds the labels, helps and phrases that findings share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from party_card.content.conditions import collect_names
from party_card.content.models import ConditionText, Scene
from party_card.content.pack_folders import YAML_FOLDERS, find_builtin_pack
from party_card.diagnostics.diagnostic import Label
from party_card.diagnostics.words import backquote, list_names
from party_card.modelcheck.bfs import Witness
from party_card.modelcheck.state_space import ReachableStates

MAX_LISTED = 4
"""A sentence lists at most this many variables or passages."""


def make_passage_label(states: ReachableStates, passage: int) -> Label:
    """Returns a label for the name of a passage under `passages:`."""
    location = states.compiled.scene.location
    return location.value("passages").key_label(states.model.passage_id(passage))


def format_play_command(scene: Scene, choices: Sequence[str], imported_traces: Sequence[str] = ()) -> str:
    """Returns the command that plays a scene along a path."""
    folder = _pack_folder(PurePath(scene.location.file.name))
    folder_text = f'"{folder}"' if " " in str(folder) else str(folder)
    pack = f" --pack {folder_text}" if folder.name or _needs_pack_option(scene.location.file.name) else ""
    traces = f" --carried {','.join(imported_traces)}" if imported_traces else ""
    return f"party-card play {scene.scene}{pack}{traces}" + (f" --choices {','.join(choices)}" if choices else "")


def _needs_pack_option(name: str) -> bool:
    """Returns True if a file named without a folder is in the current folder, and that is not the built-in pack."""
    return Path(name).is_file() and Path.cwd() != find_builtin_pack().resolve()


def _pack_folder(file: PurePath) -> PurePath:
    """Returns the folder of the pack of a file, in the form that messages use."""
    return file.parent.parent if file.parent.name in YAML_FOLDERS else file.parent


def make_witness_help(states: ReachableStates, witness: Witness, destination: str = "there") -> str:
    """Returns a help with the command that plays a witness."""
    command = format_play_command(states.compiled.scene, witness.choices, witness.imported_traces)
    return f"`{command}` leads {destination}"


def make_deadlock_helps(
    states: ReachableStates, witness: Witness, conditions: Iterable[ConditionText | None]
) -> Iterator[str]:
    """Yields the values that conditions read at the end of a path, if any, and the command that plays it."""
    values = states.values_after(witness)
    if names := _list_names_read(states, conditions):
        yield "there " + join_phrases([f"{backquote(name)} is {values[name]}" for name in names])
    yield make_witness_help(states, witness)


def make_passage_helps(
    states: ReachableStates, passage: int, condition: ConditionText | None, *advice: str
) -> Iterator[str]:
    """Yields the values that a condition reads in a passage, advice, and the command that plays a path to it."""
    name = backquote(states.model.passage_id(passage))
    if values := _describe_values_at(states, passage, _list_names_read(states, [condition])):
        yield f"in {name}, {values}"
    yield from advice
    yield make_witness_help(states, states.shortest_path({passage: states.state_sets[passage]}), f"to {name}")


def _list_names_read(states: ReachableStates, conditions: Iterable[ConditionText | None]) -> tuple[str, ...]:
    """Returns the variables and marks that conditions read, in the order declared."""
    names_read = {
        name
        for text in conditions
        if text is not None
        for name in collect_names(states.compiled.logic.conditions[text])
    }
    return tuple(name for name in states.compiled.system.slots if name in names_read)


def _describe_values_at(states: ReachableStates, passage: int, names: Sequence[str]) -> str:
    """Returns the values that some variables always have in a passage, without those that may have any value."""
    slots, domains = states.compiled.system.slots, states.compiled.system.domains
    phrases = []
    for name in names:
        values = states.algebra.slot_values(passage, states.state_sets[passage], slots.index(name))
        domain = domains.get(name)
        labels = [domain.names[value] if domain is not None else ("false", "true")[value] for value in values]
        if len(values) > 1 and (domain is None or len(values) == domain.size):
            continue
        if len(labels) > 2 and domain is not None and domain.kind == "range" and values[-1] - values[0] < len(values):
            labels = [f"from {labels[0]} to {labels[-1]}"]
        phrases.append(f"{backquote(name)} is always {_join_alternatives(labels)}")
    return join_phrases(phrases)


def describe_passages(states: ReachableStates, passages: Sequence[int]) -> str:
    """Returns passages as a sentence lists them; if there are many, the first ones and the number of the others."""
    names = [str(states.model.passage_id(passage)) for passage in passages]
    if len(names) <= MAX_LISTED:
        return list_names(names)
    return f"{', '.join(backquote(name) for name in names[:MAX_LISTED])} and {len(names) - MAX_LISTED} more"


def _join_alternatives(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} or {labels[-1]}"


def join_phrases(phrases: Sequence[str]) -> str:
    """Joins the first phrases of a list: "this, that and the other"."""
    phrases = phrases[:MAX_LISTED]
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}" if phrases else ""
