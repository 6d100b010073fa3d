"""What the requests of all pages share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from party_card.studio.access import Access
from party_card.studio.file_store import FileStore
from party_card.studio.folder import StudioFolder
from party_card.studio.page_server import PageServer
from party_card.studio.previews import PreviewStore
from party_card.studio.versions import History

CHANGE_NOTIFICATION = "partyCard/studio/changed"


@dataclass(frozen=True)
class StudioContext:
    """The folder with its files, where the page is served, the pages that are open now, and the previews they show."""

    folder: StudioFolder
    access: Access
    pages: set[PageServer] = field(default_factory=set)
    previews: PreviewStore = field(default_factory=PreviewStore)
    store: FileStore = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "store", FileStore(self.folder, History(self.folder.root)))

    def list_other_pages(self, page: object) -> list[str]:
        """Returns the ids of the pages that are open beside `page`."""
        return [other.page_id for other in self.pages if other is not page]

    def report_change(self, path: Path, digest: str, *, source: object = None) -> None:
        """Tells every page but the one that has changed it that a file has another content now."""
        uri = path.as_uri()
        for page in self.pages:
            if page is not source:
                page.protocol.notify(CHANGE_NOTIFICATION, {"uri": uri, "hash": digest})
                page.reread([uri])
