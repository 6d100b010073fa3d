"""The texts of the class report's page and tables; `gettext` looks them up where they are shown.

Invariant: whole sentences and labels only; placeholders stand for names and numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from party_card.engine.record_words import NO_RECORD
from party_card.localization import gettext, gettext_noop, pgettext_noop

TITLE: Final = gettext_noop("Class report")
OVERVIEW: Final = gettext_noop("Overview")
TALK_FIRST: Final = gettext_noop("Talk about this first")
MISJUDGED: Final = gettext_noop("Judged otherwise than the papers allow")
SUMMED_STATEMENT: Final = gettext_noop(
    "{wrong} of {total} judgements in {count} scenes are otherwise than the papers allow. A student who judged it in "
    "several scenes counts in each."
)
MISJUDGED_NOTE: Final = gettext_noop(
    "After the record each student judged statements about their own file: what could somebody say who has nothing but "
    "these papers? A number counts the answers that say more, or less, than the papers do."
)
OVERLOOKED_NOTE: Final = gettext_noop(
    "A number counts those who made such a choice, of those who came to the decision and chose. The sentence beside it "
    "says what the choice leaves out of account. A choice made in a role need not be what the student thinks."
)
SPEAK_TO: Final = gettext_noop("Whom to speak to")
UNFINISHED: Final = gettext_noop("Began and did not finish “{scene}”")
LEFT_OUT: Final = gettext_noop("Handed in other scenes, and not “{scene}”")
MOST_OVERLOOKED: Final = gettext_noop("Most choices that overlook something, in all scenes")
MOST_MISJUDGED: Final = gettext_noop("Most statements judged otherwise than the papers allow, in all scenes")
SPEAK_NOTE: Final = gettext_noop("The table of students has the numbers of each scene.")
OVERLOOKED: Final = gettext_noop("Choices that overlook something")
MISJUDGED_BY: Final = gettext_noop("These students judged otherwise than their papers allow:")
ALLOWED: Final = gettext_noop("As the papers allow")
SHOW_STATEMENT: Final = gettext_noop("Show all judgements of this statement")
SHOW_DECISION: Final = gettext_noop("Show decision {number}")
SEVERAL_CHOICES: Final = gettext_noop("Several choices at this decision overlook something:")
OVERLOOKS: Final = gettext_noop("What it overlooks:")
SITUATION: Final = gettext_noop("What students read here")
SOME_READ: Final = gettext_noop("Only some students read this:")
STOPPED_HERE: Final = gettext_noop("Who stopped here")
NOT_ANSWERED: Final = gettext_noop("Who has not answered")
DIVIDED: Final = gettext_noop("Where the class divided")
DIVIDED_NOTE: Final = gettext_noop(
    "The choices of this scene do not say what they overlook, so these are its most even decisions."
)
NOBODY_OVERLOOKED: Final = gettext_noop("Nobody made a choice of which the scene says that it overlooks something.")
LESSONS: Final = gettext_noop("Lessons on a projector")
ONLY_LESSONS: Final = gettext_noop("Only lessons on a projector were handed in, and nothing of a student.")
LESSON_ANSWERS: Final = gettext_noop("On a projector answers are spoken, and none are kept.")
ENDINGS: Final = gettext_noop("Endings")
NOT_FINISHED: Final = gettext_noop("Not finished")
MISSING: Final = gettext_noop("Missing")
UNLISTED: Final = gettext_noop("Not on your list")
LOOK_ALIKES: Final = gettext_noop("Nicknames that look alike")
UNCOUNTED: Final = gettext_noop("Not counted")
TIME: Final = gettext_noop("Reading")
UNMET_FACTS: Final = gettext_noop("Facts that nobody met on the way")
DECISIONS: Final = gettext_noop("Decisions")
ROUTES: Final = gettext_noop("Routes")
ROUTES_NOTE: Final = gettext_noop(
    "The thicker a line, the more students went that way. A number in a circle is that of a decision."
)
LESSON_ROUTE_NOTE: Final = gettext_noop(
    "The thick line is the way of the class. A number in a circle is that of a decision."
)
STUDENTS: Final = gettext_noop("Students")
ANSWERS: Final = gettext_noop("Answers")
SHOW_ANSWERS: Final = gettext_noop("Answers without names")
RUBRIC: Final = gettext_noop("Levels of an answer")
DRAWS_ON: Final = gettext_noop("What a good answer draws on")
STATEMENTS: Final = gettext_noop("What a historian could say, and how surely")
NAMES_NOTE: Final = gettext_noop("Press a number or its bar to see whose it is.")
COUNTS_NOTES: Final = (
    gettext_noop(
        "A bar counts those who decided there. Of a student with several playthroughs, the first that reached an "
        "ending counts, otherwise the longest; of several choices at one decision, the first."
    ),
)
STATEMENTS_NOTES: Final = (
    gettext_noop(
        "Those statements come first that most students judged otherwise than the papers in their own file allow."
    ),
    gettext_noop(
        "Each student who reached an ending is asked about up to three of their own decisions and about one motive, so "
        "fewer students judge a statement than made the choice."
    ),
)
SOURCES: Final = gettext_noop("Sources")
MARK_OF: Final = gettext_noop("Mark for {student}")
MARKS_NOTE: Final = gettext_noop(
    "Marks are kept in this browser until you delete them, and nowhere else. Save them as a file before you change "
    "computers."
)
NO_MARKS_KEPT: Final = gettext_noop("This browser does not keep marks. Save them as a file before you close this page.")
SAVE_MARKS: Final = gettext_noop("Save marks (CSV)")
DELETE_QUESTION_MARKS: Final = gettext_noop("Delete marks of question {number}")
CONFIRM_DELETE_QUESTION: Final = gettext_noop(
    "Delete the marks of question {number} of “{scene}”? All other marks stay."
)
DELETE_ALL_MARKS: Final = gettext_noop("Delete all marks in this class report")
CONFIRM_DELETE_ALL: Final = gettext_noop(
    "Delete the marks of all scenes and questions in this class report? Marks of other class reports stay."
)
PROJECTOR: Final = gettext_noop("Projector view")
SIDE_BY_SIDE: Final = gettext_noop("Answers side by side")
PRINT: Final = pgettext_noop("button", "Print")
NOTHING: Final = "–"
IN_RECORD: Final = gettext_noop("As in the record")
DECIDED: Final = gettext_noop("The class decided this")
CLASS_ENDING: Final = gettext_noop("The class reached this ending together:")
NO_CLASS_ENDING: Final = gettext_noop("The class reached no ending together.")
NO_HANDS: Final = gettext_noop("No hands were counted.")
HYPOTHESIS: Final = NO_RECORD
SKILLS: Final[Mapping[str, str]] = {
    "sourcing": gettext_noop("Sourcing"),
    "contextualisation": gettext_noop("Contextualisation"),
    "corroboration": gettext_noop("Corroboration"),
    "close-reading": gettext_noop("Close reading"),
}
MARKS: Final = (gettext_noop("Not yet"), gettext_noop("Basic"), gettext_noop("Emergent"), gettext_noop("Proficient"))
"""What the marks mean, from 0."""
MARKED_COUNT: Final = gettext_noop("{count} of {total} answers are marked, with {sum} points.")
MARKS_COLUMNS: Final = (
    gettext_noop("Nickname"),
    gettext_noop("Scene"),
    gettext_noop("Question"),
    gettext_noop("Mark"),
    gettext_noop("Text of the question"),
    gettext_noop("Answer"),
)
"""Columns of the file of marks that the page's script saves."""
ORDER_NOTE: Final = gettext_noop("Answers are sorted by their words, so that equal ones stand together.")
LEVELS: Final[Mapping[str, str]] = {
    "basic": gettext_noop("Basic"),
    "emergent": gettext_noop("Emergent"),
    "proficient": gettext_noop("Proficient"),
}
SIMILAR_NAME: Final = gettext_noop("{name} (like {similar}, who is missing)")
REACHED_ENDING: Final = gettext_noop("Reached an ending")
ANSWER_COUNT: Final = gettext_noop("{count} of {total} answers")
STUDENT_COLUMNS: Final = (
    gettext_noop("Nickname"),
    gettext_noop("Overlooked"),
    gettext_noop("Judged otherwise"),
    gettext_noop("Ending"),
    gettext_noop("Reading"),
    gettext_noop("Answers"),
)
"""Columns of the page's table of students; the first three can be sorted by."""
SORT_BY: Final = gettext_noop("Sort by")
STUDENTS_NOTE: Final = gettext_noop(
    "“Overlooked” has the decisions at which a student made a choice that overlooks something. “Judged otherwise” has "
    "the statements that a student judged otherwise than the papers in their own file allow. A choice made in a role "
    "need not be what the student thinks."
)
OVERLOOKED_COUNT: Final = gettext_noop("Overlooked: {count}.")
WRONG_COUNT: Final = gettext_noop("Judged otherwise: {count} of {total}.")
SHEET: Final = (
    gettext_noop("{scene}: ending"),
    gettext_noop("{scene}: minutes"),
    gettext_noop("{scene}: answers"),
    gettext_noop("{scene}: right judgements"),
)
"""Columns of the workbook's sheet of students, for each scene."""
NO_ANSWERS: Final = gettext_noop("Nobody has answered this question.")
SHARE: Final = gettext_noop("{count} of {total}")


def format_share(count: int, total: int) -> str:
    """Returns how many of how many."""
    return gettext(SHARE).format(count=count, total=total)
