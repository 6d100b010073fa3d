"""The sentences that say why a file is not counted, and what to do.

Invariant: whole sentences; placeholders stand for names of files alone.
"""

from __future__ import annotations

from typing import Final

EMPTY: Final = "This file is empty. Ask for it again."
TOO_LARGE: Final = "This file is larger than 32 MB, so it is no transcript."
NOT_TEXT: Final = (
    "This is no transcript, but a picture or a file of another program. Transcripts end in .html, .md or .json."
)
DOCUMENT: Final = (
    "This is a document of an office program, from which no data can be read. Ask for the transcript itself, "
    "the file that ends in .html."
)
PRINTED: Final = (
    "This is a PDF, from which no data can be read. Ask for the transcript itself, the file that ends in .html."
)
LINK: Final = "This is a link. Put the file itself there."
REFUSED: Final = "This file {refusal}."
"""Of a file in a zip; the placeholder is what the reader of zips says of it."""
UNREADABLE: Final = "This file cannot be read. Close the program that holds it, or copy it to another folder."
UNREADABLE_FOLDER: Final = "This folder cannot be read. Copy it to another place."
DAMAGED_ZIP: Final = "This zip is damaged. Download it or ask for it again."
TOO_DEEP: Final = "This zip lies too deep in other zips. Unpack it first."
TOO_MANY_ENTRIES: Final = "This zip holds more than 2,000 files. Unpack it, and keep the transcripts alone."
TOO_MUCH: Final = (
    "From here on nothing was read, since there are more than 5,000 files or more than 400 MB. "
    "Keep the transcripts alone."
)
EARLIER: Final = "This is an earlier state of {file}, which is counted."
COPY: Final = "This is a copy of {file}, which is counted."
OTHER_NICKNAME: Final = "This is the playthrough of {file} under another nickname. Only that file is counted; ask both."
CHANGED: Final = (
    "This is the same playthrough as {file} with other contents, so one of the two was changed by hand. "
    "Only that file is counted."
)
UNKNOWN_SCENE: Final = "This is of a scene that is not here, “{title}”. Name its folder with --pack."
INVALID_SCENE: Final = (
    "This is of the scene “{title}”, which cannot be played because of mistakes in its file. "
    "`party-card check` names them."
)
EDITED: Final = (
    "Its choices cannot be made in the scene one after the other, so the file was changed by hand. Ask for it again."
)
UNKNOWN_HANDS: Final = (
    "Hands were counted in it for choices that the scene does not have, so the file was changed by hand. "
    "Write it again on the computer of the lesson."
)
NOTHING_MATCHES: Final = "This was played with another version of the scene, and none of its choices is in yours."
