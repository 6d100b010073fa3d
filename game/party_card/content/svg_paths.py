"""Parses the numbers, lengths, transforms and outlines of SVG pictures.

Invariant: every text is matched from its first to its last character and every number has a limit, so that each reader
of the picture understands it in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, pi, radians, sin, tan

from party_card.frozen_dataclass import frozen_dataclass

MAX_COORDINATE = 1e5
"""Numbers beyond this are refused; renderers compute with 24 bits."""
MAX_NUMBER_CHARACTERS = 32
"""Longer numbers are refused: pygame's renderer would read one as two."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_NUMBER = r"[+-]?(?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d+)?"
_WHOLE_NUMBER = re.compile(_NUMBER, re.ASCII)
_NEXT_NUMBER = re.compile(rf"[ \t\n\r]*+(?:,[ \t\n\r]*+)?({_NUMBER})", re.ASCII)
_NEXT_FLAG = re.compile(r"[ \t\n\r]*+(?:,[ \t\n\r]*+)?([01])")
_NEXT_COMMAND = re.compile(r"[ \t\n\r]*([MmLlHhVvCcSsQqTtAaZz])")
_LENGTH = re.compile(rf"\s*({_NUMBER})(px|pt|pc|mm|cm|in|em|ex|%)?\s*", re.ASCII)
_TRANSFORM = re.compile(r"[\s,]*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)", re.ASCII)
_ARGUMENT_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_TRANSFORM_COUNTS = {
    "matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3), "skewX": (1,), "skewY": (1,),
}  # fmt: skip
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 3.78, "cm": 37.8, "in": 96.0, "em": 16.0, "ex": 16.0}


class SvgValueError(ValueError):
    """A value cannot be read; `text` is the part that cannot."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text if len(text) <= MAX_NUMBER_CHARACTERS else f"{text[:MAX_NUMBER_CHARACTERS]}…"


@frozen_dataclass
class PathCommand:
    """A command of a path with its numbers as they are written."""

    letter: str
    numbers: tuple[str, ...]


@frozen_dataclass
class Segment:
    """A part of an outline that lies within the hull of `points`.

    A horizontal line meets it at most `crossings` times; it is at most `length` long.
    """

    points: tuple[Point, ...]
    crossings: int
    length: float


def parse_number(text: str) -> float:
    """Returns a number. Raises SvgValueError if it is none, too long or too large."""
    if not _WHOLE_NUMBER.fullmatch(text):
        raise SvgValueError(text)
    return _read_number(text)


def _read_number(text: str) -> float:
    """Returns a number that is written as one. Raises SvgValueError if it is too long or too large."""
    if len(text) > MAX_NUMBER_CHARACTERS:
        raise SvgValueError(text)
    if not abs(number := float(text)) <= MAX_COORDINATE:
        raise SvgValueError(text)
    return number


def parse_numbers(text: str) -> list[float]:
    """Returns the numbers of a list. Raises SvgValueError."""
    return [parse_number(number) for number in split_numbers(text)]


def split_numbers(text: str) -> list[str]:
    """Returns the numbers of a list as they are written. Raises SvgValueError at what is no number."""
    numbers, index, text = [], 0, text.rstrip()
    while index < len(text):
        match = _NEXT_NUMBER.match(text, index)
        if match is None:
            raise SvgValueError(text[index:].strip())
        numbers.append(match[1])
        index = match.end()
    return numbers


def parse_length(text: str, full_length: float) -> float:
    """Returns a length in user units; `full_length` is that of 100%. Raises SvgValueError."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise SvgValueError(text)
    unit = match[2]
    factor = full_length / 100 if unit == "%" else _UNITS[unit or "px"]
    return parse_number(match[1]) * factor


def parse_transform(text: str) -> Matrix:
    """Returns the matrix of a list of transforms. Raises SvgValueError."""
    matrix, index, text = IDENTITY, 0, text.rstrip()
    while index < len(text):
        match = _TRANSFORM.match(text, index)
        if match is None:
            raise SvgValueError(text[index:].strip())
        numbers = parse_numbers(match[2])
        if len(numbers) not in _TRANSFORM_COUNTS[match[1]]:
            raise SvgValueError(match[0].strip())
        matrix = multiply(matrix, _to_matrix(match[1], numbers))
        if not all(abs(entry) <= MAX_COORDINATE for entry in matrix):
            raise SvgValueError(match[0].strip())
        index = match.end()
    return matrix


def multiply(a: Matrix, b: Matrix) -> Matrix:
    """Returns the matrix that applies `b` first, then `a`."""
    return (
        a[0] * b[0] + a[2] * b[1],
        a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3],
        a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4],
        a[1] * b[4] + a[3] * b[5] + a[5],
    )


def _to_matrix(name: str, numbers: Sequence[float]) -> Matrix:
    if name == "matrix":
        a, b, c, d, e, f = numbers
        return (a, b, c, d, e, f)
    if name == "translate":
        return (1.0, 0.0, 0.0, 1.0, numbers[0], numbers[1] if len(numbers) > 1 else 0.0)
    if name == "scale":
        return (numbers[0], 0.0, 0.0, numbers[-1], 0.0, 0.0)
    angle = radians(numbers[0])
    if name == "skewX":
        return (1.0, 0.0, tan(angle), 1.0, 0.0, 0.0)
    if name == "skewY":
        return (1.0, tan(angle), 0.0, 1.0, 0.0, 0.0)
    turn: Matrix = (cos(angle), sin(angle), -sin(angle), cos(angle), 0.0, 0.0)
    if len(numbers) == 1:
        return turn
    x, y = numbers[1:]
    return multiply(multiply((1.0, 0.0, 0.0, 1.0, x, y), turn), (1.0, 0.0, 0.0, 1.0, -x, -y))


@lru_cache(maxsize=1)  # it is checked, then traced
def parse_path(text: str) -> tuple[PathCommand, ...]:
    """Returns the commands of an outline; repeated numbers are commands of their own. Raises SvgValueError."""
    commands: list[PathCommand] = []
    index, text = 0, text.rstrip()
    while index < len(text):
        match = _NEXT_COMMAND.match(text, index)
        if match is None or (not commands and match[1] not in "Mm"):
            raise SvgValueError(text[index:].strip())
        letter, index = match[1], match.end()
        while True:
            numbers, index = _read_arguments(text, index, letter)
            commands.append(PathCommand(letter, numbers))
            letter = {"M": "L", "m": "l"}.get(letter, letter)
            if letter in "Zz" or index >= len(text) or _NEXT_NUMBER.match(text, index) is None:
                break
    return tuple(commands)


def _read_arguments(text: str, index: int, letter: str) -> tuple[tuple[str, ...], int]:
    numbers = []
    for position in range(_ARGUMENT_COUNTS[letter.upper()]):
        pattern = _NEXT_FLAG if letter in "Aa" and position in (3, 4) else _NEXT_NUMBER
        match = pattern.match(text, index)
        if match is None:
            raise SvgValueError(text[index:].strip() or letter)
        _read_number(match[1])
        numbers.append(match[1])
        index = match.end()
    return tuple(numbers), index


def format_path(commands: Sequence[PathCommand]) -> str:
    """Writes commands so that every reader divides them in the same way."""
    text = " ".join(f"{command.letter}{' '.join(command.numbers)}" for command in commands)
    return text.replace(" Z", "Z").replace(" z", "z")


def trace_path(commands: Sequence[PathCommand]) -> Iterator[Segment]:
    """Yields the segments of an outline, with absolute coordinates."""
    x = y = start_x = start_y = 0.0
    control, last = (0.0, 0.0), ""
    for command in commands:
        letter, numbers = command.letter.upper(), [float(number) for number in command.numbers]
        base_x, base_y = (x, y) if command.letter.islower() else (0.0, 0.0)
        here = (x, y)
        if letter == "Z":
            x, y = start_x, start_y
            yield _make_line(here, (x, y))
        elif letter == "A":
            x, y = base_x + numbers[5], base_y + numbers[6]
            yield _make_arc(here, (x, y), numbers[0], numbers[1])
        elif letter in "HV":
            x, y = (base_x + numbers[0], y) if letter == "H" else (x, base_y + numbers[0])
            yield _make_line(here, (x, y))
        else:
            points = [(base_x + a, base_y + b) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
            if letter in "ST":
                is_smooth = last in ("CS" if letter == "S" else "QT") and last
                points.insert(0, (2 * x - control[0], 2 * y - control[1]) if is_smooth else here)
            x, y = points[-1]
            if letter in "ML":
                yield _make_line(here if letter == "L" else (x, y), (x, y))
            else:
                control = points[-2]
                yield _make_curve(here, *points)
        if letter == "M":
            start_x, start_y = x, y
        last = letter


def _make_line(a: Point, b: Point) -> Segment:
    return Segment((a, b), 1, hypot(a[0] - b[0], a[1] - b[1]))


def _make_curve(*points: Point) -> Segment:
    length = sum(hypot(a[0] - b[0], a[1] - b[1]) for a, b in pairwise(points))
    return Segment(points, len(points) - 1, length)


def _make_arc(a: Point, b: Point, rx: float, ry: float) -> Segment:
    """Returns an arc; one whose radii are too short for its ends is drawn with longer ones."""
    distance = hypot(a[0] - b[0], a[1] - b[1])
    shortest, longest = sorted((abs(rx), abs(ry)))
    if not shortest:
        return _make_line(a, b)
    radius = max(longest, distance / 2 * longest / shortest)
    reach = 2 * radius
    corners = tuple((x + dx, y + dy) for x, y in (a, b) for dx, dy in ((-reach, -reach), (reach, reach)))
    return Segment((a, *corners, b), 2, 2 * pi * radius)


def make_ellipse(cx: float, cy: float, rx: float, ry: float) -> Segment:
    """Returns a whole ellipse."""
    corners = ((cx - rx, cy - ry), (cx + rx, cy - ry), (cx + rx, cy + ry), (cx - rx, cy + ry))
    return Segment(corners, 2, 2 * pi * max(abs(rx), abs(ry)))


def make_polygon(points: Sequence[Point]) -> list[Segment]:
    """Returns the sides of a polygon."""
    return [_make_line(a, b) for a, b in zip(points, (*points[1:], points[0]), strict=True)] if points else []
