"""Pages and history entries that are awkward on purpose: one for every kind of page, block and grade."""

from __future__ import annotations

from dataclasses import replace

from party_card.engine.page import (
    About,
    ArchivedThing,
    ArchiveFolder,
    Assessment,
    Attestation,
    Bar,
    Chart,
    Comparison,
    ContentNote,
    Document,
    Entry,
    FileCard,
    FileDecision,
    FileGap,
    FilePaper,
    Heading,
    Hook,
    Line,
    Link,
    Note,
    Offer,
    Page,
    Paragraph,
    ProvenanceStep,
    Question,
    RecordParagraph,
    Run,
    Sheet,
    SourceComparison,
    Statement,
    Unknown,
)  # fmt: skip
from party_card.engine.place_map import PlaceMap, PlacePoint
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


ATTESTATIONS = (
    Attestation(None, "scholarship", "85 years later", "", "", "August 1932",
                "A seven-page appeal went from hand to hand in typed copies in August 1932.",
                cite("opening of the excerpt, para. 1, n. 278")),
    Attestation("agrees", "document", "the same month", "those who were asked to pass it on",
                "Whoever typed it wanted it read.", "August 1932", "A copy bears the month.",
                parse_line("“An Appeal,” typescript, August 1932, 1.")),
)  # fmt: skip
NOTES = (
    Note(1, "copies", "A seven-page appeal went from hand to hand in typed copies in August 1932.", "corroborated", (),
         cite("opening of the excerpt, para. 1, n. 278"), "", ATTESTATIONS, "They agree on the month. Neither says how many copies there were."),
    Note(2, "gravedigger", "The appeal called Stalin the gravedigger of the revolution.", "documented",
         ("the gravedigger of the revolution in Russia",), parse_line("Ibid., paras. 1–2, nn. 278–279."), ""),
    Note(3, "offer", "Gossip had Stalin offering to resign and being refused.", "rumoured", (),
         parse_line("Ibid., “The Four Horsemen,” para. 14, n. 304."), "The source passes this on as gossip."),
    Note(4, "harvest", "Two tallies of the harvest were kept, and they disagree.", "contested", (), parse_line("Ibid., para. 11, n. 301."), ""),
    Note(5, "grain", "Grain sent abroad fell in 1932.", "reported", (), parse_line("Ibid., para. 11, n. 301."), ""),
    Note(6, "weight", "Fear weighed more than the facts did.", "judgement", (), parse_line("Ibid., para. 20."), ""),
)  # fmt: skip
ENTRIES = (
    Entry("ogpu", "term", "OGPU", "OGPU", parse_line("The secret police of the USSR in these years.")),
    Entry(
        "ryutin",
        "person",
        "Ryutin",
        "Martemyan Ryutin",
        parse_line("An editor at the army newspaper. ^1^ Рютин."),
        "born 1890",
        notes=NOTES[:1],
    ),
    Entry("orjonikidze", "person", "Orjonikidze", "Sergo Orjonikidze", parse_line("Commissar of heavy industry.")),
    Entry("thaelmann", "person", "Thälmann", "Ernst Thälmann", parse_line("Leader of the German Communists.")),
)
BRIEFING = Page(
    "briefing", "forbidden-paper", "A Paper You Were Not Meant to Read", "A Paper You Were Not Meant to Read",
    "21 August – 8 October 1932", "Moscow and a dacha outside it", "A secretary at the dacha (composite figure)",
    (
        Hook(parse_line("You keep other people’s papers in order. Nobody has told you which of them you may read, and until this summer it did not matter.")),
        Heading("You need to know"),
        Statement("A rising man", parse_line("He had been raised by Stalin himself, and was expelled two years later."), ()),
        Statement("Two men who came back", parse_line("The party had expelled them both before, and taken them back."), ("reported",)),
        About((parse_line("You and your register were made up for this scene."), parse_line("What did it cost to have read something?"))),
        ContentNote(("political persecution", "denunciation", "the threat of execution"),
                    (parse_line("A typed appeal against Stalin went from hand to hand. Two readers denounced it."), parse_line("Those who had read and kept silent were expelled."))),
    ),
    (Offer("begin", parse_line("Begin")),), picture="forbidden-paper", alt="Typed sheets fly out of a typewriter",
)  # fmt: skip
MOSCOW = PlacePoint("moscow", "Moscow", "", 55.8, 37.6, is_here=True)
PLACES = PlaceMap(
    (
        MOSCOW,
        PlacePoint("leningrad", "Leningrad", "Saint Petersburg, Russia", 59.9, 30.3),
        PlacePoint("kharkov", "Kharkov", "Kharkiv, Ukraine", 50.0, 36.3),
        PlacePoint("caucasus", "the North Caucasus", "", 45.5, 41.0, is_approximate=True),
        PlacePoint("hardin", "Hardin, Montana", "", 45.7, -107.6),
    )
)
LOCATED = replace(BRIEFING, places=PLACES)
"""A briefing with a map."""
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
ELSEWHERE = replace(
    PASSAGE, notes=(), entries=(), blocks=PASSAGE.blocks[2:],
    places=PlaceMap((PlacePoint("hardin", "Hardin, Montana", "", 45.7, -107.6), replace(MOSCOW, is_here=False), PlacePoint("tiflis", "Tiflis", "Tbilisi, Georgia", 41.7, 44.8, is_here=True))),
)  # fmt: skip
"""A passage at another place than that of its scene."""
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
    offers=(Offer("reveal", parse_line("See what really happened")),), notes=(), entries=(), ending="You said nothing",
)  # fmt: skip
RECORD = replace(
    BRIEFING, kind="record", heading="What really happened", ending="You said nothing", picture="", notes=NOTES, entries=ENTRIES,
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
AFTERMATH = replace(
    RECORD,
    blocks=(
        Heading("What came after"),
        Chart("How many died of hunger", "million deaths", (
            Bar("The whole of the Soviet Union", 6.5, "5.5–6.5", "", 5.5, parse_line("Davies and Wheatcroft 2004^1^"), "documented"),
            Bar("The whole of the Soviet Union", 8.7, "5.7–8.7", "", 5.7, parse_line("other estimates, as the same authors tell of them^2^"), "reported"),
            Bar("Ukraine", 2.6, "about 2.6", "about", None, parse_line("Naumenko 2021, low estimate^3^"), "documented"),
            Bar("Ukraine", 3.9, "over 3.9", "over", None, parse_line("Rechtsschutzversicherungsgesellschaften and others 2015^4^"), "contested"),
            Bar("Kazakh republic", 1.31, "1.3–1.31", "", 1.3, parse_line("Cameron 2016^5^"), "documented"),
        ), 0, "Each source counts its own years between 1930 and 1934."),
        Heading("Was it meant? Historians disagree", 2),
        Statement("Davies, Wheatcroft", parse_line("Stalin’s policy was ruthless; the deaths were not its aim.^4^"), ("judgement",)),
        Statement("Rechtsschutzversicherungsgesellschaften; a court in Kyiv, 2010", parse_line("Genocide of Ukrainians.^5^"), ("judgement", "contested")),
        Heading("On what day did Stalin answer the book?", 2),
        SourceComparison(parse_line("Stalin’s published answer is dated 23 December 1932.^1^"), ("contested",), ATTESTATIONS, "30 days apart", "They agree on the writer, the text and the day of the month."),
        Heading("Where the main source ends", 2),
        Paragraph(parse_line("The game’s main source, as far as it was used, ends in January 1933.")),
    ),
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
TELEGRAM = Sheet(
    "telegram", "Telegram on goods for the village", "The secretary", "8 November 1932", "An archive in Moscow, l. 22", "ru",
    ("В ответ на Вашу шифровку сообщается, что обсуждается вопрос о воспрещении завоза товаров.", "Секретарь"),
    ("In answer to your cipher: it is being discussed whether to forbid that goods be brought.", "The secretary"), "ours",
    (), (), (), "The secretary of the committee.", "One official, who had asked for goods.", "To put pressure on him.",
    (parse_line("“A Telegram,” typescript, November 1932, 1."),),
)  # fmt: skip
TABLE = replace(
    TELEGRAM, form="table", title="Votes of November 1932", author="", language="", original=(), translation=(), translator="",
    columns=("party", "votes", "change in seats"), rows=(("NSDAP", "11,737,021", "-34"), ("KPD", "5,980,239", "+11")),
)  # fmt: skip
LETTER = replace(
    TELEGRAM,
    form="handwriting",
    title="A letter from the holiday",
    description=("He proposes a law.",),
    original=(),
    translation=(),
)
DOCUMENTS = replace(
    PASSAGE,
    notes=tuple(replace(NOTES[5], number=n, text=sheet.title, document=sheet) for n, sheet in enumerate((TELEGRAM, TABLE, LETTER), 1)),
)  # fmt: skip
FILE = replace(
    RECORD,
    kind="file",
    heading="What remains of you on paper",
    blocks=(
        FileCard("Rechtsschutzversicherung, A.", parse_line("Party committee of the district, Moscow"), True, "taken-away", 4, 2),
        Heading("The papers"),
        FilePaper("A", "register", "Register of papers, from August to October, with the pencil notes of Rechtsschutzversicherungsgesellschaften", (parse_line("112  24 Aug  letter"), parse_line("113  25 Aug  professor^1^")), parse_line("Taken with the papers of the house to the Commission."), (1, 3)),
        FilePaper("B", "note", "Slip", (parse_line("*professor, books*"),), (), (2,)),
        FilePaper("AA", "photograph", "Photograph", (), parse_line("Lost."), ()),
        Heading("Your decisions, and who can know them"),
        FileDecision(1, parse_line("You entered the parcel under the professor’s name.^1^"), ("A", "B"), ("Register of papers, from August to October", "Slip"), ""),
        FileDecision(2, parse_line("You told the driver that a professor had left books."), ("B",), ("Slip",), ""),
        FileDecision(3, parse_line("You told your sister what you had read."), (), (), "your sister"),
        FileDecision(11, parse_line("You left it."), (), (), ""),
        Heading("What could a historian say of you, and how surely?"),
        Assessment(parse_line("You entered the parcel under the professor’s name."), "corroborated", "“Register” and “Slip” show it."),
        Assessment(parse_line("You acted as you did because you were afraid."), "not recorded", "Papers show what was done. None of them shows why."),
    ),
)  # fmt: skip
HOOKED = replace(
    LOCATED, minutes=14,
    blocks=(
        Hook(parse_line("You keep the papers of a house that two fallen men share, and you want to keep your post. Tonight one comes that nobody may have read.")),
        Heading("You need to know"),
        Statement("Stalin", parse_line("Forcing the peasants into collective farms is his policy, and every official knows it.^1^"), ()),
        Statement("Rechtsschutzversicherung", parse_line("Whoever knew of it and told no office broke a rule of the party.^3^"), ("rumoured",)),
        *(block for block in BRIEFING.blocks if isinstance(block, ContentNote)),
        About((parse_line("*A secretary.* Made up for this scene."), parse_line("You keep the papers in order."))),
    ),
)  # fmt: skip
"""A briefing with a hook."""
PROLOGUE = replace(
    BRIEFING, kind="prologue", scene="", title="Prologue", heading="Prologue", dates="", place="", role="", step=3, steps=4,
    blocks=(Paragraph(parse_line("This is a party card. Whoever has one belongs to the party.^1^")), Heading("Where do you keep yours?")),
    offers=(Offer("carry", parse_line("Carry it on you")), Offer("lock", parse_line("Lock it in a drawer"))),
)  # fmt: skip
ARCHIVE = replace(
    RECORD, kind="archive", scene="", title="The Winter of 1932–33", heading="The archive", ending="", cost="", causes=(), picture="", places=None,
    blocks=(
        Paragraph(parse_line("Everybody whom you played has left papers.^1^ The people are invented, and so are their papers.")),
        Heading("The shelf"),
        ArchiveFolder(1, "Rechtsschutzversicherung, A.", "", parse_line("Party committee of the district, Moscow"), True, "taken-away", 13, True),
        ArchiveFolder(2, "A Paper You Were Not Meant to Read", "not played"),
        ArchiveFolder(3, "Лебедева, А.", "", (), False, "never-had-one", 1),
        ArchiveFolder(4, "Grey, B.", "", parse_line("Rechtsschutzversicherungsgesellschaften"), False, "marked", 3),
        ArchiveFolder(5, "Black, C.", "", (), False, "kept", 5),
        ArchiveFolder(6, "Loose Tongues", "no file"),
        ArchiveFolder(7, "White, D.", "", (), False, None, 0),
        ArchiveFolder(8, "Green, E.", "", parse_line("An office"), True, "kept", 2),
        ArchivedThing(9, "A sheet of carbon paper with a burnt hole", 7),
        Heading("What a stranger can conclude"),
        Paragraph(parse_line("Who signed, on what day and under which number.^2^")),
        Heading("What a stranger cannot conclude"),
        Paragraph(parse_line("That whoever was silent agreed.")),
        Heading("One question"),
        Question(parse_line("Which one paper would you most wish to have?"), "sourcing", "Who would have had a reason to write it."),
    ),
)  # fmt: skip
PROVENANCE = replace(
    ARCHIVE, kind="provenance", heading="A sheet of carbon paper with a burnt hole",
    blocks=(
        Paragraph(parse_line("One thing has been in many of these offices. [1]")),
        ProvenanceStep("use", "6 September 1932", "A kitchen with seven stoves, Moscow", parse_line("A hole is burnt into it. [2]"), ""),
        ProvenanceStep("copy", "5 October 1932", "The hall where the figures are added, Rechtsschutzversicherung", parse_line("A receipt in two copies."), "37, and fifteen grams one by one. Together: 52."),
        ProvenanceStep("unknown", "", "", parse_line("Nothing is known from here. Not played to the end: “Лебедева”."), ""),
        ProvenanceStep("break", "14 October 1932", "An office of lists, Moscow", parse_line("The list was burnt, and the sheet with it."), ""),
        Paragraph(parse_line("From here on no mark joins these papers.")),
        ProvenanceStep("unjoined", "16 November 1932", "A newspaper for farms, Moscow", (), ""),
        ProvenanceStep("copy", "January 1933", "A ticket office at a junction", parse_line("A receipt lies in a marbled book."), ""),
        ProvenanceStep("last", "February 1933", "A reading room", parse_line("A cigar box."), ""),
    ),
)  # fmt: skip
FOLDER = replace(
    ARCHIVE, kind="folder", scene="forbidden-paper", heading="File 11: Rechtsschutzversicherung, A.",
    blocks=(
        FileCard("Rechtsschutzversicherung, A.", parse_line("Party committee of the district, Moscow"), True, "marked", 0, 0),
        Heading("You know only what lies here. How surely can a historian say it?"),
        FilePaper("A", "register", "Register of papers, with the pencil notes of Rechtsschutzversicherungsgesellschaften", (parse_line("113  25 Aug  professor^1^"),), parse_line("Taken with the papers of the house."), ()),
        Assessment(parse_line("What “Register of papers, with the pencil notes of Rechtsschutzversicherungsgesellschaften” shows"), "documented", "It is itself a part of what was done."),
        FileGap(parse_line("Between the leaves 112 and 131 a leaf is cut out.^2^")),
        Assessment(parse_line("What would fill the gap: “Between the leaves 112 and 131 a leaf is cut out.”"), "not recorded", "A gap shows that something is missing, not what it was."),
        Assessment(parse_line("Why this person acted so"), "not recorded", "Papers show what was done. None of them shows why."),
    ),
)  # fmt: skip
LIVED = replace(
    FOLDER, heading="File 1: Lis, V.",
    blocks=(*FILE.blocks[:1], Heading("What a stranger finds"), *FILE.blocks[2:5], Heading("What you lived"), *FILE.blocks[6:10]),
)  # fmt: skip
PAGES = {
    "briefing": BRIEFING,
    "passage": PASSAGE,
    "long": LONG,
    "ending": ENDING,
    "record": RECORD,
    "aftermath": AFTERMATH,
    "file": FILE,
    "debrief": DEBRIEF,
    "finished": FINISHED,
    "between": BETWEEN,
    "winter": WINTER,
    "archive": ARCHIVE,
    "provenance": PROVENANCE,
    "folder": FOLDER,
    "lived": LIVED,
    "hooked": HOOKED,
    "prologue": PROLOGUE,
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
