"""A campaign of three small scenes, the last of which remembers the first two."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack

SPRING, SUMMER, AUTUMN = SceneId("spring"), SceneId("summer"), SceneId("autumn")
FILES = {
    "seeds/sources.yaml": "references:\n  - {id: diary, type: book, title: A Diary, issued: {date-parts: [[1950]]}}\n",
    "seeds/year.yaml": """\
dossier: year
facts:
  ice: {text: The river was still frozen., date: 1931-03, grade: reported, cite: {source: diary, p: 1}}
  flood: {text: The river flooded the village., date: 1931-05, grade: documented, cite: {source: diary, p: 2}}
  harvest: {text: The harvest was small., date: 1931-09, grade: documented, cite: {source: diary, p: 3}}
people:
  keeper: {name: A. Keeper, was: "Keeper of the ferry. [@ice]", later: "He weighed the harvest. [@harvest]", named: [Keeper]}
figures:
  sacks: {title: Sacks, unit: sacks, points: {1930: 90, 1931: 40}, cite: {source: diary, p: 3}}
""",
    "scenes/campaign.yaml": """\
campaign: the-year
title: The Year on the River
dossiers: [year]
scenes:
  - scene: spring
    fact: "The river was still frozen. [@ice]"
  - summer
  - scene: autumn
    fact: "A small harvest came in. [@harvest] Keeper weighed it. [@harvest]"
ending:
  - {link: stated, text: "The flood made the harvest small. [@flood] [@harvest]"}
  - {link: sequence, text: "Then the harvest came in. [@harvest]"}
  - {text: "The river flooded. [@flood]"}
  - {chart: sacks}
  - {unknown: "Who opened the sluice is not told. [@flood]"}
""",
    "scenes/spring.yaml": """\
scene: spring
title: Spring
span: 1931-03/1931-04
passages:
  bank:
    text: The ice moves.
    choices:
      - {id: warn, text: Warn them, goto: night}
      - {id: wait, text: Wait, goto: night}
  night:
    text: It breaks.
    ending: {id: broken, title: The ice broke}
leaves:
  - {id: saw-the-ice, kind: witnessed, text: You saw the *ice* move.}
  - {id: warned-them, kind: said, text: You warned them., if: chose(warn)}
  - {id: kept-quiet, kind: silent, text: You kept quiet about the ice., if: not chose(warn)}
""",
    "scenes/summer.yaml": """\
scene: summer
title: Summer
span: 1931-05-03/1931-07
variables:
  warned: {carried: warned-them}
passages:
  ferry:
    text:
      - text: The water is high.
      - {text: They nod to you., if: warned}
    choices: [{id: row, text: Row, goto: shore}]
  shore:
    text: You are across.
    ending: {id: across, title: You are across}
leaves:
  - {id: crossed, kind: witnessed, text: You crossed in the flood.}
""",
    "scenes/autumn.yaml": """\
scene: autumn
title: Autumn
span: 1931-09-10
place: The mill
picture: mill
alt: A mill.
variables:
  warned: {carried: warned-them}
  quiet: {carried: kept-quiet}
  crossed: {carried: crossed}
passages:
  mill:
    text:
      - text: The sacks are counted.
      - {text: Somebody remembers your warning., if: warned}
      - {text: Somebody remembers your silence., if: quiet}
      - {text: The ferryman greets you., if: crossed}
    choices: [{id: go, text: Go, goto: home}]
  home:
    text: It is dark.
    ending: {id: done, title: The year is over}
""",
    "assets/pictures/mill.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 4'/>",
}

ILLUSTRATED = (
    FILES["scenes/campaign.yaml"]
    .replace("  - summer\n", '  - scene: summer\n    fact: "The river flooded. [@flood]"\n    chart: sacks\n')
    .replace("  - scene: autumn\n", "  - scene: autumn\n    picture: sack\n    alt: An open sack.\n")
)
"""The campaign with a figure before the second scene, and with a picture of the fact before the third."""
SACK = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><rect width='4' height='3' fill='#9e9374'/></svg>"


def write_illustrated_campaign(folder: Path) -> Pack:
    """Writes the pack with a picture and a figure between its scenes."""
    (folder / "assets/pictures").mkdir(parents=True)
    (folder / "assets/pictures/sack.svg").write_text(SACK, encoding="utf-8")
    return write_campaign(folder, campaign=ILLUSTRATED)


def write_campaign(folder: Path, **changed: str) -> Pack:
    """Writes the pack into a folder and reads it; `spring=` replaces the text of a file, and "" leaves it out."""
    for name, text in FILES.items():
        path = folder / name
        if new_text := changed.get(path.stem, text):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new_text, encoding="utf-8")
    pack, diagnostics = read_pack(folder)
    assert not diagnostics, diagnostics
    return pack
