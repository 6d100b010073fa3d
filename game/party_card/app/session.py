"""What a front end talks to: one reader, the shelf of scenes, and the playthrough that is open.

Law: what `choose` and `undo` return has been kept before it is returned. After a `KeepError`, `page()` shows how
things stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from party_card.app import merge
from party_card.app.campaign_progress import CampaignProgress
from party_card.content.models import Scene, SceneId
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes
from party_card.engine.date_format import format_date
from party_card.engine.page import Page
from party_card.engine.phases import FINISHED, TURNS
from party_card.storage import settings as setting
from party_card.storage.errors import ConflictError, KeepError
from party_card.storage.paths import data_folder
from party_card.storage.player_name import nickname
from party_card.storage.resilient_store import ResilientStore
from party_card.storage.settings import Settings
from party_card.storage.store import SavedPlaythrough

if TYPE_CHECKING:
    from party_card.diagnostics.diagnostic import Diagnostic
    from party_card.engine.campaign_pages import FinishedScene
    from party_card.engine.compiled import CompiledScene
    from party_card.engine.fact_usage import Uses
    from party_card.engine.playthrough import Decision, Playthrough

__all__ = ["KeepError", "SceneSummary", "Session", "Settings"]

NEWCOMER = "reader"
"""The nickname of whoever has not chosen one."""
State = Literal["open", "begun", "played"]


@dataclass(frozen=True, slots=True)
class SceneSummary:
    """A scene on the shelf: what is said of it before it is played, and how far this reader has come.

    `span` is its dates as written (EDTF; empty where there are none), `when` the same in words; `ending` is the
    last one reached, `endings` how many different ones were. `pack` is the title of the pack it came with, empty for
    the first pack of the sitting; `picture` is for `Session.picture`.
    """

    scene: SceneId
    title: str
    span: str
    when: str
    place: str
    minutes: int
    question: str
    state: State
    step: int
    ending: str
    endings: int
    picture: str
    alt: str
    content_notes: tuple[str, ...]
    pack: str = ""


@dataclass(frozen=True, slots=True)
class PlayerProgress:
    """A reader of this machine and how far they have come: the `states` of all scenes in order, `endings` seen.

    `last` is the title of the scene they began last; when that was is not kept.
    """

    nick: str
    states: tuple[State, ...]
    endings: int
    last: str

    @property
    def scenes(self) -> int:
        """How many scenes there are."""
        return len(self.states)

    @property
    def played(self) -> int:
        """How many were played to their end."""
        return self.states.count("played")

    @property
    def begun(self) -> int:
        """How many were begun."""
        return self.states.count("begun")


class Session:
    """A sitting of one reader. `notices` are messages to show once; the front end empties the list.

    `beside` are packs whose scenes stand on the shelf after those of `pack`, each with its own evidence and campaign.
    """

    def __init__(
        self, pack: Pack, *, folder: Path | None = None, reader: str = "", beside: Sequence[Pack] = ()
    ) -> None:
        self.notices: list[str] = []
        self.remarks: Sequence[Diagnostic] = ()  # what is wrong with a scene while it is written
        self._packs = (pack, *beside)
        self._keeper = ResilientStore(folder or data_folder(), self.notices.append)
        self._compiled: dict[SceneId, CompiledScene] = {}
        self._playthrough: Playthrough | None = None
        self._kept = SavedPlaythrough("", "")
        self._answers: dict[str, str] = {}  # by question
        self._unkept = False  # whether the playthrough is ahead of what is kept of it
        self._waiting: list[tuple[SavedPlaythrough, Playthrough, dict[str, str]]] = []  # others that are
        self.player = NEWCOMER
        self.settings = Settings()
        known = self._keeper.read(lambda store: store.list_players())
        if reader:
            self.switch_player(reader)
        elif known:
            self._turn_to(known[0])

    # --------------------------------------------------------------------------------------------- readers

    def list_player_names(self) -> tuple[str, ...]:
        """The nicknames of this machine, the one that plays now in front."""
        known = self._keeper.read(lambda store: store.list_players())
        return (self.player, *(name for name in known if name != self.player))

    def switch_player(self, nick: str) -> None:
        """Goes on as another reader; raises `KeepError` where `nick` cannot be a nickname."""
        name = nickname(nick)
        names: list[str] = []
        self._keeper.write(lambda store: names.append(store.activate_player(name)))
        self._turn_to(names[-1] if names else name)

    def list_players(self) -> tuple[PlayerProgress, ...]:
        """The readers of this machine and how far each has come, the one that plays now in front."""
        return tuple(self._progress(nick) for nick in self.list_player_names())

    def delete_player(self, nick: str) -> None:
        """Takes a nickname away with all that was kept of it, for good; raises `KeepError` where that cannot be."""
        if not self._keeper.write(lambda store: store.forget(nick)):
            raise KeepError(f"{nick} cannot be forgotten just now: {self.storage_error}. Please try again.")
        self._waiting = [one for one in self._waiting if one[0].player != nick]
        if nick == self.player:
            known = self._keeper.read(lambda store: store.list_players())
            self._kept, self._unkept = SavedPlaythrough("", ""), False
            self._turn_to(known[0] if known else NEWCOMER)

    def update_settings(self, **changed: object) -> Settings:
        """Changes settings and keeps them; raises `ValueError` for a value that is none."""
        self.settings = Settings(**{**asdict(self.settings), **changed})
        self._keeper.write(lambda store: store.set(self.player, setting.to_strings(self.settings)))
        if self._playthrough is not None:
            self._heed(self._playthrough)
        return self.settings

    def _heed(self, playthrough: Playthrough) -> None:
        """The reader's wish, where there is one, decides when the record is shown."""
        wish = self.settings.record
        playthrough.reveal = playthrough.compiled.scene.reveal if wish == "scene" else wish

    def _turn_to(self, name: str) -> None:
        self._leave()
        self.player = name
        self.settings = setting.from_strings(self._keeper.read(lambda store: store.settings(name)))
        self._playthrough = None

    # --------------------------------------------------------------------------------------------- scenes

    def list_scenes(self) -> tuple[SceneSummary, ...]:
        """The scenes in order, each with how far this reader has come."""
        return self._shelves(self._keeper.read(lambda store: store.playthroughs(self.player)))

    def open(self, scene: SceneId) -> Page:
        """Begins a scene, or goes on where it was left."""
        self._leave()
        for one in reversed(self._waiting):
            if (one[0].player, one[0].scene) == (self.player, scene):
                return self._go_on(one)
        kept = self._keeper.read(lambda store: store.playthroughs(self.player, scene))
        return self._resume(kept[-1] if kept else SavedPlaythrough(self.player, scene))

    def restart(self, scene: SceneId) -> Page:
        """Begins a scene again; the earlier playthrough is kept."""
        self._leave()
        kept = self._keeper.read(lambda store: store.playthroughs(self.player, scene))
        if kept and kept[-1].steps:
            self._resume(SavedPlaythrough(self.player, scene, kept[-1].number + 1))
            return self._keep()
        return self._resume(kept[-1] if kept else SavedPlaythrough(self.player, scene))

    # ------------------------------------------------------------------------------------------- campaign

    def next_scene(self, scene: SceneId) -> SceneId | None:
        """The next scene of the campaign that this reader has not finished; None where none follows."""
        return self._course(scene).next_scene(scene)

    def is_campaign_finished(self, scene: SceneId) -> bool:
        """Whether the campaign's end comes after a scene: it is part of the campaign, and all after it are finished."""
        campaign = self._home(scene).campaign
        stations = campaign.stations if campaign else ()
        return any(station.scene == scene for station in stations) and self.next_scene(scene) is None

    def title(self, scene: SceneId) -> str:
        """The title of a scene."""
        return smart_quotes(self._home(scene).head(scene).title)

    def intermission(self, scene: SceneId) -> Page | None:
        """What is shown before a scene of the campaign: the date line, the fact of the day, what was left just now."""
        return self._course(scene).intermission(scene)

    def finished_scenes(self) -> tuple[FinishedScene, ...]:
        """The scenes of the campaign that this reader has finished, each with how it ended and what it left."""
        return self._course().finished()

    def campaign_end(self, scene: SceneId | None = None) -> Page | None:
        """The end of a scene's campaign, or of the first one, and this reader's path through it; None without one."""
        return self._course(scene).ending()

    def _course(self, scene: SceneId | None = None) -> CampaignProgress:
        """The way through the pack that a scene came with, or through the first one."""
        kept = self._keeper.read(lambda store: store.playthroughs(self.player))
        pack = self._packs[0] if scene is None else self._home(scene)
        return CampaignProgress(pack, pack.order(), kept, self._compile)

    def _home(self, scene: SceneId) -> Pack:
        """The pack that a scene came with."""
        return next((pack for pack in self._packs if scene in pack.scenes), self._packs[0])

    def picture(self, name: str) -> Path | None:
        """The SVG file of a picture: of the pack whose scene is open, or of the scene that stands before a `/`."""
        scene, parted, own = name.rpartition("/")
        if parted:
            return self._home(SceneId(scene)).pictures.get(own)
        home = self._home(SceneId(self._kept.scene))
        return home.pictures.get(name)

    # ------------------------------------------------------------------------------------- the playthrough

    @property
    def playthrough(self) -> Playthrough:
        """The playthrough that is open."""
        if self._playthrough is None:
            raise RuntimeError("open a scene first")
        return self._playthrough

    @property
    def storage_error(self) -> str:
        """Why progress is not being kept; empty while it is."""
        return self._keeper.error

    def page(self) -> Page:
        """What to show now."""
        return self.playthrough.page()

    def choose(self, offer: str) -> Page:
        """Takes an offer; raises `ChoiceUnavailable` where there is no such offer, or it is closed."""
        self.playthrough.choose(offer)
        return self._keep()

    def undo(self, count: int = 1) -> Page:
        """Takes back the last `count` steps."""
        self.playthrough.undo(count)
        return self._keep()

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions of this playthrough so far."""
        return self.playthrough.decisions()

    @property
    def attempt(self) -> int:
        """Which of this reader's walks through the scene it is, counted from 1."""
        return self._kept.number

    def fact_usage(self, fact: str) -> Uses:
        """What there is to say of a fact beyond its note: its full citation, and other scenes that rest on it."""
        from party_card.engine.fact_usage import uses  # noqa: PLC0415  # see `_walk`

        home = self._home(self.playthrough.compiled.scene.scene)
        return uses(home, self.playthrough.compiled, home.order(), fact)

    def answers(self) -> tuple[str, ...]:
        """What this reader has written beneath each question of the debrief; empty where nothing."""
        return tuple(self._answers.get(question.ask, "") for question in self.playthrough.compiled.scene.debrief)

    def answer(self, number: int, text: str) -> None:
        """Keeps `text` as the answer to a question, counted from 1.

        Raises `KeepError` where another window played on meanwhile: then what both have written is kept.
        """
        question = self.playthrough.compiled.scene.debrief[number - 1].ask
        if self._answers.get(question, "") == text:
            return
        self._answers[question] = text
        self._keep()

    def close(self) -> None:
        """Ends the sitting; what could not be kept before is tried once more."""
        self._leave()
        for one in self._waiting[:]:
            self._go_on(one)
        self._keeper.close()

    def _leave(self) -> None:
        """Before another playthrough: one that cannot be kept now either waits, as it is."""
        playthrough, kept, answers = self._playthrough, self._kept, self._answers
        if playthrough is None or not self._unkept:
            return
        with suppress(KeepError):
            self._keep()
        if self._unkept:
            self._waiting.append((kept, playthrough, answers))
            self._unkept = False

    def _go_on(self, one: tuple[SavedPlaythrough, Playthrough, dict[str, str]]) -> Page:
        """Takes up a playthrough that was waiting."""
        self._waiting.remove(one)
        self._kept, self._playthrough, self._answers = one
        self._heed(self._playthrough)
        try:
            return self._keep()
        except KeepError as why:
            self.notices.append(why.message)
            return self.page()

    def _keep(self) -> Page:
        playthrough = self.playthrough
        self._unkept = True
        try:
            self._kept = self._keeper.save(self._kept, playthrough.steps, playthrough.compiled.hash, self._answers)
        except ConflictError as why:
            raise KeepError(self._give_way(playthrough, self._kept, self._answers)) from why
        written = tuple(sorted((question, text) for question, text in self._answers.items() if text))
        self._unkept = (self._kept.steps, self._kept.answers) != (playthrough.steps, written)
        return playthrough.page()

    def _give_way(self, playthrough: Playthrough, before: SavedPlaythrough, answers: dict[str, str]) -> str:
        """After another window was quicker: opens the same playthrough as it stands now; returns what to say."""
        self._unkept = False  # there it stands otherwise
        walks = self._keeper.read(lambda store: store.playthroughs(before.player, before.scene))
        now = next((one for one in walks if one.number == before.number), None)
        self._resume(now or SavedPlaythrough(before.player, before.scene))
        if now is None:
            return merge.GONE
        theirs, self._answers = self._answers, merge.merge_answers(answers, dict(before.answers), self._answers)
        written = self._answers != theirs
        if written:
            with suppress(KeepError):  # by a third one
                self._keep()
        return merge.conflict_message(playthrough, before, written=written and not self._unkept)

    def _resume(self, kept: SavedPlaythrough) -> Page:
        scene = self._compile(SceneId(kept.scene))
        if not kept.steps and (scene.system.carried or kept.carried):
            kept = replace(kept, carried=self._course(scene.scene.scene).imported_traces(scene))
        self._playthrough, count = self._walk(scene, kept)
        self._heed(self._playthrough)
        self._answers = dict(kept.answers)
        lost = _choices(kept.steps[count:])
        if lost:
            still = _choices(kept.steps[:count])
            where = (
                f"{still} of your {still + lost} choices still exist: you go on from the last of them."
                if still
                else "Your choices no longer exist in it, so you begin again."
            )
            self.notices.append(f"This scene was changed since you played it. {where} What you played before is kept.")
            kept = SavedPlaythrough(kept.player, kept.scene, kept.number + 1, carried=kept.carried)
        elif kept.steps and kept.content != scene.hash:
            self.notices.append("This scene was changed since you played it. All your choices still exist.")
        self._kept = kept
        self._unkept = False
        return self.page()

    @staticmethod
    def _walk(scene: CompiledScene, kept: SavedPlaythrough) -> tuple[Playthrough, int]:
        from party_card.engine.playthrough import Playthrough  # noqa: PLC0415  # with `compiled`, 25 ms of the first page

        return Playthrough.resume(scene, kept.steps, kept.carried)

    def _compile(self, scene: SceneId) -> CompiledScene:
        from party_card.engine.compiled import InvalidSceneError, compile_scene  # noqa: PLC0415  # see `_walk`

        if scene not in self._compiled:
            home = self._home(scene)
            if scene not in home.scenes:
                raise KeepError(f"There is no scene {scene}. There are: {', '.join(home.order())}.")
            try:
                self._compiled[scene] = compile_scene(home, home.scenes[scene])
            except InvalidSceneError as why:
                mistaken = f"The scene {scene} cannot be played: there are mistakes in its file."
                raise KeepError(f"{mistaken} `party-card check` names them.") from why
        return self._compiled[scene]

    def _shelves(self, walks: Sequence[SavedPlaythrough]) -> tuple[SceneSummary, ...]:
        kept: dict[str, list[SavedPlaythrough]] = {}
        for one in walks:
            kept.setdefault(one.scene, []).append(one)
        return tuple(
            self._shelf(pack, pack.head(name), kept.get(name, ()))
            for pack in self._packs
            for name in pack.order()
            if self._home(name) is pack
        )

    def _progress(self, nick: str) -> PlayerProgress:
        walks = self._keeper.read(lambda store: store.playthroughs(nick))
        whole = self._shelves(walks)
        shelves = [one for one in whole if not one.pack]
        titles = {str(one.scene): one.title for one in whole}
        last = next((titles[one.scene] for one in reversed(walks) if one.scene in titles), "")
        return PlayerProgress(nick, tuple(one.state for one in shelves), sum(one.endings for one in shelves), last)

    def _shelf(self, pack: Pack, scene: Scene, kept: Sequence[SavedPlaythrough]) -> SceneSummary:
        walks: list[Playthrough] = []
        with suppress(KeepError):  # told when the scene is opened
            walks = [self._walk(self._compile(scene.scene), one)[0] for one in kept]
        endings = [passage.ending.title for walk in walks if (passage := walk.ending) and passage.ending]
        step = len(walks[-1].passages) if walks else 0
        begun = bool(step) and walks[-1].state != FINISHED  # the record and the questions are still to be read
        return SceneSummary(
            scene=scene.scene,
            title=smart_quotes(scene.title),
            span=scene.span or "",
            when=format_date(scene.span) if scene.span else "",
            place=smart_quotes(scene.place),
            minutes=scene.minutes or 0,
            question=smart_quotes(scene.question),
            state="begun" if begun else "played" if endings else "open",
            step=step,
            ending=endings[-1] if endings else "",
            endings=len(set(endings)),
            picture=f"{scene.scene}/{scene.picture}" if scene.picture and pack is not self._packs[0] else scene.picture,
            alt=scene.alt,
            content_notes=scene.content_notes,
            pack="" if pack is self._packs[0] else smart_quotes(pack.title),
        )


def _choices(steps: Iterable[str]) -> int:
    return sum(step not in TURNS for step in steps)
