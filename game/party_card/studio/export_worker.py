"""The process that writes a file to hand out: `python -m party_card.studio.export_worker`, with its order as JSON.

It writes a line of JSON at each step, and a last one with the name of the file or with the problem.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from lsprotocol.converters import get_converter

from party_card.content.links_out import drop_links_out
from party_card.content.pack import find_pictures, find_yaml_files
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.frontends.gamebook.book import GamebookUnavailableError
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.print.guide import write_guide
from party_card.frontends.print.pdf import PdfUnavailableError
from party_card.frontends.print.worksheet import write_worksheet
from party_card.language_server.messages import to_protocol
from party_card.language_server.positions import TextLines
from party_card.localization import format_number, gettext, gettext_noop, set_language
from party_card.localization.languages import ENGLISH
from party_card.platform.file_writer import write_file
from party_card.publishing.export import EXPORT_WRITERS, prepare_export
from party_card.publishing.lesson import PAPER_WRITERS, build_lesson
from party_card.publishing.pack_file import write_pack_file
from party_card.services.checked_pack import load_valid_scene
from party_card.services.errors import InvalidContentError, UsageError
from party_card.storage.crash_log import write_crash_log
from party_card.storage.own_languages import use_own_languages
from party_card.studio.errors import explain
from party_card.studio.export_process import EXPORT_FOLDER

FILE_NAMES: Mapping[str, str] = {
    "html": "{}.html",
    "scorm": "{}-scorm.zip",
    "cmi5": "{}-cmi5.zip",
    "gamebook": "{}-gamebook.html",
    "guide": "{}-guide.html",
    "worksheet": "{}-worksheet.html",
    "pdf guide": "{}-guide.pdf",
    "pdf worksheet": "{}-worksheet.pdf",
    "pack": "{}-pack.zip",
}
"""The name of the file of each kind, from the name of the scene's file, or of the folder if it is a pack."""
STEP_COUNT = 3
SECONDS_BETWEEN_REPORTS = 0.2
MISTAKES = gettext_noop("Nothing is written yet: some mistakes have to be solved first.")
LIMITS = gettext_noop(
    "Nothing is written: a page in the browser cannot hold as much as this scene asks for. The list says where."
)
MISMATCH = gettext_noop(
    "Nothing is written, by a mistake of the program and not yours: the page would play differently from the game."
)
NO_PDF = gettext_noop(
    "A PDF cannot be written on this computer. Export the same as a page instead, open it in the browser, and choose "
    "there to print, on paper or into a PDF."
)
TOO_LONG = gettext_noop(
    "This scene needs more sections than a gamebook can have. Divide it into two, or hand it out as a page."
)
LINK_OUT = gettext_noop("The link {name} leads out of the folder. Put a copy of the file in its place.")
UNWRITABLE = gettext_noop("The file cannot be written into the folder “{folder}”: {reason}.")

Report = Callable[[int, str], None]
"""Called with the number of a step, from 0, and what is done in it."""


def write_export(root: Path, scene: str, name: str, kind: str, paper: Literal["a4", "letter"], report: Report) -> Path:
    """Writes a file of one kind into the folder of exports, and returns it; its own name begins with `name`.

    Raises UsageError, InvalidContentError, MismatchError, PdfUnavailableError, GamebookUnavailableError and OSError.
    """
    report(0, gettext("The scene is checked."))
    files = [*find_yaml_files(root), *find_pictures(root).values()]
    if outside := sorted({*files}.difference(drop_links_out(files, root))):
        raise UsageError(gettext(LINK_OUT).format(name=outside[0].name))

    def report_positions(_: str, positions: int) -> None:
        report(1, gettext("Every position is visited: {count} so far.").format(count=format_number(positions)))

    if kind in EXPORT_WRITERS:
        bundle = prepare_export(root, scene, lambda _: None, on_positions=report_positions)
        report(2, gettext("The file is written."))
        content = EXPORT_WRITERS[kind](bundle)
    elif kind == "pack":
        content = write_pack_file(root, report_positions)
    else:
        report(1, gettext("Every position is visited."))
        lesson = build_lesson(*load_valid_scene(root, scene))
        report(2, gettext("The file is written."))
        write = write_guide if kind.endswith("guide") else write_worksheet
        content = PAPER_WRITERS["pdf" if kind.startswith("pdf") else "html"](write(lesson, paper))
    path = root / EXPORT_FOLDER / FILE_NAMES[kind].format(name)
    path.parent.mkdir(exist_ok=True)
    write_file(path, content)
    return path


def run_order(order: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """Carries out an order; returns the name of the file, or the problem as a sentence with what is to be solved."""
    root = Path(order["root"])
    try:
        path = write_export(root, order["scene"], order["name"], order["kind"], order["paper"], report)
    except InvalidContentError as error:
        problem = LIMITS if error.conclusion else MISTAKES
        return {"problem": gettext(problem), "diagnostics": [_to_data(item, root) for item in error.diagnostics]}
    except MismatchError:
        return {"problem": gettext(MISMATCH)}
    except PdfUnavailableError as error:
        return {"problem": gettext(NO_PDF), "details": str(error)}
    except GamebookUnavailableError:
        return {"problem": gettext(TOO_LONG)}
    except UsageError as error:
        return {"problem": _to_sentence(str(error))}
    except OSError as error:
        return {"problem": gettext(UNWRITABLE).format(folder=EXPORT_FOLDER, reason=explain(error))}
    except Exception as error:  # noqa: BLE001  # nobody would see its traceback
        log = write_crash_log(error, place=f"party-card studio: export as {order['kind']}")
        sentence = gettext("This is a mistake of the program, not yours.")
        return {"problem": f"{sentence} {log.describe()}"}
    return {"name": path.name}


def _to_sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:].rstrip('.')}."


def _to_data(diagnostic: Diagnostic, root: Path) -> dict[str, Any]:
    source = diagnostic.primary.source
    path = root / source.name
    data: dict[str, Any] = get_converter().unstructure(to_protocol(diagnostic, TextLines(source.text), lambda _: None))
    return {"uri": path.resolve().as_uri(), **data}


def main() -> None:
    """Carries out the order of the command line."""

    def write(data: Mapping[str, Any]) -> None:
        sys.stdout.write(json.dumps(data) + "\n")
        sys.stdout.flush()

    next_time = 0.0

    def report(step: int, words: str) -> None:
        nonlocal next_time
        if time.monotonic() < next_time:
            return
        next_time = time.monotonic() + SECONDS_BETWEEN_REPORTS
        write({"words": words, "done": step, "total": STEP_COUNT})

    use_own_languages()
    order = json.loads(sys.argv[1])
    set_language(order.get("language", ENGLISH))
    write(run_order(order, report))


if __name__ == "__main__":
    main()
