"""A session without scenes, store or files, and pages that are awkward on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from party_card.content.models import SceneId
from party_card.content.pack import builtin, read_pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.engine.compiled import compile_scene
from party_card.engine.fact_usage import Uses
from party_card.engine.page import (
    Bar,
    Chart,
    Comparison,
    ContentNote,
    Document,
    Entry,
    Heading,
    Line,
    Link,
    Note,
    Offer,
    Page,
    Paragraph,
    Question,
    RecordParagraph,
    Run,
    Unknown,
)  # fmt: skip
from party_card.engine.phases import ChoiceUnavailableError
from party_card.engine.playthrough import Decision, Playthrough
from party_card.frontends.window.screens.dialogs.history import HistoryEntry
from party_card.storage.errors import KeepError
from party_card.storage.settings import Settings
from tests import ROOT

PICTURES = ROOT / "assets" / "pictures"


def line(text: str) -> Line:
    """`*italic*`, `^3^` for a note."""
    runs: list[Run] = []
    for n, part in enumerate(text.split("*")):
        for m, piece in enumerate(part.split("^")):
            if m % 2:
                runs.append(Run("", note=int(piece)))
            elif piece:
                runs.append(Run(piece, italic=bool(n % 2)))
    return tuple(runs)


def cite(where: str) -> Line:
    return line(f"Stephen Kotkin, *Stalin: Waiting for Hitler, 1929–1941* (New York: Penguin Press, 2017), {where}.")


NOTES = (
    Note(1, "copies", "A seven-page appeal went from hand to hand in typed copies in August 1932.", "documented", (),
         cite("opening of the excerpt, para. 1, n. 278"), ""),
    Note(2, "gravedigger", "The appeal called Stalin the gravedigger of the revolution.", "documented",
         ("the gravedigger of the revolution in Russia",), line("Ibid., paras. 1–2, nn. 278–279."), ""),
    Note(3, "offer", "Gossip had Stalin offering to resign and being refused.", "rumoured", (),
         line("Ibid., “The Four Horsemen,” para. 14, n. 304."), "The source passes this on as gossip."),
    Note(4, "harvest", "Two tallies of the harvest were kept, and they disagree.", "contested", (), line("Ibid., para. 11, n. 301."), ""),
    Note(5, "grain", "Grain sent abroad fell in 1932.", "reported", (), line("Ibid., para. 11, n. 301."), ""),
    Note(6, "weight", "Fear weighed more than the facts did.", "judgement", (), line("Ibid., para. 20."), ""),
)  # fmt: skip
ENTRIES = (
    Entry("ogpu", "term", "OGPU", "OGPU", "The secret police of the USSR in these years."),
    Entry("ryutin", "person", "Ryutin", "Martemyan Ryutin", "An editor at the army newspaper (born 1890). Рютин."),
    Entry("orjonikidze", "person", "Orjonikidze", "Sergo Orjonikidze", "Commissar of heavy industry."),
    Entry("thaelmann", "person", "Thälmann", "Ernst Thälmann", "Leader of the German Communists."),
)
BRIEFING = Page(
    "briefing", "forbidden-paper", "A Paper You Were Not Meant to Read", "A Paper You Were Not Meant to Read",
    "21 August – 8 October 1932", "Moscow and a dacha outside it", "A secretary at the dacha (composite figure)",
    (
        Paragraph(line("You keep other people’s papers in order. Nobody has told you which of them you may read, and until this summer it did not matter.")),
        Heading("The question"),
        Paragraph(line("What did it cost to have read something?")),
        ContentNote(("political persecution", "denunciation", "the threat of execution"),
                    (line("A typed appeal against Stalin went from hand to hand. Two readers denounced it."), line("Those who had read and kept silent were expelled."))),
    ),
    (Offer("begin", line("Begin")),), picture="forbidden-paper", alt="Typed sheets fly out of a typewriter",
)  # fmt: skip
PASSAGE = replace(
    BRIEFING, kind="passage", heading="", when="late August 1932", where="a dacha outside Moscow", basis="composite", step=3, steps=9,
    passage="envelope",
    blocks=(
        Paragraph(line("The papers on the desk are yours to keep in order, and this one belongs to no order. Seven pages, typed, the carbon gone grey.^1^ Somebody has folded it small enough for a sleeve.")),
        Paragraph(line("You read the heading before you can stop yourself. It is addressed to *all members*, and it calls the general secretary a *gravedigger*.^2^ On the veranda the samovar is being carried in. Two men who once ran the country are arguing about mushrooms.")),
        Paragraph(line("The door has no lock.")),
    ),
    offers=(
        Offer("back", line("Put it back exactly as it lay, and say nothing to anyone.")),
        Offer("ask", line("Carry it out to the veranda and ask whose it is."), hypothesis=True),
        Offer("report", line("Take it tonight to the building where such papers are wanted.")),
        Offer("copy", line("Copy a page for your brother."), open=False, reason=line("Not with the maid in the doorway.")),
    ),
    notes=NOTES[:2], entries=ENTRIES,
)  # fmt: skip
LONG = replace(
    PASSAGE, passage="reading", step=4, notes=NOTES, picture="",
    blocks=(
        *(Paragraph(line(f"{n + 1}. " + "He had read it twice already, Rechtsschutzversicherungsgesellschaften notwithstanding, and Сергей Орджоникидзе, Ernst Thälmann and Jānis Rudzutaks had not. ^3^^4^ " * 2)) for n in range(4)),
        Document((line("TO ALL MEMBERS OF THE PARTY"), (), line("Comrades! The party stands before a wall, and the wall is typed in carbon, six copies at a time, №№ 1–6."), line("Pass it on.^5^"))),
        *(Paragraph(line("Then the wind got up, and the papers with it, and somebody laughed on the stairs as if nothing had been written down at all. " * 3)) for _ in range(8)),
    ),
)  # fmt: skip
ENDING = replace(
    PASSAGE, passage="last", step=9, blocks=(Paragraph(line("You put the pages back. In the morning the desk is as you left it.")),),
    offers=(Offer("reveal", line("See what actually happened")),), notes=(), entries=(), ending="You said nothing",
)  # fmt: skip
RECORD = replace(
    BRIEFING, kind="record", heading="What actually happened", ending="You said nothing", picture="", notes=NOTES, entries=ENTRIES,
    blocks=(
        Comparison(line("You put the pages back as they lay."), "21 August 1932", line("In a village hut some forty miles from Moscow, Ryutin read out the appeal and a far longer treatise to about fifteen officials of the middle rank.^1^"), ("documented",), False),
        Comparison(line("You did not write to anyone."), "14 September 1932", line("Two party members did. Their denunciation went to the apparatus, and Stalin had it the next day.^2^"), ("documented",), False),
        Comparison(line("You were asked, and said the desk was always tidy."), "22 September 1932", line("Ryutin was arrested. Kamenev and Zinoviev were called in the same day to explain why they had read and not reported: silence was itself an offence.^2^"), ("documented", "reported"), True),
        Comparison(line("You kept your post."), "October 1932", line("Gossip had Stalin offering to resign and being refused. The source passes it on as gossip.^3^"), ("rumoured",), False),
        Heading("The whole story"),
        RecordParagraph("between 2 and 8 October 1932", line("The plenum expelled those who had known and not told.^6^"), ("judgement",)),
        RecordParagraph("", line("How large the harvest had been, nobody could say: two tallies were kept, and they disagree.^4^"), ("contested",)),
        Chart("Grain sent abroad", "million tons", (Bar("1913", 9, "over 9", "over"), Bar("Harvest of 1930, as it was announced", 4.76, "4.76", ""), Bar("1931", 5.06, "about 5", "about"), Bar("1932", 1.73, "under 2", "under")), 5, "Calendar years."),
        Unknown(line("The source does not name the two who wrote, nor say what the readers in Kharkov did with their copy.")),
    ),
    offers=(Offer("close", line("To the questions")),),
)  # fmt: skip
DEBRIEF = replace(
    RECORD, kind="debrief", heading="Questions", notes=(), entries=(),
    blocks=(
        Question(line("Who could have known what, on 22 September? Name one person, and say which note tells you."), "sourcing", "Notes 2 and 3."),
        Question(line("Why was keeping silent punished as well as writing?"), "contextualisation", ""),
        Question(line("Which claim above would you drop if you could keep only what two sources agree on?"), "corroboration", ""),
    ),
    offers=(Offer("close", line("Finish")),),
)  # fmt: skip
FINISHED = replace(
    DEBRIEF,
    kind="finished",
    heading="That was the scene",
    blocks=(Paragraph(line("Your walk is kept. You can print it, or play the scene again and choose otherwise.")),),
    offers=(),
)
BETWEEN = replace(
    BRIEFING, kind="between", scene="loose-tongues", title="The Winter of 1932–33", heading="Loose Tongues", who="",
    since="8 October 1932", when="7 November 1932", where="Moscow", offers=(), notes=NOTES[:2], entries=ENTRIES[:1],
    blocks=(
        RecordParagraph("7 November 1932", line("It was the fifteenth anniversary of the revolution, and the shops had nothing to sell.^1^"), ("documented",)),
        RecordParagraph("", line("Some had read what the appeal called the general secretary.^2^"), ("rumoured",)),
        Heading("What you witnessed"), Paragraph(line("You read the paper that called for the general secretary’s removal.")),
        Heading("What you said"), Paragraph(line("You told your sister.")),
        Heading("What you kept silent about"), Paragraph(line("You said nothing of the driver.")),
    ),
)  # fmt: skip
WINTER = replace(
    RECORD, kind="winter", scene="", title="The Winter of 1932–33", heading="The winter in the record", where="", ending="", offers=(),
    blocks=(
        Link("stated", "August 1932", line("The harvest was poor because the drought and the quotas fell together.^4^"), ("contested",)),
        Link("later in time", "", line("Then the plenum expelled those who had known and not told.^6^"), ("judgement", "documented")),
        RECORD.blocks[7], Heading("Your path through it"),
        RecordParagraph("21 August – 8 October 1932", line("*A Paper You Were Not Meant to Read*. You said nothing."), ()),
        Paragraph(line("Not played to the end: “Loose Tongues”.")),
    ),
)  # fmt: skip
PAGES = {
    "briefing": BRIEFING,
    "passage": PASSAGE,
    "long": LONG,
    "ending": ENDING,
    "record": RECORD,
    "debrief": DEBRIEF,
    "finished": FINISHED,
    "between": BETWEEN,
    "winter": WINTER,
}


MADE = (
    HistoryEntry(
        1,
        "late August 1932",
        "The papers on the desk are yours to keep in order, and this one …",
        "You put the pages back as they lay.",
        3,
        6,
    ),
    HistoryEntry(
        2,
        "14 September 1932",
        "Rechtsschutzversicherungsgesellschaften notwithstanding, he …",
        "You did not write to Сергей Орджоникидзе, to Ernst Thälmann, or to anyone whose name you had read on the seven pages.",
        2,
        5,
    ),
    HistoryEntry(3, "", "", "You chose: Say that the desk was always tidy.", 1, 4),
    HistoryEntry(4, "between 2 and 8 October 1932", "They asked you.", "You kept your post.", 0, 3),
)


@cache
def walked() -> Playthrough:
    """A walk through a shipped scene, two choices deep."""
    pack, _ = read_pack(builtin())
    walk = Playthrough(compile_scene(pack, pack.scenes[SceneId("forbidden-paper")]))
    for _ in range(3):
        walk.choose(walk.enabled()[0])
    return walk


@dataclass(frozen=True, slots=True)
class Shelved:
    scene: SceneId
    title: str
    span: str = "1932-08-21/1932-10-08"
    when: str = "21 August – 8 October 1932"
    place: str = "Moscow"
    minutes: int = 12
    question: str = "What did it cost to have read something?"
    state: Literal["open", "begun", "played"] = "open"
    step: int = 0
    ending: str = ""
    picture: str = "forbidden-paper"
    alt: str = ""
    content_notes: tuple[str, ...] = ()
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Progressed:
    nick: str
    states: tuple[Literal["open", "begun", "played"], ...] = ()
    scenes: int = 3
    played: int = 0
    begun: int = 0
    endings: int = 0
    last: str = ""


READERS = (
    Progressed("blue fox", ("open",) * 3),
    Progressed("🦊 红 Sokół", ("played", "played", "played"), 3, 3, 0, 5, "A Paper You Were Not Meant to Read"),
    Progressed("Rechtsschutzversicherung", ("begun", "open", "open"), 3, 0, 1, 0, "Two Notes"),
)
CAMPAIGN = (
    ("forbidden-paper", "A Paper You Were Not Meant to Read", "1932-08-21/1932-10", "21 August – October 1932"),
    ("down-with-stalin", "“Down with Stalin”?", "1932-09/1932-10-02", "September – 2 October 1932"),
    ("the-number", "The Number", "1932-09-10/1932-10-20", "10 September – 20 October 1932"),
    ("ten-cattle", "Ten Cattle, a Hundred Sheep", "1932-09-17/1932-11", "17 September – November 1932"),
    (
        "the-plenum-to-order",
        "What Was Ordered for the Plenum",
        "1932-09-28/1932-10-02",
        "28 September – 2 October 1932",
    ),
    ("what-the-newspaper-will-say", "What the Newspaper Will Say", "1932-11-09/1932-11-18", "9 – 18 November 1932"),
    ("breathing-space", "A Breathing Space", "1932-11-10/1932-12-12", "10 November – 12 December 1932"),
    ("loose-tongues", "Loose Tongues", "1932-11-07/1932-12-07", "7 November – 7 December 1932"),
    ("two-notes", "Two Notes", "1932-12", "December 1932"),
    ("papers", "Papers", "1932-12-27/1933-01-22", "27 December 1932 – 22 January 1933"),
    ("the-plenum-applauds", "The Plenum Applauds", "1933-01-07/1933-01-12", "7 – 12 January 1933"),
    ("rear-door", "The Rear Door", "1932-11/1933-01-31", "November 1932 – 31 January 1933"),
    ("let-them-eat-it", "Let Them Eat It", "1933-01-22/1933-01-31", "22 – 31 January 1933"),
)
"""As many scenes as a shelf must hold: id, title, dates and the same in words."""


def campaign() -> tuple[Shelved, ...]:
    """The whole campaign, its first two scenes played, the third begun, one played out of turn."""
    made = []
    for n, (scene, title, span, when) in enumerate(CAMPAIGN):
        one = Shelved(SceneId(scene), title, span, when, content_notes=("political persecution", "famine (mentioned)"))
        if n in (0, 1, 7):
            one = replace(one, state="played", ending="You signed, and slept badly")
        made.append(replace(one, state="begun", step=4) if n == 2 else one)
    return tuple(made)


class FakeSession:
    """Briefing, passage, long passage, ending, record, debrief, finished, whatever is chosen."""

    def __init__(self, settings: Settings | None = None, **shelf: Any) -> None:
        self.player = "red heron"
        self.settings = settings or Settings()
        self.notices: list[str] = []
        self.remarks: Sequence[Diagnostic] = ()
        self.storage_error = ""
        self.pages = list(PAGES.values())
        self.at = 0
        self.chosen: list[str] = []
        self.follows: SceneId | None = SceneId("loose-tongues")
        self.written = ["", "", ""]
        self.forgotten: list[str] = []
        self._shelf: tuple[Shelved, ...] = (
            Shelved(SceneId("forbidden-paper"), "A Paper You Were Not Meant to Read", **{"state": "begun", **shelf}),
            Shelved(SceneId("loose-tongues"), "Loose Tongues", when="27 November 1932", state="open"),
            Shelved(SceneId("two-notes"), "Two Notes", when="December 1932", state="played", ending="You kept one"),
        )

    def list_scenes(self) -> tuple[Shelved, ...]:
        return self._shelf

    def with_campaign(self) -> FakeSession:
        """The same, with all the scenes there will be."""
        self._shelf = campaign()
        return self

    def open(self, scene: SceneId, /) -> Page:  # noqa: ARG002
        return self.page()

    def next_scene(self, scene: SceneId, /) -> SceneId | None:  # noqa: ARG002
        return self.follows

    def intermission(self, scene: SceneId, /) -> Page | None:  # noqa: ARG002
        return BETWEEN

    def campaign_end(self, scene: SceneId | None = None, /) -> Page | None:  # noqa: ARG002
        return WINTER

    def restart(self, scene: SceneId, /) -> Page:  # noqa: ARG002
        self.at = 0
        return self.page()

    def page(self) -> Page:
        return self.pages[self.at]

    @property
    def playthrough(self) -> Playthrough:
        return walked()

    def decisions(self) -> tuple[Decision, ...]:
        return self.playthrough.decisions()

    def choose(self, offer: str, /) -> Page:
        if offer not in [o.id for o in self.page().offers if o.open]:
            raise ChoiceUnavailableError(offer, ())
        self.chosen.append(offer)
        self.at += 1
        return self.page()

    @property
    def attempt(self) -> int:
        return 1

    def fact_usage(self, fact: str, /) -> Uses:
        return Uses(cite(f"the whole of {fact}"), ("Loose Tongues",))

    def answers(self) -> tuple[str, ...]:
        return tuple(self.written)

    def answer(self, number: int, text: str, /) -> None:
        self.written[number - 1] = text

    def undo(self, count: int = 1, /) -> Page:
        self.at = max(0, self.at - count)
        return self.page()

    def list_player_names(self) -> tuple[str, ...]:
        return (self.player, "blue fox")

    def list_players(self) -> tuple[Progressed, ...]:
        known = tuple(one for one in READERS if one.nick not in (self.player, *self.forgotten))
        return (Progressed(self.player, ("played", "begun", "open"), 3, 1, 1, 1, "Loose Tongues"), *known)

    def switch_player(self, nick: str, /) -> None:
        if "/" in nick or not nick.strip():
            raise KeepError("A nickname cannot contain /")
        self.player = nick

    def delete_player(self, nick: str, /) -> None:
        self.forgotten.append(nick)

    def update_settings(self, **changed: Any) -> Settings:
        self.settings = replace(self.settings, **changed)
        return self.settings

    def picture(self, name: str, /) -> Path | None:
        path = PICTURES / f"{name}.svg"
        return path if path.exists() else None
