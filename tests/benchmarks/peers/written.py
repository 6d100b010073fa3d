"""The story written out for us (YAML), for ink and for Bardic, each as its own authors would.

Law: nothing is left out and nothing is added; only what a tool calls things differs. Where a tool has a quicker idiom
for the same thing, it is used.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.peers.story import Clause, Condition, Effect, Story, Variable


def as_yaml(story: Story) -> str:
    """The story as a scene of ours."""
    return "\n".join(_yaml(story)) + "\n"


def _yaml(story: Story) -> Iterator[str]:
    yield f"scene: {story.name}\ntitle: Made by a generator\nvariables:"
    for variable in story.variables:
        if variable.values:
            yield f"  {variable.name}: {{values: [{', '.join(variable.values)}], start: {variable.values[0]}}}"
        elif variable.high:
            yield f"  {variable.name}: {{range: [0, {variable.high}], start: 0}}"
        else:
            yield f"  {variable.name}: false"
    yield "passages:"
    for passage in story.passages:
        yield f"  {passage.name}:"
        if passage.more is None:
            yield f"    text: {passage.text}"
        else:
            yield f"    text:\n      - text: {passage.text}"
            yield f"      - {{text: {passage.more[1]}, if: {_joined(passage.more[0])}}}"
        if not passage.choices:
            yield f"    ending: {{id: e-{passage.name}, title: The end}}"
            continue
        yield "    choices:"
        for number, choice in enumerate(passage.choices):
            yield f"      - id: {passage.name}-{number}\n        text: {choice.label}"
            if choice.condition is not None:
                yield f"        if: {_joined(choice.condition)}"
            if choice.effects:
                yield f"        set: {{{', '.join(f'{e.variable.name}: {e.value}' for e in choice.effects)}}}"
            yield f"        goto: {choice.goal}"


def _joined(condition: Condition) -> str:
    return f" {condition.joint} ".join(_plain(clause) for clause in condition.clauses)


def _plain(clause: Clause) -> str:
    if not clause.value:
        return clause.variable.name if clause.order == "is" else f"not {clause.variable.name}"
    return f"{clause.variable.name} {clause.order} {clause.value}"


def as_ink(story: Story) -> str:
    """The story in ink; named values are numbers with names, which ink compares quickest."""
    return "\n".join(_ink(story)) + "\n"


def _ink(story: Story) -> Iterator[str]:
    for variable in story.variables:
        for number, value in enumerate(variable.values):
            yield f"CONST {value} = {number}"
        yield f"VAR {variable.name} = {'0' if variable.values or variable.high else 'false'}"
    yield f"-> {story.passages[0].name}"
    for passage in story.passages:
        yield f"=== {passage.name} ===\n{passage.text}"
        if passage.more is not None:
            yield f"{{{_joined(passage.more[0])}: {passage.more[1]}}}"
        if not passage.choices:
            yield "-> END"
        for choice in passage.choices:
            guard = "" if choice.condition is None else f"{{{_joined(choice.condition)}}} "
            yield f"+ {guard}[{choice.label}]"
            yield from (f"  ~ {_assignment(effect, 'MIN', 'MAX')}" for effect in choice.effects)
            yield f"  -> {choice.goal}"


def as_bardic(story: Story) -> str:
    """The story in Bardic: a choice with effects leads through a passage of its own that makes them and jumps on."""
    return "\n".join(_bardic(story)) + "\n"


def _bardic(story: Story) -> Iterator[str]:
    yield ":: Start"
    yield from (f"~ {variable.name} = {_first(variable)}" for variable in story.variables)
    yield f"-> {story.passages[0].name}\n"
    for passage in story.passages:
        yield f":: {passage.name}\n{passage.text}"
        if passage.more is not None:
            yield f"@if {_bardic_condition(passage.more[0])}:\n{passage.more[1]}\n@endif"
        for number, choice in enumerate(passage.choices):
            guard = "" if choice.condition is None else f"{{{_bardic_condition(choice.condition)}}} "
            goal = f"{passage.name}_{number}" if choice.effects else choice.goal
            yield f"+ {guard}[{choice.label}] -> {goal}"
        yield ""
        for number, choice in enumerate(passage.choices):
            if choice.effects:
                yield f":: {passage.name}_{number}"
                yield from (f"~ {_assignment(effect, 'min', 'max')}" for effect in choice.effects)
                yield f"-> {choice.goal}\n"


def _first(variable: Variable) -> str:
    if variable.values:
        return f'"{variable.values[0]}"'
    return "0" if variable.high else "False"


def _bardic_condition(condition: Condition) -> str:
    clauses = (
        f'{clause.variable.name} == "{clause.value}"' if clause.variable.values else _plain(clause)
        for clause in condition.clauses
    )
    return f" {condition.joint} ".join(clauses)


def _assignment(effect: Effect, least: str, most: str) -> str:
    name, value = effect.variable.name, effect.value
    if value.startswith("+"):
        return f"{name} = {least}({name} + {value[1:]}, {effect.variable.high})"
    if value.startswith("-"):
        return f"{name} = {most}({name} - {value[1:]}, 0)"
    if least == "MIN":  # ink
        return f"{name} = {value}"
    return f"{name} = " + (f'"{value}"' if effect.variable.values else value.title())
