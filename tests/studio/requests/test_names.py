"""Parts of a scene and facts get other names, in words, over the real connection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.language_server.sample import SCENE, write_sample
from tests.studio.page_connection import PageConnection, RequestError, talk
from tests.studio.requests.questions import apply_answer, ask, read_texts, save

OPEN_ENDING = SCENE.replace("  end:\n", "  first-ending:\n").replace("goto: end}", "goto: first-ending}")
OPEN_ENDING = OPEN_ENDING.replace("{id: ash, title: Ash}", "{id: first-ending, title: …}")
OPEN_ENDING = OPEN_ENDING.replace("{ending: ash,", "{ending: first-ending,")


def test_a_fact_gets_another_name_wherever_it_is_cited(tmp_path: Path) -> None:
    uri = write_sample(tmp_path).as_uri()
    fact = next(fact for fact in ask(tmp_path, "evidence", uri=uri)["facts"] if fact["id"] == "sent")
    assert fact["name"] == "Sent"
    position = fact["idRange"]["start"]
    answer = ask(tmp_path, "rename", uri=fact["uri"], position=position, words="A letter, sent to Anna")
    texts = "".join(apply_answer(read_texts(tmp_path), answer).values())
    assert answer["id"] == "a-letter-sent-to-anna"
    assert texts.count("a-letter-sent-to-anna") == 5
    assert "@sent" not in texts


def test_names_are_shown_as_they_were_typed_also_if_only_capitals_change(tmp_path: Path) -> None:
    uri = write_sample(tmp_path).as_uri()

    def rename(part: Any, words: str) -> Any:
        answer = ask(tmp_path, "rename", uri=part.get("uri") or uri, position=part["idRange"]["start"], words=words)
        save(apply_answer(read_texts(tmp_path), answer))

    rename(ask(tmp_path, "evidence", uri=uri)["facts"][0], "Anna's letter to the Town")
    rename(ask(tmp_path, "cards", uri=uri)["passages"][1], "At Anna's, in the long night of a cold May")
    assert ask(tmp_path, "evidence", uri=uri)["facts"][0]["name"] == "Anna's letter to the Town"
    passage = ask(tmp_path, "cards", uri=uri)["passages"][1]
    assert (passage["id"], passage["title"]) == (
        "at-annas-in-the-long-night",
        "At Anna's, in the long night of a cold May",
    )
    rename(ask(tmp_path, "cards", uri=uri)["passages"][1], "At ANNA's, in the long night of a cold May")
    assert ask(tmp_path, "cards", uri=uri)["passages"][1]["title"] == "At ANNA's, in the long night of a cold May"
    rename(ask(tmp_path, "cards", uri=uri)["passages"][1], "Noon")
    assert ask(tmp_path, "cards", uri=uri)["passages"][1]["title"] == "Noon"


def test_a_fact_that_is_named_by_its_claim_shows_the_words_of_the_claim(tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    dossier = tmp_path / "seeds/post.yaml"
    text = dossier.read_text(encoding="utf-8").replace("sent: {text: A letter was sent.", "was-sent: {text: “Was sent”")
    dossier.write_text(text, encoding="utf-8")
    assert ask(tmp_path, "evidence", uri=path.as_uri())["facts"][0]["name"] == "Was sent"


@pytest.mark.parametrize(
    ("words", "message"),
    [("…", "A name has at least one letter or digit."), ("!", "A name has at least one letter or digit.")],
)
def test_words_without_letters_are_no_name(tmp_path: Path, words: str, message: str) -> None:
    uri = write_sample(tmp_path).as_uri()
    fact = ask(tmp_path, "evidence", uri=uri)["facts"][0]
    with pytest.raises(RequestError, match=message):
        ask(tmp_path, "rename", uri=fact["uri"], position=fact["idRange"]["start"], words=words)


def test_a_passage_whose_words_another_has_gets_a_number(tmp_path: Path) -> None:
    uri = write_sample(tmp_path).as_uri()
    passage = ask(tmp_path, "cards", uri=uri)["passages"][1]
    answer = ask(tmp_path, "rename", uri=uri, position=passage["idRange"]["start"], words="Hidden")
    assert answer["id"] == "hidden-2"
    assert "\n  hidden-2:\n" in apply_answer(read_texts(tmp_path), answer)[uri]


def name_ending(root: Path, scene: str, **params: Any) -> tuple[Any, str]:
    """Gives an ending of a scene that is not saved another title; returns the answer and the new text."""
    path = write_sample(root)
    answers: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(path)
        await page.change(uri, scene)
        answers.append(await page.request("nameEnding", uri=uri, **params))

    talk(root, conversation)
    return answers[0], apply_answer({**read_texts(root), path.as_uri(): scene}, answers[0])[path.as_uri()]


def test_an_ending_that_gets_its_first_title_is_called_so_everywhere(tmp_path: Path) -> None:
    answer, text = name_ending(tmp_path, OPEN_ENDING, passage="first-ending", title="The letter: burnt")
    assert answer["id"] == "the-letter-burnt"
    assert "\n  the-letter-burnt:\n" in text
    assert 'ending: {id: the-letter-burnt, title: "The letter: burnt"}' in text
    assert "goto: the-letter-burnt}" in text
    assert "expect: {ending: the-letter-burnt," in text
    assert "first-ending" not in text


def test_names_that_were_not_made_of_the_title_stay(tmp_path: Path) -> None:
    answer, text = name_ending(tmp_path, SCENE, passage="end", title="Only ash")
    assert answer["id"] == "end"
    assert "ending: {id: only-ash, title: Only ash}" in text
    assert "expect: {ending: only-ash," in text
    _, text = name_ending(tmp_path, text, passage="end", title="…")
    assert "ending: {id: only-ash, title: …}" in text


def test_a_word_that_a_variable_can_be_changes_wherever_it_is_asked_for(tmp_path: Path) -> None:
    uri = write_sample(tmp_path).as_uri()
    answer = ask(tmp_path, "renameValue", uri=uri, variable="kept", index=1, words="The torn page")
    text = apply_answer(read_texts(tmp_path), answer)[uri]
    assert "values: [nothing, the-torn-page, copy]" in text
    assert "kept: the-torn-page}" in text
    assert "kept == the-torn-page" in text
    assert "variables: {kept: the-torn-page}" in text
