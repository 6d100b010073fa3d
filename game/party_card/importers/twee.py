"""Twee (the text form of Twine stories) as SugarCube and Harlowe write it: passages, links, variables, conditions.

Law: only what has the same meaning here is taken over; every other macro is listed with its line.
"""

from __future__ import annotations

import json
import re

from party_card.importers.expressions import UnsupportedSyntaxError
from party_card.importers.story import Story, UnsupportedFeature
from party_card.importers.twee_passage import read_passage

_HEADER = re.compile(
    r"(?m)^::[ \t]*(?P<name>(?:\\.|[^\[{\n\\])*?)[ \t]*(?:\[(?P<tags>[^\]\n]*)\])?[ \t]*(?:\{[^\n]*\})?[ \t]*$"
)
_SPECIAL = frozenset({"StoryTitle", "StoryData", "StorySettings", "StorySubtitle", "StoryAuthor", "StoryInit"})
_NOTHING = "there is no passage in this file: in Twee each begins with a line `:: Its Name`"


def read_twee(text: str) -> Story:
    """The story that a Twee file tells. Raises NotUnderstood where there is no passage in it."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    headers = list(_HEADER.finditer(text))
    if not headers:
        raise UnsupportedSyntaxError(_NOTHING)
    bodies: dict[str, tuple[str, int]] = {}
    story = Story("", "Start")
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        name = re.sub(r"\\(.)", r"\1", header["name"]).strip()
        line = text.count("\n", 0, header.start()) + 1
        body = text[header.end() : following.start() if following else len(text)].strip("\n")
        first = line + 1 + (len(text[header.end() :]) - len(text[header.end() :].lstrip("\n")) - 1)
        tags = (header["tags"] or "").split()
        if name in _SPECIAL or "startup" in tags:
            _special(story, "StoryInit" if "startup" in tags else name, body, first)
        elif set(tags) & {"script", "stylesheet", "widget", "header", "footer"} or re.match(
            r"Story[A-Z]|Passage[A-Z]", name
        ):
            story.lost.append(
                UnsupportedFeature(line, f":: {name}\n{body}", "a passage for the program and not for readers")
            )
        else:
            bodies[name] = (body, first)
    if not bodies:
        raise UnsupportedSyntaxError(_NOTHING)
    if story.start not in bodies:
        story.start = next(iter(bodies))
    for name, (body, line) in bodies.items():
        story.moments[name] = read_passage(name, body, line)
    start = story.moments[story.start]
    for change in start.changes:
        if change.kind == "set":
            story.first.setdefault(change.variable, change.value)
    return story


def _special(story: Story, name: str, body: str, line: int) -> None:
    if name == "StoryTitle":
        story.title = " ".join(body.split()) or story.title
    elif name == "StoryData":
        try:
            told = json.loads(body)
            story.start = str(told.get("start", story.start))
        except (ValueError, AttributeError):
            story.lost.append(UnsupportedFeature(line, body, "this is no JSON"))
    elif name == "StoryInit":
        made = read_passage(name, body, line)
        story.lost += made.lost
        for change in made.changes:
            story.first[change.variable] = change.value
    elif body.strip():
        story.lost.append(UnsupportedFeature(line, f":: {name}\n{body}", "the format has no place for it"))
