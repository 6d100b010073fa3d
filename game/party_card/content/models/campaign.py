"""The file `campaign.yaml`: the scenes in order, and the texts between them and at the campaign's end."""

from __future__ import annotations

from dataclasses import dataclass

from party_card.content.models.value_types import EMPTY_PROSE, DossierId, FigureId, LinkKind, Located, Prose, SceneId


@dataclass(frozen=True, slots=True, kw_only=True)
class Station(Located):
    """A scene in its place in the campaign; `fact` is the fact of the day, shown while the date line moves to it."""

    scene: SceneId
    """The id of the scene.

    Example: forbidden-paper
    """
    fact: Prose = EMPTY_PROSE
    """One fact of the day, shown before the scene; from its first day or earlier, with a citation.

    Example: "A law of 7 August threatened death for taking grain. [@august-law]"
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignBlock(Located):
    """A part of the campaign's end, as in a record; a text may be a `link` in the chain of causes.

    A link is `stated` where the source itself says that one thing led to another, a `sequence` where it is only later.
    """

    text: Prose | None = None
    """What happened, with citations.

    Example: "The harvest was bad, and so less was collected. [@harvest]"
    """
    chart: FigureId | None = None
    """A figure of a dossier.

    Example: grain-exports
    """
    unknown: Prose | None = None
    """What is not known.

    Example: Who wrote the denunciation is not known.
    """
    link: LinkKind | None = None
    """On a `text`: `stated` where the source itself says that one thing led to the other, `sequence` where it only came
    later.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(Located):
    """The scenes in order, and what is told between them and at the end."""

    campaign: str
    """The id.

    Example: the-winter
    """
    title: str
    """What students see.

    Example: The Winter of 1932–33
    """
    scenes: tuple[SceneId | Station, ...]
    """The scenes in order: their ids alone, or lines with `scene` and `fact`.

    Example: [forbidden-paper, loose-tongues]
    """
    dossiers: tuple[DossierId, ...] = ()
    """The files in `seeds/` that the campaign cites.

    Example: [ryutin-affair]
    """
    ending: tuple[CampaignBlock, ...] = ()
    """What is told after the last scene.

    Example: [{link: sequence, text: "In November the group was arrested. [@arrests]"}]
    """

    @property
    def stations(self) -> tuple[Station, ...]:
        """The scenes in order, each as a station; the first one if a scene is listed twice."""
        stations = [entry if isinstance(entry, Station) else Station(scene=entry) for entry in self.scenes]
        return tuple({station.scene: station for station in reversed(stations)}.values())[::-1]
