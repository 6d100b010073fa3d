"""Feeds rules, decoders, renderers and importers texts made to slow them down, and prints how their time grows.

`python -m tests.benchmarks.hostile_text [CHARACTERS] [NAME …]`: every job runs on half as many characters and on all of
them (1,000,000 unless said). Linear work takes twice as long on twice the text; a factor near 4 is growth with the
square. A job that is not done in a minute is stopped and said so.
"""

from __future__ import annotations

import io
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from party_card.content.pack import read_pack
from party_card.content.prose import parse_document, parse_prose, strip_markup
from party_card.diagnostics.render import full
from party_card.engine.compiled import InvalidSceneError, compile_scene
from party_card.engine.playthrough import Playthrough
from party_card.evidence.wording import is_quoted_verbatim, normalize_typography, split_words
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.importers.import_story import import_story
from party_card.rules import check_pack
from party_card.services.errors import UsageError

LIMIT_S = 60
_LONG_TEXTS = {
    "blanks": " ", "dashes": "-", "dash items": "- ", "stars": "*", "underscores": "_", "brackets": "[", "braces": "{",
    "parentheses": "(", "citations": "[@", "facts": "[@f] ", "digits": "1", "letters": "a", "words": "word ",
    "capitals": "A", "quotation marks": "“", "apostrophes": "' ", "backslashes": "\\", "dots": ". ", "full stops": ".",
    "hashes": " #", "colons": ": ", "ands": "a and ", "ellipses": "[…] ", "at signs": "@", "links": "https://a.b/",
    "lines": "a\n    ", "wide letters": "é", "stars in words": "a*b ", "tags": "<a ", "vertical bars": "|",
}  # fmt: skip
_PLACES = {
    "plain": "    text: You {}\n",
    "double": '    text: "You {} b"\n',
    "single": "    text: 'You {} b'\n",
    "block": "    text: |\n      You {} b\n",
    "folded": "    text: >\n      You {} b\n",
    "key": "    text: You wait.\n    {}: b\n",
    "condition": "    text:\n      - {text: You wait.}\n      - text: You go.\n        if: a {}\n",
    "unclosed": '    text: "You {}\n',
}
_HEAD = "scene: a\ntitle: A\npassages:\n  one:\n"
_TAIL = "    ending: {id: done, title: Done}\n"
_DOSSIER = (
    "dossier: d\ntitle: D\nfacts:\n  f:\n    text: T\n    date: {date}\n    grade: documented\n"
    "    cite: {{source: s, page: {page}}}\nfigures:\n  g:\n    title: {title}\n"
)
_SOURCES = "references:\n  - id: s\n    type: book\n    title: {title}\n    author: {author}\n    issued: {date}\n"
_STORY_PIECES = (
    " ", "-", "[[", "]]", "<<", "<<if $a>>", "<<set $a to ", "(", "(set: $a to ", "(if: $a)[", "[", "{", "{a: ", '"', "'",
    "\\", '"\\"', "<!--", "<a ", "$", "_", "``", "*", "**", "//", "@@a", ">>", "|", "->", "$a.", "[if a]\n", "\n", "a ",
    "1", "into ", "//a", "http://", "<script>", "\n-", "\n* ", "\n> ", "''", "~~", "(link: 'a')[", "{embed passage: 'a'}",
)  # fmt: skip
_FORMATS = ("Harlowe", "SugarCube", "Chapbook")

Job = Callable[[int], object]


def list_jobs() -> Iterator[tuple[str, Job]]:
    """Yields the name of every job and a function of the number of characters."""
    for name, piece in _LONG_TEXTS.items():
        yield f"prose: {name}", partial(_read_prose, piece)
        yield f"wording: {name}", partial(_compare_wordings, piece)
        for place, template in _PLACES.items():
            yield f"check: {place}, {name}", partial(_check, "scenes/a.yaml", _HEAD + template + _TAIL, {}, piece)
        for key in ("title", "author", "date"):
            fields = {"title": "T", "author": "[{family: F}]", "date": "1932", key: "{}"}
            yield f"check: {key} of a source, {name}", partial(_check, "seeds/s.yaml", _SOURCES, fields, piece)
        for key in ("date", "page", "title"):
            fields = {"date": "1932", "page": "1", "title": "T", key: "{}"}
            yield f"check: {key} of a dossier, {name}", partial(_check, "seeds/d.yaml", _DOSSIER, fields, piece)
        yield f"render: {name}", partial(_render, piece)
    for format_name in _FORMATS:
        for piece in _STORY_PIECES:
            yield f"import: {format_name}, {piece!r}", partial(_import, format_name, piece)


def _repeat(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _read_prose(piece: str, size: int) -> None:
    text = _repeat(piece, size)
    parse_prose(text + "b")
    parse_document(text + "b")
    strip_markup(text + "b")


def _compare_wordings(piece: str, size: int) -> None:
    text = _repeat(piece, size)
    normalize_typography(text)
    list(split_words(text))
    is_quoted_verbatim(text[: len(text) // 2] + "x", text)


def _check(file_name: str, template: str, fields: dict[str, str], piece: str, size: int) -> None:
    """Checks one file: the long text stands at `{}` of the template, or in quotation marks in the field that is `{}`."""
    text = _repeat(piece, size)
    filled = {key: _quote(text) if value == "{}" else value for key, value in fields.items()}
    with TemporaryDirectory() as folder:
        path = Path(folder, file_name)
        path.parent.mkdir()
        path.write_text(template.format(**filled) if fields else template.replace("{}", text), "utf-8", newline="\n")
        pack, found = read_pack(Path(folder))
        full.render([*found, *check_pack(pack)])


def _render(piece: str, size: int) -> None:
    text = _repeat(piece, size)
    with TemporaryDirectory() as folder:
        written = _HEAD + f"    text: {_quote('You ' + text + ' b')}\n" + _TAIL
        Path(folder, "a.yaml").write_text(written, encoding="utf-8", newline="\n")
        pack, _ = read_pack(Path(folder))
        for scene in pack.scenes.values():
            try:
                compiled = compile_scene(pack, scene)
            except InvalidSceneError:
                continue
            playthrough = Playthrough(compiled)
            to_markdown(playthrough)
            to_html(playthrough)
            encode_scenes([compiled])


def _import(format_name: str, piece: str, size: int) -> None:
    text = _repeat(piece, size)
    head = ':: StoryTitle\nT\n\n:: StoryData\n{{"ifid": "A0B1", "format": "{}", "start": "Start"}}\n\n:: Start\n'
    with TemporaryDirectory() as folder:
        path = Path(folder, "story.twee")
        path.write_text(head.format(format_name) + text + " b\n\n[[Next]]\n\n:: Next\nEnd.\n", encoding="utf-8")
        with suppress(ValueError, UsageError):  # a story that is refused is read up to there
            import_story([path])


def measure(job: Job, size: int, limit_s: float = LIMIT_S) -> float | None:
    """Returns the seconds of CPU that a job takes, None if they are more than `limit_s`."""
    signal.signal(signal.SIGVTALRM, _interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit_s)
    begin = time.process_time()
    try:
        with redirect_stdout(io.StringIO()):
            job(size)
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begin


def _interrupt(*_: object) -> None:
    raise TimeoutError


def main(arguments: list[str]) -> None:
    """Measures the jobs whose names begin with one of the arguments; all of them without."""
    size = int(arguments[0]) if arguments else 1_000_000
    for name, job in list_jobs():
        if arguments[1:] and not name.startswith(tuple(arguments[1:])):
            continue
        half, whole = measure(job, size // 2), measure(job, size)
        if half is None or whole is None:
            print(f"{name:50} more than {LIMIT_S} s", flush=True)
        else:
            print(f"{name:50} {whole:8.2f} s   ×{whole / max(half, 0.001):.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
