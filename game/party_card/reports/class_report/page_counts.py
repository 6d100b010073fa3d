"""Writes counts as bars that open to show whose they are.

Invariant: a count stands as a number beside its bar, and colour is never the only sign. Names are private: the
projector view hides them.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.frontends.shared.html import Html, element
from party_card.reports.class_report import words


def count_row(
    count: int | None,
    total: int,
    text: str,
    students: Sequence[str] = (),
    *,
    tags: Html | str = "",
    remark: Html | str = "",
    class_: str = "",
    id_: str = "",
) -> Html:
    """Returns a row: how many, a bar, and of what; it opens to show the students. `remark` stands below it.

    If nothing was counted, `count` is None, and there is no bar.
    """
    drawing = element("i", "") if count is None else _bar(count, total)
    number = words.NOTHING if count is None else str(count)
    parts = (element("b", number), drawing, element("span", text, " ", tags))
    row = (
        element("details", element("summary", *parts, class_="count"), name_list(students), class_="people")
        if students
        else element("div", *parts, class_="count")
    )
    return element("li", row, remark, class_=class_, id=id_)


def _bar(count: int, total: int) -> Html:
    width = round(100 * count / total) if total else 0
    return element("svg", Html(f'<rect width="{width}%"/>'), aria_hidden="true")


def build_row_id(prefix: str, student: str) -> str:
    """Returns the id of a student's row in the table of the students of a scene."""
    return f"{prefix}-student-{student.encode(errors='surrogatepass').hex()}"


def name_link(student: str, prefix: str) -> Html:
    """Returns the name of a student as a link to the student's row."""
    return element("a", student, href=f"#{build_row_id(prefix, student)}")


def name_list(students: Sequence[str]) -> Html:
    """Returns the names of students as a list that the projector view hides; nothing if there are none.

    The page's script links each to the student's row, in the scene that `data-of` of an element around it names.
    """
    if not students:
        return Html("")
    items = (element("li", name, dir="" if name.isascii() else "auto") for name in students)
    return element("ul", *items, class_="names")
