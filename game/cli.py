"""The command line: one function per command.

Law: this is the only module that prints or exits. Commands return the exit status: 0 all is well, 1 the author or the
student has something to mend, 2 the command could not be run.
"""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from game import __version__

if TYPE_CHECKING:
    from game.content.models import SceneId
    from game.content.pack import Pack
    from game.diagnostics.diagnostic import Diagnostic
    from game.keep.session import Session
    from game.play.playthrough import Playthrough

WELL, MEND, UNABLE = 0, 1, 2
INTERRUPTED = 130
_FORMATS = ("full", "concise", "json", "github", "sarif")


class _CannotRun(Exception):  # noqa: N818  # carries the sentence that says why
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    try:
        asked = _parser().parse_args(arguments)
        status: int = asked.command(asked)
        sys.stdout.flush()
        return status
    except _CannotRun as reason:
        print(f"party-card: {reason}", file=sys.stderr)
        return UNABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our lines stopped early: say nothing, and let nothing be said at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WELL
    except Exception as mistake:  # the last door: nobody who plays or teaches should meet a traceback
        if isinstance(mistake, OSError) and mistake.errno in (errno.ENOSPC, errno.EIO):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            print(f"party-card: what there is to print cannot be written: {mistake.strerror}", file=sys.stderr)
            return UNABLE
        if os.environ.get("PARTY_CARD_TRACEBACK"):
            raise
        print(f"party-card: a mistake of the program, not yours: {type(mistake).__name__}: {mistake}", file=sys.stderr)
        print("party-card: progress is kept. With PARTY_CARD_TRACEBACK=1 set, it says more.", file=sys.stderr)
        return UNABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="party-card",
        description="History through choices: play a documented situation, then see what actually happened.",
        epilog="Without a command the game opens.",
    )
    parser.add_argument("--version", action="version", version=f"party-card {__version__}")
    parser.set_defaults(command=play, scene=None, **_PLAY_DEFAULTS)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_play(commands.add_parser("play", help="play a scene", description=play.__doc__))
    _add_check(commands.add_parser("check", help="look for mistakes in scenes and dossiers", description=check.__doc__))
    _add_prove(commands.add_parser("prove", help="visit every position of scenes", description=prove.__doc__))
    _add_export(commands.add_parser("export", help="write files to hand out", description=export.__doc__))
    explained = commands.add_parser("rules", help="explain what is checked", description=rules.__doc__)
    explained.add_argument("code", nargs="?", help="the rule to explain; without it, all are listed")
    explained.set_defaults(command=rules)
    _add_sources(commands.add_parser("sources", help="list the sources, or check them", description=sources.__doc__))
    return parser


_EXPORTS = {"html": "one HTML file that plays in any browser, without a network"}
"""What can be written, by option: the formats of `game.exporting`, which is imported late."""
_PLAY_DEFAULTS: dict[str, object] = {
    "pack": None, "reader": "", "terminal": False, "choices": None, "carried": None, "transcript": None, "json": False,
}  # fmt: skip


def _add_play(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scene", nargs="?", help="the scene's name; without it, choose from the list")
    parser.add_argument("--terminal", action="store_true", help="play in this terminal, line by line")
    parser.add_argument(
        "--reader", default="", metavar="NICKNAME", help="who is playing; each has progress of their own"
    )
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="play the scenes of this folder")
    parser.add_argument(
        "--choices", metavar="A,B,C", help="make these choices without showing a window, and print the rest"
    )
    parser.add_argument(
        "--carried", metavar="A,B,C", help="with --choices: begin with what earlier scenes of the campaign left"
    )
    parser.add_argument(
        "--transcript", metavar="FILE", help="write the path, ending and record as Markdown; - prints it"
    )
    parser.add_argument("--json", action="store_true", help="with --choices: print the same as data")
    parser.set_defaults(command=play)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders; without any, the game's own"
    )
    parser.add_argument("--format", choices=_FORMATS, default="full", help="how problems are shown (default: full)")
    parser.add_argument("--strict", action="store_true", help="warnings count as problems too")
    parser.set_defaults(command=check)


def _add_prove(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="scenes or folders; without any, the game's own"
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="prove scenes in so many processes")
    parser.add_argument("--dask", metavar="ADDRESS", help="prove scenes on the Dask cluster at this address")
    parser.add_argument("--limit", type=int, metavar="N", help="give up on a scene after so many positions")
    parser.add_argument("--format", choices=_FORMATS, default="full", help="how problems are shown (default: full)")
    parser.add_argument(
        "--coverage", metavar="FILE", help="write an HTML page: what tests and paths have seen of each scene"
    )
    parser.add_argument(
        "--least", default="", metavar="KIND=PERCENT,…", help="fail where story tests see less: passages=100,choices=80"
    )
    parser.add_argument(
        "--random", type=int, metavar="N", help="play N times at random instead, as for scenes too large"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="with --random: the seed (default: 0)")
    parser.add_argument("--strict", action="store_true", help="warnings count as problems too")
    parser.set_defaults(command=prove)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scene", nargs="?", help="the scene's name")
    parser.add_argument("--campaign", action="store_true", help="all scenes in one file, in their order")
    for name, about in _EXPORTS.items():
        parser.add_argument(f"--{name}", metavar="FILE", help=f"write {about}")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")
    parser.set_defaults(command=export)


def _add_sources(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=sources, pack=None)
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the sources of this folder")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    coverage = commands.add_parser("coverage", help="show which paragraphs and notes of a source support a fact")
    coverage.add_argument("--pack", type=Path, metavar="FOLDER", help="the facts of this folder")
    coverage.set_defaults(command=sources_coverage)
    verify = commands.add_parser("verify", help="compare facts and quotations with your own copy of a source")
    verify.add_argument("--text", type=Path, required=True, metavar="FILE", help="your copy, as plain text")
    verify.add_argument("--source", metavar="ID", help="which source it is; needed where there are several")
    verify.add_argument("--pack", type=Path, metavar="FOLDER", help="the facts of this folder")
    verify.add_argument("--format", choices=_FORMATS, default="full", help="how problems are shown (default: full)")
    verify.set_defaults(command=sources_verify)
    index = commands.add_parser("index", help="make the paragraph index of a source from your own copy")
    index.add_argument("--text", type=Path, required=True, metavar="FILE", help="your copy, as plain text")
    index.add_argument("--source", required=True, metavar="ID", help="the source's id in sources.yaml")
    index.set_defaults(command=sources_index)


# ---------------------------------------------------------------------------------------------------------- packs


def _read(root: Path | None) -> tuple[Pack, tuple[Diagnostic, ...]]:
    from game.content.pack import builtin, read_pack, upon

    try:
        if root is None:
            return read_pack(builtin(), Path())
        pack, found = read_pack(root)
        return upon(pack, read_pack(builtin())[0]), found
    except NotADirectoryError:
        raise _CannotRun(f"there is no folder {root}") from None
    except OSError as error:
        raise _CannotRun(f"the folder {root} cannot be read: {error.strerror}") from None


def _own_pack() -> Pack:
    from game.content.pack import builtin, open_pack

    return open_pack(builtin())


def _checked(root: Path | None, scene: str | None) -> tuple[Pack, list[Diagnostic]]:
    """A pack, and every error in it that stands in the way of playing: not those of scenes that nobody asked for."""
    from game.diagnostics.diagnostic import Severity
    from game.verdict import read_library

    try:
        library = read_library(root)
    except NotADirectoryError:
        raise _CannotRun(f"there is no folder {root}") from None
    except OSError as error:
        raise _CannotRun(f"the folder {root} cannot be read: {error.strerror}") from None
    scenes = library.pack.scenes
    others = {one.at.file.name for name, one in scenes.items() if name != scene} if scene in scenes else set()
    found = [problem for problem in library.about(None) if problem.severity is Severity.ERROR]
    return library.pack, [problem for problem in found if problem.primary.source.name not in others]


def _refuse(found: Sequence[Diagnostic]) -> None:
    """Shows mistakes to whoever wanted to play, on the error stream."""
    from game.diagnostics.render import render

    print(render(found), file=sys.stderr, end="")


# ----------------------------------------------------------------------------------------------------------- play


def play(asked: argparse.Namespace) -> int:
    """Plays a scene: in a window, in this terminal, or (with --choices) without either."""
    gc.disable()  # until the first page is shown: what is built on the way there stays, and looking at it takes 30 ms
    try:
        return _play(asked)
    finally:
        gc.enable()


def _play(asked: argparse.Namespace) -> int:
    pack, errors = (_own_pack(), []) if asked.pack is None else _checked(asked.pack, asked.scene)
    if asked.pack is None and asked.scene is not None and asked.scene not in pack.scenes:
        pack, errors = _checked(None, asked.scene)  # it may be there, with a mistake that quick opening leaves untold
    if errors:
        _refuse(errors)
        return MEND
    if not pack.scenes:
        raise _CannotRun("there is no scene in this folder; a scene file begins with `scene: its-name`")
    if asked.scene is not None and asked.scene not in pack.scenes:
        _unknown_scene(asked.scene, pack)
    if asked.choices is not None or asked.json:
        return _headless(pack, asked)
    if asked.carried is not None:
        raise _CannotRun("--carried needs --choices; while playing, what earlier scenes left is carried by itself")
    if asked.transcript is not None:
        raise _CannotRun("--transcript needs --choices; while playing in the terminal, t writes your transcript")
    return _show(pack, asked)


def _unknown_scene(name: str, pack: Pack) -> NoReturn:
    from game.diagnostics.suggest import nearest

    near = nearest(name, pack.scenes)
    mend = f"did you mean `{near}`?" if near else "there are: " + ", ".join(sorted(pack.scenes))
    raise _CannotRun(f"there is no scene `{name}`; {mend}")


def _show(pack: Pack, asked: argparse.Namespace) -> int:
    from game.keep.session import KeepError, Session

    try:
        session = Session(pack, reader=asked.reader)
    except KeepError as error:
        raise _CannotRun(error.message) from None
    try:
        remark = "" if asked.terminal else _in_window(session, asked)
        return WELL if remark is None else _in_terminal(session, asked, remark)
    finally:
        session.close()


def _in_window(session: Session, asked: argparse.Namespace) -> str | None:
    """Plays in a window; where there can be none, what to tell the reader who gets the terminal instead."""
    if not _has_display():
        from game.frontends.terminal import NO_DISPLAY

        return NO_DISPLAY
    from game.frontends.window.app import CannotOpen, run
    from game.keep.errors import KeepError

    try:
        run(session, asked.scene)
    except KeepError as error:
        raise _CannotRun(error.message) from None
    except CannotOpen as reason:
        return f"No window could be opened ({reason}), so the scene is shown here, in the terminal."
    return None


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin", "cygwin") or os.environ.get("SDL_VIDEODRIVER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _in_terminal(session: Session, asked: argparse.Namespace, remark: str) -> int:
    from game.frontends import terminal

    gc.enable()
    interactive = sys.stdin is not None and sys.stdin.isatty()
    scene = asked.scene or _pick(session, interactive)
    if not scene:
        return WELL
    more = ["--terminal"]
    if asked.reader:  # joined by = where it could be taken for an option
        more += [f"--reader={asked.reader}"] if asked.reader.startswith("-") else ["--reader", asked.reader]
    if asked.pack:
        more += ["--pack", str(asked.pack)]
    return terminal.play(
        session,
        scene,
        input=sys.stdin,
        output=sys.stdout,
        interactive=interactive,
        remark=remark,
        again=lambda name: _to_type(["play", name, *more]),
    )


def _to_type(words: Sequence[str]) -> str:
    """A command of this program as it can be typed here: by its path where its name alone would not be found."""
    import shlex
    import shutil
    import subprocess

    path = sys.argv[0]
    nameable = Path(path).stem != "party-card" or shutil.which("party-card") is not None
    line = ["party-card" if nameable else path, *words]
    return subprocess.list2cmdline(line) if sys.platform == "win32" else shlex.join(line)


def _pick(session: Session, interactive: bool) -> SceneId | None:
    """The scene to play where none was named: the only one, or the one that a person picks from the list."""
    shelf = session.shelf()
    if len(shelf) == 1 or not interactive:
        return next((one.scene for one in shelf if one.state == "begun"), shelf[0].scene)
    for number, one in enumerate(shelf, 1):
        print(f"{number}. {one.title}. {one.when}. {one.state.capitalize()}.")
    while True:
        try:
            said = input("Which scene? Type its number, or q to leave: ").strip()
        except EOFError:
            return None
        if said.isdecimal() and 0 < int(said) <= len(shelf):
            return shelf[int(said) - 1].scene
        if said.lower() in ("q", "quit", ""):
            return None
        print(f"There is no scene {said}; there are 1 to {len(shelf)}.")


def _headless(pack: Pack, asked: argparse.Namespace) -> int:
    from game.play.compiled import SceneHasMistakes, compile_scene
    from game.play.playthrough import Playthrough
    from game.play.steps import ChoiceUnavailable

    if asked.scene is None:
        raise _CannotRun("--choices needs a scene: party-card play SCENE --choices a,b,c")
    try:
        compiled = compile_scene(pack, pack.scenes[asked.scene])
    except SceneHasMistakes as mistakes:
        _refuse(mistakes.diagnostics)
        return MEND
    wanted, carried = _listed(asked.choices), _listed(asked.carried)
    if strange := [name for name in carried if name not in compiled.kernel.carried]:
        asks = ", ".join(compiled.kernel.carried) or "nothing"
        raise _CannotRun(f"`{strange[0]}` is not carried into this scene; it asks for: {asks}")
    playthrough = Playthrough(compiled, carried)
    try:
        _walk(playthrough, wanted)
    except ChoiceUnavailable as unavailable:
        number = wanted.index(unavailable.trigger) + 1
        print(f"party-card: choice {number}, {unavailable}", file=sys.stderr)
        return MEND
    return _write_transcript(playthrough, asked)


def _listed(names: str | None) -> list[str]:
    return [name.strip() for name in (names or "").split(",") if name.strip()]


def _walk(playthrough: Playthrough, choices: Sequence[str]) -> None:
    """Begins, makes the choices, and goes on through the record where they lead to an ending."""
    from game.play.steps import BEGIN, FINISHED, TURNS

    playthrough.choose(BEGIN)
    for choice in choices:
        if choice not in TURNS:
            playthrough.choose(choice)
    while playthrough.state != FINISHED and (offers := playthrough.offers()) and offers[0] in TURNS:
        playthrough.choose(offers[0])


def _write_transcript(playthrough: Playthrough, asked: argparse.Namespace) -> int:
    from game.frontends import transcript

    if asked.json:
        import json

        text = json.dumps(transcript.data(playthrough), ensure_ascii=False, indent=2) + "\n"
    else:
        text = transcript.markdown(playthrough)
    if asked.transcript in (None, "-"):
        print(text, end="")
        return WELL
    _write(asked.transcript, text)
    return WELL


def _write(name: str, text: str) -> None:
    _write_bytes(name, text.encode())


def _write_bytes(name: str, content: bytes) -> None:
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise _CannotRun(f"{name} cannot be written: {error.strerror}") from None


# ---------------------------------------------------------------------------------------------------------- check


def check(asked: argparse.Namespace) -> int:
    """Looks for every mistake that can be found without playing: exit status 0 none, 1 some, 2 could not look."""
    from game.diagnostics.diagnostic import Severity
    from game.diagnostics.render import render
    from game.rules import documented

    found: list[Diagnostic] = []
    looked = 0
    for path in asked.paths or [None]:
        problems, count = _check_path(path)
        found += [problem for problem in problems if problem not in found]
        looked += count
    found.sort(key=lambda problem: problem.order)
    if found or asked.format in ("json", "sarif"):
        rules = documented() if asked.format == "sarif" else ()
        print(render(found, asked.format, colour=_colour(), rules=rules), end="")
    elif asked.format in ("full", "concise"):
        print(f"no problems found in {looked} file" + ("" if looked == 1 else "s"))
    counted = [problem for problem in found if asked.strict or problem.severity is Severity.ERROR]
    return MEND if counted else WELL


def _check_path(path: Path | None) -> tuple[list[Diagnostic], int]:
    """The problems of a folder, or of a part of a pack read among its neighbours, and how many files were looked at."""
    from game.verdict import read_library, root_of

    if path is not None and not path.exists():
        raise _CannotRun(f"there is no file or folder {path}")
    root = None if path is None else root_of(path)
    try:
        library = read_library(root)
    except OSError as error:
        raise _CannotRun(f"the folder {root} cannot be read: {error.strerror}") from None
    found, files = list(library.about(path)), library.files(path)
    if not found and not files:
        if path is not None and path.is_file():
            raise _CannotRun(f"{path} is no YAML file: its name must end with .yaml")
        raise _CannotRun(f"there is no YAML file in {path}")
    return found, len(files)


# ---------------------------------------------------------------------------------------------------------- prove


def prove(asked: argparse.Namespace) -> int:
    """Visits every position of every scene and says what holds: exit status 0 all, 1 not all, 2 could not look."""
    from game.diagnostics.diagnostic import Severity
    from game.diagnostics.render import render
    from game.proving import Proving, UnfitWishError

    try:
        proving = Proving(asked.paths, limit=asked.limit, least=asked.least, random=asked.random, seed=asked.seed)
        shown = sys.stderr if asked.format in ("json", "sarif", "github") else sys.stdout
        for line in proving.run(jobs=asked.jobs, dask=asked.dask):
            print(line, file=shown, flush=True)
    except UnfitWishError as reason:
        raise _CannotRun(str(reason)) from None
    found = proving.diagnostics
    if found or asked.format in ("json", "sarif"):
        rules = proving.documented() if asked.format == "sarif" else ()
        print(render(found, asked.format, colour=_colour(), rules=rules), end="")
    if asked.coverage:
        from game.frontends.coverage_page import coverage_page

        _write(asked.coverage, coverage_page(proving.verdicts))
    counted = [problem for problem in found if asked.strict or problem.severity is Severity.ERROR]
    return MEND if counted or proving.missed else WELL


def export(asked: argparse.Namespace) -> int:
    """Writes scenes that are checked and proved as files to hand out: exit status 0 written, 1 mistakes, 2 cannot."""
    from game.exporting import FORMATS, Exporting
    from game.frontends.html.agreement import Disagreement
    from game.proving import UnfitWishError

    wanted = {name: file for name in FORMATS if (file := getattr(asked, name)) is not None}
    if not wanted:
        raise _CannotRun("say what to write: " + ", ".join(f"--{name} FILE" for name in FORMATS))
    try:
        exporting = Exporting(asked.pack, asked.scene, campaign=asked.campaign)
        ready = exporting.ready(told=lambda line: print(line, flush=True))
    except UnfitWishError as reason:
        raise _CannotRun(str(reason)) from None
    except Disagreement as reason:
        raise _CannotRun(f"nothing is written, by a mistake of the program and not yours: {reason}") from None
    if ready is None:
        _refuse(exporting.diagnostics)
        return MEND
    for name, file in wanted.items():
        content = FORMATS[name](ready)
        _write_bytes(file, content)
        print(f"{file}: {len(content) / 1000:,.0f} KB")
    return WELL


def rules(asked: argparse.Namespace) -> int:
    """Lists the rules, or explains one with an example that is right and one that is wrong."""
    from inspect import getdoc

    from game.diagnostics.suggest import nearest
    from game.prove.findings import FINDINGS
    from game.rules import RULES
    from game.rules.documentation import documentation

    by_code = {module.CODE: module for module in (*RULES, *FINDINGS)}
    if asked.code is None:
        width = max(map(len, by_code))
        for command, modules in (("check", RULES), ("prove", FINDINGS)):
            print(f"party-card {command}")
            for rule in (documentation(module).rule for module in modules):
                print(f"  {rule.code:<{width}}  {rule.severity:<7}  {rule.title}")
        return WELL
    if asked.code not in by_code:
        near = nearest(asked.code, by_code)
        mend = f"did you mean `{near}`?" if near else "`party-card rules` lists them"
        raise _CannotRun(f"there is no rule `{asked.code}`; {mend}")
    print(f"{asked.code}\n\n{getdoc(by_code[asked.code])}")
    return WELL


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


# -------------------------------------------------------------------------------------------------------- sources


def sources(asked: argparse.Namespace) -> int:
    """Lists the sources as a bibliography."""
    from game.evidence.cite import bibliography, plain

    pack, _ = _read(asked.pack)
    for entry in bibliography(pack.sources.values()):
        print(plain(entry))
    return WELL


def sources_coverage(asked: argparse.Namespace) -> int:
    """Shows which paragraphs and notes of each source support a fact: exit status 0 all of them, 1 not all."""
    from game.evidence.coverage import cover

    pack, _ = _read(asked.pack)
    complete = True
    for index in pack.indexes.values():
        covered = cover(index, pack.dossiers.values())
        complete = complete and covered.complete
        print(f"{covered.source}")
        for part in covered.sections:
            told = len(part.paragraphs) - len(part.bare_paragraphs)
            noted = len(part.notes) - len(part.bare_notes)
            print(
                f"  {part.name}: {told} of {len(part.paragraphs)} paragraphs,"
                f" {noted} of {len(part.notes)} notes, {part.facts} facts"
            )
            for what, bare in (("paragraphs", part.bare_paragraphs), ("notes", part.bare_notes)):
                if bare:
                    print(f"    {what} without a fact: {', '.join(map(str, bare))}")
        told, noted = (sum(map(bool, counts.values())) for counts in (covered.by_paragraph, covered.by_note))
        print(f"  together: {told} of {len(covered.by_paragraph)} paragraphs, {noted} of {len(covered.by_note)} notes")
    return WELL if complete else MEND


def sources_verify(asked: argparse.Namespace) -> int:
    """Compares paragraphs, note numbers and quotations with the reader's own copy of a source."""
    from game.diagnostics.render import render
    from game.evidence.copies import UnreadableCopyError, open_copy
    from game.evidence.verify import verify

    pack, _ = _read(asked.pack)
    if asked.source is None and len(pack.indexes) != 1:
        raise _CannotRun("say which source it is with --source; there are: " + ", ".join(sorted(pack.indexes)))
    name = asked.source or next(iter(pack.indexes))
    if name not in pack.indexes:
        raise _CannotRun(f"there is no index of the source `{name}`; there are: " + ", ".join(sorted(pack.indexes)))
    try:
        result = verify(open_copy(asked.text), pack.indexes[name], pack.dossiers.values())
    except UnreadableCopyError as reason:
        raise _CannotRun(str(reason)) from None
    if result.diagnostics or asked.format in ("json", "sarif"):
        print(render(result.diagnostics, asked.format, colour=_colour()), end="")
    if asked.format in ("full", "concise"):
        print(result.summary)
    return MEND if result.diagnostics else WELL


def sources_index(asked: argparse.Namespace) -> int:
    """Prints the paragraph index of a source, made from the reader's own copy, for `seeds/ID.index.yaml`."""
    from game.evidence.copies import UnreadableCopyError, open_copy
    from game.evidence.indexing import build_index

    try:
        print(build_index(open_copy(asked.text), asked.source), end="")
    except (UnreadableCopyError, ValueError) as reason:
        raise _CannotRun(str(reason)) from None
    return WELL
