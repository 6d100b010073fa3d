"""Manages the players of this machine: who plays now, and that player's settings."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from party_card.localization import gettext
from party_card.storage.errors import StorageError
from party_card.storage.player_name import normalize_nickname
from party_card.storage.settings import Settings, decode_settings, encode_settings

if TYPE_CHECKING:
    from party_card.storage.resilient_store import ResilientStore

DEFAULT_NICKNAME = "reader"
"""The nickname of a player who has not chosen one."""
WRITTEN_ANSWER: Final = " archive question"
"""The end of the name under which an answer in words is stored; no log may hold it."""


class PlayerService:
    """The present player, by nickname, with settings; and the other players of this machine."""

    def __init__(self, store: ResilientStore) -> None:
        self._store = store
        self.nickname = DEFAULT_NICKNAME
        self.settings = Settings()

    def list_nicknames(self) -> tuple[str, ...]:
        """Returns the nicknames of this machine, the present player's first."""
        nicknames = self._store.read(lambda store: store.list_players())
        return (self.nickname, *(nickname for nickname in nicknames if nickname != self.nickname))

    def activate(self, nickname: str) -> str:
        """Records that a player plays now. Returns the nickname as first written.

        Raises StorageError if the nickname is invalid.
        """
        nickname = normalize_nickname(nickname)
        first_spellings: list[str] = []
        self._store.write(lambda store: first_spellings.append(store.activate_player(nickname)))
        return first_spellings[-1] if first_spellings else nickname

    def select(self, nickname: str) -> None:
        """Makes a player the present one, and loads the settings."""
        self.nickname = nickname
        self.settings = decode_settings(self._store.read(lambda store: store.load_settings(nickname)))

    def select_last(self) -> None:
        """Selects the player who played last; the default one if there is none."""
        nicknames = self._store.read(lambda store: store.list_players())
        if nicknames:
            self.select(nicknames[0])
        else:
            self.nickname, self.settings = DEFAULT_NICKNAME, Settings()

    def delete(self, nickname: str) -> None:
        """Deletes a player and all that was saved. Raises StorageError, and changes nothing, if that is impossible."""
        if not self._store.write(lambda store: store.delete_player(nickname)):
            raise StorageError(
                gettext("{nickname} cannot be forgotten just now: {reason}. Please try again.").format(
                    nickname=nickname, reason=self._store.error
                )
            )

    def list_written_texts(self) -> tuple[str, ...]:
        """Returns what the present player has written in archives of campaigns."""
        stored = self._store.read(lambda store: store.load_settings(self.nickname))
        return tuple(text for name, text in stored.items() if name.endswith(WRITTEN_ANSWER))

    def update_settings(self, changes: dict[str, object]) -> None:
        """Changes settings and saves them. Raises ValueError for an invalid value."""
        self.settings = Settings(**{**asdict(self.settings), **changes})
        self._store.write(lambda store: store.save_settings(self.nickname, encode_settings(self.settings)))
