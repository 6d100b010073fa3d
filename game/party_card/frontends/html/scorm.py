"""Builds a SCORM 1.2 package: the page with the player for a learning platform, and its manifest.

Invariant: two files, and nothing that a platform would have to fetch; the same scenes give the same bytes. Texts of
authors reach the manifest as text only.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.document import write_html_page

MAX_SUSPEND_DATA_CHARS = 4096
"""The length of `suspend_data` that every platform stores; `player/scorm.js` stays below it."""
_ZIP_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_scorm_package(bundle: ExportBundle) -> bytes:
    """Returns the package as a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in (
            ("imsmanifest.xml", build_manifest(bundle).encode()),
            ("index.html", write_html_page(bundle, "player-scorm.js")),
        ):
            entry = zipfile.ZipInfo(name, _ZIP_TIMESTAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return buffer.getvalue()


def build_manifest(bundle: ExportBundle) -> str:
    """Returns the manifest: the title, the questions of the scenes, and the file to open."""
    name = bundle.data["campaign"] or bundle.data["scenes"][0]["id"]
    title, language = _escape_xml(bundle.data["title"]), _escape_xml(bundle.data["lang"])
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="party-card-{_escape_xml(name)}" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
    <imsmd:lom>
      <imsmd:general>
        <imsmd:title><imsmd:langstring xml:lang="{language}">{title}</imsmd:langstring></imsmd:title>
        <imsmd:language>{language}</imsmd:language>
{"".join(_descriptions(bundle))}      </imsmd:general>
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


def _descriptions(bundle: ExportBundle) -> Iterator[str]:
    language = _escape_xml(bundle.data["lang"])
    for scene in bundle.data["scenes"]:
        text = _escape_xml(": ".join(filter(None, (scene["title"] if bundle.is_campaign else "", scene["question"]))))
        if text:
            yield (
                f'        <imsmd:description><imsmd:langstring xml:lang="{language}">{text}'
                "</imsmd:langstring></imsmd:description>\n"
            )


def _escape_xml(text: str) -> str:
    """Escapes text for XML and its attributes; replaces characters that XML forbids by spaces."""
    return escape(_NOT_XML.sub(" ", text), {'"': "&quot;", "'": "&apos;", "\n": " ", "\t": " ", "\r": " "})
