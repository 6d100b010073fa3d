"""`party-card prove`, without the printing: which scenes, in which processes, and what is asked of them besides proof.

Law: everything wrong is a diagnostic or a line; a wish that cannot be met is an `UnfitWishError` with a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

from party_card.content.models import SceneId
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.rule import Rule
from party_card.engine.compiled import InvalidSceneError
from party_card.modelcheck import below, without_repeats
from party_card.modelcheck.coverage import KINDS
from party_card.services.verification import CheckedPack, SceneReport, read_library, root_of, summary, verify_scenes


class UsageError(ValueError):
    """Something was asked for that cannot be done; the message says what."""


class ProofRun:
    """One run over the scenes at some paths; `diagnostics`, `verdicts` and `missed` are filled by `run`."""

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        limit: int | None = None,
        least: str = "",
        random: int | None = None,
        seed: int = 0,
    ) -> None:
        self.limit = limit
        self.least = _thresholds(least)
        self.random = random
        self.seed = seed
        self.verdicts: list[SceneReport] = []
        self.missed: list[str] = []
        self._found: list[Diagnostic] = []
        self._work = [self._chosen(path) for path in (paths or (None,))]

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything found, each once, in the order of the files."""
        found = without_repeats(tuple(dict.fromkeys(self._found)))
        return sorted(found, key=lambda problem: problem.order)

    def _chosen(self, path: Path | None) -> tuple[Path | None, Path | None, CheckedPack]:
        if path is not None and not path.exists():
            raise UsageError(f"there is no file or folder {path}")
        root = None if path is None else root_of(path)
        try:
            library = read_library(root)
        except OSError as error:
            raise UsageError(f"{root} cannot be read: {error.strerror or error}") from None
        if not library.files(path) and not library.about(path):
            raise UsageError(f"there is no YAML file in {path}")
        return path, root, library

    def run(self, jobs: int = 1, dask: str | None = None) -> Iterator[str]:
        """Proves (or plays at random), and yields lines for a person as it goes."""
        with ExitStack() as stack:
            executor = _executor(stack, jobs, dask)
            for path, root, library in self._work:
                # Advice is what `check` gives; here it would stand between the scenes.
                self._found += [one for one in library.about(path) if one.severity is not Severity.REMARK]
                broken = {problem.primary.source.name for problem in self._found if problem.severity is Severity.ERROR}
                sound: list[SceneId] = []
                for name in library.scenes(path):
                    if library.pack.scenes[name].location.file.name in broken:
                        yield f"{name}: not proved; its file has mistakes"
                    else:
                        sound.append(name)
                if self.random is None:
                    yield from self._prove(root, sound, executor)
                else:
                    yield from self._play(library, sound)

    def _prove(self, root: Path | None, scenes: list[SceneId], executor: Executor | None) -> Iterator[str]:
        for verdict in verify_scenes(root, scenes, self.limit, executor):
            self.verdicts.append(verdict)
            self._found += verdict.diagnostics
            yield summary(verdict)
            if verdict.tested is not None:
                for tally in below(verdict.tested, self.least):
                    names = ", ".join(f"{part.name} ({part.span.line})" for part in tally.missing[:6])
                    wanted = self.least[tally.kind]
                    self.missed.append(
                        f"  story tests see {tally.share:.0%} of {tally.kind}, not {wanted:.0%}: {names}"
                    )
                    yield self.missed[-1]

    def _play(self, checked: CheckedPack, scenes: list[SceneId]) -> Iterator[str]:
        from party_card.modelcheck.random_play import play_at_random  # noqa: PLC0415  # only on this way

        for name in scenes:
            try:
                plays = play_at_random(checked.compile(name), self.random or 0, self.seed)
            except InvalidSceneError as mistakes:
                self._found += mistakes.diagnostics
                continue
            counted = (
                f"{plays.plays:,} random plays of seed {self.seed}, {plays.steps:,} choices, {plays.ended:,} ended"
            )
            yield f"{name}: {counted}"
            if plays.failure is not None:
                self._found.append(plays.failure.diagnostic)
                failure = plays.failure
                yield f"  play {failure.play} of seed {failure.seed} went wrong; shortened: {','.join(failure.choices)}"

    @staticmethod
    def documented() -> tuple[Rule, ...]:
        """What is documented about every code that a proof can tell."""
        from party_card.modelcheck.findings import FINDINGS  # noqa: PLC0415  # only for logs that list rules
        from party_card.rules import documented  # noqa: PLC0415
        from party_card.rules.documentation import documentation  # noqa: PLC0415

        return (*documented(), *(documentation(finding).rule for finding in FINDINGS))


def _executor(stack: ExitStack, jobs: int, dask: str | None) -> Executor | None:
    if dask is not None:
        try:
            distributed: Any = import_module("distributed")  # an extra: pip install party-card[dask]
        except ImportError:
            raise UsageError("--dask needs Dask: install it with `pip install party-card[dask]`") from None
        try:
            client = stack.enter_context(distributed.Client(dask, timeout="10s"))
        except (OSError, ValueError) as error:
            raise UsageError(f"there is no Dask cluster at {dask}: {error}") from None
        executor: Executor = stack.enter_context(client.get_executor())
        return executor
    if jobs < 1:
        raise UsageError("--jobs wants a number of at least 1")
    return stack.enter_context(ProcessPoolExecutor(jobs)) if jobs > 1 else None


def _thresholds(written: str) -> dict[str, float]:
    """`passages=100,choices=80` as shares from 0 to 1."""
    found: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in written.split(","))):
        kind, _, percent = part.partition("=")
        if kind not in KINDS or not percent.rstrip("%").isdecimal() or not 0 <= int(percent.rstrip("%")) <= 100:
            raise UsageError(f"`{part}` is no threshold: write one of {', '.join(KINDS)}, `=` and 0 to 100")
        found[kind] = int(percent.rstrip("%")) / 100
    return found
