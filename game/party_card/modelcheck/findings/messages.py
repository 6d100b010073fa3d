"""Builds the labels, helps and phrases that findings share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from party_card.content.conditions import collect_names
from party_card.content.models import ConditionText, Scene
from party_card.content.pack import YAML_FOLDERS, find_builtin_pack
from party_card.diagnostics.diagnostic import Help, Label
from party_card.diagnostics.words import backquote, list_names
from party_card.modelcheck.bfs import Witness
from party_card.modelcheck.state_space import ReachableStates

MAX_LISTED = 4
"""A sentence lists at most this many variables or passages."""


def make_passage_label(states: ReachableStates, passage: int) -> Label:
    """Returns a label for the name of a passage under `passages:`."""
    location = states.compiled.scene.location
    return location.label(location.value("passages").key_span(states.model.passage_id(passage)))


def format_play_command(scene: Scene, choices: Sequence[str], imported_traces: Sequence[str] = ()) -> str:
    """Returns the command that plays a scene along a path."""
    folder = _pack_folder(PurePath(scene.location.file.name))
    quoted = f'"{folder}"' if " " in str(folder) else str(folder)
    pack = f" --pack {quoted}" if folder.name or _needs_pack_option(scene.location.file.name) else ""
    carried = f" --carried {','.join(imported_traces)}" if imported_traces else ""
    return f"party-card play {scene.scene}{pack}{carried}" + (f" --choices {','.join(choices)}" if choices else "")


def _needs_pack_option(name: str) -> bool:
    """Returns True if a file named without a folder is in the current folder, and that is not the built-in pack."""
    return Path(name).is_file() and Path.cwd() != find_builtin_pack().resolve()


def _pack_folder(file: PurePath) -> PurePath:
    """Returns the folder of the pack of a file, in the form that messages use."""
    return file.parent.parent if file.parent.name in YAML_FOLDERS else file.parent


def make_witness_help(states: ReachableStates, witness: Witness, destination: str = "there") -> Help:
    """Returns a help with the command that plays a witness."""
    command = format_play_command(states.compiled.scene, witness.choices, witness.imported_traces)
    return Help(f"`{command}` leads {destination}")


def make_passage_help(states: ReachableStates, passage: int) -> Help:
    """Returns a help with the command that plays a shortest path to a passage."""
    witness = states.shortest_path({passage: states.reachable[passage]})
    return make_witness_help(states, witness, f"to {backquote(states.model.passage_id(passage))}")


def list_names_read(states: ReachableStates, conditions: Iterable[ConditionText | None]) -> tuple[str, ...]:
    """Returns the variables and marks that conditions read, in the order declared."""
    read = {
        name
        for text in conditions
        if text is not None
        for name in collect_names(states.compiled.logic.conditions[text])
    }
    return tuple(name for name in states.compiled.system.slots if name in read)


def describe_values_after(states: ReachableStates, witness: Witness, names: Sequence[str]) -> str:
    """Returns the values of some variables at the end of a path: "`attention` is 2 and `keeper` is friend"."""
    values = states.values_after(witness)
    return join_phrases([f"{backquote(name)} is {values[name]}" for name in names])


def describe_values_at(states: ReachableStates, passage: int, names: Sequence[str]) -> str:
    """Returns the values that some variables always have in a passage, without those that may have any value."""
    slots, domains = states.compiled.system.slots, states.compiled.system.domains
    phrases = []
    for name in names:
        values = states.algebra.slot_values(passage, states.reachable[passage], slots.index(name))
        domain = domains.get(name)
        words = [domain.names[value] if domain is not None else ("false", "true")[value] for value in values]
        if len(values) > 1 and (domain is None or len(values) == domain.size):
            continue
        if len(words) > 2 and domain is not None and domain.kind == "range" and values[-1] - values[0] < len(values):
            words = [f"from {words[0]} to {words[-1]}"]
        phrases.append(f"{backquote(name)} is always {_join_alternatives(words)}")
    return join_phrases(phrases)


def describe_passages(states: ReachableStates, passages: Sequence[int]) -> str:
    """Returns passages as a sentence lists them; if there are many, the first ones and the number of the others."""
    names = [str(states.model.passage_id(passage)) for passage in passages]
    if len(names) <= MAX_LISTED:
        return list_names(names)
    return f"{', '.join(backquote(name) for name in names[:MAX_LISTED])} and {len(names) - MAX_LISTED} more"


def _join_alternatives(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def join_phrases(phrases: Sequence[str]) -> str:
    """Joins the first phrases of a list: "this, that and the other"."""
    phrases = phrases[:MAX_LISTED]
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}" if phrases else ""
