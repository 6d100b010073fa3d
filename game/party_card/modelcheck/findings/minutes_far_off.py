"""The minutes that a scene promises are far from what reading it takes.

Words on the shortest and the longest path are counted, those of record and file too, at 200 words a minute. A
promise is far off where even the shortest path takes longer, or where the longest takes less than half of it
and five minutes less; thinking takes time too. Correct `minutes`, or the scene.

PASS:
    scene: a
    title: A
    minutes: 1
    passages:
      one:
        text: You wait and listen to what is said in the next room about the harvest and the trains.
        choices: [{id: on, text: Go on listening, goto: two}]
      two:
        text: |
          They speak of the harvest, of the trains that did not come, of a cousin in Saratov and of the price of boots.
          They speak of a man whose name you do not hear, and then they do not speak for as long as it takes to smoke a
          cigarette. Somebody pushes back a chair. Somebody says that it is late, and that it will be later tomorrow.
          You hear the door, the stairs, and the yard. You stand up only when the lamp over there is out, and then you
          find that your foot has gone to sleep, and that you still hold the cup.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    minutes: 30
    passages:
      one:
        text: You wait and listen to what is said in the next room about the harvest and the trains.
        choices: [{id: on, text: Go on listening, goto: two}]
      two:
        text: It is dark.
        ending: {id: done, title: Done}
MESSAGE:
    warning[minutes-far-off]: this scene promises 30 minutes, but even the longest path takes less than a minute
     --> scenes/example.yaml:3:10
      |
    3 | minutes: 30
      |          ^^
    help: reading takes 200 words a minute, and there are 24: correct `minutes`
    help: `party-card play a --choices on` is that path
"""

from __future__ import annotations

from party_card.diagnostics.diagnostic import Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import format_count
from party_card.modelcheck.findings.messages import format_play_command
from party_card.modelcheck.playtime import ReadingTime, find_longest_reading, find_shortest_reading
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Compares the promised minutes with the reading time of the shortest and the longest path."""
    scene = states.compiled.scene
    if scene.minutes is None:
        return
    shortest = find_shortest_reading(states)
    if shortest is None or round(shortest.minutes) <= scene.minutes <= _max_minutes(shortest):
        return
    if scene.minutes < shortest.minutes:
        path, reading = "even the shortest path", shortest
    else:
        longest = find_longest_reading(states)
        if longest is None or scene.minutes <= _max_minutes(longest):
            return
        path, reading = "even the longest path", longest
    message = (
        f"this scene promises {format_count(scene.minutes, 'minute')}, but {path} takes {_format_minutes(reading)}"
    )
    advice = f"reading takes 200 words a minute, and there are {reading.word_count:,}: correct `minutes`"
    helps: list[str | Help] = [Help(advice, str(max(1, round(reading.minutes))))]
    if reading.is_exact:
        helps.append(f"`{format_play_command(scene, reading.choices, reading.imported_traces)}` is that path")
    yield RULE.diagnose(message, scene.location.value("minutes").label(), *helps)


def _max_minutes(reading: ReadingTime) -> float:
    """Returns the most minutes that a scene may promise for a path."""
    return max(2 * reading.minutes, reading.minutes + 5)


def _format_minutes(reading: ReadingTime) -> str:
    minutes = round(reading.minutes)
    if minutes < 1:
        return "less than a minute"
    return "about a minute" if minutes == 1 else f"about {minutes} minutes"


RULE = Rule("minutes-far-off", Severity.WARNING, __doc__, find)
