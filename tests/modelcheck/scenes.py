"""Scenes for tests of the proof: one from a text, and random ones from a seed of choices."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from party_card.content.models import Scene, VariableForm
from party_card.content.pack import Pack, builtin, read_model, read_pack
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.transition_system import Position


def compiled(text: str, name: str = "scenes/example.yaml") -> CompiledScene:
    """The scene of a text, read by the real reader; without facts."""
    scene, problems = read_model(SourceFile(name, text))
    assert not problems, problems
    assert isinstance(scene, Scene)
    return compile_scene(Pack(Path(), scenes={scene.scene: scene}), scene)


def shipped() -> list[CompiledScene]:
    """Every scene that comes with the game."""
    pack, _ = read_pack(builtin())
    return [compile_scene(pack, scene) for scene in pack.scenes.values()]


def starts(story: CompiledScene) -> list[Position]:
    """Where someone can begin: with each combination of what is carried, written out from the scene's own words."""
    forms = story.scene.variables
    asked = {form.carried for form in forms.values() if isinstance(form, VariableForm) and form.carried}
    found = [story.system.start]
    for trace in sorted(asked):
        names = [name for name, form in forms.items() if isinstance(form, VariableForm) and form.carried == trace]
        places = [story.system.slots.index(name) + 1 for name in names]
        found += [tuple(1 if n in places else value for n, value in enumerate(start)) for start in found]
    return found


def search(story: CompiledScene) -> dict[Position, int]:
    """Every full position and its distance from the nearest start, found in the plainest way there is."""
    kernel = story.system
    distance = dict.fromkeys(starts(story), 0)
    layer = list(distance)
    while layer:
        after = []
        for position in layer:
            for choice in kernel.enabled_choices(position):
                reached = kernel.apply(position, choice)
                if reached not in distance:
                    distance[reached] = distance[position] + 1
                    after.append(reached)
        layer = after
    return distance


# ------------------------------------------------------------------------------------------------ random scenes

_PASSAGES = ["one", "two", "three-and", "four", "five", "six"]
_VALUES = ["calm", "doubt", "fear"]


@st.composite
def scene_texts(draw: st.DrawFn) -> str:
    """The YAML of a scene without mistakes: up to four variables, some of them carried, six passages, and every
    kind of condition."""
    variables = _Variables(draw)
    passages = _PASSAGES[: draw(st.integers(1, 6))]
    counts = [draw(st.integers(0, 3)) for _ in passages]
    choices = [f"c{number}-{one}" for number, count in enumerate(counts) for one in range(count)]
    asked = _Asked(draw, variables, passages, choices)
    lines = ["scene: made", "title: Made", "variables:" if variables.declared else "place: Riga"]
    lines += [f"  {line}" for line in variables.declared]
    lines.append("passages:")
    for number, (name, count) in enumerate(zip(passages, counts, strict=True)):
        lines += [f"  {name}:", "    text:", f"      - text: You are at {name}."]
        for _ in range(draw(st.integers(0, 2))):
            lines += [
                f"      - text: {' '.join(['more'] * draw(st.integers(1, 5)))}",
                f"        if: {asked.condition()}",
            ]
        if not count and draw(st.booleans()):
            lines.append(f"    ending: {{id: e{number}, title: The end}}")
        if count:
            lines.append("    choices:")
        for one in range(count):
            lines += [f"      - id: c{number}-{one}", "        text: Go on"]
            lines.append(f"        goto: {draw(st.sampled_from(passages))}")
            if draw(st.booleans()):
                lines.append(f"        if: {asked.condition()}")
            if draw(st.booleans()):
                lines.append("        locked: Not now")
            if changes := variables.changes():
                lines.append(f"        set: {{{', '.join(changes)}}}")
        if count and draw(st.integers(0, 3)) == 0:
            lines.append(f"    history: [c{number}-{draw(st.integers(0, count - 1))}]")
    if draw(st.booleans()):
        lines += ["record:", "  - text: It ended.", f"    if: {asked.condition()}"]
    if draw(st.booleans()):
        lines += ["leaves:", "  - {id: t0, kind: said, text: You spoke., if: " + asked.condition(quoted=True) + "}"]
    for key in ("always", "never"):
        if draw(st.integers(0, 3)) == 0:
            lines.append(f"{key}: [{asked.condition(quoted=True)}]")
    return "\n".join(lines) + "\n"


class _Variables:
    """Up to four variables of all kinds."""

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
                self.declared.append(f'{name}: {{range: [{low}, {numbers[-1]}], start: "{start}"}}')

    def changes(self) -> list[str]:
        """What a choice sets."""
        made = []
        for name, domain in self.domains.items():
            if self.draw(st.integers(0, 2)):
                continue
            if name in self.ranges and self.draw(st.booleans()):
                made.append(f"{name}: {self.draw(st.sampled_from(['+1', '+1', '-1', '+2', '-3', '+9']))}")
            else:
                value = self.draw(st.sampled_from(domain))
                made.append(f'{name}: "{value}"' if name in self.ranges else f"{name}: {value}")
        return made


class _Asked:
    """Random conditions."""

    def __init__(self, draw: st.DrawFn, variables: _Variables, passages: list[str], choices: list[str]) -> None:
        self.draw = draw
        self.variables = variables
        self.passages = passages
        self.choices = choices

    def condition(self, depth: int = 0, quoted: bool = False) -> str:
        """A condition that reads well and has no mistake."""
        kind = self.draw(st.integers(0, 6 if depth < 2 else 2))
        if quoted:
            return f'"{self.condition()}"'
        if kind <= 2:
            return self._atom()
        if kind == 3:
            return f"not ({self.condition(depth + 1)})"
        joint = " and " if kind <= 5 else " or "
        return f"({self.condition(depth + 1)}{joint}{self.condition(depth + 1)})"

    def _atom(self) -> str:
        draw, variables = self.draw, self.variables
        kind = draw(st.integers(0, 7))
        if kind == 0:
            return f"visited({draw(st.sampled_from(self.passages))})"
        if kind == 1 and self.choices:
            return f"chose({draw(st.sampled_from(self.choices))})"
        if kind == 2 and len(variables.ranges) > 1:
            one, other = draw(st.permutations(variables.ranges))[:2]
            order = draw(st.sampled_from(["<", "<=", "==", "!=", ">", ">="]))
            return f"{one} {draw(st.sampled_from('+-'))} {other} {order} {draw(st.integers(-2, 6))}"
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
