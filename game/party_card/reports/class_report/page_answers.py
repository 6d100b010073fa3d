"""Writes the answers of a class, grouped by question, with the levels of an answer and fields for marks."""

from __future__ import annotations

from party_card.engine.file_words import CERTAINTIES
from party_card.frontends.shared.html import Html, element
from party_card.reports.class_report import words
from party_card.reports.class_report.model import Answer, QuestionAnswers, SceneReport

MAX_MARK = 3


def answers_section(scene: SceneReport, prefix: str, *, is_marked: bool) -> Html:
    """Returns the section of the answers; `is_marked` adds the fields for marks."""
    if not scene.questions and not scene.statements:
        return Html("")
    links = (
        element("a", str(question.number), href=f"#{prefix}-question-{question.number}",
                aria_label=f"Question {question.number}")
        for question in scene.questions
    )  # fmt: skip
    tools = [
        element("nav", *links, class_="tabs questions", aria_label=words.ANSWERS) if len(scene.questions) > 1 else "",
        ""
        if scene.lesson
        else element("button", words.SIDE_BY_SIDE, type="button", class_="spread", aria_pressed="false"),
    ]
    return element(
        "div",
        element("h3", words.ANSWERS),
        element("div", *tools, class_="tools"),
        *(_question(scene, question, prefix, is_marked=is_marked) for question in scene.questions),
        _marks_tools() if is_marked and any(question.answers for question in scene.questions) else "",
        _statements(scene, prefix),
        class_="answers",
    )


def _question(scene: SceneReport, question: QuestionAnswers, prefix: str, *, is_marked: bool) -> Html:
    skill = words.SKILLS.get(question.skill, question.skill)
    parts = [
        element("p", f"Question {question.number} · {skill}", class_="skill"),
        element("h4", question.text),
    ]
    if question.rubric:
        levels = (element("li", element("b", f"{words.LEVELS[level]}: "), text) for level, text in question.rubric)
        parts.append(element("details", element("summary", words.RUBRIC), element("ul", *levels, class_="levels")))
    if question.draws_on:
        parts.append(element("details", element("summary", words.DRAWS_ON), element("p", question.draws_on)))
    if question.answers:
        summary = element("summary", f"{len(question.answers)} of {len(scene.playthroughs)} answered")
        cards = (_answer(scene, question, answer, is_marked=is_marked) for answer in question.answers)
        parts.append(element("details", summary, element("div", *cards, class_="cards"), open="open", class_="given"))
    else:
        parts.append(element("p", words.LESSON_ANSWERS if scene.lesson else words.NO_ANSWERS, class_="about"))
    return element("section", *parts, class_="question panel", id=f"{prefix}-question-{question.number}")


def _answer(scene: SceneReport, question: QuestionAnswers, answer: Answer, *, is_marked: bool) -> Html:
    paragraphs = (element("p", line, dir="auto") for line in answer.text.splitlines() if line.strip())
    name = element("h5", answer.student, dir="auto", class_="private")
    marks = _marks(scene, question, answer) if is_marked else ""
    return element("article", element("div", name, marks, class_="who"), *paragraphs, class_="answer")


def _marks(scene: SceneReport, question: QuestionAnswers, answer: Answer) -> Html:
    group = f"mark/{scene.scene}/{question.number}/{answer.attempt_id}"
    fields = (
        element(
            "label",
            element(
                "input", type="radio", name=group, value=str(mark), checked="checked" if answer.mark == mark else ""
            ),
            element("span", str(mark)),
        )
        for mark in range(MAX_MARK + 1)
    )
    legend = element("legend", words.MARK_OF.format(student=answer.student))
    return element(
        "fieldset", legend, *fields, class_="marks private", data_attempt=answer.attempt_id, data_question=question.id,
        data_number=str(question.number), data_scene=scene.title, data_student=answer.student,
    )  # fmt: skip


def _marks_tools() -> Html:
    buttons = (
        element("button", words.SAVE_MARKS, type="button", class_="save-marks"),
        element("button", words.DELETE_MARKS, type="button", class_="delete-marks",
                data_question=words.DELETE_MARKS_QUESTION),
    )  # fmt: skip
    note = element("p", words.MARKS_NOTE, class_="about marks-note", data_failure=words.NO_MARKS_KEPT)
    return element("div", *buttons, note, class_="private marks-tools")


def _statements(scene: SceneReport, prefix: str) -> Html:
    if not scene.statements:
        return Html("")
    head = element(
        "tr",
        element("td", ""),
        *(element("th", word.capitalize(), scope="col") for word in CERTAINTIES),
        element("th", words.RIGHT, scope="col"),
    )
    rows = (
        element(
            "tr",
            element("th", item.text, scope="row"),
            *(element("td", str(item.counts[word])) for word in CERTAINTIES),
            element("td", element("b", f"{item.total - item.wrong} of {item.total}")),
        )
        for item in scene.statements
    )
    table = element("table", element("thead", head), element("tbody", *rows))
    region = element("div", table, class_="wide", tabindex="0", role="region", aria_label=words.STATEMENTS)
    return element(
        "section", element("h4", words.STATEMENTS), element("p", words.STATEMENTS_NOTE, class_="about"), region,
        class_="statements", id=f"{prefix}-statements",
    )  # fmt: skip
