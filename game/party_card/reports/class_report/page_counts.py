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
    prefix: str,
    tags: Html | str = "",
    remark: Html | str = "",
    class_: str = "",
    id_: str = "",
) -> Html:
    """Returns a row: how many, a bar, and of what; it opens to show the students of the scene `prefix`. `remark` stands
    below it.

    If nothing was counted, `count` is None, and there is no bar.
    """
    drawing = element("i", "") if count is None else _bar(count, total)
    number = words.NOTHING if count is None else str(count)
    parts = (element("b", number), drawing, element("span", text, " ", tags))
    row = (
        element("details", element("summary", *parts, class_="count"), name_list(students, prefix), class_="people")
        if students
        else element("div", *parts, class_="count")
    )
    return element("li", row, remark, class_=class_, id=id_)


def _bar(count: int, total: int) -> Html:
    width = f"{100 * count / total if total else 0:.1f}"
    background = element("rect", width="100", height="10", class_="ground")
    bar = element("rect", width=width, height="10", class_="share")
    return element("svg", background, bar, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")


def build_row_id(prefix: str, student: str) -> str:
    """Returns the id of a student's row in the table of the students of a scene."""
    return f"{prefix}-student-{student.encode(errors='surrogatepass').hex()}"


def name_link(student: str, prefix: str) -> Html:
    """Returns the name of a student as a link to the student's row."""
    return element("a", student, href=f"#{build_row_id(prefix, student)}")


def name_list(students: Sequence[str], prefix: str) -> Html:
    """Returns the names of students, linked, as a list that the projector view hides; nothing if there are none."""
    if not students:
        return Html("")
    return element(
        "ul", *(element("li", name_link(name, prefix), dir="auto") for name in students), class_="names private"
    )
