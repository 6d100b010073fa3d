"""`party-card new`: a scene of one's own to begin with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from party_card.commands._exit import WELL, CommandError

_QUESTIONS = (
    ("title", "What is it called?", "the title that students see"),
    ("place", "Where does it take place?", "where it takes place"),
    ("when", "When? (1908-03-28, or 1908-03, or 1908-03/1908-05)", "when it takes place: 1908-03, or 1908-03/1908-05"),
    ("role", "Whom do they play? (a few words: a clerk at the post office)", "whom the students play"),
    ("source", "What is your source called?", "the title of the source that it rests on"),
)
"""What is asked: the option, the question, and what `--help` says of it."""


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("name", help="its name in files and commands: small letters, digits and hyphens")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the folder it goes to (default: one called NAME)")
    for option, _, about in _QUESTIONS:
        parser.add_argument(f"--{option}", metavar="TEXT", help=f"{about}; asked for where it is not given")
    parser.set_defaults(command=new)


def new(args: argparse.Namespace) -> int:
    """Writes a scene that plays as it stands, with its facts and its source, to be replaced sentence by sentence."""
    from party_card.services.scaffold import SCHEMAS, CannotBeginError, SceneTemplateValues, begin, fit_name

    try:
        name = fit_name(args.name)
        root = args.pack or Path(name)
        wishes = SceneTemplateValues(**_answers(args))
        for path in begin(root, name, wishes):
            if path.suffix == ".yaml":
                print(f"written: {path}")
        print(f"written: {root / SCHEMAS}, from which VS Code with its YAML extension explains every key")
    except CannotBeginError as reason:
        raise CommandError(str(reason)) from None
    except OSError as error:
        raise CommandError(f"{error.filename or root} cannot be written: {error.strerror}") from None
    scene = root / "scenes" / f"{name}.yaml"
    print(f"Play it:        party-card play {name} --pack {_typed(root)}")
    print(f"Make it yours:  open {scene} in an editor, save, then: party-card check {_typed(root)}")
    print(f"Be sure of it:  party-card prove {_typed(root)}")
    return WELL


def _answers(args: argparse.Namespace) -> dict[str, str]:
    """What was given as options; the rest is asked for where somebody is there to answer."""
    from party_card.services.scaffold import CannotBeginError, fit_date, title_of

    given = {option: getattr(args, option) for option, _, _ in _QUESTIONS}
    fit_date(given["when"] or "")
    if sys.stdin.isatty() and sys.stdout.isatty():
        ask = _asking()
        for option, question, _ in _QUESTIONS:
            while given[option] is None:
                given[option] = ask(f"{question} [{title_of(args.name)}] " if option == "title" else f"{question} ")
                try:
                    fit_date(given["when"] or "")
                except CannotBeginError as reason:
                    print(f"  {reason}")
                    given["when"] = None
    return {option: text or "" for option, text in given.items()}


def _asking() -> Callable[[str], str]:
    """Asks a question; an answer may be left empty, and where the typing ends every one is."""
    print("Five questions at most. Enter alone leaves one open; everything can be changed later.")
    ended = False

    def ask(question: str) -> str:
        nonlocal ended
        try:
            return "" if ended else input(question).strip()
        except EOFError:
            ended = True
            print()
            return ""

    return ask


def _typed(path: Path) -> str:
    """A folder as it is typed into a command."""
    return f'"{path}"' if " " in str(path) else str(path)
