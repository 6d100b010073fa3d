"""What a page sends is played by the engine, and equals what the page's own player makes of it."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from party_card.classroom.replay import MAX_STEPS, Replayer
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from tests.classroom.sample import BEGUN, ENDED, RAN, sample_bundle


def make_replayer() -> Replayer:
    return Replayer(sample_bundle().scenes[0])


def test_a_playthrough_is_replayed() -> None:
    replayed = make_replayer().replay(RAN)
    assert replayed is not None
    assert replayed.state == "row"
    assert replayed.decisions == (("eight", "write-eleven"), ("reply", "run"))
    assert [step.trigger for step in replayed.steps] == ["begin", "write-eleven", "run"]


def test_the_phases_after_an_ending_are_replayed() -> None:
    replayed = make_replayer().replay(ENDED + "----")
    assert replayed is not None
    assert replayed.state == "finished"


def test_what_cannot_be_played_is_refused() -> None:
    replayer = make_replayer()
    for text in ("", "9", "0-9", "0--", "00", "0-0z", "0-0 ", "0-0é", ENDED + "-----", "0" + "-" * (MAX_STEPS + 2)):
        assert replayer.replay(text) is None


def test_random_playthroughs_agree_with_the_page() -> None:
    player, replayer = ReferencePlayer(sample_bundle().data), make_replayer()
    rng = random.Random(0)
    for _ in range(40):
        state = player.start(0)
        while offers := [row["id"] for row in player.page(state)["offers"] if row["open"]]:
            following = player.choose(state, rng.choice(offers))
            assert following is not None
            state = following
            replayed = replayer.replay(player.encode_playthrough(state))
            assert replayed is not None
            passages = sample_bundle().data["scenes"][0]["passages"]
            assert replayed.decisions == tuple((passages[p][0], passages[p][3][n][0]) for p, n in state.decisions)


@given(st.text(alphabet="0123-z", max_size=12))
def test_the_cache_changes_nothing(text: str) -> None:
    used = make_replayer()
    for end in range(len(text) + 1):
        used.replay(text[:end])
    assert used.replay(text) == make_replayer().replay(text)


def test_a_choice_is_encoded_if_it_is_open() -> None:
    replayer = make_replayer()
    assert replayer.encode_choice(BEGUN, "write-ten") == "0-1"
    assert replayer.encode_choice(BEGUN, "run") is None
    assert replayer.encode_choice("0", "begin") is None
    assert replayer.list_open_choices(BEGUN) == ("write-eleven", "write-ten", "mend")
    assert replayer.list_open_choices("0") == ()
