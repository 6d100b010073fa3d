"""Reads Twee, the text form of Twine stories, as SugarCube and Harlowe write it.

Invariant: only markup with the same meaning in a scene is imported; every other macro is listed with its line.
"""

from __future__ import annotations

import json
import re

from party_card.importers.expressions import UnsupportedSyntaxError
from party_card.importers.story import Story, UnsupportedFeature
from party_card.importers.twee_passage import parse_passage

_HEADER = re.compile(
    r"(?m)^::[ \t]*(?P<name>(?:\\.|[^\[{\n\\])*?)[ \t]*(?:\[(?P<tags>[^\]\n]*)\])?[ \t]*(?:\{[^\n]*\})?[ \t]*$"
)
_METADATA_PASSAGES = frozenset(
    {"StoryTitle", "StoryData", "StorySettings", "StorySubtitle", "StoryAuthor", "StoryInit"}
)
_PROGRAM_TAGS = frozenset({"script", "stylesheet", "widget", "header", "footer"})
_PROGRAM_PASSAGE_NAME = re.compile(r"Story[A-Z]|Passage[A-Z]")


def read_twee(text: str) -> Story:
    """Reads the story in a Twee file. Raises UnsupportedSyntaxError if it has no passage."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    headers = list(_HEADER.finditer(text))
    bodies: dict[str, tuple[str, int]] = {}
    story = Story("", "Start")
    for header, next_header in zip(headers, [*headers[1:], None], strict=False):
        name = re.sub(r"\\(.)", r"\1", header["name"]).strip()
        line = text.count("\n", 0, header.start()) + 1
        remainder = text[header.end() :]
        first_line = line + len(remainder) - len(remainder.lstrip("\n"))
        body = text[header.end() : next_header.start() if next_header else len(text)].strip("\n")
        tags = (header["tags"] or "").split()
        if name in _METADATA_PASSAGES or "startup" in tags:
            _read_metadata(story, "StoryInit" if "startup" in tags else name, body, first_line)
        elif _PROGRAM_TAGS.intersection(tags) or _PROGRAM_PASSAGE_NAME.match(name):
            reason = "a passage for the program and not for readers"
            story.unsupported.append(UnsupportedFeature(line, f":: {name}\n{body}", reason))
        else:
            bodies[name] = (body, first_line)
    if not bodies:
        raise UnsupportedSyntaxError("there is no passage in this file: in Twee each begins with a line `:: Its Name`")
    if story.start not in bodies:
        story.start = next(iter(bodies))
    for name, (body, line) in bodies.items():
        story.nodes[name] = parse_passage(name, body, line)
    for effect in story.nodes[story.start].effects:
        if effect.kind == "set":
            story.initial_values.setdefault(effect.variable, effect.value)
    return story


def _read_metadata(story: Story, name: str, body: str, line: int) -> None:
    """Reads the title, the start or the first values of variables from a special passage."""
    if name == "StoryTitle":
        story.title = " ".join(body.split()) or story.title
    elif name == "StoryData":
        try:
            story.start = str(json.loads(body).get("start", story.start))
        except (ValueError, AttributeError):
            story.unsupported.append(UnsupportedFeature(line, body, "this is no JSON"))
    elif name == "StoryInit":
        node = parse_passage(name, body, line)
        story.unsupported += node.unsupported
        story.initial_values |= {effect.variable: effect.value for effect in node.effects}
    elif body.strip():
        story.unsupported.append(UnsupportedFeature(line, f":: {name}\n{body}", "the format has no place for it"))
