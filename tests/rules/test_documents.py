"""Documents of a dossier: what the rules want of their words, tables, languages and answers, and of their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import DOSSIER, SCENE, SOURCES
from tests.rules.checking import check_files

LONG = "Wort " * 121


def list_messages(folder: Path, dossier: str, scene: str = SCENE) -> list[tuple[str, str]]:
    files = {"seeds/sources.yaml": SOURCES, "seeds/ferry.yaml": dossier, "scenes/ferry.yaml": scene}
    found = check_files(folder, {name: text.encode() for name, text in files.items()})
    return [(diagnostic.code, diagnostic.message) for diagnostic in found]


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        (
            "    original: No crossing after six.\n", "", "empty-document",
            "the document `notice` has nothing to show",
        ),
        (
            "    original: No crossing after six.\n", '    original: ""\n', "empty-document",
            "the document `notice` has nothing to show",
        ),
        (
            "original: No crossing after six.", f"original: {LONG}", "document-too-long",
            "`original` has 121 words; at most 120 words of a document are shown in one language",
        ),
        (
            "translation: The last boat came over at nine, with nobody in it.", f"translation: {LONG}",
            "document-too-long", "`translation` has 121 words; at most 120 words of a document are shown in one language",
        ),
        (
            "[November, 395, none]", "[November, 395, none, 4]", "bad-table",
            "this row of the table `passengers` has 4 cells, but there are 3 columns",
        ),
        (
            "[[October, \"1,410\", 70.50], [November, 395, none]]", "[]", "bad-table",
            "the table `passengers` has an empty list of `rows`",
        ),
        (
            "    columns: [month, passengers, \"fares, in marks\"]\n", "", "bad-table",
            "the table `passengers` has no `columns`",
        ),
        (
            "    form: table\n", "", "bad-table",
            "the document `passengers` has `columns`, but its form is `typescript`",
        ),
        (
            "    language: en\n", "    language: english\n", "bad-language",
            "`english` is not the code of a language",
        ),
        (
            "    language: en\n", "", "undescribed-document",
            "the document `notice` does not say in which language its words are",
        ),
        (
            "    language: en\n", "    language: ru\n", "undescribed-document",
            "the document `notice` does not say what its words mean in English",
        ),
        (
            "    maker: The keeper, an old man.\n    audience: His sister.\n", "", "undescribed-document",
            "the document `letter` does not say who wrote it and for whom it was written",
        ),
        (
            "    translator: translated for these tests\n    maker: A reporter.\n", "    maker: A reporter.\n",
            "undescribed-document", "the document `report` does not say who translated it",
        ),
        (
            "  notice:\n", "  river-high:\n", "duplicate-fact",
            "a fact and a document of this dossier are both called `river-high`",
        ),
        (
            "    cite: {section: notice}\n", "    cite: {source: ferry-log, page: 1}\n", "unknown-source",
            "this pack has no source `ferry-log`",
        ),
        (
            "    cite: {section: notice}\n", "    cite: {}\n", "fact-without-locator",
            "the document `notice` has a source but no place in it",
        ),
        (
            "    cite: {section: notice}\n", "    cite: []\n", "citation-without-source",
            "the document `notice` cites nothing",
        ),
        (
            "    cite: {section: notice}\n", "    cite: {section: notice, stance: agrees}\n", "unclear-stance",
            "sources are compared at facts only; this is the citation of the document `notice`",
        ),
        (
            "    title: Notice at the landing\n", '    title: ""\n', "empty-text", "this text is empty",
        ),
        (
            "    kept: Not kept\n", "    kept: Not kept\n    people: [keeper]\n", "unknown-person",
            "there is no person `keeper`",
        ),
        (
            "    kept: Not kept\n", "    kept: Not kept\n    date: November 1932\n", "bad-date",
            "`November 1932` cannot be read as a date",
        ),
        (
            "    kept: Not kept\n", "    kept: Not kept\n    date: 1933-05\n", "anachronism",
            "the document `notice` is from May 1933; this moment is 14 November – December 1932",
        ),
    ],
)  # fmt: skip
def test_one_mistake_in_a_document_gets_one_message(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    assert DOSSIER.count(old) == 1
    scene = SCENE.replace("[@notice]", "[@river-high]") if code == "duplicate-fact" else SCENE
    found = list_messages(tmp_path, DOSSIER.replace(old, new), scene)
    assert [(name, text[: len(message)]) for name, text in found] == [(code, message)]


def test_the_words_of_documents_do_not_count_among_the_quotations_of_a_scene(tmp_path: Path) -> None:
    assert (
        list_messages(tmp_path, DOSSIER.replace("No crossing after six.", "No crossing after six o'clock. " * 20)) == []
    )


def test_a_document_of_a_dossier_that_the_scene_does_not_name_is_looked_for_there(tmp_path: Path) -> None:
    other = "dossier: other\nsource: gazette\nfacts: {}\ndocuments:\n  bill: {title: A bill, description: It is paid.,\n    kept: Nowhere, maker: A., audience: B., purpose: C., cite: {page: 1}}\n"
    files = {
        "seeds/sources.yaml": SOURCES, "seeds/ferry.yaml": DOSSIER, "seeds/other.yaml": other,
        "scenes/ferry.yaml": SCENE.replace("[@notice]", "[@bill]"),
    }  # fmt: skip
    found = check_files(tmp_path, {name: text.encode() for name, text in files.items()})
    assert [diagnostic.message for diagnostic in found] == [
        "the fact `bill` stands in a dossier that this scene does not name"
    ]


def test_documents_that_nothing_cites_are_told(tmp_path: Path) -> None:
    files = {
        "seeds/sources.yaml": SOURCES, "seeds/ferry.yaml": DOSSIER,
        "scenes/ferry.yaml": SCENE.replace("[@notice]", "[@river-high]"),
    }  # fmt: skip
    found = check_files(tmp_path, {name: text.encode() for name, text in files.items()}, with_remarks=True)
    assert [diagnostic.message for diagnostic in found if diagnostic.code == "idle-facts"] == [
        "1 of 5 documents is cited by no scene: `notice`"
    ]
