"""What was found of a model is kept with it, and with it alone."""

from __future__ import annotations

import weakref

from party_card.content.model_cache import cache_per_model
from party_card.content.models import Dossier, DossierId


def test_a_function_is_called_once_for_each_model_even_if_two_are_equal() -> None:
    calls: list[str] = []

    @cache_per_model
    def name_of(model: Dossier) -> str:
        calls.append(model.dossier)
        return model.dossier

    first, second = Dossier(dossier=DossierId("post")), Dossier(dossier=DossierId("post"))
    assert first == second
    assert [name_of(model) for model in (first, second, first, second)] == ["post"] * 4
    assert calls == ["post", "post"]


def test_a_model_is_not_kept_and_another_at_its_place_is_not_taken_for_it() -> None:
    @cache_per_model
    def name_of(model: Dossier) -> str:
        return model.dossier

    for number in range(1_000):  # the next model often stands where the one before stood in memory
        model = Dossier(dossier=DossierId(f"post-{number}"))
        assert name_of(model) == f"post-{number}"
        reference = weakref.ref(model)
        del model
        assert reference() is None
