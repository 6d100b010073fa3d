"""Summarizes scenes and players for lists: the subject of a scene, and the progress of a player."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from party_card.app.catalogue import SceneCatalogue, replay
from party_card.content.prose import smart_quotes
from party_card.engine.phases import FINISHED
from party_card.frozen_dataclass import frozen_dataclass
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.content.models import Scene, SceneId
    from party_card.content.pack import Pack
    from party_card.engine.playthrough import Playthrough
    from party_card.storage.saved_playthrough import SavedPlaythrough

SceneState = Literal["open", "begun", "played"]


@frozen_dataclass
class SceneSummary:
    """A scene as a list shows it before it is played, and how far the player has come in it.

    `span` is its dates as written (EDTF; empty if there are none). `step` counts the
    passages visited in the last playthrough, `ending` is the last ending reached, and `ending_count` the number of
    different ones. A scene that was finished stays "played" until another decision is made in it. `pack` is the title
    of its pack, empty for the first pack of the session; `picture` is an argument for `Session.find_picture`.
    """

    scene: SceneId
    title: str
    span: str
    place: str
    minutes: int
    question: str
    state: SceneState
    step: int
    ending: str
    ending_count: int
    picture: str
    alt: str
    content_notes: tuple[str, ...]
    pack: str = ""

    @property
    def dates(self) -> str:
        """Its dates in words; empty if there are none."""
        from party_card.content.edtf import format_date  # noqa: PLC0415  # the title shows no dates

        return format_date(self.span) if self.span else ""

    @property
    def is_under_way(self) -> bool:
        """True if the scene is begun, and more than a glance: a decision has been made."""
        return self.state == "begun" and self.step > 1


@frozen_dataclass
class PlayerProgress:
    """How far a player has come in the first pack: the state of each scene, and the number of endings reached.

    `last_title` is the title of the scene begun last; no time is stored.
    """

    nickname: str
    states: tuple[SceneState, ...]
    ending_count: int
    last_title: str


def summarize_scenes(catalogue: SceneCatalogue, saves: Sequence[SavedPlaythrough]) -> tuple[SceneSummary, ...]:
    """Summarizes all scenes in order, with the progress of one player's playthroughs."""
    by_scene: dict[str, list[SavedPlaythrough]] = {}
    for playthrough in saves:
        by_scene.setdefault(playthrough.scene, []).append(playthrough)
    return tuple(
        _summarize_scene(catalogue, pack, pack.scene_head(name), by_scene.get(name, ()))
        for pack in catalogue.packs
        for name in pack.scene_ids()
        if catalogue.pack_of(name) is pack
    )


def find_next_scene(scenes: Sequence[SceneSummary]) -> int | None:
    """Returns the index of the first scene under way, else of the first not played; None if all are played."""
    under_way = (index for index, scene in enumerate(scenes) if scene.is_under_way)
    unplayed = (index for index, scene in enumerate(scenes) if scene.state != "played")
    return next(under_way, next(unplayed, None))


def summarize_player(catalogue: SceneCatalogue, nickname: str, saves: Sequence[SavedPlaythrough]) -> PlayerProgress:
    """Summarizes a player's progress in all scenes, from the player's playthroughs."""
    summaries = summarize_scenes(catalogue, saves)
    titles = {str(summary.scene): summary.title for summary in summaries}
    last_title = next((titles[item.scene] for item in reversed(saves) if item.scene in titles), "")
    entries = [summary for summary in summaries if not summary.pack]
    return PlayerProgress(
        nickname, tuple(item.state for item in entries), sum(item.ending_count for item in entries), last_title
    )


def _summarize_scene(
    catalogue: SceneCatalogue, pack: Pack, scene: Scene, saves: Sequence[SavedPlaythrough]
) -> SceneSummary:
    playthroughs: list[Playthrough] = []
    with suppress(StorageError):  # reported when the scene is opened
        playthroughs = [replay(catalogue.compile(scene.scene), item)[0] for item in saves]
    endings = [passage.ending.title for item in playthroughs if (passage := item.ending_passage) and passage.ending]
    step = len(playthroughs[-1].passages) if playthroughs else 0
    is_begun = bool(step) and not _is_finished(playthroughs[-1], playthroughs)
    is_in_first_pack = pack is catalogue.packs[0]
    return SceneSummary(
        scene=scene.scene,
        title=smart_quotes(scene.title),
        span=scene.span or "",
        place=smart_quotes(scene.place),
        minutes=scene.minutes or 0,
        question=smart_quotes(scene.question),
        state="begun" if is_begun else "played" if endings else "open",
        step=step,
        ending=endings[-1] if endings else "",
        ending_count=len(set(endings)),
        picture=scene.picture if is_in_first_pack or not scene.picture else f"{scene.scene}/{scene.picture}",
        alt=scene.alt,
        content_notes=scene.content_notes,
        pack="" if is_in_first_pack else smart_quotes(pack.title),
    )


def _is_finished(playthrough: Playthrough, playthroughs: Sequence[Playthrough]) -> bool:
    """Returns True if a playthrough is at its end, after record and questions, or repeats one that is."""
    steps = playthrough.steps
    return any(other.state == FINISHED and other.steps[: len(steps)] == steps for other in playthroughs)
