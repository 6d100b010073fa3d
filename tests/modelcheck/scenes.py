"""Compiled scenes for tests: from a YAML text, and random ones."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from party_card.content.file_reader import read_model
from party_card.content.models import Scene, VariableForm
from party_card.content.pack import Pack
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.transition_system import Position


def compile_scene_text(text: str, name: str = "scenes/example.yaml") -> CompiledScene:
    """Compiles the scene of a YAML text, without dossiers."""
    scene, diagnostics = read_model(SourceFile(name, text))
    assert not diagnostics, diagnostics
    assert isinstance(scene, Scene)
    return compile_scene(Pack(Path(), scenes={scene.scene: scene}), scene)


def list_initial_states(compiled: CompiledScene) -> list[Position]:
    """Returns the initial positions for all combinations of imported traces, derived from the scene file alone."""
    forms = compiled.scene.variables
    traces = {form.carried for form in forms.values() if isinstance(form, VariableForm) and form.carried}
    positions = [compiled.system.initial_position]
    for trace in sorted(traces):
        names = [name for name, form in forms.items() if isinstance(form, VariableForm) and form.carried == trace]
        places = [compiled.system.slots.index(name) + 1 for name in names]
        positions += [
            tuple(1 if index in places else value for index, value in enumerate(position)) for position in positions
        ]
    return positions


def explore_plainly(compiled: CompiledScene) -> dict[Position, int]:
    """Returns every position and its distance from the nearest initial one, by a plain breadth-first search."""
    system = compiled.system
    distances = dict.fromkeys(list_initial_states(compiled), 0)
    layer = list(distances)
    while layer:
        next_layer = []
        for position in layer:
            for choice in system.enabled_choices(position):
                successor = system.apply(position, choice)
                if successor not in distances:
                    distances[successor] = distances[position] + 1
                    next_layer.append(successor)
        layer = next_layer
    return distances


# ------------------------------------------------------------------------------------------------ random scenes

_PASSAGES = ["one", "two", "three-and", "four", "five", "six"]
_VALUES = ["calm", "doubt", "fear"]


@st.composite
def scene_texts(draw: st.DrawFn, *, with_file: bool = False) -> str:
    """Draws the YAML of a valid scene with up to four variables, six passages, and every kind of condition.

    If asked for, it has a file, whose conditions ask for the ending, too.
    """
    variables = _VariableGenerator(draw)
    passages = _PASSAGES[: draw(st.integers(1, 6))]
    counts = [draw(st.integers(0, 3)) for _ in passages]
    choices = [f"c{number}-{index}" for number, count in enumerate(counts) for index in range(count)]
    conditions = _ConditionGenerator(draw, variables, passages, choices)
    lines = ["scene: made", "title: Made", "variables:" if variables.declared else "place: Riga"]
    lines += [f"  {line}" for line in variables.declared]
    lines.append("passages:")
    for number, (name, count) in enumerate(zip(passages, counts, strict=True)):
        lines += [f"  {name}:", "    text:", f"      - text: You are at {name}."]
        for _ in range(draw(st.integers(0, 2))):
            lines += [
                f"      - text: {' '.join(['more'] * draw(st.integers(1, 5)))}",
                f"        if: {conditions.draw_condition()}",
            ]
        if not count and draw(st.booleans()):
            lines.append(f"    ending: {{id: e{number}, title: The end}}")
        if count:
            lines.append("    choices:")
        for index in range(count):
            lines += [f"      - id: c{number}-{index}", "        text: Go on"]
            if number + 1 == len(passages) or draw(st.integers(0, 3)):
                lines.append(f"        goto: {draw(st.sampled_from(passages))}")
            if draw(st.booleans()):
                lines.append(f"        if: {conditions.draw_condition()}")
            if draw(st.booleans()):
                lines.append("        locked: Not now")
            lines += [
                f"        {key}: {{{', '.join(entries)}}}" for key, entries in variables.draw_updates() if entries
            ]
        if count and draw(st.integers(0, 3)) == 0:
            lines.append(f"    history: [c{number}-{draw(st.integers(0, count - 1))}]")
    if draw(st.booleans()):
        lines += ["record:", "  - text: It ended.", f"    if: {conditions.draw_condition()}"]
    if draw(st.booleans()):
        lines += [
            "leaves:",
            "  - {id: t0, kind: said, text: You spoke., if: " + conditions.draw_condition(quoted_value=True) + "}",
        ]
    for key in ("always", "never"):
        if draw(st.integers(0, 3)) == 0:
            lines.append(f"{key}: [{conditions.draw_condition(quoted_value=True)}]")
    if with_file:
        endings = [
            f"e{number}" for number in range(len(passages)) if f"    ending: {{id: e{number}, title: The end}}" in lines
        ]
        decided = [name for name, count in zip(passages, counts, strict=True) if count]
        lines += _draw_file(draw, conditions, endings, decided)
    return "\n".join(lines) + "\n"


def _draw_file(draw: st.DrawFn, conditions: _ConditionGenerator, endings: list[str], decided: list[str]) -> list[str]:
    """Draws the lines of a file with up to three stamps and three papers."""

    def draw_if() -> str:
        condition = conditions.draw_condition()
        if draw(st.booleans()) and endings:
            ending = f"ending {draw(st.sampled_from(['==', '!=']))} {draw(st.sampled_from(endings))}"
            condition = f"({condition}) {draw(st.sampled_from(['and', 'or']))} {ending}"
        return f', if: "{condition}"' if draw(st.integers(0, 3)) else ""

    lines = ["file:", "  name: Berg, K.", "  card:"]
    lines += [
        f"    - {{stamp: {stamp}{draw_if()}}}" for stamp in ["marked", "taken-away", "kept"][: draw(st.integers(1, 3))]
    ]
    papers = draw(st.integers(0, 3))
    shown: set[str] = set()
    if papers:
        lines.append("  papers:")
    for number in range(papers):
        shows = [name for name in decided if draw(st.booleans())]
        shown.update(shows)
        kind = draw(st.sampled_from(["register", "letter", "minutes"]))
        text = f"text: [{{text: Always.}}, {{text: Sometimes.{draw_if()}}}]"
        head = f"id: p{number}, kind: {kind}, title: Paper {number}, {text}, shows: [{', '.join(shows)}]"
        lines.append(f"    - {{{head}{draw_if()}}}")
    unrecorded = [name for name in decided if name not in shown]
    if unrecorded:
        lines.append("  unrecorded:")
        lines += [f"    {name}: {draw(st.sampled_from(['your sister', chr(34) * 2]))}" for name in unrecorded]
    return lines


class _VariableGenerator:
    """Draws up to four variables of all kinds, and updates of them."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.declared: list[str] = []
        self.domains: dict[str, list[str]] = {}
        self.ranges: list[str] = []
        for name in ["alarm", "belief", "count", "debt"][: draw(st.integers(0, 4))]:
            kind = draw(st.sampled_from(["yes-no", "values", "range", "carried"]))
            if kind == "carried":
                self.domains[name] = ["false", "true"]
                self.declared.append(f"{name}: {{carried: {draw(st.sampled_from(['t1', 't2', 't3']))}}}")
            elif kind == "yes-no":
                self.domains[name] = ["false", "true"]
                self.declared.append(f"{name}: {draw(st.sampled_from(self.domains[name]))}")
            elif kind == "values":
                self.domains[name] = _VALUES[: draw(st.integers(2, 3))]
                start = draw(st.sampled_from(self.domains[name]))
                self.declared.append(f"{name}: {{values: [{', '.join(self.domains[name])}], start: {start}}}")
            else:
                low = draw(st.integers(-2, 1))
                numbers = range(low, low + draw(st.integers(2, 7)))
                self.domains[name] = [str(number) for number in numbers]
                self.ranges.append(name)
                start = draw(st.sampled_from(self.domains[name]))
                self.declared.append(f"{name}: {{range: [{low}, {numbers[-1]}], start: {start}}}")

    def draw_updates(self) -> list[tuple[str, list[str]]]:
        """Draws the entries of `set` and of `add` of a choice."""
        values: list[str] = []
        steps: list[str] = []
        for name, domain in self.domains.items():
            if self.draw(st.integers(0, 2)):
                continue
            if name in self.ranges and self.draw(st.booleans()):
                steps.append(f"{name}: {self.draw(st.sampled_from([1, 1, -1, 2, -3, 9]))}")
            else:
                values.append(f"{name}: {self.draw(st.sampled_from(domain))}")
        return [("set", values), ("add", steps)]


class _ConditionGenerator:
    """Draws conditions."""

    def __init__(self, draw: st.DrawFn, variables: _VariableGenerator, passages: list[str], choices: list[str]) -> None:
        self.draw = draw
        self.variables = variables
        self.passages = passages
        self.choices = choices

    def draw_condition(self, depth: int = 0, quoted_value: bool = False) -> str:
        """Draws a valid condition."""
        kind = self.draw(st.integers(0, 6 if depth < 2 else 2))
        if quoted_value:
            return f'"{self.draw_condition()}"'
        if kind <= 2:
            return self._draw_comparison()
        if kind == 3:
            return f"not ({self.draw_condition(depth + 1)})"
        operator = " and " if kind <= 5 else " or "
        return f"({self.draw_condition(depth + 1)}{operator}{self.draw_condition(depth + 1)})"

    def _draw_comparison(self) -> str:
        draw, variables = self.draw, self.variables
        kind = draw(st.integers(0, 7))
        if kind == 0:
            return f"visited({draw(st.sampled_from(self.passages))})"
        if kind == 1 and self.choices:
            return f"chose({draw(st.sampled_from(self.choices))})"
        if kind == 7 and self.choices:
            choice = draw(st.sampled_from(self.choices))
            passage = self.passages[int(choice[1 : choice.index("-")])]
            return f"{passage} {draw(st.sampled_from(['==', '!=']))} {choice}"
        if kind == 2 and len(variables.ranges) > 1:
            left, right = draw(st.permutations(variables.ranges))[:2]
            operator = draw(st.sampled_from(["<", "<=", "==", "!=", ">", ">="]))
            return f"{left} {draw(st.sampled_from('+-'))} {right} {operator} {draw(st.integers(-2, 6))}"
        if not variables.domains:
            return draw(st.sampled_from(["true", "false"]))
        name = draw(st.sampled_from(list(variables.domains)))
        domain = variables.domains[name]
        value = draw(st.sampled_from(domain))
        if name in variables.ranges:
            return f"{name} {draw(st.sampled_from(['<', '<=', '==', '!=', '>', '>=']))} {value}"
        if domain == ["false", "true"]:
            return name
        if draw(st.booleans()):
            return f"{name} in ({value}, {draw(st.sampled_from(domain))})"
        return f"{name} {draw(st.sampled_from(['==', '!=']))} {value}"


def write_floors(count: int) -> str:
    """Returns a scene of floors with three rooms each, of which a path enters one; the endings tell who left a mark."""
    rooms = [[f"room_{floor}_{room}" for room in range(3)] for floor in range(count)]
    endings = [f"end_{room}" for room in range(3)]
    passages = ""
    for names, targets in zip(rooms, [*rooms[1:], endings], strict=True):
        for room, name in enumerate(names):
            passages += f"  {name}:\n    text: You look round.\n    choices:\n" + "".join(
                f"      - {{id: {deed}-{name}-{step}, text: Go on, goto: {targets[(room + step) % 3]}}}\n"
                for deed in ("mark", "pass")
                for step in range(3)
            )
    blocks = "".join(
        f"      - text: {'A mark is seen. ' * (1 + (7 * floor + 5 * room) % 11)}\n"
        f"        if: {name} in (mark-{name}-0, mark-{name}-1, mark-{name}-2)\n"
        for floor, names in enumerate(rooms)
        for room, name in enumerate(names)
    )
    for name in endings:
        passages += f"  {name}:\n    text:\n{blocks}    ending: {{id: {name}, title: End}}\n"
    return f"scene: floors\ntitle: Floors\npassages:\n{passages}"
