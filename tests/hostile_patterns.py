"""Runs every regular expression of the program on texts made to slow it down.

`python -m tests.hostile_patterns CHARACTERS SECONDS` prints the expressions that take more than SECONDS of CPU on a text
of CHARACTERS; with `--every-end` each text also ends in two other ways. For every unbounded repetition in an expression a text is made that repeats what it matches, alone and behind
what precedes it, and that fails at its end: that is what makes a search begin anew at every character.
"""

from __future__ import annotations

import ast
import importlib
import re
import re._constants as opcodes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import party_card
import party_card.evidence.find as evidence_find

ROOT = Path(party_card.__file__).parent
_ANCHORED_METHODS = frozenset({"match", "fullmatch"})
_METHODS = frozenset({"match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split"})
_GENERIC_REPEATS = (
    " ",
    "\t",
    "\n",
    "-",
    "a",
    "1",
    "(",
    "[",
    '"',
    "'",
    "*",
    "@",
    "[@",
    "\\",
    '\\"',
    "\\'",
    " \n",
    "- ",
    "a ",
    ". ",
)


NEVER_LONG = {
    evidence_find._SENTENCE_END.pattern: "searches twelve characters",
    evidence_find._OPENING.pattern: "searches eight characters",
    r"<!--.*?-->\s*": "searches what Graphviz writes, where every comment is closed",
}
"""Expressions that take more than linear time, and why they never meet a long text of an author."""


class UsedPattern(NamedTuple):
    """A regular expression, and if it is only tried at one place of a text."""

    place: str
    pattern: re.Pattern[Any]
    is_anchored: bool


def list_patterns(root: Path = ROOT) -> Iterator[UsedPattern]:
    """Yields every regular expression that modules hold by name, or that stands in a call."""
    paths = sorted(root.rglob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    methods = {path: _collect_methods(tree) for path, tree in trees.items()}
    for path, tree in trees.items():
        module_name = ".".join((root.name, *path.relative_to(root).with_suffix("").parts))
        if "re" not in {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}:
            continue
        module = importlib.import_module(module_name.removesuffix(".__init__"))
        for name, value in vars(module).items():
            users = [methods[path]] if name.startswith("_") else methods.values()
            used = {method for user in users for method in user.get(name, ())} & _METHODS
            for pattern in _find_patterns(value):
                yield UsedPattern(f"{module_name}.{name}", pattern, bool(used) and used <= _ANCHORED_METHODS)
        for node in ast.walk(tree):
            if pattern_call := _read_call(node):
                function, text = pattern_call
                flags = re.DOTALL if "DOTALL" in ast.unparse(node) else 0
                yield UsedPattern(
                    f"{module_name}:{node.lineno}",  # type: ignore[attr-defined]
                    re.compile(text, flags),
                    function in _ANCHORED_METHODS,
                )


def _collect_methods(tree: ast.Module) -> dict[str, set[str]]:
    """Returns the attributes that are asked of every name, of its items, and of what a loop or a choice takes from it."""
    methods: dict[str, set[str]] = {}
    containers: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            value = node.value.value if isinstance(node.value, ast.Subscript) else node.value
            if isinstance(value, ast.Name):
                methods.setdefault(value.id, set()).add(node.attr)
        elif isinstance(node, ast.For | ast.comprehension):
            targets = {name.id for name in ast.walk(node.target) if isinstance(name, ast.Name)}
            for name in ast.walk(node.iter):
                if isinstance(name, ast.Name):
                    containers.setdefault(name.id, set()).update(targets)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.IfExp):
            targets = {target.id for target in node.targets if isinstance(target, ast.Name)}
            for choice in (node.value.body, node.value.orelse):
                if isinstance(choice, ast.Name):
                    containers.setdefault(choice.id, set()).update(targets)
    for container, items in containers.items():
        methods.setdefault(container, set()).update(*(methods.get(item, set()) for item in items))
    return methods


def _find_patterns(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _find_patterns(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _find_patterns(item)


def _read_call(node: ast.AST) -> tuple[str, Any] | None:
    """Returns the function and the expression of a call such as `re.sub("a+", …)`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
        return None
    is_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
    if not is_re or node.func.attr not in _METHODS or not isinstance(node.args[0], ast.Constant):
        return None
    return node.func.attr, node.args[0].value


def list_hostile_texts(pattern: re.Pattern[Any], characters: int, ends: Sequence[str]) -> Iterator[str]:
    """Yields texts of about `characters` characters that are likely to slow the expression down."""
    pieces = dict.fromkeys(_GENERIC_REPEATS)
    starts: dict[tuple[str, str], None] = {}
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    for prefix, repeated in _iter_repeats(parser.parse(text, pattern.flags & ~re.UNICODE & ~re.DEBUG), ""):
        pieces |= dict.fromkeys(piece for piece in (repeated, prefix, prefix + repeated) if piece)
        starts[prefix, repeated] = None
    for piece in pieces:
        yield from (piece * (characters // len(piece)) + end for end in ends)
    for prefix, repeated in starts:
        if prefix and repeated:
            yield prefix + repeated * (characters // len(repeated)) + "\x00"


def _iter_repeats(items: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """Yields, for every unbounded repetition, what it matches and what may stand before it."""
    for opcode, argument in items:
        if opcode in (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT, opcodes.POSSESSIVE_REPEAT):
            _, high, body = argument
            if high > 50:
                for choice in range(3):
                    yield prefix, _sample(body, choice)
            yield from _iter_repeats(body, prefix)
        elif opcode is opcodes.SUBPATTERN:
            yield from _iter_repeats(argument[3], prefix)
        elif opcode is opcodes.BRANCH:
            for branch in argument[1]:
                yield from _iter_repeats(branch, prefix)
        elif opcode in (opcodes.ASSERT, opcodes.ASSERT_NOT):
            yield from _iter_repeats(argument[1], prefix)
        elif opcode is opcodes.ATOMIC_GROUP:
            yield from _iter_repeats(argument, prefix)
        prefix += _sample([(opcode, argument)], 0)


def _sample(items: Any, choice: int) -> str:
    """Returns a short text that the items match; `choice` picks among alternatives."""
    result = ""
    for opcode, argument in items:
        if opcode is opcodes.LITERAL:
            result += chr(argument)
        elif opcode is opcodes.NOT_LITERAL:
            result += next(sign for sign in "a \n-"[choice:] + "b" if ord(sign) != argument)
        elif opcode is opcodes.ANY:
            result += "a .-"[choice]
        elif opcode is opcodes.IN:
            result += _sample_class(argument, choice)
        elif opcode in (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT, opcodes.POSSESSIVE_REPEAT):
            result += _sample(argument[2], choice) * max(argument[0], 1 if argument[1] else 0)
        elif opcode is opcodes.SUBPATTERN:
            result += _sample(argument[3], choice)
        elif opcode is opcodes.ATOMIC_GROUP:
            result += _sample(argument, choice)
        elif opcode is opcodes.BRANCH:
            result += _sample(argument[1][min(choice, len(argument[1]) - 1)], choice)
    return result


def _sample_class(items: Sequence[tuple[Any, Any]], choice: int) -> str:
    pattern = re.compile(f"[{_write_class(items)}]")
    signs = [chr(code) for code in (*b" a-1.\n\t,;A'\"*_(@", *range(33, 127), 160, 233, 8212, 8220, 8230, 0xE001)]
    matching = list(dict.fromkeys(sign for sign in signs if pattern.match(sign)))
    if not matching:
        return next((chr(argument) for opcode, argument in items if opcode is opcodes.LITERAL), "")
    return matching[min(choice, len(matching) - 1)]


def _write_class(items: Sequence[tuple[Any, Any]]) -> str:
    names = {"CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
             "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W"}  # fmt: skip
    written = ""
    for opcode, argument in items:
        if opcode is opcodes.NEGATE:
            written += "^"
        elif opcode is opcodes.LITERAL:
            written += re.escape(chr(argument))
        elif opcode is opcodes.RANGE:
            written += "-".join(re.escape(chr(code)) for code in argument)
        elif opcode is opcodes.CATEGORY:
            written += names[str(argument)]
    return written


def find_slow_patterns(
    patterns: Sequence[UsedPattern], characters: int, limit_s: float, ends: Sequence[str] = ("\x00",)
) -> list[str]:
    """Returns the places of the expressions that thrice take more than `limit_s` of CPU on one hostile text."""
    slow: list[str] = []
    signal.signal(signal.SIGVTALRM, _interrupt)
    for used_pattern in patterns:
        if used_pattern.pattern.pattern in NEVER_LONG:
            continue
        for text in list_hostile_texts(used_pattern.pattern, characters, ends):
            if all(_takes_longer(used_pattern, text, limit_s) for _ in range(3)):
                slow.append(f"{used_pattern.place}  {used_pattern.pattern.pattern!r}  on {text[:12]!r}… {text[-3:]!r}")
                break
    return slow


def _takes_longer(used_pattern: UsedPattern, text: str, limit_s: float) -> bool:
    _, pattern, is_anchored = used_pattern
    hostile_text = text if isinstance(pattern.pattern, str) else text.encode()
    signal.setitimer(signal.ITIMER_VIRTUAL, limit_s)
    try:
        if is_anchored:
            pattern.match(hostile_text)
            pattern.fullmatch(hostile_text)
        else:
            for _ in pattern.finditer(hostile_text):
                pass
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return False


def _interrupt(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    chosen_ends = ("\x00", "", "é\n") if "--every-end" in sys.argv else ("\x00",)
    all_patterns = list(list_patterns())
    for line in find_slow_patterns(all_patterns, int(sys.argv[1]), float(sys.argv[2]), chosen_ends):
        print(line)
    print(f"{len(all_patterns)} expressions tried")
