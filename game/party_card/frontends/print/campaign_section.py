"""Writes the parts of the plan of a campaign about its archive and its end, with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from party_card.content.models import Archive, Provenance, SceneId
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes
from party_card.engine import page as pages
from party_card.engine.archive import build_closing_blocks
from party_card.engine.campaign_pages import CompiledCampaign, build_causal_chain, compile_campaign
from party_card.engine.consequences import end_sentence
from party_card.engine.footnotes import FootnoteCollector
from party_card.frontends.print import sheet
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.sheet import inline_html, section
from party_card.frontends.shared.html import Html, element
from party_card.frontends.shared.printable import grade_tags
from party_card.localization import gettext, join_items, quote


def write_campaign_sections(pack: Pack, lessons: Sequence[LessonData]) -> Iterator[Html]:
    """Yields the archive and the end of a campaign, with their sources."""
    if pack.campaign is None:
        return
    compiled = compile_campaign(pack, pack.campaign)
    notes = FootnoteCollector(compiled.evidence)
    if pack.campaign.archive is not None:
        yield _write_archive(pack.campaign.archive, lessons, notes)
    if pack.campaign.ending:
        yield _write_end(compiled, notes)
    if notes.cited_items:
        yield sheet.source_list(notes.build_notes())


def _write_archive(archive: Archive, lessons: Sequence[LessonData], notes: FootnoteCollector) -> Html:
    """Returns the archive: whose files can stand there, what can be concluded, and the question."""
    files = (lesson.scene.file for lesson in lessons)
    names = end_sentence("; ".join(smart_quotes(file.name) for file in files if file is not None))
    shelf = gettext(
        "After the last scene students find a shelf with the files of these people, if they played them: {names}"
    )
    how = gettext(
        "They open a file as a stranger would: first its papers, which they judge one by one, then what was lived. "
        "Half a lesson: three files, then the question."
    )
    items = [element("p", f"{shelf.format(names=names)} {how}")]
    if archive.provenance is not None:
        titles = {lesson.scene.scene: smart_quotes(lesson.scene.title) for lesson in lessons}
        items.append(element("p", _describe_provenance(archive.provenance, titles)))
    for block in build_closing_blocks(archive, notes):
        match block:
            case pages.Heading(text):
                items.append(element("h3", text))
            case pages.Paragraph(runs):
                items.append(element("p", inline_html(runs)))
            case pages.Question(runs, _, draws_on, rubric):
                items.append(element("p", element("b", inline_html(runs))))
                answer = f"{gettext('A good answer draws on:')} {draws_on}"
                items += [element("p", answer, class_="small")] if draws_on else []
                items += [sheet.rubric_table(rubric)] if rubric else []
    return section(smart_quotes(archive.title), *items)


def _describe_provenance(provenance: Provenance, titles: Mapping[SceneId, str]) -> str:
    """Returns which scenes the thing on the shelf goes through, and what is lost if one of them is left out."""
    scenes = {entry.scene for entry in provenance.entries}
    quoted = [quote(title) for name, title in titles.items() if name in scenes]
    thing = gettext("Beside the files lies one invented thing: {title}")
    way = gettext("Students follow its way through these scenes: {titles}.")
    gap = gettext("Of a scene that is left out the page says that nothing is known from it.")
    title = end_sentence(smart_quotes(provenance.title))
    return f"{thing.format(title=title)} {way.format(titles=join_items(quoted))} {gap}"


def _write_end(compiled: CompiledCampaign, notes: FootnoteCollector) -> Html:
    items = []
    for block in build_causal_chain(compiled, notes):
        match block:
            case pages.Paragraph(runs):
                items.append(element("p", inline_html(runs), class_="small"))
            case pages.Link(word, date, runs, grades):
                link = gettext(word)
                label = ", ".join(filter(None, (f"{link[:1].upper()}{link[1:]}", date)))
                items.append(element("p", element("b", f"{label}. "), inline_html(runs), grade_tags(grades)))
            case pages.RecordParagraph(date, runs, grades):
                date_label = element("b", f"{date}. ") if date else ""
                items.append(element("p", date_label, inline_html(runs), grade_tags(grades)))
            case pages.Unknown(runs):
                unknown = element("b", gettext("What remains unknown."), " ")
                items.append(element("p", unknown, inline_html(runs), class_="open"))
            case pages.Chart():
                items.append(sheet.chart(block))
    return section(gettext("The end of the campaign"), *items)
