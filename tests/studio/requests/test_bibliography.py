"""Sources are added and imported, and facts go to a spreadsheet and back, as edits of the page's texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from party_card.content.pack import Pack, read_pack
from party_card.studio.beginnings import SceneWriter
from tests.studio.page_connection import RequestError
from tests.studio.requests.questions import apply_answer, ask, read_texts, save

DIARY = {"title": "A Diary", "author": "Orrin, Lea", "type": "book", "issued": "1932"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with an empty scene, `scenes/a-strike.yaml`."""
    SceneWriter(tmp_path, Pack(tmp_path)).begin_with_template("empty", "A Strike")
    return tmp_path


def change(root: Path, method: str, **params: Any) -> Any:
    """Asks for edits, saves what they make of the files, and returns the answer."""
    answer = ask(root, method, **params)
    save(apply_answer(read_texts(root), answer))
    return answer


def test_the_first_source_makes_the_list_and_the_next_goes_behind_it(root: Path) -> None:
    first = change(root, "addSource", fields=DIARY)
    assert [file["name"] for file in first["create"]] == ["seeds/sources.yaml"]
    second = change(root, "addSource", fields={**DIARY, "title": "Another Diary"})
    assert (first["id"], second["id"], second["create"]) == ("orrin-1932", "orrin-1932-2", [])
    pack, diagnostics = read_pack(root)
    assert (list(pack.sources), diagnostics) == (["orrin-1932", "orrin-1932-2"], ())


def test_a_source_is_corrected_and_what_its_form_does_not_show_stays(root: Path) -> None:
    made = change(root, "addSource", fields={"title": "A Dairy"})
    file = root / "seeds" / "sources.yaml"
    file.write_text(f"# the diaries\n{file.read_text(encoding='utf-8')}    language: nb\n", encoding="utf-8")
    shown = ask(root, "sourceFields", id=made["id"])["fields"]
    assert (shown["title"], shown["author"], shown["issued"]) == ("A Dairy", "", "")
    wanted = {**shown, "title": "A Diary", "author": "Orrin, Lea; League of Nations", "issued": "May 1932"}
    change(root, "changeSource", id=made["id"], fields=wanted)
    (source,) = read_pack(root)[0].sources.values()
    assert [(name.family, name.given, name.literal) for name in source.author] == [
        ("Orrin", "Lea", ""),
        ("", "", "League of Nations"),
    ]
    text = file.read_text(encoding="utf-8")
    assert all(words in text for words in ("# the diaries", "title: A Diary", "issued: 1932-05", "language: nb"))
    again = ask(root, "sourceFields", id=made["id"])["fields"]
    assert again == {**wanted, "issued": "1932-05"}
    assert ask(root, "changeSource", id=made["id"], fields=again)["edits"] == {}
    change(root, "changeSource", id=made["id"], fields={**again, "author": " "})
    assert "author" not in file.read_text(encoding="utf-8")
    with pytest.raises(RequestError, match="Write the title of the source first"):
        ask(root, "changeSource", id=made["id"], fields={"title": ""})
    with pytest.raises(RequestError, match="This source is not in this folder"):
        ask(root, "changeSource", id="nowhere", fields={"title": "A"})


def test_names_and_dates_that_a_form_cannot_show_whole_stay_if_they_are_not_changed(root: Path) -> None:
    file = root / "seeds" / "sources.yaml"
    author, issued = "author: [{family: Orrin, given: Lea, suffix: Jr.}]", "issued: {date-parts: [[1908, 3, 28]]}"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"references:\n  - {{id: a, type: book, title: A, {author}, {issued}}}\n", encoding="utf-8")
    shown = ask(root, "sourceFields", id="a")["fields"]
    assert (shown["author"], shown["issued"]) == ("Orrin, Lea", "1908-03-28")
    change(root, "changeSource", id="a", fields={**shown, "title": "B"})
    text = file.read_text(encoding="utf-8")
    assert all(words in text for words in ("title: B", author, issued))


def test_sources_are_imported_with_the_list_of_what_is_left_out(root: Path) -> None:
    text = json.dumps([{"id": "a", "type": "book", "title": "A", "shelf": "3"}, {"type": "book"}])
    answer = change(root, "importSources", text=text, format="csl-json")
    assert answer["ids"] == ["a"]
    assert answer["losses"] == ["Of “A” this is left out: shelf.", "Source 2 has no title, so it is left out."]
    again = ask(root, "importSources", text=text, format="csl-json")
    assert (again["ids"], again["edits"], again["create"]) == ([], {}, [])


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("addSource", {"fields": {"title": " "}}, "Write the title of the source first."),
        ("importSources", {"text": "[]", "format": "csl-json"}, "There is no source in this file."),
        ("importSources", {"text": "[]", "format": "ris"}, "Sources are imported as CSL-JSON or as BibTeX."),
    ],
)
def test_what_cannot_be_added_gets_a_sentence(method: str, params: dict[str, Any], message: str, root: Path) -> None:
    with pytest.raises(RequestError, match=message):
        ask(root, method, **params)


def test_facts_of_a_table_become_facts_of_a_new_dossier_and_come_back(root: Path) -> None:
    change(root, "addSource", fields=DIARY)
    uri = (root / "scenes" / "a-strike.yaml").as_uri()
    table = "id;claim;grade;source;page\n;It rained.;documented;orrin-1932;4\n;It froze.;reported;orrin-1932;5\n;No.;documented;nowhere;1\n"
    answer = change(root, "importFacts", uri=uri, csv=table)
    assert (answer["addedCount"], answer["changedCount"]) == (2, 0)
    assert answer["problems"] == [{"row": 4, "message": "There is no source “nowhere” in this folder. Add it first."}]
    exported = ask(root, "factsTable", uri=uri)
    assert exported["name"] == "a-strike-facts.csv"
    assert exported["csv"].startswith("\ufeffid,claim,")
    again = change(root, "importFacts", uri=uri, csv=exported["csv"].replace("It froze.", "It thawed."))
    assert (again["addedCount"], again["changedCount"], again["problems"]) == (0, 1, [])
    pack, diagnostics = read_pack(root)
    (dossier,) = pack.dossiers.values()
    assert [fact.text for fact in dossier.facts.values()] == ["It rained.", "It thawed."]
    assert diagnostics == ()
