"""How findings speak: where they point, what values they name, and the path that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Any

from party_card.content.conditions import names_read
from party_card.content.models import ConditionText, Scene
from party_card.content.pack import FOLDERS, builtin
from party_card.diagnostics.diagnostic import Help, Label
from party_card.diagnostics.words import listed, named
from party_card.modelcheck.bfs import Witness
from party_card.modelcheck.state_space import ReachableStates

_SHOWN = 4  # more variables or passages than these are not read in a sentence


def at_passage(states: ReachableStates, passage: int, message: str = "") -> Label:
    """The name of a passage, where it stands under `passages:`."""
    scene = states.compiled.scene
    return scene.location.label(scene.location.value("passages").key_span(states.model.name(passage)), message)


def command_of(scene: Scene, choices: Sequence[str], carried: Sequence[str] = ()) -> str:
    """What to type to go along a path in a scene, begun with what is carried."""
    root = _folder(PurePath(scene.location.file.name))
    typed = f'"{root}"' if " " in str(root) else str(root)
    where = f" --pack {typed}" if root.name or _here(scene.location.file.name) else ""
    begun = f" --carried {','.join(carried)}" if carried else ""
    return f"party-card play {scene.scene}{where}{begun}" + (f" --choices {','.join(choices)}" if choices else "")


def _here(name: str) -> bool:
    """Whether a file that is named without a folder lies where commands are typed, and is none of the game's own."""
    return Path(name).is_file() and Path.cwd() != builtin().resolve()


def _folder(file: PurePath) -> PurePath:
    """The folder of the pack that a file lies in, as messages name it."""
    return file.parent.parent if file.parent.name in FOLDERS else file.parent


def path_help(states: ReachableStates, witness: Witness, where: str = "there") -> Help:
    """The path to where something is."""
    return Help(f"`{command_of(states.compiled.scene, witness.choices, witness.carried)}` leads {where}")


def read_by(states: ReachableStates, conditions: Iterable[ConditionText | None]) -> tuple[str, ...]:
    """The variables and marks that conditions read, in the order declared."""
    read = {
        name for text in conditions if text is not None for name in names_read(states.compiled.logic.conditions[text])
    }
    return tuple(name for name in states.compiled.system.slots if name in read)


def values_there(states: ReachableStates, witness: Witness, names: Sequence[str]) -> str:
    """The values that some variables have where a path leads: "`attention` is 2 and `keeper` is friend"."""
    told = states.values_along(witness)
    return joined([f"{named(name)} is {told[name]}" for name in names])


def values_here(states: ReachableStates, passage: int, names: Sequence[str], region: Any = None) -> str:
    """The values that some variables have in a passage, or in a region of it, whatever the path."""
    region = states.reachable[passage] if region is None else region
    slots, domains = states.compiled.system.slots, states.compiled.system.domains
    told = []
    for name in names:
        values = states.space.slot_values(passage, region, slots.index(name))
        domain = domains.get(name)
        words = [domain.names[value] if domain is not None else ("false", "true")[value] for value in values]
        if domain is not None and len(values) == domain.size > 1:
            continue  # anything goes: not worth a word
        if domain is None and len(values) > 1:
            continue
        if len(words) > 2 and domain is not None and domain.kind == "range" and values[-1] - values[0] < len(values):
            words = [f"from {words[0]} to {words[-1]}"]
        told.append(f"{named(name)} is always {_or(words)}")
    return joined(told)


def passages_told(states: ReachableStates, passages: Sequence[int]) -> str:
    """Passages as a sentence lists them; the first few where there are many."""
    names = [str(states.model.name(passage)) for passage in passages]
    if len(names) <= _SHOWN:
        return listed(names)
    return f"{', '.join(named(name) for name in names[:_SHOWN])} and {len(names) - _SHOWN} more"


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def joined(parts: Sequence[str]) -> str:
    """Parts of a sentence, the first few: "this, that and those"."""
    parts = parts[:_SHOWN]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
