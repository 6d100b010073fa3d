"""Carries out what a card asks for, as edits of the text.

Invariant: only the stretch that a change is about becomes another; comments, empty lines and layout elsewhere stay as
they are. A change that cannot be made so is refused, and the text stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, join_items, ngettext, quote
from party_card.services.cards import edit_choices, edit_draft, edit_passages, edit_sections, edit_texts, edit_variables
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.errors import CardError
from party_card.services.cards.operation import Operation, Outcome
from party_card.services.cards.text_edits import TextEdit, list_edits
from party_card.services.cards.values import Path

OPERATIONS: Mapping[str, Callable[[YamlDocument, Operation], Outcome]] = {
    "setText": edit_texts.set_text,
    "setCondition": edit_texts.set_condition,
    "setHistory": edit_texts.set_history,
    "insertBlock": edit_texts.insert_block,
    "removeBlock": edit_texts.remove_block,
    "moveBlock": edit_texts.move_block,
    "insertCitation": edit_texts.insert_citation,
    "removeCitation": edit_texts.remove_citation,
    "insertPassage": edit_passages.insert_passage,
    "removePassage": edit_passages.remove_passage,
    "movePassage": edit_passages.move_passage,
    "makeEnding": edit_passages.make_ending,
    "removeEnding": edit_passages.remove_ending,
    "insertDraft": edit_draft.insert_draft,
    "insertChoice": edit_choices.insert_choice,
    "removeChoice": edit_choices.remove_choice,
    "moveChoice": edit_choices.move_choice,
    "leadToNewPassage": edit_choices.lead_to_new_passage,
    "setChange": edit_choices.set_change,
    "removeChange": edit_choices.remove_change,
    "insertItem": edit_sections.insert_item,
    "removeItem": edit_sections.remove_item,
    "moveItem": edit_sections.move_item,
    "setWords": edit_sections.set_words,
    "setVariable": edit_variables.set_variable,
    "removeVariable": edit_variables.remove_variable,
    "setTest": edit_variables.set_test,
    "removeTest": edit_variables.remove_test,
}


@frozen_dataclass
class CardEdit:
    """The edits of a change, in the order of the text; the path of what is new, and sentences for the author."""

    edits: Sequence[TextEdit]
    path: Path | None
    message: str


def edit_scene(text: str, parameters: Mapping[str, Any]) -> CardEdit:
    """Returns the edits of the change `parameters["kind"]` of a scene. Raises CardError if it cannot be made."""
    function = OPERATIONS.get(str(parameters.get("kind")))
    if function is None:
        raise CardError(gettext("The studio does not know this change. Load the page again."))
    outcome = function(YamlDocument(text), Operation(parameters))
    sentences = [outcome.message] if outcome.message else []
    if comments := outcome.document.lost_comments:
        template = ngettext(
            "A comment was deleted with it: {comments}.", "Comments were deleted with it: {comments}.", len(comments)
        )
        sentences.append(template.format(comments=join_items([quote(comment.lstrip("# ")) for comment in comments])))
    return CardEdit(list_edits(text, outcome.document.text), outcome.path, " ".join(sentences))
