"""The sentences that say why a file is not counted, and what to do; `gettext` looks them up.

Invariant: whole sentences; placeholders stand for names of files alone.
"""

from __future__ import annotations

from typing import Final

from party_card.localization import gettext_noop

EMPTY: Final = gettext_noop("This file is empty. Ask for it again.")
TOO_LARGE: Final = gettext_noop("This file is larger than 32 MB, so it is no transcript.")
NOT_TEXT: Final = gettext_noop(
    "This is no transcript, but a picture or a file of another program. Transcripts end in .html, .md or .json."
)
DOCUMENT: Final = gettext_noop(
    "This is a document of an office program, from which no data can be read. Ask for the transcript itself, "
    "the file that ends in .html."
)
PRINTED: Final = gettext_noop(
    "This is a PDF, from which no data can be read. Ask for the transcript itself, the file that ends in .html."
)
LINK: Final = gettext_noop("This is a link. Put the file itself there.")
REFUSED: Final = gettext_noop("This file {refusal}.")
"""Of a file in a zip; the placeholder is what the reader of zips says of it."""
UNREADABLE: Final = gettext_noop(
    "This file cannot be read. Close the program that holds it, or copy it to another folder."
)
UNREADABLE_FOLDER: Final = gettext_noop("This folder cannot be read. Copy it to another place.")
DAMAGED_ZIP: Final = gettext_noop("This zip is damaged. Download it or ask for it again.")
TOO_DEEP: Final = gettext_noop("This zip lies too deep in other zips. Unpack it first.")
TOO_MANY_ENTRIES: Final = gettext_noop(
    "This zip holds more than 2,000 files. Unpack it, and keep the transcripts alone."
)
TOO_MUCH: Final = gettext_noop(
    "From here on nothing was read, since there are more than 5,000 files or more than 400 MB. "
    "Keep the transcripts alone."
)
EARLIER: Final = gettext_noop("This is an earlier state of {file}, which is counted.")
COPY: Final = gettext_noop("This is a copy of {file}, which is counted.")
OTHER_NICKNAME: Final = gettext_noop(
    "This is the playthrough of {file} under another nickname. Only that file is counted; ask both."
)
CHANGED: Final = gettext_noop(
    "This is the same playthrough as {file} with other contents, so one of the two was changed by hand. "
    "Only that file is counted."
)
UNKNOWN_SCENE: Final = gettext_noop("This is of a scene that is not here, “{title}”. Name its folder with --pack.")
INVALID_SCENE: Final = gettext_noop(
    "This is of the scene “{title}”, which cannot be played because of mistakes in its file. "
    "`party-card check` names them."
)
EDITED: Final = gettext_noop(
    "Its choices cannot be made in the scene one after the other, so the file was changed by hand. Ask for it again."
)
UNKNOWN_HANDS: Final = gettext_noop(
    "Hands were counted in it for choices that the scene does not have, so the file was changed by hand. "
    "Write it again on the computer of the lesson."
)
NOTHING_MATCHES: Final = gettext_noop(
    "This was played with another version of the scene, and none of its choices is in yours."
)
