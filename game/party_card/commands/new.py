"""`party-card new`: creates a scene of one's own to begin with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import EXIT_OK
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.services.scaffold import SceneTemplateValues

SUMMARY = "begin a scene of your own"
DESCRIPTION = (
    "Writes a scene that plays as it stands, with its facts and its source, to be replaced sentence by sentence."
)
_QUESTIONS = (
    ("title", "What is it called?", "the title that students see"),
    ("place", "Where does it take place?", "where it takes place"),
    ("when", "When? (1908-03-28, or 1908-03, or 1908-03/1908-05)", "when it takes place: 1908-03, or 1908-03/1908-05"),
    ("role", "Whom do they play? (a few words: a clerk at the post office)", "whom the students play"),
    ("source", "What is your source called?", "the title of the source that it rests on"),
)
"""Each question: its option, its words, and the help of the option."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument("name", help="its name in files and commands: small letters, digits and hyphens")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the folder it goes to (default: one called NAME)")
    for option, _, help_text in _QUESTIONS:
        parser.add_argument(f"--{option}", metavar="TEXT", help=f"{help_text}; asked for where it is not given")


def run(args: argparse.Namespace) -> int:
    """Writes the files of the scene, and prints the next steps."""
    from party_card.services.scaffold import SCHEMA_FOLDER, create_scene, validate_scene_name

    name = validate_scene_name(args.name)
    root = args.pack or Path(name)
    values = _collect_values(args)
    try:
        for path in create_scene(root, name, values):
            if path.suffix == ".yaml":
                print(f"written: {path}")
    except OSError as error:
        raise UsageError(f"{error.filename or root} cannot be written: {error.strerror}") from None
    print(f"written: {root / SCHEMA_FOLDER}, from which VS Code with its YAML extension explains every key")
    scene_file = root / "scenes" / f"{name}.yaml"
    folder = f'"{root}"' if " " in str(root) else str(root)
    print(f"Play it:        party-card play {name} --pack {folder}")
    print(f"Make it yours:  open {scene_file} in an editor, save, then: party-card check {folder}")
    print(f"Be sure of it:  party-card prove {folder}")
    return EXIT_OK


def _collect_values(args: argparse.Namespace) -> SceneTemplateValues:
    """Returns the values given as options; asks for the others if a person is at the terminal."""
    from party_card.content.identifiers import title_from_name
    from party_card.services.scaffold import SceneTemplateValues, validate_date

    answers: dict[str, str | None] = {option: getattr(args, option) for option, _, _ in _QUESTIONS}
    validate_date(answers["when"] or "")
    if sys.stdin.isatty() and sys.stdout.isatty():
        ask = _start_asking()
        for option, question, _ in _QUESTIONS:
            while answers[option] is None:
                hint = f"[{title_from_name(args.name)}] " if option == "title" else ""
                answers[option] = ask(f"{question} {hint}")
                try:
                    validate_date(answers["when"] or "")
                except UsageError as reason:
                    print(f"  {reason}")
                    answers["when"] = None
    title, place, date, role, source = (answers[option] or "" for option, _, _ in _QUESTIONS)
    return SceneTemplateValues(title=title, place=place, date=date, role=role, source=source)


def _start_asking() -> Callable[[str], str]:
    """Returns a function that asks a question and returns the answer, or "" for all that follow an end of input."""
    print("Five questions at most. Enter alone leaves one open; everything can be changed later.")
    has_ended = False

    def ask(question: str) -> str:
        nonlocal has_ended
        try:
            return "" if has_ended else input(question).strip()
        except EOFError:
            has_ended = True
            print()
            return ""

    return ask
