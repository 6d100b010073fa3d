"""Writes a story as a scene (YAML), as ink, as Yarn and as Bardic, each as an author of that tool would.

Invariant: the texts differ only in syntax. If a tool has a faster idiom for the same thing, it is used.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.peers.story import Clause, Condition, Effect, Story, Variable


def write_yaml(story: Story) -> str:
    """Returns the story as a scene."""
    return "\n".join(_yaml_lines(story)) + "\n"


def _yaml_lines(story: Story) -> Iterator[str]:
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
        if passage.conditional_text is None:
            yield f"    text: {passage.text}"
        else:
            yield f"    text:\n      - text: {passage.text}"
            yield f"      - {{text: {passage.conditional_text[1]}, if: {_write_condition(passage.conditional_text[0])}}}"
        if not passage.choices:
            yield f"    ending: {{id: e-{passage.name}, title: The end}}"
            continue
        yield "    choices:"
        for number, choice in enumerate(passage.choices):
            yield f"      - id: {passage.name}-{number}\n        text: {choice.label}"
            if choice.condition is not None:
                yield f"        if: {_write_condition(choice.condition)}"
            steps = [effect for effect in choice.effects if effect.value[0] in "+-"]
            for key, effects in (("set", [e for e in choice.effects if e not in steps]), ("add", steps)):
                if effects:
                    entries = (f"{effect.variable.name}: {effect.value.removeprefix('+')}" for effect in effects)
                    yield f"        {key}: {{{', '.join(entries)}}}"
            yield f"        goto: {choice.target}"


def _write_condition(condition: Condition) -> str:
    return f" {condition.operator} ".join(_write_clause(clause) for clause in condition.clauses)


def _write_clause(clause: Clause) -> str:
    if not clause.value:
        return clause.variable.name if clause.operator == "is" else f"not {clause.variable.name}"
    return f"{clause.variable.name} {clause.operator} {clause.value}"


def write_ink(story: Story) -> str:
    """Returns the story as ink; named values are numeric constants, which ink compares fastest."""
    return "\n".join(_ink_lines(story)) + "\n"


def _ink_lines(story: Story) -> Iterator[str]:
    for variable in story.variables:
        for number, value in enumerate(variable.values):
            yield f"CONST {value} = {number}"
        yield f"VAR {variable.name} = {'0' if variable.values or variable.high else 'false'}"
    yield f"-> {story.passages[0].name}"
    for passage in story.passages:
        yield f"=== {passage.name} ===\n{passage.text}"
        if passage.conditional_text is not None:
            yield f"{{{_write_condition(passage.conditional_text[0])}: {passage.conditional_text[1]}}}"
        if not passage.choices:
            yield "-> END"
        for choice in passage.choices:
            guard = "" if choice.condition is None else f"{{{_write_condition(choice.condition)}}} "
            yield f"+ {guard}[{choice.label}]"
            yield from (f"  ~ {_write_assignment(effect, 'MIN', 'MAX')}" for effect in choice.effects)
            yield f"  -> {choice.target}"


def write_bardic(story: Story) -> str:
    """Returns the story as Bardic; a choice with effects leads through an extra passage that applies them."""
    return "\n".join(_bardic_lines(story)) + "\n"


def _bardic_lines(story: Story) -> Iterator[str]:
    yield ":: Start"
    yield from (f"~ {variable.name} = {_write_value(variable, 'False')}" for variable in story.variables)
    yield f"-> {story.passages[0].name}\n"
    for passage in story.passages:
        yield f":: {passage.name}\n{passage.text}"
        if passage.conditional_text is not None:
            yield f"@if {_write_bardic_condition(passage.conditional_text[0])}:\n{passage.conditional_text[1]}\n@endif"
        for number, choice in enumerate(passage.choices):
            guard = "" if choice.condition is None else f"{{{_write_bardic_condition(choice.condition)}}} "
            target = f"{passage.name}_{number}" if choice.effects else choice.target
            yield f"+ {guard}[{choice.label}] -> {target}"
        yield ""
        for number, choice in enumerate(passage.choices):
            if choice.effects:
                yield f":: {passage.name}_{number}"
                yield from (f"~ {_write_assignment(effect, 'min', 'max')}" for effect in choice.effects)
                yield f"-> {choice.target}\n"


def _write_bardic_condition(condition: Condition) -> str:
    clauses = (
        f'{clause.variable.name} == "{clause.value}"' if clause.variable.values else _write_clause(clause)
        for clause in condition.clauses
    )
    return f" {condition.operator} ".join(clauses)


def _write_assignment(effect: Effect, min_function: str, max_function: str) -> str:
    name, value = effect.variable.name, effect.value
    if value.startswith("+"):
        return f"{name} = {min_function}({name} + {value[1:]}, {effect.variable.high})"
    if value.startswith("-"):
        return f"{name} = {max_function}({name} - {value[1:]}, 0)"
    if min_function == "MIN":  # ink
        return f"{name} = {value}"
    return f"{name} = " + (f'"{value}"' if effect.variable.values else value.title())


def write_yarn(story: Story) -> str:
    """Returns the story as Yarn 2; `min` and `max` are functions that the program registers.

    Each clause stands in parentheses: yarn-bound takes `not a or b` as `not (a or b)`.
    """
    return "\n".join(_yarn_lines(story)) + "\n"


def _yarn_lines(story: Story) -> Iterator[str]:
    yield "title: Start\n---"
    for variable in story.variables:
        yield f"<<set ${variable.name} to {_write_value(variable, 'false')}>>"
    yield f"<<jump {story.passages[0].name}>>\n==="
    for passage in story.passages:
        yield f"title: {passage.name}\n---\n{passage.text}"
        if passage.conditional_text is not None:
            yield f"<<if {_write_yarn_condition(passage.conditional_text[0])}>>\n{passage.conditional_text[1]}\n<<endif>>"
        for choice in passage.choices:
            guard = "" if choice.condition is None else f" <<if {_write_yarn_condition(choice.condition)}>>"
            yield f"-> {choice.label}{guard}"
            yield from (f"    <<set ${_write_yarn_assignment(effect)}>>" for effect in choice.effects)
            yield f"    <<jump {choice.target}>>"
        yield "==="


def _write_value(variable: Variable, false: str) -> str:
    """Returns the first value of a variable, with the word of a language for false."""
    if variable.values:
        return f'"{variable.values[0]}"'
    return "0" if variable.high else false


def _write_yarn_condition(condition: Condition) -> str:
    clauses = (
        f'(${clause.variable.name} == "{clause.value}")'
        if clause.variable.values
        else f"({_write_clause(clause).replace(clause.variable.name, f'${clause.variable.name}')})"
        for clause in condition.clauses
    )
    return f" {condition.operator} ".join(clauses)


def _write_yarn_assignment(effect: Effect) -> str:
    name, value = effect.variable.name, effect.value
    if value.startswith("+"):
        return f"{name} to min(${name} + {value[1:]}, {effect.variable.high})"
    if value.startswith("-"):
        return f"{name} to max(${name} - {value[1:]}, 0)"
    return f"{name} to " + (f'"{value}"' if effect.variable.values else value)
