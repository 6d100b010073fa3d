"""The file `campaign.yaml`: the scenes in order, and the texts between them and at the campaign's end."""

from __future__ import annotations

from party_card.content.models.record import Debrief
from party_card.content.models.value_types import (
    EMPTY_PROSE,
    ConditionText,
    Date,
    DossierId,
    FigureId,
    LinkKind,
    Located,
    PassageId,
    Prose,
    ProvenanceKind,
    SceneId,
)
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass(kw_only=True)
class Station(Located):
    """A scene in its place in the campaign, with one fact that is shown before it while the date line moves to it.

    Beside the fact stands a `picture` of it or a `chart`, not both. Without a picture, that of the scene is shown.
    """

    scene: SceneId
    """The id of the scene.

    Example: forbidden-paper
    """
    fact: Prose = EMPTY_PROSE
    """One fact, shown before the scene; from its first day or earlier, with a citation.

    Example: "A law of 7 August threatened death for taking grain. [@august-law]"
    """
    picture: str = ""
    """The name of an SVG file in `assets/pictures/`, without its ending: a picture of what the fact tells.

    Example: prologue-farms
    """
    alt: str = ""
    """What the picture shows, for everyone who does not see it.

    Example: A barn with an open gate, and no grain in it.
    """
    chart: FigureId | None = None
    """A figure of a dossier, shown below the fact.

    Example: grain-exports
    """


@frozen_dataclass(kw_only=True)
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
    """On a `text`: `stated` where the source itself says that one thing led to the other, else `sequence`."""


@frozen_dataclass(kw_only=True)
class Meeting(Located):
    """Where a role is seen from outside, by somebody whom the student plays later."""

    scene: SceneId
    """The later scene.

    Example: loose-tongues
    """
    passage: PassageId
    """The passage of it. A text or a choice there asks for something that is carried from the scene of the role.

    Example: commission
    """


@frozen_dataclass(kw_only=True)
class CastMember(Located):
    """Whom the student plays in a scene, by name, and where this person is met in later ones."""

    scene: SceneId
    """The scene in which the student plays this person.

    Example: forbidden-paper
    """
    name: str
    """What others call this person.

    Example: Anna Lebedeva
    """
    met: tuple[Meeting, ...] = ()
    """Where this person is met.

    Example: [{scene: loose-tongues, passage: commission}]
    """


@frozen_dataclass(kw_only=True)
class Conclusion(Located):
    """What somebody who knows the papers of the archive alone can conclude from them, or cannot: one of the two."""

    can: Prose | None = None
    """What can be concluded; a claim about the past cites its fact.

    Example: That two papers name different days.
    """
    cannot: Prose | None = None
    """What cannot be concluded.

    Example: That whoever was silent agreed.
    """


@frozen_dataclass(kw_only=True)
class ProvenanceEntry(Located):
    """A place in the way of a thing: an office and a day, and what somebody sees there who knows no person.

    It is there if the scene was played to its end and the condition holds.
    """

    scene: SceneId
    """The id of the scene in which the thing is there.

    Example: the-number
    """
    office: str
    """Where it is, without a name of a person.

    Example: The hall where harvest figures are added, Moscow
    """
    text: Prose
    """What somebody sees there who knows no person; a claim about the past cites its fact.

    Example: A receipt was typed in two copies. The second has a white speck.
    """
    date: Date | None = None
    """The day; entries stand in the order of time.

    Example: 1932-10-05
    """
    kind: ProvenanceKind = "use"
    """`use` where the thing was used, `copy` for a paper with its mark that goes its own way, `break` where no mark
    joins what comes later, `last` where it lies in the end.
    """
    imprint: str = ""
    """What the use has left in the thing, to be read against a lamp.

    Example: "37, and fifteen grams one by one."
    """
    if_: ConditionText | None = None
    """A condition on the finished playthrough of the scene, as in a file; `left(id)` asks for what any scene has left.

    Example: chose(raise-it)
    Example: not left(burned-the-list)
    """


@frozen_dataclass(kw_only=True)
class Provenance(Located):
    """The way of one invented thing through the scenes; archivists call it the provenance."""

    title: str
    """The name of the thing; it lies on the shelf, below the files.

    Example: A sheet of carbon paper
    """
    text: Prose
    """The introduction, above the way.

    Example: One thing has been in many of these offices. Nobody wrote down that it was lent.
    """
    entries: tuple[ProvenanceEntry, ...]
    """Where it was, in the order of time.

    Example: [{scene: the-number, office: "The adding hall, Moscow", text: A receipt in two copies.}]
    """
    picture: str = ""
    """The name of an SVG file in `assets/pictures/`, without its ending.

    Example: forbidden-paper-stoves
    """
    alt: str = ""
    """What the picture shows, for everyone who does not see it.

    Example: A spark burns a hole into a black sheet.
    """


@frozen_dataclass(kw_only=True)
class Archive(Located):
    """The archive after the last scene: a shelf with the file of everybody whom the student has played.

    A scene stands there once it is played to its end, if it has a `file`. A student opens a file as a stranger would:
    first its papers alone, then beside them what was lived.
    """

    title: str
    """What students see.

    Example: The archive
    """
    text: Prose
    """The introduction, above the shelf.

    Example: Each of them left papers. You open them now as somebody who never met them.
    """
    conclusions: tuple[Conclusion, ...] = ()
    """What the papers of the shelf allow to conclude, and what not.

    Example: [{can: "Who signed, and when."}, {cannot: That silence was consent.}]
    """
    provenance: Provenance | None = None
    """The way of one invented thing from scene to scene, which lies on the shelf with the files.

    Example: {title: A bell, text: It was lent., entries: [{scene: ferry, office: The landing, text: It hangs here.}]}
    """
    question: Debrief | None = None
    """The question after the files, with what a good answer draws on.

    Example: {ask: Which paper do you miss most?, skill: sourcing, draws_on: A gap that could have been filled.}
    """


@frozen_dataclass(kw_only=True)
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
    """The scenes in order: their ids alone, or lines with `scene`, `fact`, and a picture or chart.

    Example: [forbidden-paper, loose-tongues]
    """
    language: str = ""
    """The language of its texts, as a code, if it is not English: that of the campaign, its prologue and its scenes.

    Example: uk
    """
    prologue: str = ""
    """The id of the prologue that is shown before the first scene, once to each player.

    Example: the-card
    """
    dossiers: tuple[DossierId, ...] = ()
    """The files in `seeds/` that the campaign cites.

    Example: [ryutin-affair]
    """
    cast: tuple[CastMember, ...] = ()
    """Whom the student plays in each scene, and where this person is met from outside in a later one; never shown.

    Example: [{scene: forbidden-paper, name: Anna Lebedeva, met: [{scene: loose-tongues, passage: commission}]}]
    """
    archive: Archive | None = None
    """The files of all persons, shown after the last scene.

    Example: {title: The archive, text: Each of them left papers.}
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
