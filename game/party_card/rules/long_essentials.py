"""The essentials of a scene are more than one screen holds.

`essentials:` is what everybody reads, even in a hurry: five sentences at most, and one chart. Whatever else is known
has its place in the whole story (`record:`), one page further on.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary, kind: memoir, seen: whole}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river: {text: The river froze., grade: documented, cite: {source: diary, page: 4}}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    essentials:
      - {text: "The river froze. [@frozen-river] It froze. [@frozen-river] It froze again. [@frozen-river]"}
      - {text: "Nobody crossed. [@frozen-river] Nobody came. [@frozen-river]"}
FAIL REPLACES:
      - {text: "Nobody crossed. [@frozen-river] Nobody came. [@frozen-river]"}
WITH:
      - {text: "Nobody crossed. [@frozen-river] Nobody came. [@frozen-river] Nobody wrote. [@frozen-river]"}
MESSAGE:
    warning[long-essentials]: the essentials have 6 sentences; five are the most that everybody reads
     --> scenes/example.yaml:8:1
      |
    8 | essentials:
      | ^^^^^^^^^^
    help: keep the five that matter most, and tell the others under `record:`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.content.prose import split_sentences
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule

MAX_SENTENCES = 5


def check(pack: Pack) -> Diagnostics:
    """Counts the sentences and the charts of the essentials of every scene."""
    for scene in pack.scenes.values():
        count = sum(len(split_sentences(part.text)) for part in scene.essentials if part.text)
        if count > MAX_SENTENCES:
            message = f"the essentials have {count} sentences; five are the most that everybody reads"
            help_text = "keep the five that matter most, and tell the others under `record:`"
            yield RULE.diagnose(message, scene.location.key_label("essentials"), help_text)
        charts = [part for part in scene.essentials if part.chart is not None]
        if len(charts) > 1:
            first, second, *_ = [part.location.key_label("chart") for part in charts]
            message = f"the essentials have {len(charts)} charts; one is the most that stands beside them"
            yield RULE.diagnose(message, second, "keep one, and show the others under `record:`", secondary=(first,))


RULE = Rule("long-essentials", Severity.WARNING, __doc__, check)
