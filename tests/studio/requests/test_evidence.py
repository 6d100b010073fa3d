"""The facts of a scene: listed with their places, made from a sentence of a source, changed and removed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from party_card.content.pack import Pack, read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.diagnostic import Severity
from party_card.services.checked_pack import read_checked_pack
from party_card.storage.paths import data_folder
from party_card.studio.beginnings import SceneWriter
from tests.studio.page_connection import PageConnection, RequestError, talk
from tests.studio.requests.questions import apply_answer, ask, read_texts, save

SOURCES = "references:\n  - {id: diary, type: book, title: A Diary}\n"
WORDS = "The documents went from hand to hand, and copies were carried to the dacha."
FACT: dict[str, Any] = {
    "source": "diary", "paragraph": 5, "note": 286, "text": "Copies came to the dacha.", "grade": "documented",
    "date": "about 25 August 1932", "quote": WORDS,
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with an empty scene, `scenes/a-strike.yaml`, and one source."""
    SceneWriter(tmp_path, Pack(tmp_path)).begin_with_template("empty", "A Strike")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "sources.yaml").write_text(SOURCES)
    return tmp_path


def scene_uri(root: Path) -> str:
    return (root / "scenes" / "a-strike.yaml").as_uri()


def change(root: Path, method: str, **params: Any) -> Any:
    """Asks for edits, saves what they make of the files, and returns the answer."""
    answer = ask(root, method, **params)
    save(apply_answer(read_texts(root), answer))
    return answer


def find_errors(root: Path) -> list[str]:
    found = read_checked_pack(root).diagnostics_at(None)
    return [f"{item.code}: {item.message}" for item in found if item.severity is not Severity.INFO]


def test_the_evidence_of_an_example_is_listed_with_its_places() -> None:
    example = find_builtin_pack() / "scenes" / "examples" / "high-water"
    answer = ask(example, "evidence", uri=(example / "scenes" / "high-water.yaml").as_uri())
    facts = {fact["id"]: fact for fact in answer["facts"]}
    assert facts["overwritten"]["grade"] == "reported"
    assert facts["overwritten"]["dateWords"] == "27 March 1908"
    (cite,) = facts["overwritten"]["cites"]
    assert (cite["source"], cite["paragraphs"], cite["place"]) == ("lennbridge-box", [2], "“The Gauge Book,” para. 2")
    assert [place["passage"] for place in facts["rule-five"]["citedAt"]][:3] == [None, "reply", "row"]
    assert [source["id"] for source in answer["sources"]] == ["lennbridge-box"]
    assert answer["unusedCount"] == sum(not fact["citedAt"] for fact in facts.values())


def test_the_first_fact_of_a_scene_makes_its_dossier_and_is_cited_in_one_step(root: Path) -> None:
    cite = {"path": ["passages", "beginning", "text"], "offset": 1}
    answer = change(root, "makeFact", uri=scene_uri(root), cite=cite, **FACT)
    assert answer["id"] == "copies-came-to-the-dacha"
    assert [file["name"] for file in answer["create"]] == ["seeds/a-strike-facts.yaml"]
    assert find_errors(root) == []
    pack, _ = read_pack(root)
    (dossier,) = pack.dossiers.values()
    (fact,) = dossier.facts.values()
    assert (fact.text, fact.date, fact.quotes) == ("Copies came to the dacha.", "1932-08-25~", ())
    assert (fact.main_cite.paragraphs, fact.main_cite.notes) == ((5,), (286,))
    (scene,) = pack.scenes.values()
    assert scene.passages["beginning"].text == "… [@copies-came-to-the-dacha]"  # type: ignore[index]


def test_the_words_of_the_source_are_kept_beside_the_fact_and_not_in_the_pack(root: Path) -> None:
    change(root, "makeFact", uri=scene_uri(root), **FACT)
    (fact,) = ask(root, "evidence", uri=scene_uri(root))["facts"]
    assert fact["words"] == WORDS
    assert not any(WORDS in text for text in read_texts(root).values())
    assert any(WORDS in path.read_text() for path in (data_folder() / "studio-sources").rglob("words"))


def test_a_short_quotation_goes_into_the_pack_if_that_is_wanted(root: Path) -> None:
    change(root, "makeFact", uri=scene_uri(root), **{**FACT, "quote": "“from hand to hand”", "isQuoted": True})
    pack, _ = read_pack(root)
    (fact,) = next(iter(pack.dossiers.values())).facts.values()
    assert fact.quotes == ("from hand to hand",)


def test_a_claim_in_the_words_of_the_source_gets_a_message(root: Path) -> None:
    answer = ask(root, "makeFact", uri=scene_uri(root), **{**FACT, "text": "copies were carried to the dacha"})
    assert answer["message"].startswith("The claim repeats words of the source.")


def test_further_facts_go_behind_the_first_with_ids_of_their_own(root: Path) -> None:
    for _ in range(2):
        answer = change(root, "makeFact", uri=scene_uri(root), **FACT)
    assert (answer["id"], answer["create"]) == ("copies-came-to-the-dacha-2", [])
    assert find_errors(root) == []


def test_a_fact_is_changed_and_removed(root: Path) -> None:
    cite = {"path": ["passages", "beginning", "text"], "offset": 1}
    change(root, "makeFact", uri=scene_uri(root), cite=cite, **FACT)
    uri = (root / "seeds" / "a-strike-facts.yaml").as_uri()
    place = {"source": "diary", "page": "47"}
    changes = {"text": "Copies came.", "date": None, "grade": "reported", "cite": place, "words": "from hand to hand"}
    change(root, "changeFact", uri=uri, id="copies-came-to-the-dacha", changes=changes)
    (fact,) = ask(root, "evidence", uri=scene_uri(root))["facts"]
    assert (fact["text"], fact["date"], fact["grade"], fact["words"]) == (
        "Copies came.", None, "reported", "from hand to hand",
    )  # fmt: skip
    assert (fact["cites"][0]["page"], fact["cites"][0]["paragraphs"]) == ("47", [])
    answer = change(root, "removeFact", uri=uri, id="copies-came-to-the-dacha")
    assert answer["message"] == "The fact is still cited in a-strike.yaml."
    assert ask(root, "evidence", uri=scene_uri(root))["facts"] == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"text": " "}, "Write the claim in your own words first."),
        ({"source": "nowhere"}, "There is no source “nowhere” in this folder. Add it first."),
        ({"grade": "sure"}, "“sure” says nothing of how sure it is."),
        ({"date": "then"}, "“then” is not understood as a date."),
        ({"paragraph": None}, "Say where in the source it stands"),
        (
            {"cite": {"path": ["passages", "nowhere", "text"], "offset": 0}},
            "This part of the scene is not there any more.",
        ),
    ],
)
def test_what_is_missing_is_asked_for(wrong: dict[str, Any], message: str, root: Path) -> None:
    with pytest.raises(RequestError) as error:
        ask(root, "makeFact", uri=scene_uri(root), **{**FACT, **wrong})
    assert message in str(error.value)


def test_a_fact_of_the_game_cannot_be_changed(root: Path) -> None:
    uri = (find_builtin_pack() / "seeds" / "toll.yaml").as_uri()
    with pytest.raises(RequestError, match="lies outside the folder"):
        ask(root, "removeFact", uri=uri, id="any")


def test_a_dossier_that_is_not_saved_yet_takes_the_next_fact(root: Path) -> None:
    answers: list[Any] = []

    async def converse(page: PageConnection) -> None:
        uri = await page.open(root / "scenes" / "a-strike.yaml")
        first = await page.request("makeFact", uri=uri, **FACT)
        texts = apply_answer(read_texts(root), first)
        (created,) = first["create"]
        document = {"uri": created["uri"], "languageId": "yaml", "version": 1, "text": created["text"]}
        await page.notify("textDocument/didOpen", textDocument=document)
        await page.change(uri, texts[uri])
        second = await page.request("makeFact", uri=uri, **FACT)
        evidence = await page.request("evidence", uri=uri)
        answers.extend([created, second, evidence])

    talk(root, converse)
    created, second, evidence = answers
    assert (list(second["edits"]), second["create"]) == ([created["uri"]], [])
    assert [fact["id"] for fact in evidence["facts"]] == ["copies-came-to-the-dacha"]
    assert not (root / "seeds" / "a-strike-facts.yaml").exists()
