"""A SCORM 1.2 package: the page with the player for a learning platform, and a manifest beside it.

Law: two files and nothing that a platform would have to fetch; the same scenes give the same bytes. What an author
wrote reaches the manifest as text alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.document import write_document

MOST = 4096
"""Characters of `suspend_data` that a platform must keep; the player keeps to it (player/scorm.js)."""
_FIRST = (1980, 1, 1, 0, 0, 0)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_package(ready: ExportBundle) -> bytes:
    """The package as a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in (
            ("imsmanifest.xml", manifest(ready).encode()),
            ("index.html", write_document(ready, "player-scorm.js")),
        ):
            entry = zipfile.ZipInfo(name, _FIRST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return packed.getvalue()


def manifest(ready: ExportBundle) -> str:
    """What a platform reads first: the title, what is asked, and which file to open."""
    name = ready.data["campaign"] or ready.data["scenes"][0]["id"]
    title = _text(ready.title)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="party-card-{_text(name)}" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
    <imsmd:lom>
      <imsmd:general>
        <imsmd:title><imsmd:langstring xml:lang="{_text(ready.data["lang"])}">{title}</imsmd:langstring></imsmd:title>
        <imsmd:language>{_text(ready.data["lang"])}</imsmd:language>
{"".join(_described(ready))}      </imsmd:general>
    </imsmd:lom>
  </metadata>
  <organizations default="whole">
    <organization identifier="whole">
      <title>{title}</title>
      <item identifier="play" identifierref="page"><title>{title}</title></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">
      <file href="index.html"/>
    </resource>
  </resources>
</manifest>
"""


def _described(ready: ExportBundle) -> Iterator[str]:
    for scene in ready.data["scenes"]:
        said = _text(": ".join(filter(None, (scene["title"] if ready.campaign else "", scene["question"]))))
        if said:
            yield (
                f'        <imsmd:description><imsmd:langstring xml:lang="{_text(ready.data["lang"])}">{said}'
                "</imsmd:langstring></imsmd:description>\n"
            )


def _text(said: str) -> str:
    """Text as XML, also within an attribute; what XML cannot hold becomes a space."""
    return escape(_NOT_XML.sub(" ", said), {'"': "&quot;", "'": "&apos;", "\n": " ", "\t": " ", "\r": " "})
