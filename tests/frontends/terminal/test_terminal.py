"""A scene at a terminal: every line is answered, everything is in words, and nothing ends in a traceback."""

from __future__ import annotations

import io
import os
import re
import select
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from party_card.app.session import Session
from party_card.commands._scene_list import choose_scene
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.page import (
    Block,
    Chart,
    Comparison,
    ContentNote,
    Document,
    Entry,
    Heading,
    Line,
    Note,
    Offer,
    Page,
    Paragraph,
    Question,
    RecordParagraph,
    Run,
    Unknown,
)
from party_card.frontends.terminal import app
from party_card.frontends.terminal.page import print_page
from party_card.frontends.terminal.repl import answer_line
from party_card.frontends.terminal.session import TerminalSession
from party_card.frontends.terminal.writer import TerminalWriter, sanitize, transliterate
from tests import ROOT
from tests.random_examples import random_examples
from tests.storage.campaign import AUTUMN, SPRING, SUMMER, write_campaign, write_illustrated_campaign
from tests.storage.sample import FILES, LETTER, write_pack

Play = Callable[..., str]


class Terminal(io.StringIO):
    """An output that reports to be a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return write_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def session(pack: Pack) -> Iterator[Session]:
    one = Session(pack)
    yield one
    one.close()


def typed(session: Session, text: str, output: io.StringIO | None = None) -> str:
    """Returns the output of a session whose input is `text`."""
    output = output or io.StringIO()
    assert app.play(session, LETTER, input=io.StringIO(text), output=output, interactive=False) == 0
    return output.getvalue()


def last_page(output_text: str) -> str:
    """Returns the output after the last input line."""
    return output_text.rpartition("\n> ")[2].partition("\n")[2]


# ------------------------------------------------------------------------------------------------ a page


def test_a_page_reads_like_this(session: Session) -> None:
    assert typed(session, "1\n").partition("> 1\n")[2] == (
        """
Step 1 of about 3. 2 March 1931. The registry. Composite.

Petrov is out. The drawer of the registry desk is open, and one letter lies
across the others. [1]

A paper reads:
    To whom it concerns.

    Nobody is to number this.
The paper ends.

Notes
[1] Documented. Anna Writer, A Chronicle of the Office (Riga: Example Press,
    2001), “The office,” para. 1, n. 1.

You can:
  1. Read it
  2. Close the drawer
  - Closed: Look at it a second time. You have not read it once.

Your place is kept.
To go on, type:
  party-card play letter --terminal
"""
    )


def test_the_record_sets_each_decision_beside_what_was_done(session: Session) -> None:
    output_text = last_page(typed(session, "1\n2\n2\n1\n"))
    assert output_text.partition("\nNotes\n")[0] == (
        """
What really happened
2–4 March 1931. The registry.

Your ending: You said nothing

What led to this ending:
  - You chose: Close the drawer.

Decision 1
  You chose: Close the drawer (as in the record)
  What really happened (2 March 1931): The clerk kept one letter for each day
  in his desk. [1] (documented)

Decision 2
  You shrugged. (as in the record)
  What really happened (4 March 1931): It was said that the clerk burned it.
  [2] (rumoured)

The whole story

2 March 1931. The clerk kept his letters. [1] The corridor talked. [2]
(documented, rumoured)

Letters received, letters a year [3]
  1929: about 60
  1930: 75
  1931: over 90
The last figure is a lower bound.

What remains unknown: What became of the letter is not known.

What came after

What became of the people in this scene

  Ivan Petrov: What became of this person was not found.
"""
    )


def test_the_debrief_numbers_its_questions_and_names_the_skill(session: Session) -> None:
    output_text = last_page(typed(session, "1\n2\n2\n1\n1\n"))
    assert "1. Who would have gained from a number on this letter? (sourcing)" in output_text
    assert "2. Whose talk is the talk of a corridor? (corroboration)" in output_text
    assert "the place of the registry" not in output_text, "what a good answer draws on is for teachers"


def test_a_whole_walk_ends_with_the_scene_finished(session: Session) -> None:
    output_text = last_page(typed(session, "1\n1\n2\n1\n1\n1\n"))
    assert "You have finished this scene." in output_text
    assert "To play again, type:" in output_text


def test_a_hypothesis_of_the_student_is_said_to_be_one(session: Session) -> None:
    output_text = typed(session, "1\n2\n")
    assert "  1. Wait until he is gone (hypothesis)\n" in output_text
    assert "A hypothesis is your own: no record of anyone doing this.\n" in output_text


# ------------------------------------------------------------------------------------------------ what is typed


def test_numbers_count_only_open_choices(session: Session) -> None:
    output_text = typed(session, "1\n2\n")
    assert "  2. Shrug\n  - Closed" not in output_text
    assert re.search(r"- Closed: Tell him about the letter\. There is nothing to tell\.\n  2\. Shrug", output_text)
    assert "Ending: You said nothing" in typed(session, "2\n")


def test_what_is_not_understood_is_answered_with_what_is_on_offer(session: Session) -> None:
    for wrong in ("perhaps", "0", "3", "-1", "1 2", "９", "9" * 5000):
        output_text = last_page(typed(session, f"{'b' if session.list_scenes()[0].step else ''}\n\n{wrong}\n"))
        assert "is not on offer here. Type 1 or 2, or ? for all commands." in " ".join(output_text.split())
        assert "  1. Read it\n  2. Close the drawer\n" in output_text
        assert max(map(len, output_text.splitlines())) <= 78


def test_enter_alone_goes_on_where_there_is_one_way_and_asks_where_there_are_more(session: Session) -> None:
    assert "Nothing was typed. Type 1 or 2, or ? for all commands." in last_page(typed(session, "\n\n"))


def test_a_note_in_full(session: Session) -> None:
    assert last_page(typed(session, "1\nn 1\n")).startswith(
        """
Note 1. The clerk kept one letter for each day in his desk.
How sure: documented. The source states it plainly.
The words of the time: “one letter for each day”
Source: Anna Writer, A Chronicle of the Office (Riga: Example Press, 2001),
“The office,” para. 1, n. 1.
"""
    )


def test_a_note_that_says_ibid_says_what_that_stands_for(session: Session) -> None:
    output_text = last_page(typed(session, "1\n2\n2\n1\nnote 2\n"))
    assert "The source calls this the talk of the corridor." in output_text
    assert "Source: Ibid., para. 2, n. 3.\n“Ibid.” stands for the source of note 1: Anna Writer" in output_text


def test_a_note_that_is_not_there(session: Session) -> None:
    assert "There are no notes on this page." in typed(session, "n 1\n")
    assert "There is no note “7” here. The notes of this page: 1." in typed(session, "1\nn 7\n")


def test_who_is_who_and_words_explained(session: Session) -> None:
    assert last_page(typed(session, "1\nw\n")).startswith(
        "\nPeople\n  Ivan Petrov (born 1890): A clerk. [1]\n"
        "    [1] Documented. Anna Writer, A Chronicle of the Office (Riga: Example\n"
        "        Press, 2001), “The office,” para. 1, n. 1.\n"
        "\nWords\n  registry: The room where letters are numbered.\n"
    )


def test_back_takes_one_step_back_and_stops_at_the_beginning(session: Session) -> None:
    output_text = typed(session, "1\n1\nb\nb\nb\n")
    assert output_text.count("Undid one choice.") == 2
    assert (
        output_text.count("A Letter Without a Number\n2–4 March 1931.") == 2
    )  # the first page says again which scene it is
    assert "This is the beginning; there is nothing to take back." in output_text
    assert session.page().kind == "briefing"


def test_a_summary_instead_of_playing(session: Session) -> None:
    output_text = typed(session, "s\n")
    assert "Content note: an interrogation is mentioned.\nTo read a summary instead of playing, type s." in output_text
    assert "An assistant finds a letter without a number and decides" in last_page(output_text)
    assert "There is no summary on this page." in typed(session, "1\ns\n")


def test_the_record_instead_of_playing(session: Session) -> None:
    output_text = typed(session, "s\ne\n1\ne\n")
    assert "To see what really happened, type e. To play the scene, type 1." in output_text
    _, record, played = output_text.split("> e")
    assert "What really happened" in record and "Notes" in record
    assert "What you did" not in record, "nothing was decided"
    assert "> 1" in record, "the scene can still be played"
    assert "What really happened comes after the ending of the scene." in played


def test_a_transcript_is_written_and_its_path_can_be_copied(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "transcripts" / f"{date.today()} reader – Letter.html"
    assert f"Your transcript is in the file\n  {path}\n" in typed(session, "1\nt\n")
    assert "A Letter Without a Number" in path.read_text(encoding="utf-8")
    assert path.with_suffix(".md").read_text(encoding="utf-8").startswith("# A Letter Without a Number\n")


TO_THE_QUESTIONS = "1\n1\n2\n\n\n"


def test_a_debrief_can_be_answered_and_is_not_asked_for(session: Session) -> None:
    output_text = typed(session, TO_THE_QUESTIONS + "a 1 The registry.\na 1 And the clerk.\na 2 -\na 1\n")
    assert session.page().kind == "debrief"
    assert session.answers() == ("The registry.\nAnd the clerk.", "")
    assert "To write an answer, type a" in output_text
    assert "Your answer to 1:\n  The registry.\n  And the clerk.\n" in output_text
    assert "Nothing is written beneath question 2." in output_text
    assert "The registry." in last_page(typed(session, "p\n")), "shown with the questions from now on"
    typed(session, "a 1 -\n\n")
    assert session.answers() == ("", "") and session.page().kind == "finished"


def test_what_a_good_answer_draws_on_comes_after_the_answer(session: Session) -> None:
    initial = typed(session, TO_THE_QUESTIONS + "d 1\n")
    assert "First write an answer of your own" in initial and "the place of the registry" not in initial
    after = typed(session, "a 1 Whoever numbers it.\nd 1\na 2 x\nd 2\n")
    assert "To see what a good answer draws on, type d 1." in after and "the place of the registry" in after
    assert "There is nothing more to this question." in after and "type d 2." not in after


def test_how_answers_are_judged_comes_after_the_answer(tmp_path: Path) -> None:
    rubric = "{basic: Says who., emergent: Says what for., proficient: Says who and what for.}"
    text = FILES["letter.yaml"].replace("skill: corroboration", f"skill: corroboration\n    rubric: {rubric}")
    session = Session(write_pack(tmp_path / "pack", letter=text), folder=tmp_path)
    initial = typed(session, TO_THE_QUESTIONS + "d 2\n")
    assert "First write an answer of your own" in initial and "Says what for." not in initial
    after = typed(session, "a 2 Nobody's.\nd 2\n")
    assert "To see how answers are judged, type d 2." in after
    lines = [line.strip() for line in after.splitlines()]
    assert lines[lines.index("How answers are judged:") + 1 :][:3] == [
        "Basic: Says who.", "Emergent: Says what for.", "Proficient: Says who and what for.",
    ]  # fmt: skip


def test_an_answer_to_no_question_is_told(session: Session) -> None:
    assert "There are no questions on this page." in typed(session, "a 1 text\nd 1\n")
    output_text = typed(session, TO_THE_QUESTIONS + "a 3 text\na text\na\nd\n")
    assert output_text.count("Type the number of a question, 1 to 2") == 4
    assert session.answers() == ("", "")


def test_a_transcript_that_cannot_be_written_is_no_disaster(session: Session, tmp_path: Path) -> None:
    (tmp_path / "transcripts").write_text("in the way")
    assert "The transcript could not be written: " in typed(session, "1\nt\n")


def test_from_the_beginning_again(session: Session) -> None:
    output_text = typed(session, "1\n1\nr\n")
    assert "From the beginning. What you played before is kept." in output_text
    assert session.page().kind == "briefing"


def test_help_names_every_command(session: Session) -> None:
    output_text = last_page(typed(session, "?\n"))
    for letter in "nwbpcstrq?":
        assert re.search(rf"^{re.escape(letter)} or \w+: ", output_text, re.MULTILINE)


def test_leaving_says_that_progress_is_kept_and_how_to_go_on(session: Session) -> None:
    output_text = typed(session, "1\nq\n1\n")
    assert output_text.endswith("Your place is kept.\nTo go on, type:\n  party-card play letter --terminal\n")
    assert session.page().passage == "desk", "what comes after q is not read"
    assert "You go on where you left off. To begin again, type r." in typed(session, "")


@random_examples(
    st.lists(st.one_of(st.text(max_size=12), st.sampled_from([*"123?nwbpcstr", "n 1", "n x", "b 3", "q 1"]))),
    everyday=30,
    long=150,
)
def test_whatever_is_typed_is_answered(session: Session, lines: list[str]) -> None:
    output_text = typed(session, "\n".join(lines))
    assert "To go on, type:" in output_text or "To play again, type:" in output_text
    assert_harmless(output_text)


# ------------------------------------------------------------------------------------------------ how it ends


def test_without_anything_to_read_from_the_first_page_is_shown_and_how_to_go_on(session: Session) -> None:
    for source in (None, io.StringIO("")):
        output = io.StringIO()
        status = app.play(session, LETTER, input=source, output=output, interactive=False, first_line=app.NO_DISPLAY)
        assert status == 0
        output_text = output.getvalue()
        assert output_text.startswith("No display was found, so the scene is shown here, in the terminal.\n")
        assert "  1. Begin\n" in output_text
        assert output_text.endswith("To go on, type:\n  party-card play letter --terminal\n")


def test_a_closed_input_is_the_end_of_it(session: Session) -> None:
    source = io.StringIO("1\n")
    source.close()
    output = io.StringIO()
    assert app.play(session, LETTER, input=source, output=output, interactive=False) == 0
    assert "To go on" in output.getvalue()


def test_control_c_leaves_cleanly(session: Session) -> None:
    class Interrupted(io.StringIO):
        def readline(self, _: int | None = None, /) -> str:  # type: ignore[override]
            raise KeyboardInterrupt

    output = io.StringIO()
    assert app.play(session, LETTER, input=Interrupted(), output=output, interactive=True) == 0
    assert output.getvalue().endswith("To go on, type:\n  party-card play letter --terminal\n")


def test_a_reader_of_the_output_that_has_gone_is_no_error(session: Session) -> None:
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    assert app.play(session, LETTER, input=io.StringIO("1\n"), output=Gone(), interactive=False) == 0


def test_another_command_to_go_on_can_be_named(session: Session) -> None:
    output = io.StringIO()
    app.play(
        session,
        LETTER,
        input=None,
        output=output,
        interactive=False,
        resume_command="party-card play my-{}.yaml".format,
    )
    assert output.getvalue().endswith("\n  party-card play my-letter.yaml\n")


# ---------------------------------------------------------------------------------------------- what goes wrong


def test_a_second_window_is_told_and_sees_where_the_scene_stands(session: Session, pack: Pack) -> None:
    output = io.StringIO()
    terminal = TerminalSession(
        session, LETTER, TerminalWriter(output), io.StringIO("1\n2\n"), interactive=False, resume_command=str
    )
    terminal.open()
    answer_line(terminal)
    other = Session(pack)
    other.open(LETTER)
    other.choose("read")
    other.close()
    answer_line(terminal)
    output_text = last_page(output.getvalue())
    assert "This scene was played on in another window." in output_text
    assert "In the corridor somebody asks what kept you." in output_text


def test_where_progress_cannot_be_kept_it_is_said_at_the_beginning_and_at_the_end(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    session = Session(pack, folder=tmp_path / "file")
    output_text = typed(session, "1\n1\n")
    session.close()
    assert output_text.startswith("Please note: Progress is not being kept: the folder")
    assert output_text.count("Please note") == 1
    assert "Your place is not kept: the folder" in last_page(output_text)
    assert "In the corridor" in output_text


def test_a_scene_that_is_not_there_is_a_message_and_status_1(session: Session) -> None:
    output = io.StringIO()
    assert app.play(session, SceneId("nowhere"), input=None, output=output, interactive=False) == 1
    assert output.getvalue() == "There is no scene nowhere. There are: letter, river.\n"


# --------------------------------------------------------------------------------- what reaches the terminal

ORNAMENTS = re.compile("[\u2190-\u2bff\u2022]")  # arrows, box drawing, blocks, shapes, bullets


def assert_harmless(output_text: str) -> None:
    """No control characters but the line's end; type styles are the one thing a terminal may get."""
    rest = re.sub("\x1b\\[[0-9;]*m", "", output_text)
    assert not [c for c in rest if unicodedata.category(c) == "Cc" and c != "\n"]
    assert not set(rest) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def test_plain_text_where_there_is_no_terminal(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    output_text = typed(session, "1\n?\nn 1\nw\n1\n2\n1\n1\n1\n")
    assert "\x1b" not in output_text
    assert not ORNAMENTS.search(output_text), "a screen reader would spell them out"
    assert "  \n" not in output_text
    assert max(map(len, output_text.splitlines())) <= 78


def test_a_terminal_gets_type_styles_and_no_colours(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    output_text = typed(session, "1\n", Terminal())
    assert "\x1b[1mYou can:\x1b[0m" in output_text
    assert "\x1b[3mregistry\x1b[0m" in output_text
    assert set(re.findall("\x1b\\[([0-9;]*)m", output_text)) <= {"0", "1", "3"}, "bold and italic, nothing else"


@pytest.mark.parametrize("variable", [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_color_and_dumb_terminals_are_respected(
    session: Session, monkeypatch: pytest.MonkeyPatch, variable: tuple[str, str]
) -> None:
    monkeypatch.setenv(*variable)
    assert not re.search("\x1b\\[[0-9;]*[34][0-9]m", typed(session, "1\n", Terminal()))


lines_: st.SearchStrategy[Line] = st.lists(
    st.one_of(
        st.builds(Run, st.text(), st.booleans(), st.booleans()),
        st.builds(Run, st.just(""), note=st.integers(1, 9)),
    ),
    max_size=4,
).map(tuple)
grades = st.sampled_from(["documented", "reported", "rumoured", "contested", "judgement"])
several = st.lists(lines_, max_size=3).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.text()),
    st.builds(Paragraph, lines_),
    st.builds(Document, several),
    st.builds(ContentNote, st.lists(st.text(), max_size=2).map(tuple), several),
    st.builds(Comparison, lines_, st.text(), lines_, st.lists(grades, max_size=2).map(tuple), st.booleans()),
    st.builds(RecordParagraph, st.text(), lines_, st.lists(grades, max_size=2).map(tuple)),
    st.builds(Unknown, lines_),
    st.builds(Chart, st.text(), st.text(), st.just(()), st.integers(0, 9), st.text()),
    st.builds(Question, lines_, st.just("sourcing"), st.text()),
)
pages = st.builds(
    Page,
    kind=st.sampled_from(["briefing", "passage", "record"]),
    scene=st.text(),
    title=st.text(),
    heading=st.text(),
    dates=st.text(),
    place=st.text(),
    role=st.text(),
    blocks=st.lists(blocks, max_size=4).map(tuple),
    offers=st.lists(st.builds(Offer, st.text(), lines_, st.booleans(), lines_), max_size=3).map(tuple),
    notes=st.lists(
        st.builds(Note, st.integers(1, 9), st.text(), st.text(), grades, st.just(()), lines_, st.text()), max_size=2
    ).map(tuple),
    entries=st.lists(st.builds(Entry, st.text(), st.just("term"), st.text(), st.text(), st.text()), max_size=2).map(
        tuple
    ),
    alt=st.text(),
    basis=st.text(),
    ending=st.text(),
    step=st.integers(0, 9),
    steps=st.integers(0, 9),
)


@random_examples(pages, st.booleans(), st.sampled_from(["12", "40", "80", "200"]), everyday=30, long=150)
def test_whatever_a_scene_says_no_control_character_reaches_the_terminal(
    monkeypatch: pytest.MonkeyPatch, page: Page, styled: bool, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    output = Terminal() if styled else io.StringIO()
    print_page(page, TerminalWriter(output), introduces_scene=True)
    assert_harmless(output.getvalue())


def test_an_escape_sequence_in_a_text_is_shown_harmless() -> None:
    text = Text.assemble(("a\x1b[31mb\x1a\tc", "bold"), "\x9b2J\u202ed \u200bsoft\u00ad hyphen, m\u012b\u200ckh")
    shown = sanitize(text)
    assert shown.plain == "a<U+001B>[31mb<U+001A> c<U+009B>2J<U+202E>d <U+200B>soft hyphen, m\u012b<U+200C>kh"
    assert [shown.plain[span.start : span.end] for span in shown.spans] == ["a", "[31mb", " c"]


def test_the_joiners_that_a_script_needs_stay() -> None:
    words = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u0915\u094d\u200d\u0937"
    assert sanitize(Text(words)).plain == words


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "“Stalin”, 1929–1941 … Łódź"),
        ("cp1252", '"Stalin", 1929-1941 ... ?odz'),
        ("ascii", '"Stalin", 1929-1941 ... ?odz'),
        ("no-such-encoding", '"Stalin", 1929-1941 ... ?odz'),
    ],
)
def test_a_terminal_that_does_not_know_a_letter_gets_a_simpler_one(encoding: str, expected: str) -> None:
    assert transliterate("“Stalin”, 1929–1941 … Łódź", encoding) == expected


@given(st.text(), st.sampled_from(["ascii", "cp1252", "cp437", "koi8-r", "utf-8"]))
def test_whatever_the_text_it_can_be_written(text: str, encoding: str) -> None:
    transliterate(text, encoding).encode(encoding)


# ------------------------------------------------------------------------------------------ the real thing

PROGRAM = """
import sys
from pathlib import Path
from party_card.frontends.terminal.app import play
from party_card.app.session import Session
from tests.storage.sample import write_pack
session = Session(write_pack(Path(sys.argv[1])))
status = play(session, "letter", input=sys.stdin, output=sys.stdout, interactive=sys.stdin.isatty())
session.close()
sys.exit(status)
"""


def program(tmp_path: Path) -> list[str]:
    return [sys.executable, "-c", PROGRAM, str(tmp_path / "pack")]


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
@pytest.mark.parametrize("reader", ["head -n 1", "true"])
def test_a_pipe_that_closes_early_leaves_no_traceback(tmp_path: Path, reader: str) -> None:
    script = f'printf "1\\n1\\n2\\n1\\n" | "$@" | {reader}; echo "${{PIPESTATUS[1]}}"'
    command = ["bash", "-c", script, "bash", *program(tmp_path)]
    process = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert process.stderr == ""
    assert process.stdout.splitlines()[-1] == "0"


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
def test_stray_bytes_in_a_pipe_are_answered_like_any_other_line(tmp_path: Path) -> None:
    process = subprocess.run(program(tmp_path), input=b"1\n\xff\xfe\n1\n", capture_output=True, check=False, cwd=ROOT)
    assert (process.returncode, process.stderr) == (0, b"")
    output_text = process.stdout.decode()
    assert "is not on offer here" in output_text
    assert "In the corridor" in output_text


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
@pytest.mark.parametrize("last", [b"\x04", b"\x03", b"q\n"])
def test_in_a_narrow_terminal_lines_fit_and_every_way_out_is_clean(tmp_path: Path, last: bytes) -> None:
    import fcntl
    import pty
    import struct
    import termios

    command = program(tmp_path)
    child, terminal_ = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ.pop("COLUMNS", None)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # where tests run in the background, Ctrl-C may be ignored
        os.execv(command[0], command)
    fcntl.ioctl(terminal_, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 40, 0, 0))

    def until(sign: bytes) -> bytes:
        output_text = b""
        end = time.monotonic() + 20
        while not output_text.endswith(sign) and time.monotonic() < end:
            if select.select([terminal_], [], [], 0.2)[0]:
                try:
                    output_text += os.read(terminal_, 4096)
                except OSError:  # the other side has closed
                    break
        return output_text

    shown = until(b"\n> ")
    os.write(terminal_, b"1\n")
    shown += until(b"\n> ")
    os.write(terminal_, last)
    shown += until(b"--terminal\r\n")
    if not shown.endswith(b"--terminal\r\n"):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(terminal_)
    text = re.sub("\x1b\\[[0-9;]*m", "", shown.decode().replace("\r\n", "\n"))
    assert os.waitstatus_to_exitcode(status) == 0
    assert "Traceback" not in text
    assert "Your place is kept." in text
    assert max(len(line) for line in text.splitlines() if "--terminal" not in line) <= 38
    assert text.count("\n> ") == 2, "one prompt for each line typed"


def test_rich_is_not_imported_before_a_scene_is_played_here() -> None:
    code = "import sys, party_card.frontends.terminal.app, party_card.app.session; print([n for n in sys.modules if n == 'rich'])"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert process.stdout.strip() == "[]"


# -------------------------------------------------------------------------------------------- the campaign


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Session]:
    one = Session(write_campaign(tmp_path / "pack"))
    yield one
    one.close()


def through(session: Session, scene: SceneId, text: str) -> str:
    output = io.StringIO()
    assert app.play(session, scene, input=io.StringIO(text), output=output, interactive=False) == 0
    return output.getvalue()


def test_a_finished_scene_leads_on_through_the_campaign_to_its_end(year: Session) -> None:
    output_text = through(year, SPRING, "1\n2\n1\n1\nc\n\n1\n1\n1\n1\nc\nn 1\nw\nw\n1\n")
    assert "Type c to go on in the campaign, with “Summer”." in output_text
    assert (
        """
Summer
From April 1931 to 3 May 1931.

What you witnessed

You saw the ice move.

What you kept silent about

You kept quiet about the ice.

You can:
  1. Go on to “Summer”
"""
        in output_text
    )
    assert "Note 1. The harvest was small." in output_text
    assert "A. Keeper: Keeper of the ferry." in output_text
    assert output_text.endswith("party-card play autumn --terminal\n")
    output_text = through(year, AUTUMN, "1\n1\n1\n1\nc\n")
    assert "Type c for the end of the campaign, and your path through it." in output_text
    winter = last_page(output_text)
    assert winter.startswith("\nThe winter in the record\nMarch – 10 September 1931.\n")
    for line in (
        "  Stated: May 1931. The flood made the harvest small. [1] [2] (documented)\n",
        "  Later in time: September 1931. Then the harvest came in. [2] (documented)\n",
        "Your path through it\n\nMarch – April 1931. Spring. The ice broke. You saw the ice move. You kept\nquiet about the ice.\n",
        "Type b to go back, q to leave.\n",
    ):
        assert line in winter


def test_a_fact_between_scenes_is_shown_with_its_figure_or_its_picture_in_words(tmp_path: Path) -> None:
    session = Session(write_illustrated_campaign(tmp_path))
    summer = through(session, SPRING, "1\n2\n1\n1\nc\n1\n1\n1\n1\n1\nc\n")
    for line in ("May 1931. The river flooded. [1] (documented)\n", "Sacks, sacks [2]\n  1930: 90\n  1931: 40\n"):
        assert line in summer
    assert "From July 1931 to 10 September 1931.\nThe mill.\nThe picture: An open sack.\n\nMeanwhile\n" in summer
    session.close()


def test_from_between_two_scenes_one_can_go_back_or_leave_for_the_next(year: Session) -> None:
    output_text = through(year, SPRING, "1\n1\n1\n1\nc\nx\nb\nc\nq\n")
    assert "“x” is not on offer here. Type 1 to go on, or ? for all commands." in output_text
    assert output_text.count("You have finished “Spring”") == 2
    assert output_text.endswith("party-card play summer --terminal\n")


def test_the_campaigns_end_comes_after_a_warning_until_all_is_played(year: Session) -> None:
    output_text = through(year, SUMMER, "1\n1\n1\n1\nc end\np\nc end now\n")
    warning = "The winter in the record: it tells how all scenes end, and you have not played them all yet."
    assert warning in " ".join(output_text.split())
    assert "To read it now, type c end now. To stay here, type p." in output_text
    assert last_page(output_text).startswith("\nThe winter in the record\n")
    for scene, choices in ((SPRING, "1\n2\n1\n1\n"), (AUTUMN, "1\n1\n1\n1\n")):
        output_text = through(year, scene, f"{choices}c end\n")
    assert "you have not" not in output_text
    assert last_page(output_text).startswith("\nThe winter in the record\n")


def test_a_step_back_from_the_last_page_leaves_the_scene_finished(year: Session) -> None:
    through(year, SPRING, "1\n1\n1\n1\nb\nb\nb\n")
    assert [scene.state for scene in year.list_scenes()] == ["played", "open", "open"]
    assert choose_scene(year, is_interactive=False) == SUMMER
    through(year, AUTUMN, "1\n")
    assert choose_scene(year, is_interactive=False) == SUMMER, "a glance at a later scene"


def test_in_the_middle_of_a_scene_and_outside_a_campaign_c_says_so(year: Session, session: Session) -> None:
    assert "First finish this scene; then c goes on in the campaign." in through(year, SPRING, "1\nc\n")
    assert "This scene is not part of a campaign." in typed(session, "1\n1\n2\n1\n1\n1\nc\n")


@random_examples(st.lists(st.sampled_from([*"112nwbpcstrq", "", "c", "c"]), max_size=25), everyday=15, long=60)
def test_whatever_is_typed_in_a_campaign_is_answered(year: Session, lines: list[str]) -> None:
    output_text = through(year, SPRING, "\n".join(lines))
    assert "To go on, type:" in output_text or "To play again, type:" in output_text


@pytest.mark.parametrize(
    "word", ["革命的人民", "ひらがなカタカナ", "한국어", "हिन्दी में", "👩\u200d🚀🦊", "العمال في", "ａｂｃ"]
)
def test_no_line_of_wide_letters_is_wider_than_the_terminal_and_none_is_lost(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "32")
    output, text = io.StringIO(), f"{word}, {word} " * 12
    TerminalWriter(output).write(text, prefix="  1  ")
    lines = output.getvalue().splitlines()
    assert len(lines) > 3
    assert all(cell_len(line) <= 30 for line in lines), [cell_len(line) for line in lines]
    assert "".join("".join(lines).split()) == "1" + "".join(text.split())
