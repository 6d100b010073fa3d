"""What an ink story is made of before and after its lines are read: statements, changes, names, ways without a word.

Law: nothing here adds to a story; what is taken out has nothing to read in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from party_card.importers.expressions import BoolOp, Expression, Not, UnsupportedSyntaxError, Visited, literal, negated
from party_card.importers.story import Change, Node, Story, UnsupportedFeature

ON = "Go on"
_STEP = re.compile(r"(?P<name>\w+)\s*(?P<sign>[+-])\s*(?P<value>\d+)\Z")


def statements(text: str, story: Story) -> list[tuple[int, str]]:
    """The lines of a story with their numbers; one in braces that goes on over several lines is one."""
    for comment in re.finditer(r"/\*.*?\*/|//[^\n]*", text, re.DOTALL):
        story.lost.append(UnsupportedFeature(text.count("\n", 0, comment.start()) + 1, comment[0], "a comment"))
    text = re.sub(r"/\*.*?\*/|//[^\n]*", lambda comment: "\n" * comment[0].count("\n"), text, flags=re.DOTALL)
    found: list[tuple[int, str]] = []
    open_ = 0
    for number, row in enumerate(text.split("\n"), start=1):
        if open_ > 0:
            found[-1] = (found[-1][0], found[-1][1] + "\n" + row.strip())
        elif row.strip():
            found.append((number, row.strip()))
        open_ = max(0, open_ + row.count("{") - row.count("}"))
    return found


def resolve_visited(asked: Expression | None, name_of: Callable[[str], str]) -> Expression | None:
    """A condition with the names of moments as they are once all are known."""
    if isinstance(asked, Not):
        return negated(resolve_visited(asked.of, name_of) or asked.of)
    if isinstance(asked, BoolOp):
        return BoolOp(asked.by, tuple(resolve_visited(one, name_of) or one for one in asked.of))
    return Visited(name_of(asked.moment)) if isinstance(asked, Visited) else asked


def change(told: re.Match[str]) -> Change:
    """What a line that begins with `~` does to a variable. Raises NotUnderstood."""
    name, sign, value = told["name"], told["sign"], told["value"]
    if sign in ("++", "--"):
        return Change(name, "step", 1 if sign == "++" else -1)
    if sign != "=":
        number = literal(value)
        if isinstance(number, bool) or not isinstance(number, int):
            raise UnsupportedSyntaxError("only whole numbers take steps")
        return Change(name, "step", number if sign == "+=" else -number)
    stepped = _STEP.match(value)
    if stepped and stepped["name"] == name:
        return Change(name, "step", int(stepped["sign"] + stepped["value"]))
    return Change(name, "set", literal(value))


def asked_after(moment: Node) -> list[str]:
    """The moments after which the conditions of this one ask."""
    found: list[str] = []
    waiting = [part.condition for part in moment.parts] + [link.condition for link in moment.links]
    while waiting:
        asked = waiting.pop()
        if isinstance(asked, Visited):
            found.append(asked.moment)
        elif isinstance(asked, Not):
            waiting.append(asked.of)
        elif isinstance(asked, BoolOp):
            waiting += asked.of
    return found


def collapse_empty_nodes(story: Story, asked: set[str]) -> None:
    """Takes out the moments in which there is nothing to read and one way on; whoever led there leads further."""
    for name, moment in list(story.moments.items()):
        on = moment.links[0] if len(moment.links) == 1 else None
        if moment.parts or moment.lost or name in asked or on is None or on.condition or on.text != ON:
            continue
        if on.target == name or (name == story.start and moment.changes):
            continue
        for other in story.moments.values():
            for link in other.links:
                if link.target == name and other is not moment:
                    link.target = on.target
                    link.changes += moment.changes
        if name == story.start:
            story.start = on.target
        del story.moments[name]


def reaches(story: Story, start: str, goal: str) -> bool:
    """Whether `goal` can be come to again from `start`; not where its only way in is open once."""
    into = [link for moment in story.moments.values() for link in moment.links if link.target == goal]
    if goal != story.start and len(into) == 1 and into[0].once:
        return False
    seen, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        more = {link.target for link in story.moments[name].links if link.target in story.moments} - seen
        seen |= more
        waiting += more
    return False
