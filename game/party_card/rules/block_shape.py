"""A block is not exactly one thing.

A block of a passage is either a `text` or a `document`; a block of the record, or of what came after, is a `text`
(perhaps with a `label`), a `heading`, a `chart`, a fact to `compare`, or something `unknown`. Split it into two
blocks, each under its own `- `.

PASS:
    scene: a
    title: A
    passages:
      one:
        text:
          - text: You wait.
          - document: Come at once.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - document: Come at once.
WITH:
            document: Come at once.
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

from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.content.yaml_nodes import MappingNode
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, list_names
from party_card.rules._traversal import has_key

_RECORD_KEYS = ("text", "heading", "chart", "compare", "unknown")


def check(pack: Pack) -> Diagnostics:
    """Checks the blocks of every passage, of the record and of the campaign's end."""
    for scene in pack.scenes.values():
        for passage in scene.passages.values():
            if not isinstance(passage.text, str):
                for block in passage.text:
                    yield from _check_block(block.location, "block", ("text", "document"))
        for essential in scene.essentials:
            stray_keys = [key for key in ("heading", "compare", "unknown", "label") if has_key(essential.location, key)]
            if not stray_keys:
                yield from _check_block(essential.location, "block of the essentials", ("text", "chart"))
            for key in stray_keys:
                yield from _report_stray_key(essential.location, key, f"the essentials have no {backquote(key)}")
        for record_block in (*scene.record, *scene.aftermath):
            yield from _check_block(record_block.location, "block of the record", _RECORD_KEYS)
            if record_block.label and record_block.text is None:
                yield from _report_stray_key(record_block.location, "label", "only a `text` can have a `label`")
    for station in pack.campaign.stations if pack.campaign else ():
        if has_key(station.location, "picture") and has_key(station.location, "chart"):
            message, secondary = (
                "this line has both `picture` and `chart`",
                station.location.key_label("picture", "the first"),
            )
            yield RULE.diagnose(
                message,
                station.location.key_label("chart", "the second"),
                "delete one of them: a fact has one of them beside it",
                secondary=(secondary,),
            )
    for part in pack.campaign.ending if pack.campaign else ():
        yield from _check_block(part.location, "block of the campaign's end", ("text", "chart", "unknown"))
        if part.link is not None and part.text is None and (part.chart is not None or part.unknown is not None):
            yield from _report_stray_key(part.location, "link", "only a `text` can be a `link`")
    if pack.campaign is not None and pack.campaign.archive is not None:
        for point in pack.campaign.archive.conclusions:
            yield from _check_block(point.location, "conclusion of the archive", ("can", "cannot"))


def _report_stray_key(location: NodeRef, key: str, message: str) -> Diagnostics:
    yield RULE.diagnose(message, location.key_label(key), f"delete {backquote(key)}, or tell it as a `text`")


def _check_block(location: NodeRef, kind: str, keys: tuple[str, ...]) -> Diagnostics:
    if not isinstance(location.node, MappingNode):
        return  # reported while reading
    present = [key for key in keys if has_key(location, key)]
    if not present and not all(key.value in (*keys, "if", "link", "label") for key, _ in location.node.value):
        return  # its key is not known, which has been reported
    if not present:
        span = NodeRef(location.file, location.node.value[0][0]).span if location.node.value else location.span
        message = f"this {kind} has none of {list_names(keys)}"
        yield RULE.diagnose(message, location.label(span), f"add one of {list_names(keys, 'or')}")
    elif len(present) > 1:
        message = f"this {kind} has both {list_names(present[:2])}"
        secondary = location.key_label(present[0], "the first")
        help_text = "split it into two blocks, each under its own `- `"
        yield RULE.diagnose(message, location.key_label(present[1], "the second"), help_text, secondary=(secondary,))


RULE = Rule("block-shape", Severity.ERROR, __doc__, check)
