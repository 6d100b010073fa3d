"""Files to hand out: a page, packages for learning platforms, a gamebook, papers for the class, the whole pack."""

from __future__ import annotations

from typing import Any

from party_card.content.models import Scene
from party_card.localization import gettext
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError
from party_card.studio.export_process import EXPORT_FOLDER, ExportProcess
from party_card.studio.page_server import PageServer

PROGRESS_NOTIFICATION = "partyCard/studio/progress"
KINDS = ("html", "scorm", "cmi5", "gamebook", "guide", "worksheet", "pdf guide", "pdf worksheet", "pack")
_SHOWN_KINDS = ("html", "gamebook", "guide", "worksheet")
"""The kinds that a browser can show, and print."""


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    running: dict[str, ExportProcess] = {}

    async def cancel_all() -> None:
        for export in running.values():
            export.cancel()

    server.closers.append(cancel_all)

    @server.feature("partyCard/studio/export")
    async def export(ls: PageServer, params: Any) -> Any:
        """Writes one file of the texts that are saved; `export` names it in messages on its progress."""
        kind, name = params["kind"], str(params.get("export", params["kind"]))
        path = context.folder.resolve(params["uri"])
        found = ls.find(params["uri"])
        scene = found[1].workspace.find_model(path) if found is not None else None
        if kind not in KINDS or not isinstance(scene, Scene):
            raise StudioError(gettext("Only a scene can be exported, as one of the kinds of file that are offered."))
        if name in running:
            raise StudioError(gettext("This export is being written already."))
        root = context.folder.root
        if not (root / EXPORT_FOLDER).resolve().is_relative_to(root):
            raise StudioError(
                gettext("The folder “exports” leads out of the folder of the studio. Rename it, and try again.")
            )
        order = {
            "root": str(root),
            "scene": str(scene.scene),
            "name": (root.name or "scenes") if kind == "pack" else path.stem,
            "kind": kind,
            "paper": "letter" if params.get("paper") == "letter" else "a4",
        }

        def report(progress: dict[str, Any]) -> None:
            ls.protocol.notify(PROGRESS_NOTIFICATION, {"export": name, **progress})

        running[name] = ExportProcess()
        try:
            answer = await running[name].run(order, report)
        finally:
            del running[name]
        if "name" not in answer:
            return answer
        written = root / EXPORT_FOLDER / answer["name"]
        answer |= {
            "path": context.folder.name_of(written),
            "address": f"/{context.access.token}/exports/{written.name}",
        }
        if kind in _SHOWN_KINDS:
            preview = context.previews.add(written.read_text(encoding="utf-8"))
            answer["view"] = f"/{context.access.preview_token}/preview/{preview}"
        return answer

    @server.feature("partyCard/studio/cancelExport")
    def cancel(ls: PageServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        export = running.get(str(params["export"]))
        if export is not None:
            export.cancel()
        return {"isCancelled": export is not None}
