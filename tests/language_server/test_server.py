"""An editor and the server talk over standard input and output, as they do in earnest."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from tests.language_server.client import RecordingClient
from tests.language_server.sample import SCENE, write_sample

TIMEOUT_S = 120


class Editor:
    """An editor with one file open; `text` is what it shows."""

    def __init__(self, client: RecordingClient, path: Path) -> None:
        self.client, self.path, self.uri = client, path, path.as_uri()
        self.text, self.version = path.read_text(encoding="utf-8"), 1
        self.document = types.TextDocumentIdentifier(self.uri)

    def open(self) -> None:
        item = types.TextDocumentItem(self.uri, "yaml", self.version, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, old: str, new: str) -> None:
        """Replaces `old`, which stands in the text once, as a keystroke does."""
        assert self.text.count(old) == 1
        start = self.position(old)
        end = types.Position(start.line, start.character + len(old))
        self.text = self.text.replace(old, new)
        self.version += 1
        change = types.TextDocumentContentChangePartial(types.Range(start, end), new)
        version = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(version, [change]))

    def position(self, words: str, offset: int = 0) -> types.Position:
        before = self.text[: self.text.index(words)]
        return types.Position(before.count("\n"), len(before) - before.rfind("\n") - 1 + offset)

    async def wait_until(self, holds: Callable[[list[types.Diagnostic]], bool], path: Path | None = None) -> list[Any]:
        """Waits until what is told of a file has a property."""
        uri = (path or self.path).as_uri()
        while not holds(found := list(self.client.diagnostics.get(uri, []))):
            self.client.changed.clear()
            await self.client.changed.wait()
        return found


def talk(folder: Path, conversation: Callable[[Editor], Awaitable[None]]) -> None:
    """Starts a server, opens the sample scene in it, and ends it; nothing may be said on standard error."""

    async def run() -> None:
        path = write_sample(folder)
        client = RecordingClient()
        await client.begin(folder, sys.executable, "-m", "party_card", "lsp")
        editor = Editor(client, path)
        editor.open()
        await conversation(editor)
        await client.end()
        assert client.messages == [], "a message to the user would hide a fault"

    asyncio.run(asyncio.wait_for(run(), TIMEOUT_S))


def codes(found: list[types.Diagnostic]) -> set[Any]:
    return {item.code for item in found if item.severity is not types.DiagnosticSeverity.Information}


def test_a_mistake_is_told_while_one_types_mended_by_a_fix_and_proved(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        await editor.wait_until(lambda found: not codes(found))
        editor.type("goto: end}", "goto: ende}")
        found = await editor.wait_until(lambda found: "unknown-passage" in codes(found))
        (mistake,) = [item for item in found if item.code == "unknown-passage"]
        assert mistake.message.startswith("this scene has no passage `ende`")
        assert mistake.range.start == editor.position("ende}")
        context = types.CodeActionContext([mistake])
        actions = await editor.client.text_document_code_action_async(
            types.CodeActionParams(editor.document, mistake.range, context)
        )
        assert actions
        edits = [action.edit.changes[editor.uri] for action in actions if isinstance(action, types.CodeAction)]  # type: ignore[union-attr, index]
        assert [[edit.new_text for edit in group] for group in edits] == [["end"]]
        editor.type("goto: ende}", "goto: end}")
        await editor.wait_until(lambda found: not codes(found))

    talk(tmp_path, conversation)


def test_what_the_proof_finds_and_what_other_files_say_follows_after_a_pause(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        await editor.wait_until(lambda found: not codes(found))
        editor.type("if: visited(desk)", "if: not visited(desk)")
        await editor.wait_until(
            lambda found: "unreachable-passage" in codes(found) or "choice-never-open" in codes(found)
        )
        editor.type("if: not visited(desk)", "if: visited(desk)")
        await editor.wait_until(lambda found: not codes(found))
        lenses: list[types.CodeLens] = []
        while not lenses:
            found = await editor.client.text_document_code_lens_async(types.CodeLensParams(editor.document))
            lenses = list(found or [])
            await asyncio.sleep(0.1)
        titles = [lens.command.title for lens in lenses if lens.command is not None]
        assert titles[0] == "2 of 2 endings can be reached · play from here"
        assert titles[2] == "1 of 2 endings can be reached · play from here"
        (tmp_path / "seeds" / "post.yaml").write_text("dossier: post\ntitle: Post\nfacts: {}\n", encoding="utf-8")
        change = types.FileEvent((tmp_path / "seeds" / "post.yaml").as_uri(), types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        await editor.wait_until(lambda found: "unknown-fact" in codes(found))

    talk(tmp_path, conversation)


def test_what_the_proof_finds_has_its_fixes_too(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        await editor.wait_until(lambda found: not codes(found))
        editor.type("expect: {ending: ash,", "expect: {ending: ahs,")
        await editor.wait_until(lambda found: "unknown-ending" in codes(found))
        editor.type("expect: {ending: ahs,", "expect: {ending: safe,")
        found = await editor.wait_until(lambda found: "story-test-failed" in codes(found))
        (finding,) = [item for item in found if item.code == "story-test-failed"]
        parameters = types.CodeActionParams(editor.document, finding.range, types.CodeActionContext([finding]))
        actions = await editor.client.text_document_code_action_async(parameters)
        edits = [action.edit.changes[editor.uri] for action in actions or [] if isinstance(action, types.CodeAction)]  # type: ignore[union-attr, index]
        assert [[(edit.range, edit.new_text) for edit in group] for group in edits] == [[(finding.range, "ash")]]
        editor.type("play: [open, burn]", "play: [open]")
        found = await editor.wait_until(lambda found: any("found no ending" in item.message for item in found))
        (finding,) = [item for item in found if item.code == "story-test-failed"]
        unfinished = types.CodeActionParams(editor.document, finding.range, types.CodeActionContext([finding]))
        assert not await editor.client.text_document_code_action_async(unfinished)  # to expect no ending tests nothing
        editor.type("play: [open]", "play: [open, burn]")
        editor.type("expect: {ending: safe,", "expect: {ending: ash,")
        await editor.wait_until(lambda found: not codes(found))
        assert not await editor.client.text_document_code_action_async(parameters)

    talk(tmp_path, conversation)


def test_names_are_explained_found_and_renamed_in_all_files(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        client = editor.client
        at = editor.position("sent]\n    choices", 1)
        hover = await client.text_document_hover_async(types.HoverParams(editor.document, at))
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.kind is types.MarkupKind.PlainText
        assert hover.contents.value == "A letter was sent.\n\nDocumented.\n\nHjort, A Diary (1933), 1."
        places = await client.text_document_definition_async(types.DefinitionParams(editor.document, at))
        assert isinstance(places, list)
        assert [place.uri for place in places if isinstance(place, types.Location)] == [
            (tmp_path / "seeds" / "post.yaml").as_uri()
        ]
        context = types.ReferenceContext(include_declaration=False)
        references = await client.text_document_references_async(types.ReferenceParams(context, editor.document, at))
        assert len(references or []) == 4
        edit = await client.text_document_rename_async(types.RenameParams(editor.document, at, "posted"))
        assert edit is not None
        assert {Path(uri).name: len(edits) for uri, edits in (edit.changes or {}).items()} == {
            "post.yaml": 2,
            "letter.yaml": 3,
        }
        items = await client.text_document_completion_async(
            types.CompletionParams(
                editor.document,
                editor.position("desk)}", 0) if "desk)}" in SCENE else editor.position("visited(desk)", 8),
            )
        )
        assert isinstance(items, list)
        assert [item.label for item in items] == ["desk", "night", "end", "hidden"]
        symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(editor.document))
        assert [item.name for item in symbols or []] == ["letter", "read", "kept", "desk", "night", "end", "hidden"]
        folds = await client.text_document_folding_range_async(types.FoldingRangeParams(editor.document))
        lines = editor.text.split("\n")
        assert lines.index("passages:") in {fold.start_line for fold in folds or []}

    talk(tmp_path, conversation)


def test_yaml_of_others_is_left_alone(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        other = tmp_path / "elsewhere" / "compose.yaml"
        other.parent.mkdir()
        other.write_text("services:\n  web: {image: nginx}\n", encoding="utf-8")
        stranger = Editor(editor.client, other)
        stranger.open()
        await editor.wait_until(lambda found: not codes(found))
        assert other.as_uri() not in editor.client.diagnostics
        assert (
            await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(stranger.document)) == []
        )

    talk(tmp_path, conversation)


def test_a_change_of_one_open_file_is_told_in_another_and_both_stay_proved(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        await editor.wait_until(lambda found: not codes(found))
        dossier = Editor(editor.client, tmp_path / "seeds" / "post.yaml")
        dossier.open()
        editor.type("if: visited(desk)", "if: not visited(desk)")
        dossier.type("  lost:", "  gone:")  # before the scene can be proved
        await editor.wait_until(lambda found: "unknown-fact" in codes(found))
        dossier.type("  gone:", "  lost:")
        await editor.wait_until(lambda found: "unknown-fact" not in codes(found) and bool(codes(found)))

    talk(tmp_path, conversation)


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make a link")
def test_what_is_told_has_the_address_by_which_the_editor_knows_the_file(tmp_path: Path) -> None:
    async def conversation(editor: Editor) -> None:
        await editor.wait_until(lambda found: not codes(found))
        (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
        linked = Editor(editor.client, tmp_path / "link" / "seeds" / "post.yaml")
        linked.open()
        linked.type("grade: documented", "grade: documentd")
        await linked.wait_until(lambda found: bool(codes(found)))

    talk(tmp_path, conversation)
