"""Builds the student's page: the exported page with the player for a class, and the policy that its header carries."""

from __future__ import annotations

import gzip

from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.document import build_page
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class StudentPage:
    """The page as it is sent: plain, and compressed once for all."""

    html: bytes
    compressed: bytes


def build_student_page(bundle: ExportBundle) -> StudentPage:
    """Returns the page of a bundle; it may send to its own server and to nothing else."""
    html = build_page(bundle.data, "class", servers="'self'").encode()
    return StudentPage(html, gzip.compress(html, 6, mtime=0))
