"""The loop of the terminal: reads a line and answers it.

Invariant: one line in, one answer out. No input is an error; an unknown command is answered with the list of offers.
"""

from __future__ import annotations

from party_card.frontends.terminal import archive_commands
from party_card.frontends.terminal.commands import COMMANDS
from party_card.frontends.terminal.session import TerminalSession
from party_card.frontends.terminal.typed_text import parse_number


def run_repl(terminal: TerminalSession) -> None:
    """Opens the scene and answers lines until the player leaves or the input ends."""
    terminal.open()
    while not terminal.is_over:
        answer_line(terminal)


def answer_line(terminal: TerminalSession) -> None:
    """Reads one line and runs its choice or command."""
    line = terminal.read_line()
    if line is None:
        terminal.leave()
        return
    words = line.split(maxsplit=1)
    offers = [offer for offer in terminal.page.offers if offer.is_open]
    number = parse_number(words[0]) if len(words) == 1 else None
    if layers := terminal.layers:  # digits lead to a layer there, and Enter goes on
        offers = []
        if not words:
            terminal.read_on()
            return
        if number is not None and 0 < number <= len(layers):
            terminal.show(terminal.page, layer=number - 1)
            return
    if terminal.page.kind in archive_commands.ARCHIVE_PAGES and archive_commands.answer_line(
        terminal, number, is_empty=not words
    ):
        return
    if not words and len(offers) == 1:  # Enter is enough if there is only one way on
        number = 1
    command = next((command for command in COMMANDS if words and words[0].lower() in command.names), None)
    if number is not None and 0 < number <= len(offers):
        terminal.choose(offers[number - 1].id)
    elif command is not None:
        command.run(terminal, words[1].strip() if len(words) > 1 else "")
    else:
        terminal.reject(line if words else "")
