"""Rules that need no exploration of a scene: one module per rule, its docstring the documentation and the test.

Invariant: a rule finds one kind of mistake and is silent about what reading has already reported. To add one, write
its module (any other is a pattern), with a PASS and a FAIL example.
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.content.scene_logic import get_scene_logic
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import Rule, load_rules

RULES: tuple[Rule[Pack], ...] = load_rules(__name__, __path__)
"""Every rule, by its code."""


def check_pack(pack: Pack) -> list[Diagnostic]:
    """Returns the diagnostics of a pack in the order of the files, without those found while it was read."""
    found = [diagnostic for scene in pack.scenes.values() for diagnostic in get_scene_logic(pack, scene)[1]]
    for rule in RULES:
        if rule.check is not None:
            found += rule.check(pack)
    # A placeholder for something wrong has no location, and what was wrong has been reported while reading.
    located = [diagnostic for diagnostic in found if diagnostic.primary.source.name]
    return sorted(located, key=lambda diagnostic: diagnostic.sort_key)
