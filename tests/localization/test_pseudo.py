"""The pseudo-languages of tests: longer, in brackets, with fields and marks as they were."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from party_card.localization import gettext, ngettext, use_language
from party_card.localization.languages import ACCENTED, MIRRORED
from party_card.localization.pseudo import GROWTH, make_pseudo


def test_a_message_is_accented_longer_and_in_brackets() -> None:
    with use_language(ACCENTED):
        assert gettext("Set the keys") == "[Šèèť ťĥèè ķèèýýš]"
        assert ngettext("{count} key", "{count} keys", 2) == "[{count} ķèèýýš]"


def test_fields_marks_and_names_stay() -> None:
    assert make_pseudo("Page {number} of `text`") == "[Ṕààĝèè {number} óóƒ `text`]"
    assert make_pseudo("<b>No</b> &amp;") == "[<b>Ńóó</b> &amp;]"
    assert make_pseudo("{start} – {end}") == "{start} – {end}"


def test_the_mirrored_language_runs_from_right_to_left() -> None:
    with use_language(MIRRORED):
        assert gettext("Go") == "\u200f\u202e[Ĝóó]\u202c\u200f"
        assert gettext("1000") == "1000"


@given(
    st.lists(st.sampled_from(["reading", "of papers", "the answer", "a long sentence"]), min_size=1, max_size=8).map(
        " ".join
    )
)
def test_a_message_grows_by_about_two_fifths(message: str) -> None:
    pseudo = make_pseudo(message)
    assert not set(pseudo) & set(string.ascii_letters)
    assert len(message) < len(pseudo) <= round(len(message) * (1 + GROWTH)) + 2
