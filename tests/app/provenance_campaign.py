"""A campaign with an archive on whose shelf a thing lies: a bell whose way depends on two scenes."""

from __future__ import annotations

from pathlib import Path

from party_card.content.pack import Pack
from tests.app.archive_campaign import FILES, write_archive_campaign

FERRY_LEAVES = """\
leaves:
  - {id: tore-the-leaf, kind: silent, text: You tore the leaf out., if: book == tear}
  - {id: told-the-brother, kind: said, text: You told him., if: night == tell}
"""
PROVENANCE = """\
  provenance:
    title: A bell without a clapper
    text: |
      It was rung in *some* of these places. Counter never wrote that down. [@tolls]
    entries:
      - scene: ferry
        date: 1931-03-02
        office: The landing
        imprint: "Cast for the *ferry*, 1890."
        text: "A bell hangs here, and Counter is paid. [@tolls]"
      - {scene: ferry, date: 1931-03-09, office: The office of tolls, kind: copy, if: book == enter, text: A rubbing.}
      - {scene: ferry, date: 1931-03-20, office: The yard, kind: break, if: ending == noted, text: It was melted down.}
      - {scene: kiln, date: 1931-04, office: The kiln, if: not left(told-the-brother), text: It stands on a shelf.}
      - scene: signal
        date: 1931-05
        office: The signal box
        kind: last
        if: lamp == wave
        text: It hangs beside the lamp.
      - scene: signal
        date: 1931-05
        office: The cellar
        kind: copy
        if: lamp == turn and not left(tore-the-leaf)
        text: The rubbing lies in a box.
"""
CAMPAIGN = FILES["scenes/campaign.yaml"].replace("  question: {ask", f"{PROVENANCE}  question: {{ask")
FERRY_SCENE = FILES["scenes/ferry.yaml"] + FERRY_LEAVES


def write_provenance_campaign(folder: Path, **changed: str) -> Pack:
    """Writes the pack into a folder and reads it; `campaign=` replaces the text of a file."""
    return write_archive_campaign(folder, **{"campaign": CAMPAIGN, "ferry": FERRY_SCENE, **changed})
