"""Keeps what the rules find in a pack, for commands that need the pack itself whatever is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.result_cache.diagnostic_codec import DamagedResultError, decode_diagnostics, encode_diagnostics
from party_card.result_cache.request import CachedRequest

_RULES = "rules"


def find_rule_diagnostics(request: CachedRequest, pack: Pack) -> list[Diagnostic] | None:
    """Returns what the rules find in the pack of a request; None if it is not known."""
    data = request.find(_RULES)
    try:
        return None if data is None else decode_diagnostics(data, map_files(pack).get)
    except DamagedResultError:
        return None


def keep_rule_diagnostics(request: CachedRequest, pack: Pack, diagnostics: Sequence[Diagnostic]) -> None:
    """Keeps what the rules found in the pack of a request."""
    request.keep({_RULES: encode_diagnostics(diagnostics, map_files(pack).get)})


def map_files(pack: Pack) -> Mapping[str, SourceFile]:
    """Returns the files of a pack, and of the pack below it, by their names."""
    files = (*(pack.base.files if pack.base is not None else ()), *pack.files)
    return {file.name: file for file in files}
