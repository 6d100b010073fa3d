"""A hook has more than three sentences, or more than 70 words.

It is read first and in large letters, and has to leave room for what a player must know. Two sentences are best: a
person, what this person wants, and what is dangerous about it. The rest belongs under `context:`, with its source, or
into the text of `role`.

PASS:
    scene: a
    title: A
    hook: You keep the bridge and want to keep your post. Tonight somebody must cross who is not allowed to.
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    hook: You keep the bridge and want to keep your post. Tonight somebody must cross who is not allowed to.
WITH:
    hook: You keep the bridge. You want to keep your post. Somebody must cross. It is not allowed.
MESSAGE:
    warning[long-hook]: this hook has 4 sentences; at most 3 are read before the scene begins
     --> scenes/example.yaml:3:7
      |
    3 | hook: You keep the bridge. You want to keep your post. Somebody must cross. It is not allowed.
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: keep a person, a want and a danger, and move the rest to `context:` or to the text of `role`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.content.prose import strip_markup
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import count_words
from party_card.rules._uncited import count_sentences

MAX_SENTENCES, MAX_WORDS = 3, 70


def check(pack: Pack) -> Diagnostics:
    """Counts the sentences and the words of every hook."""
    for scene in pack.scenes.values():
        sentences, words = count_sentences(strip_markup(scene.hook)), count_words(scene.hook)
        if sentences > MAX_SENTENCES:
            message = f"this hook has {sentences} sentences; at most {MAX_SENTENCES} are read before the scene begins"
        elif words > MAX_WORDS:
            message = f"this hook has {words} words; at most {MAX_WORDS} are read before the scene begins"
        else:
            continue
        help_text = "keep a person, a want and a danger, and move the rest to `context:` or to the text of `role`"
        yield RULE.diagnose(message, scene.location.value("hook").label(), help_text)


RULE = Rule("long-hook", Severity.WARNING, __doc__, check)
