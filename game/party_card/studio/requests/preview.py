"""The page of a scene as a student sees it, of the text that is not saved yet, beginning at any passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from party_card.localization import gettext
from party_card.services.cards.edit import edit_scene
from party_card.services.cards.text_edits import apply_edits
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError
from party_card.studio.page_process import PageProcess
from party_card.studio.page_server import PageServer
from party_card.studio.requests.cards import find_scene_file
from party_card.studio.requests.evidence import card_errors

THEMES = ("system", "light", "dark", "contrast")


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the request to the server of one page."""
    process = PageProcess()
    made_ahead: dict[str, Any] = {}  # the page that was made before its text, for when the text has come
    server.closers.append(process.close)

    @server.feature("partyCard/studio/preparePreview")
    async def prepare_preview(ls: PageServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        """Has the process started and the pack read before the first page is asked for."""
        await process.ask({"root": str(context.folder.root)})
        return {}

    @server.feature("partyCard/studio/preview")
    async def preview(ls: PageServer, params: Any) -> Any:
        """Returns the address of the page, or the problem; `choices` are those that a player has made so far.

        The page names `token` in each message to the studio. With an `operation` of a card it is that after it.
        """
        context.folder.resolve(params["uri"])
        found = ls.find(params["uri"])
        if found is None:
            raise StudioError(gettext("Only a scene has a page."))
        path, pack = found
        passage, choices = params.get("passage"), params.get("choices")
        carried: Sequence[str] = ()
        proof = pack.proofs.get(path)
        if choices is None and proof is not None and passage in proof.passages:
            choices = proof.passages[passage].witness
            carried = proof.passages[passage].carried
        theme = params.get("theme")
        version = ls.version_of(params["uri"])
        texts = {str(other): text for other, text in ls.list_open_texts(pack).items()}
        if operation := params.get("operation"):
            texts[str(path)] = _carry_out(ls, context, params["uri"], operation)
        request = {
            "root": str(pack.workspace.root),
            "path": str(path),
            "texts": texts,
            "passage": passage,
            "choices": choices,
            "carried": carried,
            "theme": theme if theme in THEMES else "system",
            "token": str(params.get("token") or ""),
        }
        ahead = dict(made_ahead)
        made_ahead.clear()
        if request == ahead.get("request"):
            return {"version": version, **ahead["answer"]}
        answer = await process.ask(request)
        if "problem" in answer:
            return {"version": version, "problem": answer["problem"]}
        address = f"/{context.access.preview_token}/preview/{context.previews.add(answer.pop('page'))}"
        answer = {"address": address, **answer}
        if operation:
            made_ahead.update(request=request, answer=answer)
        return {"version": version, **answer}


def _carry_out(server: PageServer, context: StudioContext, uri: str, operation: Any) -> str:
    """Returns the text of a scene after an operation of a card. Raises StudioError."""
    _, _, file = find_scene_file(server, context, uri)
    with card_errors():
        return apply_edits(file.text, edit_scene(file.text, operation).edits)
