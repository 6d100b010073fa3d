"""A trace is left twice.

The `id` of what a scene leaves is unique in all scenes of a pack: a later scene asks for it by that name, and
must know what it gets. Give one of the two another name, or join them to one with `or` in its `if`.

PASS:
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
    leaves:
      - {id: read-the-letter, kind: witnessed, text: You read the letter., if: chose(read)}
    ### scenes/summer.yaml
    scene: summer
    title: Summer
    variables:
      knows: {carried: read-the-letter}
    passages:
      one:
        text:
          - text: You wait.
          - {text: You know the hand., if: knows}
        ending: {id: done, title: Done}
FAIL:
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
    leaves:
      - {id: read-the-letter, kind: witnessed, text: You read the letter., if: chose(read)}
    ### scenes/winter.yaml
    scene: winter
    title: Winter
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    leaves:
      - {id: read-the-letter, kind: witnessed, text: You read it at last.}
MESSAGE:
    error[duplicate-trace]: `read-the-letter` is left twice
      --> scenes/winter.yaml:8:10
       |
     8 |   - {id: read-the-letter, kind: witnessed, text: You read it at last.}
       |          ^^^^^^^^^^^^^^^
      ::: scenes/spring.yaml:13:10
       |
    13 |   - {id: read-the-letter, kind: witnessed, text: You read the letter., if: chose(read)}
       |          --------------- the first time
    help: give one of the two another name
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import TraceId
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks the traces that all prologues and scenes leave."""
    first_by_id: dict[TraceId, NodeRef] = {}
    for name, location in _iter_traces(pack):
        first = first_by_id.setdefault(name, location)
        if first is not location and name:
            secondary = first.label(message="the first time")
            help_text = "give one of the two another name"
            yield RULE.diagnose(f"{backquote(name)} is left twice", location.label(), help_text, secondary=(secondary,))


def _iter_traces(pack: Pack) -> Iterator[tuple[TraceId, NodeRef]]:
    """Yields the traces of prologues, then those of scenes; of two choices of a prologue that leave the same, one."""
    for prologue in pack.prologues.values():
        choices = [choice for beat in prologue.beats for choice in beat.choices if choice.leaves]
        places = {choice.leaves: choice.location.value("leaves") for choice in reversed(choices) if choice.leaves}
        yield from places.items()
    for scene in pack.scenes.values():
        yield from ((trace.id, trace.location.value("id")) for trace in scene.leaves)


RULE = Rule("duplicate-trace", Severity.ERROR, __doc__, check, scope="pack")
