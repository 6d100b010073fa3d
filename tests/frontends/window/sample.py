"""Pages and history entries that are awkward on purpose: one for every kind of page, block and grade."""

from __future__ import annotations

from dataclasses import replace

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
from party_card.frontends.window.views.history_row import HistoryEntry


def parse_line(text: str) -> Line:
    """Returns the runs of a text with `*italics*` and note marks (`^3^`)."""
    runs: list[Run] = []
    for italic_index, part in enumerate(text.split("*")):
        for note_index, piece in enumerate(part.split("^")):
            if note_index % 2:
                runs.append(Run("", note=int(piece)))
            elif piece:
                runs.append(Run(piece, italic=bool(italic_index % 2)))
    return tuple(runs)


def cite(where: str) -> Line:
    return parse_line(
        f"Stephen Kotkin, *Stalin: Waiting for Hitler, 1929–1941* (New York: Penguin Press, 2017), {where}."
    )


NOTES = (
    Note(1, "copies", "A seven-page appeal went from hand to hand in typed copies in August 1932.", "documented", (),
         cite("opening of the excerpt, para. 1, n. 278"), ""),
    Note(2, "gravedigger", "The appeal called Stalin the gravedigger of the revolution.", "documented",
         ("the gravedigger of the revolution in Russia",), parse_line("Ibid., paras. 1–2, nn. 278–279."), ""),
    Note(3, "offer", "Gossip had Stalin offering to resign and being refused.", "rumoured", (),
         parse_line("Ibid., “The Four Horsemen,” para. 14, n. 304."), "The source passes this on as gossip."),
    Note(4, "harvest", "Two tallies of the harvest were kept, and they disagree.", "contested", (), parse_line("Ibid., para. 11, n. 301."), ""),
    Note(5, "grain", "Grain sent abroad fell in 1932.", "reported", (), parse_line("Ibid., para. 11, n. 301."), ""),
    Note(6, "weight", "Fear weighed more than the facts did.", "judgement", (), parse_line("Ibid., para. 20."), ""),
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
        Paragraph(parse_line("You keep other people’s papers in order. Nobody has told you which of them you may read, and until this summer it did not matter.")),
        Heading("The question"),
        Paragraph(parse_line("What did it cost to have read something?")),
        ContentNote(("political persecution", "denunciation", "the threat of execution"),
                    (parse_line("A typed appeal against Stalin went from hand to hand. Two readers denounced it."), parse_line("Those who had read and kept silent were expelled."))),
    ),
    (Offer("begin", parse_line("Begin")),), picture="forbidden-paper", alt="Typed sheets fly out of a typewriter",
)  # fmt: skip
PASSAGE = replace(
    BRIEFING, kind="passage", heading="", dates="late August 1932", place="a dacha outside Moscow", basis="composite", step=3, steps=9,
    passage="envelope",
    blocks=(
        Paragraph(parse_line("The papers on the desk are yours to keep in order, and this one belongs to no order. Seven pages, typed, the carbon gone grey.^1^ Somebody has folded it small enough for a sleeve.")),
        Paragraph(parse_line("You read the heading before you can stop yourself. It is addressed to *all members*, and it calls the general secretary a *gravedigger*.^2^ On the veranda the samovar is being carried in. Two men who once ran the country are arguing about mushrooms.")),
        Paragraph(parse_line("The door has no lock.")),
    ),
    offers=(
        Offer("back", parse_line("Put it back exactly as it lay, and say nothing to anyone.")),
        Offer("ask", parse_line("Carry it out to the veranda and ask whose it is."), is_hypothesis=True),
        Offer("report", parse_line("Take it tonight to the building where such papers are wanted.")),
        Offer("copy", parse_line("Copy a page for your brother."), is_open=False, reason=parse_line("Not with the maid in the doorway.")),
    ),
    notes=NOTES[:2], entries=ENTRIES,
)  # fmt: skip
LONG = replace(
    PASSAGE, passage="reading", step=4, notes=NOTES, picture="",
    offers=tuple(replace(offer, id=offer_id) for offer, offer_id in zip(PASSAGE.offers, ("keep", "show", "hand-in", "copy"), strict=True)),
    blocks=(
        *(Paragraph(parse_line(f"{n + 1}. " + "He had read it twice already, Rechtsschutzversicherungsgesellschaften notwithstanding, and Сергей Орджоникидзе, Ernst Thälmann and Jānis Rudzutaks had not. ^3^^4^ " * 2)) for n in range(4)),
        Document((parse_line("TO ALL MEMBERS OF THE PARTY"), (), parse_line("Comrades! The party stands before a wall, and the wall is typed in carbon, six copies at a time, №№ 1–6."), parse_line("Pass it on.^5^"))),
        *(Paragraph(parse_line("Then the wind got up, and the papers with it, and somebody laughed on the stairs as if nothing had been written down at all. " * 3)) for _ in range(8)),
    ),
)  # fmt: skip
ENDING = replace(
    PASSAGE, passage="last", step=9, blocks=(Paragraph(parse_line("You put the pages back. In the morning the desk is as you left it.")),),
    offers=(Offer("reveal", parse_line("See what actually happened")),), notes=(), entries=(), ending="You said nothing",
)  # fmt: skip
RECORD = replace(
    BRIEFING, kind="record", heading="What actually happened", ending="You said nothing", picture="", notes=NOTES, entries=ENTRIES,
    blocks=(
        Comparison(parse_line("You put the pages back as they lay."), "21 August 1932", parse_line("In a village hut some forty miles from Moscow, Ryutin read out the appeal and a far longer treatise to about fifteen officials of the middle rank.^1^"), ("documented",), False),
        Comparison(parse_line("You did not write to anyone."), "14 September 1932", parse_line("Two party members did. Their denunciation went to the apparatus, and Stalin had it the next day.^2^"), ("documented",), False),
        Comparison(parse_line("You were asked, and said the desk was always tidy."), "22 September 1932", parse_line("Ryutin was arrested. Kamenev and Zinoviev were called in the same day to explain why they had read and not reported: silence was itself an offence.^2^"), ("documented", "reported"), True),
        Comparison(parse_line("You kept your post."), "October 1932", parse_line("Gossip had Stalin offering to resign and being refused. The source passes it on as gossip.^3^"), ("rumoured",), False),
        Heading("The whole story"),
        RecordParagraph("between 2 and 8 October 1932", parse_line("The plenum expelled those who had known and not told.^6^"), ("judgement",)),
        RecordParagraph("", parse_line("How large the harvest had been, nobody could say: two tallies were kept, and they disagree.^4^"), ("contested",)),
        Chart("Grain sent abroad", "million tons", (Bar("1913", 9, "over 9", "over"), Bar("Harvest of 1930, as it was announced", 4.76, "4.76", ""), Bar("1931", 5.06, "about 5", "about"), Bar("1932", 1.73, "under 2", "under")), 5, "Calendar years."),
        Unknown(parse_line("The source does not name the two who wrote, nor say what the readers in Kharkov did with their copy.")),
    ),
    offers=(Offer("close", parse_line("To the questions")),),
)  # fmt: skip
DEBRIEF = replace(
    RECORD, kind="debrief", heading="Questions", notes=(), entries=(),
    blocks=(
        Question(parse_line("Who could have known what, on 22 September? Name one person, and say which note tells you."), "sourcing", "Notes 2 and 3."),
        Question(parse_line("Why was keeping silent punished as well as writing?"), "contextualisation", ""),
        Question(parse_line("Which claim above would you drop if you could keep only what two sources agree on?"), "corroboration", ""),
    ),
    offers=(Offer("close", parse_line("Finish")),),
)  # fmt: skip
FINISHED = replace(
    DEBRIEF,
    kind="finished",
    heading="That was the scene",
    blocks=(
        Paragraph(parse_line("Your walk is kept. You can print it, or play the scene again and choose otherwise.")),
    ),
    offers=(),
)
BETWEEN = replace(
    BRIEFING, kind="between", scene="loose-tongues", title="The Winter of 1932–33", heading="Loose Tongues", role="",
    since="8 October 1932", dates="7 November 1932", place="Moscow", offers=(), notes=NOTES[:2], entries=ENTRIES[:1],
    blocks=(
        RecordParagraph("7 November 1932", parse_line("It was the fifteenth anniversary of the revolution, and the shops had nothing to sell.^1^"), ("documented",)),
        RecordParagraph("", parse_line("Some had read what the appeal called the general secretary.^2^"), ("rumoured",)),
        Heading("What you witnessed"), Paragraph(parse_line("You read the paper that called for the general secretary’s removal.")),
        Heading("What you said"), Paragraph(parse_line("You told your sister.")),
        Heading("What you kept silent about"), Paragraph(parse_line("You said nothing of the driver.")),
    ),
)  # fmt: skip
WINTER = replace(
    RECORD, kind="winter", scene="", title="The Winter of 1932–33", heading="The winter in the record", place="", ending="", offers=(),
    blocks=(
        Link("stated", "August 1932", parse_line("The harvest was poor because the drought and the quotas fell together.^4^"), ("contested",)),
        Link("later in time", "", parse_line("Then the plenum expelled those who had known and not told.^6^"), ("judgement", "documented")),
        RECORD.blocks[7], Heading("Your path through it"),
        RecordParagraph("21 August – 8 October 1932", parse_line("*A Paper You Were Not Meant to Read*. You said nothing."), ()),
        Paragraph(parse_line("Not played to the end: “Loose Tongues”.")),
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


HISTORY_ENTRIES = (
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
