"""What later scenes of a campaign ask for of earlier ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.pack import Pack, read_pack
from party_card.content.trace_links import list_trace_links

FILES = {
    "scenes/campaign.yaml": "campaign: year\ntitle: A year\nscenes: [spring, summer, autumn]\n",
    "scenes/spring.yaml": """\
scene: spring
title: Spring
passages:
  one:
    text: You wait.
    choices: [{id: read, text: Read it}, {id: go, text: Go on}]
  two: {text: It is dark., ending: {id: done, title: Done}}
leaves:
  - {id: read-it, kind: witnessed, text: You read it., if: chose(read)}
  - {id: went-on, kind: silent, text: You went on., if: chose(go)}
""",
    "scenes/summer.yaml": """\
scene: summer
title: Summer
variables:
  knows: {carried: read-it}
  left: {carried: went-on}
  later: {carried: burned-it}
passages:
  gate:
    text:
      - text: A boy stands at the gate.
      - {text: You know his hand., if: knows}
    choices:
      - {id: ask, text: Ask him who wrote it, if: knows and gate != pass}
      - {id: pass, text: Walk past him, if: not knows}
      - {id: both, text: Nod to him, if: (knows or not left) and not later}
      - {id: wait, text: Wait}
  two: {text: It is dark., ending: {id: done, title: Done}}
""",
    "scenes/autumn.yaml": """\
scene: autumn
title: Autumn
passages:
  one:
    text: You wait.
    choices: [{id: burn, text: Burn it}, {id: go, text: Go on}]
  two: {text: It is dark., ending: {id: done, title: Done}}
leaves:
  - {id: burned-it, kind: said, text: You burned it., if: chose(burn)}
""",
}


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_pack(tmp_path)[0]


def test_every_choice_and_text_that_asks_for_an_earlier_scene_is_found_with_what_it_does(pack: Pack) -> None:
    links = [
        (link.source, link.trace, link.target, link.passage, link.choice.id if link.choice else "text", link.opens)
        for link in list_trace_links(pack)
    ]
    assert links == [
        ("spring", "read-it", "summer", "gate", "ask", True),
        ("spring", "read-it", "summer", "gate", "pass", False),
        ("spring", "read-it", "summer", "gate", "both", True),
        ("spring", "went-on", "summer", "gate", "both", False),
        ("spring", "read-it", "summer", "gate", "text", True),
    ]  # what a later scene leaves is no link


def test_without_a_campaign_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes/summer.yaml").write_text(FILES["scenes/summer.yaml"], encoding="utf-8")
    assert list_trace_links(read_pack(tmp_path)[0]) == []
