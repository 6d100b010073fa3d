"""A briefing has no hook.

A player who opens a scene wants to know at once: who am I, what do I want, and what could it cost me? Two sentences
under `hook:` say so, in large letters, above all else. With a hook, the text of `role`, and what is invented, are shown
on request, as “About this scene”.

PASS:
    scene: a
    title: A
    role: {name: A keeper, kind: invented, text: The bridge and you were made up.}
    hook: You keep the bridge and want to keep your post. Tonight somebody must cross who is not allowed to.
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    hook: You keep the bridge and want to keep your post. Tonight somebody must cross who is not allowed to.
WITH:
MESSAGE:
    remark[no-hook]: the briefing of this scene has no hook
     --> scenes/example.yaml:3:1
      |
    3 | role: {name: A keeper, kind: invented, text: The bridge and you were made up.}
      | ^^^^
    help: add `hook:` with two sentences: a person, what this person wants, and what is dangerous about it
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import has_key, has_unknown_key


def check(pack: Pack) -> Diagnostics:
    """Checks every scene that tells of the person whom a player is."""
    for scene in pack.scenes.values():
        location = scene.location
        if scene.role is not None and scene.role.text and not has_key(location, "hook") and not has_unknown_key(scene):
            help_text = (
                "add `hook:` with two sentences: a person, what this person wants, and what is dangerous about it"
            )
            yield RULE.diagnose("the briefing of this scene has no hook", location.key_label("role"), help_text)


RULE = Rule("no-hook", Severity.INFO, __doc__, check)
