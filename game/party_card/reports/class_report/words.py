"""The texts of the class report's page and tables, and how counts, times and days are written.

Invariant: whole sentences and labels only; placeholders stand for names and numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from party_card.diagnostics.words import format_count, format_count_range
from party_card.engine.record_words import AS_IN_RECORD, NO_RECORD
from party_card.reports.class_report.model import ClassReport, DecisionCount, SceneReport, StudentPlaythrough
from party_card.reports.class_report.statements import JudgementGroup
from party_card.reports.class_report.votes import ClassVote

TITLE: Final = "Class report"
OVERVIEW: Final = "Overview"
TALK_FIRST: Final = "Talk about this first"
MISJUDGED: Final = "Judged otherwise than the papers allow"
SUMMED_STATEMENT: Final = (
    "{wrong} of {total} judgements in {count} scenes are otherwise than the papers allow. A student who judged it in "
    "several scenes counts in each."
)
MISJUDGED_NOTE: Final = (
    "After the record each student judged statements about their own file: what could somebody say who has nothing but "
    "these papers? A number counts the answers that say more, or less, than the papers do."
)
OVERLOOKED_NOTE: Final = (
    "A number counts those who made such a choice, of those who came to the decision and chose. The sentence beside it "
    "says what the choice leaves out of account. A choice made in a role need not be what the student thinks."
)
SPEAK_TO: Final = "Whom to speak to"
UNFINISHED: Final = "Began and did not finish “{scene}”"
LEFT_OUT: Final = "Handed in other scenes, and not “{scene}”"
MOST_OVERLOOKED: Final = "Most choices that overlook something, in all scenes"
MOST_MISJUDGED: Final = "Most statements judged otherwise than the papers allow, in all scenes"
SPEAK_NOTE: Final = "The table of students has the numbers of each scene."
OVERLOOKED: Final = "Choices that overlook something"
MISJUDGED_BY: Final = "These students judged otherwise than their papers allow:"
ALLOWED: Final = "As the papers allow"
SHOW_STATEMENT: Final = "Show all judgements of this statement"
SHOW_DECISION: Final = "Show decision {number}"
SEVERAL_CHOICES: Final = "Several choices at this decision overlook something:"
OVERLOOKS: Final = "What it overlooks:"
SITUATION: Final = "What students read here"
SOME_READ: Final = "Only some students read this:"
STOPPED_HERE: Final = "Who stopped here"
NOT_ANSWERED: Final = "Who has not answered"
DIVIDED: Final = "Where the class divided"
DIVIDED_NOTE: Final = "The choices of this scene do not say what they overlook, so these are its most even decisions."
NOBODY_OVERLOOKED: Final = "Nobody made a choice of which the scene says that it overlooks something."
LESSONS: Final = "Lessons on a projector"
ONLY_LESSONS: Final = "Only lessons on a projector were handed in, and nothing of a student."
LESSON_ANSWERS: Final = "On a projector answers are spoken, and none are kept."
ENDINGS: Final = "Endings"
NOT_FINISHED: Final = "Not finished"
MISSING: Final = "Missing"
UNLISTED: Final = "Not on your list"
LOOK_ALIKES: Final = "Nicknames that look alike"
UNCOUNTED: Final = "Not counted"
TIME: Final = "Reading"
UNMET_FACTS: Final = "Facts that nobody met on the way"
DECISIONS: Final = "Decisions"
ROUTES: Final = "Routes"
ROUTES_NOTE: Final = "The thicker a line, the more students went that way. A number in a circle is that of a decision."
LESSON_ROUTE_NOTE: Final = "The thick line is the way of the class. A number in a circle is that of a decision."
STUDENTS: Final = "Students"
ANSWERS: Final = "Answers"
SHOW_ANSWERS: Final = "Answers without names"
RUBRIC: Final = "Levels of an answer"
DRAWS_ON: Final = "What a good answer draws on"
STATEMENTS: Final = "What a historian could say, and how surely"
NAMES_NOTE: Final = "Press a number or its bar to see whose it is."
COUNTS_NOTES: Final = (
    "A bar counts those who decided there. Of a student with several playthroughs, the first that reached an ending "
    "counts, otherwise the longest; of several choices at one decision, the first.",
)
STATEMENTS_NOTES: Final = (
    "Those statements come first that most students judged otherwise than the papers in their own file allow.",
    "Each student who reached an ending is asked about up to three of their own decisions and about one motive, so "
    "fewer students judge a statement than made the choice.",
)
SOURCES: Final = "Sources"
MARK_OF: Final = "Mark for {student}"
MARKS_NOTE: Final = (
    "Marks are kept in this browser until you delete them, and nowhere else. Save them as a file before you change "
    "computers."
)
NO_MARKS_KEPT: Final = "This browser does not keep marks. Save them as a file before you close this page."
SAVE_MARKS: Final = "Save marks (CSV)"
DELETE_QUESTION_MARKS: Final = "Delete marks of question {number}"
CONFIRM_DELETE_QUESTION: Final = "Delete the marks of question {number} of “{scene}”? All other marks stay."
DELETE_ALL_MARKS: Final = "Delete all marks in this class report"
CONFIRM_DELETE_ALL: Final = (
    "Delete the marks of all scenes and questions in this class report? Marks of other class reports stay."
)
PROJECTOR: Final = "Projector view"
SIDE_BY_SIDE: Final = "Answers side by side"
PRINT: Final = "Print"
NOTHING: Final = "–"
IN_RECORD: Final = AS_IN_RECORD[:1].upper() + AS_IN_RECORD[1:]
DECIDED: Final = "The class decided this"
CLASS_ENDING: Final = "The class reached this ending together:"
NO_CLASS_ENDING: Final = "The class reached no ending together."
VOTE_SOURCES: Final = {
    (True, True): "{vote.total} voted: {vote.device_total} on devices, {vote.hand_total} by hand.",
    (True, False): "{vote.total} voted on devices.",
    (False, True): "{vote.total} voted by hand.",
    (False, False): "Nobody voted.",
}
"""How a vote was taken: on devices or not, by hands or not."""
NO_HANDS: Final = "No hands were counted."
HYPOTHESIS: Final = NO_RECORD
SKILLS: Final[Mapping[str, str]] = {
    "sourcing": "Sourcing",
    "contextualisation": "Contextualisation",
    "corroboration": "Corroboration",
    "close-reading": "Close reading",
}
MARKS: Final = ("Not yet", "Basic", "Emergent", "Proficient")
"""What the marks mean, from 0."""
MARKED_COUNT: Final = "{count} of {total} answers are marked, with {sum} points."
ORDER_NOTE: Final = "Answers are sorted by their words, so that equal ones stand together."
LEVELS: Final[Mapping[str, str]] = {"basic": "Basic", "emergent": "Emergent", "proficient": "Proficient"}
SIMILAR_NAME: Final = "{name} (like {similar}, who is missing)"
REACHED_ENDING: Final = "Reached an ending"
ANSWER_COUNT: Final = "{count} of {total} answers"
STUDENT_COLUMNS: Final = ("Nickname", "Overlooked", "Judged otherwise", "Ending", "Reading", "Answers")
"""Columns of the page's table of students; the first three can be sorted by."""
SORT_BY: Final = "Sort by"
STUDENTS_NOTE: Final = (
    "“Overlooked” has the decisions at which a student made a choice that overlooks something. “Judged otherwise” has "
    "the statements that a student judged otherwise than the papers in their own file allow. A choice made in a role "
    "need not be what the student thinks."
)
OVERLOOKED_COUNT: Final = "Overlooked: {count}."
WRONG_COUNT: Final = "Judged otherwise: {count} of {total}."
SHEET: Final = ("{scene}: ending", "{scene}: minutes", "{scene}: answers", "{scene}: right judgements")
"""Columns of the workbook's sheet of students, for each scene."""
NO_ANSWERS: Final = "Nobody has answered this question."


def describe_handed_in(report: ClassReport) -> str:
    """Returns how many students handed in something, of how many on the list."""
    count = len(report.students)
    if any(scene.is_together for scene in report.student_scenes):
        return f"{format_count(count, 'student')} joined the lesson with a device."
    if not report.student_scenes and not report.listed_count:
        return ONLY_LESSONS
    if not report.listed_count:
        return f"{format_count(count, 'student')} handed in a transcript."
    listed = report.listed_count - len(report.missing)
    if count == listed:
        return f"{listed} of {report.listed_count} on your list handed in a transcript."
    return f"{listed} of {report.listed_count} on your list handed in a transcript, and {count - listed} not on it."


def describe_finished(scene: SceneReport) -> str:
    """Returns how many students played a scene, and how many reached an ending; or that the class played together."""
    if scene.lesson is not None:
        return describe_lesson(scene)
    if scene.is_together:
        count = sum(len(decision.votes) for decision in scene.decisions)
        return f"The class played this scene together, by {format_count(count, 'vote')}."
    players = format_count(len(scene.playthroughs), "student")
    return f"{players} played this scene, and {scene.finished_count} reached an ending."


def describe_lesson(scene: SceneReport) -> str:
    """Returns how many decisions a class took on a projector, and with how many hands."""
    votes = [vote for decision in scene.decisions for vote in decision.votes]
    decisions = format_count(len(votes), "decision")
    most = max((vote.total for vote in votes), default=0)
    if not most:
        return f"The class played this scene together on a projector, in {decisions}. {NO_HANDS}"
    return (
        f"The class played this scene together on a projector, in {decisions}, with up to {format_count(most, 'hand')}."
    )


def describe_time(scene: SceneReport) -> str:
    """Returns how long the class read up to the ending; empty if it was not measured."""
    if scene.time_quartiles is None:
        return "How long the class read is not known."
    lower, middle, upper = (max(round(seconds / 60), 1) for seconds in scene.time_quartiles)
    middle_text = format_count(middle, "minute")
    if lower == upper:
        return f"Half of those who reached an ending read for about {middle_text}."
    minutes = format_count_range(lower, upper, "minute")
    return f"Half of those who reached an ending read for {minutes}; the median is {middle_text}."


def describe_decision(decision: DecisionCount, student_count: int) -> str:
    """Returns who came to a decision, and stopped there, and how long it was read; may be empty."""
    if decision.votes:
        return describe_votes(decision)
    sentences = []
    if not decision.reached_count:
        sentences.append("Nobody came here.")
    elif decision.reached_count < student_count:
        sentences.append(f"{decision.reached_count} of {student_count} came here.")
    if stopped_count := decision.reached_count - decision.made_count:
        sentences.append(f"{stopped_count} of them stopped here.")
    if decision.median_seconds is not None:
        sentences.append(f"Median reading time {format_seconds(decision.median_seconds)}.")
    return " ".join(sentences)


def describe_allowed(group: JudgementGroup, *, is_only: bool) -> str:
    """Returns how surely the papers of a group of students allow a statement to be said."""
    if is_only and len(group.judgements) > 1:
        return f"By the papers of each student it is {group.allowed}."
    return f"By the papers of {format_count(len(group.judgements), 'student')} it is {group.allowed}."


def describe_judgements(group: JudgementGroup) -> str:
    """Returns how many said what their papers allow, and what the others said, the most frequent first."""
    counts = Counter(item.given for item in group.judgements if not item.is_right)
    total = format_count(len(group.judgements), "student")
    sentences = [f"{group.right_count} of {total} answered “{group.allowed}”, as the papers allow."]
    sentences += [f"{count} answered “{certainty}”." for certainty, count in counts.most_common()]
    return " ".join(sentences)


def describe_votes(decision: DecisionCount) -> str:
    """Returns how the class voted at a decision, and what it decided."""
    texts = {choice.id: choice.text for choice in decision.choices}
    first, *later = decision.votes
    if not first.is_counted:
        sentences = [NO_HANDS]
    else:
        source = VOTE_SOURCES[bool(first.device_total), bool(first.hand_total)].format(vote=first)
        sentences = [source, _describe_choice(first)]
    sentences += [
        f"The class came here again, and decided: “{texts[vote.decided]}”"
        if vote.decided
        else "The class came here again."
        for vote in later
    ]
    return " ".join(filter(None, sentences))


def _describe_choice(vote: ClassVote) -> str:
    """Returns who chose, unless it was the choice that alone had the most votes."""
    if not vote.decided:
        return "The class did not decide."
    if not vote.total:
        return "The teacher chose."
    if len(vote.leaders) > 1:
        return "Several choices had the most votes, and the teacher chose."
    return "" if vote.decided in vote.leaders else "Another choice had the most votes."


def describe_playthrough(playthrough: StudentPlaythrough) -> str:
    """Returns what is special about a student's playthrough; empty if nothing is."""
    sentences = []
    if playthrough.attempt_count > 1:
        which = "The first that reached an ending counts." if playthrough.ending else "The longest counts."
        sentences.append(f"Handed in {playthrough.attempt_count} playthroughs. {which}")
    if playthrough.unmatched_count:
        count = format_count(playthrough.unmatched_count, "choice")
        sentences.append(f"Played with another version of the scene; {count} could not be matched.")
    return " ".join(sentences)


def describe_versions(scene: SceneReport) -> str:
    """Returns how many students, or that the class, played another version of a scene; empty if nobody did."""
    if scene.lesson is not None and scene.lesson.is_other_version:
        count = scene.lesson.unmatched_count
        choices = format_count(count, "choice")
        missing = f"{choices} could not be matched" if count else "all choices could be matched"
        return f"The class played another version of this scene; {missing}."
    others = scene.other_versions
    if not others:
        return ""
    unmatched_count = sum(item.unmatched_count for item in others)
    players = format_count(len(others), "student")
    if not unmatched_count:
        return f"{players} played with another version of this scene; all choices could be matched."
    choices = format_count(unmatched_count, "choice")
    return f"{players} played with another version of this scene; {choices} could not be matched."


def format_seconds(seconds: float) -> str:
    """Returns a time in seconds below two minutes, otherwise in minutes."""
    return f"{seconds:.0f}\u00a0s" if seconds < 120 else f"{seconds / 60:.0f}\u00a0min"


def format_days(report: ClassReport) -> str:
    """Returns the days on which the class played; empty if unknown."""
    if report.begun is None:
        return ""
    first, last = (f"{day.day} {day:%B} {day.year}" for day in report.begun)
    return first if first == last else f"{first} to {last}"
