"""Plays one scene at random and describes what was met: `party-card play SCENE --random`.

Invariant: the same scene, traces, seed and number of plays give the same report.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from party_card.content.models import TraceId
from party_card.diagnostics.words import format_count
from party_card.engine.compiled import CompiledScene
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.findings.messages import format_play_command
from party_card.modelcheck.play_sample import MAX_PLAY_STEPS, PlaySample, PlaySampler, SampledPlay
from party_card.modelcheck.shape import SceneShape, describe_shape
from party_card.services.scene_report import describe_sample


@frozen_dataclass
class RandomPlaysReport:
    """Random plays of a scene, and how much of it they met."""

    sample: PlaySample
    shape: SceneShape

    @property
    def stuck_plays(self) -> tuple[SampledPlay, ...]:
        """The plays that came to a position where nothing can be chosen, and which is no ending."""
        return tuple(play for play in self.sample.unended_plays if len(play.choices) < MAX_PLAY_STEPS)

    def to_data(self) -> dict[str, Any]:
        """Returns the report as plain data for JSON, with the choices of every play."""
        passages = self.sample.compiled.system.passages
        visits, made = self.sample.count_visits(), self.sample.count_choices()
        return {
            "scene": str(self.sample.compiled.scene.scene),
            "carried": list(self.sample.traces),
            **self.shape.describe_sample(self.sample),
            "passages": [
                {
                    "id": passage,
                    "met": visits[index],
                    "choices": [{"id": choice.id, "made": made[choice.id]} for choice in choices],
                }
                for index, (passage, choices) in enumerate(
                    zip(passages, self.sample.compiled.system.choices, strict=True)
                )
            ],
            "stuck": [
                {"passage": passages[play.passages[-1]], "choices": list(play.choices)} for play in self.stuck_plays
            ],
            "playthroughs": [
                {"choices": list(play.choices), "ending": self._find_ending(play)} for play in self.sample.plays
            ],
        }

    def describe(self) -> list[str]:
        """Returns lines for a person: what a play meets, then how many plays met each passage and made each choice."""
        data = self.to_data()
        lines = [f"{data['scene']}: {format_count(data['plays'], 'random play')} of seed {data['seed']}"]
        lines += [f"  {line}" for line in describe_sample(data)]
        for passage in data["passages"]:
            choices = ", ".join(f"{choice['id']} {choice['made']:,}" for choice in passage["choices"])
            lines.append(f"  {passage['id']}: {passage['met']:,}{f' ({choices})' if choices else ''}")
        if self.stuck_plays:
            scene, play = self.sample.compiled.scene, min(self.stuck_plays, key=lambda play: len(play.choices))
            command = format_play_command(scene, play.choices, self.sample.traces)
            lines.append(
                f"  {format_count(len(self.stuck_plays), 'play')} got stuck where nothing can be chosen; "
                f"`{command}` leads there"
            )
        return lines

    def _find_ending(self, play: SampledPlay) -> str | None:
        ending = self.sample.compiled.scene.passages[self.sample.compiled.system.passages[play.passages[-1]]].ending
        return None if ending is None else str(ending.id)


def report_random_plays(
    compiled: CompiledScene, plays: int, seed: int, traces: Collection[TraceId] = ()
) -> RandomPlaysReport:
    """Plays a scene at random, begun with these traces."""
    sampler = PlaySampler(compiled)
    sample = sampler.sample(plays, seed, traces, max_steps=None)
    return RandomPlaysReport(sample, describe_shape(compiled, None, sampler, sample))
