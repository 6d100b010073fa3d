"""What the studio's server says is in the language of its page: no sentence stands in its code without being looked up."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card import language_server, studio
from party_card.localization import use_language
from party_card.localization.languages import ACCENTED
from party_card.services import cards, facts
from party_card.services.workspace import Workspace
from party_card.studio.export_worker import run_order
from party_card.studio.page_worker import PageWriter
from tests.language_server.sample import write_sample
from tests.studio.page_connection import PageConnection, RequestError, talk

LOOK_UP = {"gettext", "gettext_noop", "ngettext", "pgettext", "npgettext"}
SENTENCE = re.compile(r"[A-Z“{][^.!?]* [^.!?]*[^ .!?][.!?](?=[ \n”]|$)")
"""A capital letter, a blank, and a full stop: what teachers read."""
FOLDERS = [Path(package.__file__ or "").parent for package in (studio, cards, facts)]
OWN_WORDS = {
    "This address is not the studio's. Open it from the line that `party-card studio` prints.",
    "There is no such file.\n",
}
"""What is answered to those who are no page of the studio."""


def iter_unmarked_sentences(source: str) -> Iterator[str]:
    """Yields every sentence of a module that is neither looked up nor a docstring."""
    tree = ast.parse(source)
    known: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(ast.Constant()) | ast.Call(ast.Attribute(ast.Name("re"))):
                known |= set(map(id, ast.walk(node)))
            case ast.Call(ast.Name(name)) if name in LOOK_UP:
                known |= set(map(id, ast.walk(node)))
    for node in ast.walk(tree):
        if id(node) in known:
            continue
        if isinstance(node, ast.JoinedStr):
            known |= set(map(id, ast.walk(node)))
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            if SENTENCE.search(text):
                yield text
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.search(node.value):
            yield node.value


def test_every_sentence_of_the_server_is_looked_up() -> None:
    modules = [path for folder in FOLDERS for path in folder.rglob("*.py")]
    modules.append(Path(language_server.__file__).parent / "names.py")
    found = {text for path in modules for text in iter_unmarked_sentences(path.read_text("utf-8"))}
    assert found == OWN_WORDS


def test_a_sentence_that_is_not_looked_up_is_found() -> None:
    source = 'raise E("Go on.")\nraise E(f"There is no {name} here.")\na = gettext("Stay here.")\nb = "a b"'
    assert list(iter_unmarked_sentences(source)) == ["Go on.", "There is no {} here."]


def test_refusals_are_in_the_language_of_the_page_also_those_of_the_thread_for_files(tmp_path: Path) -> None:
    write_sample(tmp_path)
    uri = (tmp_path / "scenes" / "none.yaml").as_uri()
    refusals: list[str] = []

    async def converse(page: PageConnection) -> None:
        for method, params in (("open", {"uri": uri}), ("sceneName", {}), ("preview", {"uri": uri + "x"})):
            try:
                await page.request(method, **params)
            except RequestError as error:
                refusals.append(str(error))

    talk(tmp_path, converse, language=ACCENTED)
    assert len(refusals) == 2
    assert all("[" in refusal for refusal in refusals)


def test_the_processes_for_pages_and_exports_speak_the_language_of_the_page(tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    request = {
        "language": ACCENTED,
        "path": str(path),
        "passage": None,
        "choices": None,
        "theme": "light",
        "carried": (),
    }
    answer = PageWriter(tmp_path).answer({**request, "texts": {str(path): "scene: ["}})
    assert answer["problem"].startswith("[")
    steps: list[str] = []
    with use_language(ACCENTED):
        order = {"root": str(tmp_path), "scene": path.stem, "name": "x", "kind": "guide", "paper": "a4"}
        run_order(order, lambda _, words: steps.append(words))
    assert steps
    assert all(step.startswith("[") for step in steps)


@pytest.mark.parametrize("language", ["de", ACCENTED])
def test_diagnostics_are_in_english_whatever_the_page_speaks(tmp_path: Path, language: str) -> None:
    path = write_sample(tmp_path)
    text = path.read_text("utf-8")
    found = []
    for spoken in ("en", language):
        workspace = Workspace(tmp_path, tmp_path)
        workspace.set_text(path, text.replace("passages:", "span: 1850-03/1850-05\npassages:", 1))
        with use_language(spoken):
            workspace.refresh()
            found.append([diagnostic.message for diagnostic in workspace.check(path)])
    assert found[0] == found[1]
    assert any("March" in message for message in found[0])
