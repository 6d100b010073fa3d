"""A block is not exactly one thing.

A block of a passage is either a `text` or a `document`; a block of the record is a `text`, a `chart` or
something `unknown`. Split it into two blocks, each under its own `- `.

PASS:
    scene: a
    title: A
    passages:
      one:
        text:
          - text: You wait.
          - document: Come at once.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      one:
        text:
          - text: You wait.
            document: Come at once.
        ending: {id: done, title: Done}
MESSAGE:
    error[block-shape]: this block has both `text` and `document`
     --> scenes/example.yaml:7:9
      |
    6 |       - text: You wait.
      |         ---- the first
    7 |         document: Come at once.
      |         ^^^^^^^^ the second
    help: split it into two blocks, each under its own `- `
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.content.yaml_loader import MappingNode, NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import listed
from party_card.rules._visitor import has_key

CODE = "block-shape"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at the blocks of every passage, of the record and of the campaign's end."""
    for scene in pack.scenes.values():
        for passage in scene.passages.values():
            if not isinstance(passage.text, str):
                for block in passage.text:
                    yield from _one_of(block.location, "block", ("text", "document"))
        for told in scene.record:
            yield from _one_of(told.location, "block of the record", ("text", "chart", "unknown"))
    for part in pack.campaign.ending if pack.campaign else ():
        yield from _one_of(part.location, "block of the campaign's end", ("text", "chart", "unknown"))
        if part.link is not None and part.text is None and (part.chart is not None or part.unknown is not None):
            message = "only a `text` can be a `link`"
            label = part.location.label(part.location.key_span("link"))
            yield Diagnostic(CODE, SEVERITY, message, label, helps=(Help("delete `link`, or tell it as a `text`"),))


def _one_of(at: NodeRef, kind: str, keys: tuple[str, ...]) -> Iterator[Diagnostic]:
    if not isinstance(at.node, MappingNode):
        return  # reported while reading
    here = [key for key in keys if has_key(at, key)]
    wanted = f"one of {listed(keys, 'or')}"
    if not here:
        span = NodeRef(at.file, at.node.value[0][0]).span if at.node.value else at.span
        message = f"this {kind} has none of {listed(keys)}"
        yield Diagnostic(CODE, SEVERITY, message, at.label(span), helps=(Help(f"add {wanted}"),))
    elif len(here) > 1:
        message = f"this {kind} has both {listed(here[:2])}"
        others = (at.label(at.key_span(here[0]), "the first"),)
        helps = (Help("split it into two blocks, each under its own `- `"),)
        yield Diagnostic(CODE, SEVERITY, message, at.label(at.key_span(here[1]), "the second"), others, helps)
