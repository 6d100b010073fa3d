"""An output module of Speech Dispatcher that speaks to a file instead of a sound card.

It is a program of its own: Speech Dispatcher starts it and talks to it by its module protocol. Each text is a line of
JSON as it begins, and another one as it ends or is stopped. Speaking takes time, so that what is cut is seen to be cut.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from html import unescape
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread

MIN_UTTERANCE_S = 0.12
"""The time that the shortest text takes; a real voice takes longer."""
SECONDS_PER_CHARACTER = 0.0004
SETTINGS_REPLIES = {
    "SET": ("203 OK RECEIVING SETTINGS", "203 OK SETTINGS RECEIVED"),
    "AUDIO": ("207 OK RECEIVING AUDIO SETTINGS", "203 OK AUDIO INITIALIZED"),
    "LOGLEVEL": ("207 OK RECEIVING LOGLEVEL SETTINGS", "203 OK LOG LEVEL SET"),
}
REPLIES = {
    "INIT": ("299-Speech is written to a file.", "299 OK LOADED SUCCESSFULLY"),
    "LIST": ("200-log\ten\tnone", "200 OK VOICE LIST SENT"),
    "DEBUG": ("200 OK DEBUGGING ON",),
    "QUIT": ("210 OK QUIT",),
}
SPEECH_VERBS = ("SPEAK", "CHAR", "KEY", "SOUND_ICON")


class LogVoice:
    """Speaks one text after another in a thread of its own: writes it, and waits until it would have been heard."""

    def __init__(self, path: Path) -> None:
        self._log = path.open("a", encoding="utf-8")
        self._output_lock = Lock()
        self._texts: SimpleQueue[tuple[str, str]] = SimpleQueue()
        self._stops: SimpleQueue[None] = SimpleQueue()
        Thread(target=self._speak_all, daemon=True).start()

    def reply(self, *lines: str) -> None:
        """Sends lines to the server."""
        with self._output_lock:
            sys.stdout.write("".join(f"{line}\n" for line in lines))
            sys.stdout.flush()

    def speak(self, verb: str, text: str) -> None:
        """Begins to speak a text."""
        while not self._stops.empty():  # what came between two texts stops nothing
            self._stops.get()
        self._texts.put((verb, text))

    def stop(self) -> None:
        """Stops the text that is spoken."""
        self._stops.put(None)

    def _write(self, event: str, verb: str, text: str) -> None:
        entry = {"time": time.time(), "event": event, "verb": verb, "text": text}
        self._log.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._log.flush()

    def _speak_all(self) -> None:
        while True:
            verb, text = self._texts.get()
            self._write("begin", verb, text)
            self.reply("701 BEGIN")
            try:
                self._stops.get(timeout=MIN_UTTERANCE_S + SECONDS_PER_CHARACTER * len(text))
            except Empty:
                self._write("end", verb, text)
                self.reply("702 END")
            else:
                self._write("cut", verb, text)
                self.reply("703 STOP")


def read_message(lines: list[str]) -> str:
    """Returns the words of a message: without marks of SSML and the dots that the protocol doubles."""
    text = "\n".join(line.removeprefix(".") if line.startswith("..") else line for line in lines)
    return unescape(re.sub(r"<[^<>]*>", "", text)) if text.startswith("<speak") else text


def receive_lines() -> list[str]:
    """Reads lines up to one with nothing but a dot."""
    lines = []
    while (line := sys.stdin.readline().rstrip("\n")) != ".":
        lines.append(line)
    return lines


def main() -> None:
    """Answers the server until it quits or goes."""
    voice = LogVoice(Path(os.environ["SPEECH_LOG"]))
    while line := sys.stdin.readline():
        verb = line.split()[0] if line.strip() else ""
        if verb in SPEECH_VERBS:
            voice.reply("202 OK RECEIVING MESSAGE")
            text = read_message(receive_lines())
            voice.reply("200 OK SPEAKING")
            voice.speak(verb, text)
        elif verb in SETTINGS_REPLIES:
            first, last = SETTINGS_REPLIES[verb]
            voice.reply(first)
            receive_lines()
            voice.reply(last)
        elif verb in ("STOP", "PAUSE"):
            voice.stop()
        elif verb in REPLIES:
            voice.reply(*REPLIES[verb])
            if verb == "QUIT":
                return
        else:
            voice.reply("300 ERR UNKNOWN COMMAND")


if __name__ == "__main__":
    main()
