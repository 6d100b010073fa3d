"""Builds a cmi5 package: the page with the player that reports by xAPI, and the course structure.

Invariant: two files, and nothing that a platform would have to fetch; the same scenes give the same bytes. Texts of
authors reach the course structure as text only. Source of the rules: cmi5, 1st edition (AICC/CMI-5_Spec_Current).
"""

from __future__ import annotations

from uuid import UUID, uuid5

from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.document import write_html_page
from party_card.frontends.html.package_file import escape_xml, write_package_file

COURSE_NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
SERVERS = "https: http:"
"""What the policy of the page allows to connect to: the platform is not known at export. The player narrows it to the
servers that the platform names, before it asks them, in `player/cmi5-launch.js`."""
_IDENTIFIERS = UUID("26001f1d-2d8b-4d24-8363-bbf6881b80c3")
"""The namespace of the identifiers of courses; made once, at random."""


def write_cmi5_package(bundle: ExportBundle) -> bytes:
    """Returns the package as a zip file."""
    return write_package_file(
        {
            "cmi5.xml": build_course_structure(bundle).encode(),
            "index.html": write_html_page(bundle, "cmi5", servers=SERVERS),
        }
    )


def build_course_structure(bundle: ExportBundle) -> str:
    """Returns the course structure: one course with one assignable unit, done when it is completed."""
    title = _build_text("title", bundle.data["lang"], bundle.data["title"])
    description = _build_text("description", bundle.data["lang"], _describe(bundle))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="{COURSE_NAMESPACE}">
  <course id="{_identify(bundle, "course")}">
    {title}
    {description}
  </course>
  <au id="{_identify(bundle, "unit")}" moveOn="Completed" launchMethod="AnyWindow">
    {title}
    {description}
    <url>index.html</url>
  </au>
</courseStructure>
"""


def _identify(bundle: ExportBundle, part: str) -> str:
    """Returns an IRI that stays the same when a scene is exported again; it has the title, as packs may share names."""
    name = bundle.data["campaign"] or bundle.data["scenes"][0]["id"]
    return uuid5(_IDENTIFIERS, "\n".join((part, name, escape_xml(bundle.data["title"])))).urn


def _describe(bundle: ExportBundle) -> str:
    """Returns the questions of the scenes; the title if there is none, as platforms require a description."""
    scenes = bundle.data["scenes"]
    questions = [f"{scene['title']}: {scene['question']}" for scene in scenes if scene["question"]]
    texts = questions if len(scenes) > 1 else [scene["question"] for scene in scenes if scene["question"]]
    return " ".join(texts) or bundle.data["title"]


def _build_text(name: str, language: str, text: str) -> str:
    return f'<{name}><langstring lang="{escape_xml(language)}">{escape_xml(text)}</langstring></{name}>'
