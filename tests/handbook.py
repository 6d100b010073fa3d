"""Generates the handbooks' tables from the models and the game's campaign: `python -m tests.handbook` writes them.

A table of keys is between `<!-- keys of Scene -->` and `<!-- end of keys -->`, that of the cast between `<!-- cast -->` and
`<!-- end of cast -->`, and what is lost with a scene between `<!-- losses -->` and `<!-- end of losses -->`. Everything
else in a handbook is left alone.
"""

from __future__ import annotations

import re
from typing import Any, Literal, get_args, get_origin

from party_card.content import models
from party_card.content.pack import Pack
from party_card.content.prose import strip_markup
from party_card.content.schema import Key, list_keys
from party_card.content.trace_links import TraceLink, list_trace_links
from tests import ROOT
from tests.shipped import load_shipped_pack

HANDBOOKS = (ROOT / "scenes" / "README.md", ROOT / "seeds" / "README.md")
TABLE = re.compile(r"(<!-- keys of (\w+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)


def render_table(model: Any) -> str:
    """Returns the keys of a model as a Markdown table: required keys first, else in the order of the fields."""
    rows = [_render_row(key) for key in sorted(list_keys(model), key=lambda key: not key.is_required)]
    return "\n".join(["| key | what it is | for example |", "|---|---|---|", *rows]) + "\n"


def _render_row(key: Key) -> str:
    sentences = [key.description]
    if options := _list_options(key.value_type):
        if not all(f"`{option}`" in key.description for option in options):
            sentences.append("One of " + ", ".join(f"`{option}`" for option in options) + ".")
        if key.default and "ithout it" not in key.description:
            sentences.append(f"Without it, `{key.default}`.")
    examples = " or ".join(f"`{example}`" for example in key.examples).replace("|", "\\|")
    name = f"`{key.name}` *needed*" if key.is_required else f"`{key.name}`"
    return f"| {name} | {' '.join(sentences)} | {examples} |"


def _list_options(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((options for member in get_args(annotation) if (options := _list_options(member))), ())


def render_cast(pack: Pack) -> str:
    """Returns whom students play and who meets them where, and what depends on what they did, as a Markdown table."""
    campaign = pack.campaign
    assert campaign is not None
    links = list_trace_links(pack)
    rows = ["| who | scene and place | is met in | there depends on what was done |", "|---|---|---|---|"]
    for member in campaign.cast:
        scene = pack.scenes[member.scene]
        about = f"`{member.scene}`: {scene.place}"
        for number, meeting in enumerate(member.met or (None,)):
            first = f"| {member.name if number == 0 else ''} | {about if number == 0 else ''} |"
            if meeting is None:
                rows.append(f"{first} nobody any more: it is the last scene | |")
                continue
            here = [link for link in links if (link.source, link.target) == (member.scene, meeting.scene)]
            effects = "; ".join(dict.fromkeys(map(_describe_link, [link for link in here if link.choice] or here)))
            rows.append(f"{first} `{meeting.scene}`, `{meeting.passage}` | {effects} |")
    return "\n".join(rows) + "\n"


def render_losses(pack: Pack) -> str:
    """Returns with which scenes each one hangs together, and what is lost with it, as a Markdown table."""
    links = list_trace_links(pack)
    rows = ["| scene | asks for what was done in | left out, it takes with it |", "|---|---|---|"]
    for station in pack.campaign.stations if pack.campaign is not None else ():
        sources = dict.fromkeys(f"`{link.source}`" for link in links if link.target == station.scene)
        lost = [link for link in links if link.source == station.scene and link.choice is not None and link.opens]
        offers = dict.fromkeys(f"“{_tell_choice(link)}” in `{link.target}`" for link in lost)
        rows.append(f"| `{station.scene}` | {', '.join(sources) or 'nothing'} | {'; '.join(offers) or 'nothing'} |")
    return "\n".join(rows) + "\n"


def _describe_link(link: TraceLink) -> str:
    if link.choice is None:
        return f"`{link.trace}` changes a text in `{link.passage}`"
    return f"`{link.trace}` {'opens' if link.opens else 'closes'} “{_tell_choice(link)}”"


def _tell_choice(link: TraceLink) -> str:
    return strip_markup(link.choice.text).replace("|", "\\|") if link.choice is not None else ""


def update_tables(text: str) -> str:
    """Returns the text of a handbook with its tables generated again."""
    text = TABLE.sub(lambda match: f"{match[1]}{render_table(getattr(models, match[2]))}{match[3]}", text)
    for name, render in (("cast", render_cast), ("losses", render_losses)):
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        if pattern.search(text):
            table = render(load_shipped_pack())
            text = pattern.sub(lambda match, table=table: f"{match[1]}{table}{match[2]}", text)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    for book in HANDBOOKS:
        book.write_text(update_tables(book.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
