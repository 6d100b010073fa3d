"""Where the choices of a scene lead, and where a new one leads.

Invariant: a new choice never closes a circle, and never names a passage that is merely the next in the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from party_card.services.cards.operation import scene_of
from party_card.services.cards.shown_values import find_start, list_of, mapping_of, text_of
from party_card.services.cards.tree import YamlTree

ChoiceKey = tuple[str, int]
"""The passage of a choice, and its index there."""
OPEN_TARGET = "…"
"""Stands at a choice that leads nowhere yet."""


def list_targets(document: YamlTree, *, are_implied: bool = False) -> dict[ChoiceKey, str]:
    """Returns where each choice leads, by its place; with `are_implied`, only of those that name no passage."""
    passages = mapping_of(scene_of(document).get("passages"))
    targets: dict[ChoiceKey, str] = {}
    for (name, passage), following in zip(passages.items(), [*passages, ""][1:], strict=True):
        for index, choice in enumerate(list_of(mapping_of(passage).get("choices"))):
            if "goto" not in mapping_of(choice):
                targets[name, index] = following
            elif not are_implied:
                targets[name, index] = text_of(mapping_of(choice)["goto"]) or ""
    return targets


def find_default_target(document: YamlTree, name: str) -> str:
    """Returns where a new choice of a passage leads: to a passage that no path reaches, else nowhere yet.

    A passage from which one comes back, or to which another choice of the same passage leads, is left out. Of the
    others come first those to which nothing leads, and of these the next one behind the passage.
    """
    root = scene_of(document)
    names = list(mapping_of(root.get("passages")))
    targets = list_targets(document)
    following = _list_following(targets)
    reached = _find_reached(following, find_start(root))
    own = following.get(name, set())
    unreached = [
        other
        for other in names
        if other != name and other not in reached and other not in own and name not in _find_reached(following, other)
    ]
    led_to = set(targets.values())
    here = names.index(name)
    order = {other: (other in led_to, names.index(other) < here, names.index(other)) for other in unreached}
    return min(unreached, key=order.__getitem__, default=OPEN_TARGET)


def find_last_target(document: YamlTree, name: str, without: int | None = None) -> str:
    """Returns the last of the passages right behind one to which its choices lead; the passage itself if none does.

    A new target of the passage stands behind it, so that targets stand in the order of their choices. An ending
    does not count, so that endings stay at the end; nor does the choice at the index `without`.
    """
    passages = mapping_of(scene_of(document).get("passages"))
    names = list(passages)
    targets = {target for key, target in list_targets(document).items() if key[0] == name and key[1] != without}
    last = name
    for following in names[names.index(name) + 1 :]:
        if following not in targets or "ending" in mapping_of(passages[following]):
            break
        last = following
    return last


def _list_following(targets: Mapping[ChoiceKey, str]) -> dict[str, set[str]]:
    """Returns the passages to which the choices of each passage lead."""
    following: dict[str, set[str]] = {}
    for (passage, _), target in targets.items():
        following.setdefault(passage, set()).add(target)
    return following


def _find_reached(following: Mapping[str, set[str]], start: str | None) -> set[str]:
    """Returns the passages that choices lead to from one on, and that one, whatever conditions say."""
    reached = {start} if start is not None else set()
    waiting = deque(reached)
    while waiting:
        for target in following.get(waiting.popleft(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached
