"""The page of the studio is in the language of the browser, or in the one that was chosen on it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from babel.messages.extract import extract_from_file

from party_card.localization.languages import ACCENTED, MIRRORED
from party_card.studio.page_document import build_page, list_messages
from tests.interface_catalogues import KEYWORDS, extract
from tests.studio.process import StudioProcess

SOURCES = Path("game/party_card/studio/page/source")


def read_data(page: str) -> dict[str, dict[str, str]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert found
    data: dict[str, dict[str, str]] = json.loads(found[1])
    return data


def test_the_build_lists_the_messages_that_babel_finds() -> None:
    found = set()
    for path in [*SOURCES.rglob("*.js"), *SOURCES.rglob("*.jsx")]:
        for _, message, _, context in extract_from_file("javascript", path, keywords=KEYWORDS):
            texts = message if isinstance(message, tuple) else (message,)
            found.add((context, *texts) if context else texts)
    assert {row[1:] for row in list_messages()} == found


def test_no_message_is_looked_up_with_and_without_a_count() -> None:
    singulars = {texts[0] for function, *texts in list_messages() if function == "ngettext"}
    assert singulars.isdisjoint(texts[0] for function, *texts in list_messages() if function == "gettext")
    catalogue = extract()
    assert [text for text in singulars if not (message := catalogue.get(text)) or not message.pluralizable] == []


def test_a_page_in_english_has_no_messages() -> None:
    page = build_page("n", "en")
    assert '<html lang="en" dir="ltr">' in page
    assert list(read_data(page)) == ["languages"]


def test_a_page_says_in_which_language_it_is_and_has_its_messages() -> None:
    page = build_page("n", MIRRORED)
    assert '<html lang="ar-XB" dir="rtl">' in page
    messages = read_data(build_page("n", ACCENTED))["messages"]
    assert messages["Begin with"] == "[Ɓèèĝîîń ŵîîťĥ]"
    lettered = [row for row in list_messages() if re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", row[-1]))]
    assert (
        len(messages) == len(lettered) == len(list_messages()) - 2
    )  # "{place}. {problem}", "{number} {title}: {what}"


def test_the_studio_answers_in_the_language_of_the_browser_or_in_the_one_that_was_chosen(tmp_path: Path) -> None:
    with StudioProcess(tmp_path) as studio:
        address = f"/{studio.token}/"
        german = studio.request(address, {"Accept-Language": "de-AT,en;q=0.5"})
        assert b'<html lang="de"' in german.body
        assert "Set-Cookie" not in german.headers
        chosen = studio.request(f"{address}?language=uk", {"Accept-Language": "de"})
        assert b'<html lang="uk"' in chosen.body
        cookie = chosen.headers["Set-Cookie"].partition(";")[0]
        assert b'<html lang="uk"' in studio.request(address, {"Accept-Language": "de", "Cookie": cookie}).body
        assert b'<html lang="en"' in studio.request(f"{address}?language=xx%22%3E").body
