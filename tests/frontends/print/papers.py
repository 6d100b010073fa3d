"""Shared by the tests of papers: a lesson of the sample scene, and a reader of the HTML."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.frontends.print.lesson import LessonData
from party_card.publishing.lesson import build_lesson
from tests.engine.sample import sample_pack
from tests.shipped import load_shipped_pack

T = TypeVar("T")


@cache
def sample(**replacements: str) -> LessonData:
    """The scene of the sample pack, proved; without the choice that leads in a circle it has an end."""
    return proved(sample_pack(**replacements), "paper")


def proved(pack: Pack, scene: str) -> LessonData:
    """A scene ready for paper."""
    return build_lesson(pack, SceneId(scene))


@cache
def shipped(scene: str) -> LessonData:
    """A scene of the game, proved."""
    return proved(load_shipped_pack(), scene)
