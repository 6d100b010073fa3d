"""What several scenes have in common is translated in the same way.

A fact, a person, a term, a place and a source stand in the translation of each scene that cites or names it, and in
that of the campaign. A page of the whole campaign has each of them once: as the campaign's translation has it, or else
that of the first scene.

PASS:
    ### scenes/campaign.yaml
    campaign: journey
    title: A
    dossiers: [signs]
    scenes:
      - {scene: example, fact: "It snowed. [@snow]"}
    ### seeds/signs.yaml
    dossier: signs
    facts:
      snow: {text: It snowed.}
    ### scenes/example.yaml
    scene: example
    title: A
    dossiers: [signs]
    passages:
      one: {text: "You wait. [@snow]", ending: {id: done, title: Done}}
    ### scenes/translations/de/campaign.po
    msgctxt "facts/snow/text"
    msgid "It snowed."
    msgstr "Es schneite."
    ### scenes/translations/de/example.po
    msgctxt "facts/snow/text"
    msgid "It snowed."
    msgstr "Es schneite."
FAIL:
    ### scenes/campaign.yaml
    campaign: journey
    title: A
    dossiers: [signs]
    scenes:
      - {scene: example, fact: "It snowed. [@snow]"}
    ### seeds/signs.yaml
    dossier: signs
    facts:
      snow: {text: It snowed.}
    ### scenes/example.yaml
    scene: example
    title: A
    dossiers: [signs]
    passages:
      one: {text: "You wait. [@snow]", ending: {id: done, title: Done}}
    ### scenes/translations/de/campaign.po
    msgctxt "facts/snow/text"
    msgid "It snowed."
    msgstr "Es schneite."
    ### scenes/translations/de/example.po
    msgctxt "facts/snow/text"
    msgid "It snowed."
    msgstr "Schnee fiel."
MESSAGE:
    warning[differing-translation]: this text is translated otherwise in `campaign.po`
     --> scenes/translations/de/example.po:3:9
      |
    3 | msgstr "Schnee fiel."
      |         ^^^^^^^^^^^^
     ::: scenes/translations/de/campaign.po:3:9
      |
    3 | msgstr "Es schneite."
      |         ------------ the other
    help: write one of the two translations into both files
"""

from pathlib import Path

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.translation.messages import Translation
from party_card.translation.scene_texts import is_evidence_path


def check(translation: Translation) -> Diagnostics:
    """Compares every finished translation of evidence with those in files of the same language, once for each pair."""
    shared_texts = [pair for pair in translation.finished if is_evidence_path(pair.text.path)]
    for other in translation.others:
        messages = other.group_by_path() if other.file.name < translation.catalogue.file.name else {}
        for pair in shared_texts:
            for message in messages.get(pair.text.path, ()):
                is_same_text = message.original == pair.text.text and not message.is_fuzzy
                if is_same_text and message.translation.strip() not in ("", pair.message.translation.strip()):
                    label = translation.catalogue.label(pair.message)
                    sentence = f"this text is translated otherwise in {backquote(Path(other.file.name).name)}"
                    advice = "write one of the two translations into both files"
                    yield RULE.diagnose(sentence, label, advice, secondary=(other.label(message, note="the other"),))
                    break


RULE = Rule("differing-translation", Severity.WARNING, __doc__, check)
