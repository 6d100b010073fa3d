"""Two story tests of a scene have the same name.

A report names a test that fails by its name alone, so it does not tell which of the two it is. Give one of the two
another name, which says what it shows.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: stay, text: Stay, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
    tests:
      - {name: going on, play: [go], expect: {passage: two}}
      - {name: staying, play: [stay], expect: {passage: two}}
FAIL REPLACES:
      - {name: staying, play: [stay], expect: {passage: two}}
WITH:
      - {name: going on, play: [stay], expect: {passage: two}}
MESSAGE:
    warning[duplicate-test]: another test of this scene is called `going on`
      --> scenes/example.yaml:14:12
       |
    13 |   - {name: going on, play: [go], expect: {passage: two}}
       |            -------- the first one
    14 |   - {name: going on, play: [stay], expect: {passage: two}}
       |            ^^^^^^^^
    help: give one of the two another name
"""

from __future__ import annotations

import unicodedata

from party_card.content.models import StoryTest
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks the story tests of every scene."""
    for scene in pack.scenes.values():
        first_by_name: dict[str, StoryTest] = {}
        for test in scene.tests:
            name = unicodedata.normalize("NFC", " ".join(test.name.split()))
            first = first_by_name.setdefault(name, test)
            if name and first is not test:
                message = f"another test of this scene is called {backquote(name)}"
                label = test.location.value("name").label()
                first_label = first.location.value("name").label(message="the first one")
                yield RULE.diagnose(message, label, "give one of the two another name", secondary=(first_label,))


RULE = Rule("duplicate-test", Severity.WARNING, __doc__, check)
