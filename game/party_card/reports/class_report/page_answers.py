"""Writes the answers of a class, grouped by question, with the levels of an answer and fields for marks."""

from __future__ import annotations

import json

from party_card.frontends.shared.html import Html, element
from party_card.localization import gettext, ngettext
from party_card.reports.class_report import words
from party_card.reports.class_report.marks import MarkPlaces
from party_card.reports.class_report.model import Answer, QuestionAnswers, SceneReport
from party_card.reports.class_report.page_counts import name_link, name_list
from party_card.reports.class_report.page_statements import statements_section


def answers_section(scene: SceneReport, prefix: str, places: MarkPlaces | None) -> Html:
    """Returns the section of the answers; `places` are those of the marks, None without fields for them."""
    if not scene.questions and not scene.statements:
        return Html("")
    links = (
        element("a", str(question.number), href=f"#{prefix}-question-{question.number}",
                aria_label=gettext("Question {number}").format(number=question.number))
        for question in scene.questions
    )  # fmt: skip
    tools = [
        element("nav", *links, class_="tabs questions", aria_label=gettext(words.ANSWERS))
        if len(scene.questions) > 1
        else "",
        ""
        if scene.lesson
        else element("button", gettext(words.SIDE_BY_SIDE), type="button", class_="spread", aria_pressed="false"),
    ]
    return element(
        "div",
        element("h3", gettext(words.ANSWERS)),
        element("div", *tools, class_="tools"),
        *(_question(scene, question, prefix, places) for question in scene.questions),
        _marks_tools() if places is not None and any(question.answers for question in scene.questions) else "",
        statements_section(scene, prefix),
        class_="answers",
    )


def _question(scene: SceneReport, question: QuestionAnswers, prefix: str, places: MarkPlaces | None) -> Html:
    skill = gettext(words.SKILLS.get(question.skill, ""))
    name = gettext("Question {number}").format(number=question.number)
    parts = [
        element("p", f"{name} · {skill or question.skill}", class_="skill"),
        element("h4", question.text),
    ]
    if question.rubric:
        levels = (
            element("li", element("b", f"{gettext(words.LEVELS[level])}: "), text) for level, text in question.rubric
        )
        parts.append(
            element(
                "details",
                element("summary", gettext(words.RUBRIC)),
                element("ul", *levels, class_="levels"),
                open="open",
            )
        )
    if question.draws_on:
        parts.append(element("details", element("summary", gettext(words.DRAWS_ON)), element("p", question.draws_on)))
    if question.answers:
        count = len(question.answers)
        answered = ngettext("{count} of {total} answered", "{count} of {total} answered", count)
        summary = element("summary", answered.format(count=count, total=len(scene.playthroughs)))
        cards = (_answer(scene, question, answer, prefix, places) for answer in question.answers)
        notes = [_progress(question)] if places is not None else []
        notes.append(element("p", gettext(words.ORDER_NOTE), class_="about"))
        cards_html = element("div", *cards, class_="cards")
        parts.append(element("details", summary, *notes, cards_html, open="open", class_="given"))
        if places is not None:
            parts.append(_delete_question_marks(scene, question))
        parts.append(_not_answered(scene, question))
    else:
        parts.append(
            element("p", gettext(words.LESSON_ANSWERS) if scene.lesson else gettext(words.NO_ANSWERS), class_="about")
        )
    known = _describe_marks(scene, question, places) if places is not None and question.answers else {}
    return element("section", *parts, class_="question panel", id=f"{prefix}-question-{question.number}", **known)


def _describe_marks(scene: SceneReport, question: QuestionAnswers, places: MarkPlaces) -> dict[str, str]:
    """Returns what the page's script has to know of all marks of a question."""
    place = places[scene.scene, question.number, question.answers[0].student]
    return {
        "data_question": question.id,
        "data_number": str(question.number),
        "data_scene": scene.title,
        "data_column": str(place.column),
    }


def _progress(question: QuestionAnswers) -> Html:
    """Returns how many answers are marked; the page's script keeps it up to date."""
    marks = [answer.mark for answer in question.answers if answer.mark is not None]
    text = gettext(words.MARKED_COUNT).format(count=len(marks), total=len(question.answers), sum=sum(marks))
    return element("p", text, class_="about private progress", role="status", data_text=gettext(words.MARKED_COUNT))


def _not_answered(scene: SceneReport, question: QuestionAnswers) -> Html:
    """Returns who has played the scene and not answered, to be opened."""
    answered = {answer.student for answer in question.answers}
    students = [item.student for item in scene.playthroughs if item.student not in answered]
    if not students:
        return Html("")
    return element(
        "details", element("summary", gettext(words.NOT_ANSWERED)), name_list(students), class_="people private"
    )


def _answer(
    scene: SceneReport, question: QuestionAnswers, answer: Answer, prefix: str, places: MarkPlaces | None
) -> Html:
    paragraphs = (element("p", line, dir="auto") for line in answer.text.splitlines() if line.strip())
    name = element("h5", name_link(answer.student, prefix), dir="auto", class_="private")
    marks = _marks(scene, question, answer, places) if places is not None else ""
    return element("article", element("div", name, marks, class_="who"), *paragraphs, class_="answer")


def _marks(scene: SceneReport, question: QuestionAnswers, answer: Answer, places: MarkPlaces) -> Html:
    """Returns the place at which the page's script puts the fields for a mark, with the mark if there is one."""
    place = places[scene.scene, question.number, answer.student]
    mark = "" if answer.mark is None else str(answer.mark)
    text = f"{mark} {gettext(words.MARKS[answer.mark])}" if answer.mark is not None else ""
    return element(
        "div", text, class_="marks private", data_attempt=answer.attempt_id, data_mark=mark,
        data_place=str(place.number), data_row=str(place.row),
    )  # fmt: skip


def marks_template() -> Html:
    """Returns the fields for a mark, of which the page's script puts a copy beside every answer."""
    fields = (
        element(
            "label",
            element("input", type="radio", value=str(mark)),
            element("span", element("b", str(mark)), " ", gettext(label)),
        )
        for mark, label in enumerate(words.MARKS)
    )
    fieldset = element("fieldset", element("legend", gettext(words.MARK_OF)), *fields, class_="marks private")
    return element("template", fieldset, id="marks")


def _delete_question_marks(scene: SceneReport, question: QuestionAnswers) -> Html:
    """Returns the button that deletes the marks of one question."""
    button = element(
        "button",
        gettext(words.DELETE_QUESTION_MARKS).format(number=question.number),
        type="button",
        class_="delete-marks of-question",
        data_confirm=gettext(words.CONFIRM_DELETE_QUESTION).format(number=question.number, scene=scene.title),
    )
    return element("div", button, class_="private marks-tools")


def _marks_tools() -> Html:
    """Returns the buttons that save or delete all marks, and says how long they are kept."""
    columns = json.dumps([gettext(column) for column in words.MARKS_COLUMNS], ensure_ascii=False)
    buttons = (
        element("button", gettext(words.SAVE_MARKS), type="button", class_="save-marks", data_columns=columns),
        element(
            "button",
            gettext(words.DELETE_ALL_MARKS),
            type="button",
            class_="delete-marks",
            data_confirm=gettext(words.CONFIRM_DELETE_ALL),
        ),
    )
    note = element("p", gettext(words.MARKS_NOTE), class_="about marks-note", data_failure=gettext(words.NO_MARKS_KEPT))
    return element("div", *buttons, note, class_="private marks-tools")
