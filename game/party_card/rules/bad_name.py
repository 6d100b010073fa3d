"""A source names somebody without a letter.

The name of an author, editor or translator has a `family` and a `given` name, or is a `literal` if it is that of an
institution. If nobody is named, leave the line away: a source without an author is printed by its title.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary, author: [{family: Finch, given: Ada}]}
    ### scenes/example.yaml
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
      - {id: diary, type: book, title: A Diary, author: [{family: Finch, given: Ada}]}
WITH:
      - {id: diary, type: book, title: A Diary, author: [{family: "?"}]}
MESSAGE:
    error[bad-name]: this name has no letters
     --> seeds/sources.yaml:2:54
      |
    2 |   - {id: diary, type: book, title: A Diary, author: [{family: "?"}]}
      |                                                      ^^^^^^^^^^^^^
    help: write `{family: …, given: …}`, or leave `author` away if nobody is named
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.content.yaml_nodes import MappingNode, is_empty_scalar
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.evidence.name_parts import has_letters, list_names


def check(pack: Pack) -> Diagnostics:
    """Checks every name in every source."""
    for source in pack.sources.values():
        for key, name in list_names(source):
            node = name.location.node
            if has_letters(name) or not isinstance(node, MappingNode):
                continue
            if not any(is_empty_scalar(value) for _, value in node.value):  # else reported while reading
                help_text = f"write `{{family: …, given: …}}`, or leave `{key}` away if nobody is named"
                yield RULE.diagnose("this name has no letters", name.location.label(), help_text)


RULE = Rule("bad-name", Severity.ERROR, __doc__, check)
