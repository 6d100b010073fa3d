"""A table of figures among the documents is not one.

A document of the form `table` has `columns`, the headings, and `rows`, each with a cell for every heading; no other
form has them. Where the source has no number, write a word such as `none`.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: gazette, type: article-newspaper, title: The Gazette}
    ### seeds/demo.yaml
    dossier: demo
    facts: {}
    documents:
      ferry:
        title: Passengers of the ferry
        form: table
        kept: The Gazette, page not seen
        columns: [year, passengers]
        rows: [[1931, 410], [1932, 395]]
        maker: The keeper of the ferry.
        audience: Everybody who crosses.
        purpose: To say when the ferry leaves.
        cite: {source: gazette, page: 4}
FAIL REPLACES:
        rows: [[1931, 410], [1932, 395]]
WITH:
        rows: [[1931, 410], [1932]]
MESSAGE:
    error[bad-table]: this row of the table `ferry` has 1 cell, but there are 2 columns
     --> seeds/demo.yaml:9:25
      |
    9 |     rows: [[1931, 410], [1932]]
      |                         ^^^^^^
    help: write a cell for every column: `year` and `passengers`
"""

from __future__ import annotations

from party_card.content.models import Document
from party_card.content.pack import Pack
from party_card.content.yaml_nodes import SequenceNode
from party_card.diagnostics.diagnostic import Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, format_count, list_names
from party_card.rules._traversal import has_key, is_mapping

_TABLE_KEYS = ("columns", "rows")


def check(pack: Pack) -> Diagnostics:
    """Checks every document of the form `table`, and that no other one has a table."""
    for dossier in pack.dossiers.values():
        for name, document in dossier.documents.items():
            if is_mapping(document.location):
                yield from _check_table(name, document) if document.form == "table" else _check_text(name, document)


def _check_text(name: str, document: Document) -> Diagnostics:
    key = next((key for key in _TABLE_KEYS if has_key(document.location, key)), None)
    if key is not None:
        message = f"the document {backquote(name)} has {backquote(key)}, but its form is {backquote(document.form)}"
        yield RULE.diagnose(message, document.location.key_label(key), f"write `form: table`, or delete `{key}:`")


def _check_table(name: str, document: Document) -> Diagnostics:
    missing_key = next((key for key in _TABLE_KEYS if not has_key(document.location, key)), None)
    if missing_key is not None:
        help_text = {
            "columns": "add `columns:` with the headings, such as `[year, passengers]`",
            "rows": "add `rows:` with a list for each row, such as `[[1931, 410], [1932, 395]]`",
        }[missing_key]
        message = f"the table {backquote(name)} has no {backquote(missing_key)}"
        yield RULE.diagnose(message, document.location.value("form").label(), help_text)
        return
    rows, columns = document.location.value("rows"), document.location.value("columns")
    if not isinstance(columns.node, SequenceNode) or not isinstance(rows.node, SequenceNode):
        return  # reported while reading
    for key, location in (("columns", columns), ("rows", rows)):
        if not location.node.value:
            message = f"the table {backquote(name)} has an empty list of {backquote(key)}"
            yield RULE.diagnose(
                message, location.label(), "write at least one, or describe the table under another form"
            )
            return
    for number, row in enumerate(document.rows):
        if len(row) != len(document.columns) and isinstance(rows.item(number).node, SequenceNode):
            cells, headings = format_count(len(row), "cell"), format_count(len(document.columns), "column")
            verb = "is" if len(document.columns) == 1 else "are"
            message = f"this row of the table {backquote(name)} has {cells}, but there {verb} {headings}"
            advice = Help(f"write a cell for every column: {list_names(document.columns)}")
            yield RULE.diagnose(message, rows.item(number).label(), advice)


RULE = Rule("bad-table", Severity.ERROR, __doc__, check)
