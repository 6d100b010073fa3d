"""Builds a SCORM 1.2 package: the page with the player for a learning platform, and its manifest.

Invariant: two files, and nothing that a platform would have to fetch; the same scenes give the same bytes. Texts of
authors reach the manifest as text only.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.document import write_html_page
from party_card.frontends.html.package_file import escape_xml, write_package_file

MAX_SUSPEND_DATA_CHARS = 4096
"""The length of `suspend_data` that every platform stores; `player/scorm.js` stays below it."""


def write_scorm_package(bundle: ExportBundle) -> bytes:
    """Returns the package as a zip file."""
    return write_package_file(
        {
            "imsmanifest.xml": build_manifest(bundle).encode(),
            "index.html": write_html_page(bundle, "scorm"),
        }
    )


def build_manifest(bundle: ExportBundle) -> str:
    """Returns the manifest: the title, the questions of the scenes, and the file to open."""
    name = bundle.data["campaign"] or bundle.data["scenes"][0]["id"]
    title, language = escape_xml(bundle.data["title"]), escape_xml(bundle.data["lang"])
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="party-card-{escape_xml(name)}" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
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
    language = escape_xml(bundle.data["lang"])
    for scene in bundle.data["scenes"]:
        text = escape_xml(": ".join(filter(None, (scene["title"] if bundle.is_campaign else "", scene["question"]))))
        if text:
            yield (
                f'        <imsmd:description><imsmd:langstring xml:lang="{language}">{text}'
                "</imsmd:langstring></imsmd:description>\n"
            )
