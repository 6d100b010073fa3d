"""The tables of the file of lessons, and what each column holds, in the words of the page for the school.

Invariant: every column has its sentence (a test compares both), so that the page tells exactly what is stored.
"""

from __future__ import annotations

from collections.abc import Mapping

from party_card.localization import gettext_noop

SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE lesson(id TEXT PRIMARY KEY, scene TEXT NOT NULL, title TEXT NOT NULL, content_hash TEXT NOT NULL,
  code TEXT NOT NULL, key TEXT NOT NULL, begun_at INTEGER NOT NULL, mode TEXT NOT NULL, phase TEXT NOT NULL,
  hold TEXT NOT NULL, is_record_open INTEGER NOT NULL, admits_latecomers INTEGER NOT NULL, round INTEGER NOT NULL,
  is_vote_open INTEGER NOT NULL, class_steps TEXT NOT NULL, is_kept INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE student(id INTEGER PRIMARY KEY AUTOINCREMENT, lesson TEXT NOT NULL REFERENCES lesson(id) ON DELETE CASCADE,
  nickname TEXT NOT NULL, word_hash TEXT NOT NULL, joined_at INTEGER NOT NULL);
CREATE INDEX student_by_lesson ON student(lesson);
CREATE TABLE device(token_hash TEXT PRIMARY KEY, student INTEGER NOT NULL REFERENCES student(id) ON DELETE CASCADE)
  WITHOUT ROWID;
CREATE INDEX device_by_student ON device(student);
CREATE TABLE playthrough(student INTEGER PRIMARY KEY REFERENCES student(id) ON DELETE CASCADE,
  attempt_id TEXT NOT NULL, begun TEXT NOT NULL, revision INTEGER NOT NULL, steps TEXT NOT NULL, seconds TEXT NOT NULL,
  saved_at INTEGER NOT NULL);
CREATE TABLE answer(student INTEGER NOT NULL REFERENCES student(id) ON DELETE CASCADE, question TEXT NOT NULL,
  text TEXT NOT NULL, mark INTEGER, PRIMARY KEY(student, question)) WITHOUT ROWID;
CREATE TABLE round(lesson TEXT NOT NULL REFERENCES lesson(id) ON DELETE CASCADE, number INTEGER NOT NULL,
  passage TEXT NOT NULL, hands TEXT NOT NULL, decided TEXT NOT NULL, PRIMARY KEY(lesson, number)) WITHOUT ROWID;
CREATE TABLE vote(lesson TEXT NOT NULL REFERENCES lesson(id) ON DELETE CASCADE, round INTEGER NOT NULL,
  student INTEGER NOT NULL REFERENCES student(id) ON DELETE CASCADE, choice TEXT NOT NULL,
  PRIMARY KEY(lesson, round, student)) WITHOUT ROWID;
CREATE INDEX vote_by_student ON vote(student);
"""
_STUDENT = gettext_noop("Which student this belongs to, as a number.")
_LESSON = gettext_noop("Which lesson this belongs to.")
DESCRIPTIONS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "lesson": (
        gettext_noop("The lesson"),
        {
            "id": gettext_noop("A random name of the lesson."),
            "scene": gettext_noop("Which scene is played."),
            "title": gettext_noop("The title of the scene."),
            "content_hash": gettext_noop("A fingerprint of the scene's text, so that a changed scene is noticed."),
            "code": gettext_noop("The code on the board."),
            "key": gettext_noop("A random text with which the four digits are hashed."),
            "begun_at": gettext_noop("When the lesson began."),
            "mode": gettext_noop("Whether each plays alone or the class decides together."),
            "phase": gettext_noop("Whether the lesson has started, and whether it is over."),
            "hold": gettext_noop("The decision at which the class waits."),
            "is_record_open": gettext_noop("Whether what really happened may be read."),
            "admits_latecomers": gettext_noop("Whether new students may join after the start."),
            "round": gettext_noop("How many votes there have been."),
            "is_vote_open": gettext_noop("Whether a vote is open."),
            "class_steps": gettext_noop("What the class has decided together."),
            "is_kept": gettext_noop("Whether the teacher keeps the lesson for longer."),
        },
    ),
    "student": (
        gettext_noop("The students"),
        {
            "id": gettext_noop("A number."),
            "lesson": _LESSON,
            "nickname": gettext_noop("The nickname that the student typed."),
            "word_hash": gettext_noop(
                "A keyed hash of the four digits with which a student comes back. The digits are not stored."
            ),
            "joined_at": gettext_noop("When the student joined."),
        },
    ),
    "device": (
        gettext_noop("The students' devices"),
        {
            "token_hash": gettext_noop(
                "A hash of a random text in the device's only cookie. Nothing of the device is stored."
            ),
            "student": _STUDENT,
        },
    ),
    "playthrough": (
        gettext_noop("The choices"),
        {
            "student": _STUDENT,
            "attempt_id": gettext_noop(
                "A random name of the playthrough, so that a copy of its transcript is not counted twice."
            ),
            "begun": gettext_noop("The day on which it began."),
            "revision": gettext_noop("How often it was saved."),
            "steps": gettext_noop("The choices, in their order."),
            "seconds": gettext_noop("How many seconds each choice took."),
            "saved_at": gettext_noop("When it was saved last."),
        },
    ),
    "answer": (
        gettext_noop("The answers to the questions at the end"),
        {
            "student": _STUDENT,
            "question": gettext_noop("The question."),
            "text": gettext_noop("The answer, as the student wrote it."),
            "mark": gettext_noop("The teacher's mark, from 0 to 3."),
        },
    ),
    "round": (
        gettext_noop("The votes of a class that plays together"),
        {
            "lesson": _LESSON,
            "number": gettext_noop("Which vote it is."),
            "passage": gettext_noop("The decision that the class votes on."),
            "hands": gettext_noop("How many hands were counted for each choice."),
            "decided": gettext_noop("What the class decided."),
        },
    ),
    "vote": (
        gettext_noop("Each student's votes"),
        {
            "lesson": _LESSON,
            "round": gettext_noop("Which vote it is."),
            "student": _STUDENT,
            "choice": gettext_noop("What the student voted for."),
        },
    ),
}
"""For each table a heading and what each column holds."""
NOT_STORED = gettext_noop("Not stored are real names, addresses of e-mail or of the network, and details of devices.")
