"""A bibliography has fields that nothing reads.

Programs that export sources write more than the Citation Style Language (CSL 1.0.2) knows. Such fields do no harm: they
are left out of notes, bibliographies and exports. All of them are named once for a file. What looks like a slip for
a field of CSL is an error instead (unknown-key).

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary, publisher: Printing Cooperative}
    ### scenes/example.yaml
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
      - {id: diary, type: book, title: A Diary, publisher: Printing Cooperative}
WITH:
      - {id: diary, type: book, title: A Diary, publisher: Printing Cooperative, shelf-mark: Z 12}
MESSAGE:
    remark[unused-field]: nothing reads 1 field of this bibliography: `shelf-mark`
     --> seeds/sources.yaml:2:78
      |
    2 |   - {id: diary, type: book, title: A Diary, publisher: Printing Cooperative, shelf-mark: Z 12}
      |                                                                              ^^^^^^^^^^
    help: nothing need be done; what readers should see can be put into `note`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from party_card.content.decode.key_synonyms import find_key_for
from party_card.content.decode.keys import is_foreign_key
from party_card.content.models import CslDate, DateStep, Name, Source
from party_card.content.models.value_types import Located, extra_field, yaml_keys
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.content.yaml_nodes import MappingNode
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import format_count, list_names

MAX_LISTED_FIELDS = 12
_SOURCE_KEYS = yaml_keys(Source)


def check(pack: Pack) -> Diagnostics:
    """Checks every bibliography."""
    fields_by_file: dict[str, dict[str, NodeRef]] = {}
    for source in pack.sources.values():
        for name, location in _find_unused_fields(source):
            fields_by_file.setdefault(location.file.name, {}).setdefault(name, location)
    for unused_fields in fields_by_file.values():
        names = list(unused_fields)
        listed = list_names(names[:MAX_LISTED_FIELDS]) + (", …" if len(names) > MAX_LISTED_FIELDS else "")
        message = f"nothing reads {format_count(len(names), 'field')} of this bibliography: {listed}"
        meant_keys = {name: key for name in names if (key := find_key_for(name, _SOURCE_KEYS))}
        help_text = "nothing need be done; what readers should see can be put into `note`"
        if meant_keys:
            help_text = "; ".join(f"write `{key}` for `{name}`" for name, key in meant_keys.items())
        yield RULE.diagnose(message, unused_fields[names[0]].label(), help_text)


def _find_unused_fields(model: Located) -> Iterator[tuple[str, NodeRef]]:
    """Yields the keys of a source, and of its names and dates, that are not fields of CSL, with their places."""
    node, known_keys = model.location.node, yaml_keys(type(model))
    if other_keys := extra_field(type(model)):
        known_keys |= {*other_keys.metadata["extra_keys"], *other_keys.metadata["aliases"]}
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if is_foreign_key(key, value, known_keys):
                yield key.value, NodeRef(model.location.file, key)
    if isinstance(model, Source):
        values = [getattr(model, field.name) for field in fields(model)] + list(model.other.values())
        for value in values:
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Name | CslDate | DateStep):
                    yield from _find_unused_fields(part)


RULE = Rule("unused-field", Severity.INFO, __doc__, check)
