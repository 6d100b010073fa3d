"""The stories that are compared, made by seeded generators."""

from __future__ import annotations

from itertools import cycle, product
from random import Random

from tests.benchmarks.peers.story import (
    Chances,
    Choice,
    Clause,
    Condition,
    Effect,
    Passage,
    Story,
    Variable,
    holds,
)

READ, KEY = Variable("read_it"), Variable("has_key")
STANCE = Variable("stance", values=("calm", "doubt", "fear"))
TRUST, EVIDENCE, HOURS = Variable("trust", high=5), Variable("evidence", high=5), Variable("hours", high=11)
VARIABLES = (READ, KEY, STANCE, TRUST, EVIDENCE, HOURS)
VERBS = ("Ask about", "Carry away", "Copy out", "Hand over", "Hide", "Leave", "Look at", "Pocket", "Put back", "Read")
THINGS = ("letter", "list", "ledger", "photograph", "telegram", "key", "stamp", "newspaper", "envelope", "map")
SENTENCES = (
    "Somebody counts tractors on the wireless behind the wall.",
    "The lamp in the corridor goes out and comes back.",
    "Your tea has a skin on it and nobody has taken the glass away.",
    "A car waits below with its engine running.",
    "The carbon copy has gone grey at the folds.",
    "Two men talk on the stairs and stop when the door moves.",
    "The stove ticks as it cools.",
    "Someone has written a number in pencil on the back.",
    "The porter looks at the clock before he looks at you.",
    "There is a smell of wet wool and machine oil.",
    "A drawer that is always locked stands open by a finger.",
    "Your name is the fourth of nine.",
)


def forty_passages(seed: int) -> Story:
    """40 passages, six of them endings, 100 choices, 6 variables; every choice is open and closed somewhere."""
    chance = Random(seed)
    labels = [f"{verb} the {thing}" for verb, thing in product(VERBS, THINGS)]
    chance.shuffle(labels)
    told = Chances(VARIABLES, "p0")
    endings = cycle(f"p{number}" for number in range(34, 40))
    passages = []
    for number in range(34):
        choices = [Choice(labels.pop(), f"p{number + 1}", None, _effects(chance))]
        for _ in range(1 if number in (10, 20) else 2):
            ahead = number + chance.randint(1, 6)
            goal = f"p{ahead}" if ahead < 34 else next(endings)
            condition = _condition(chance, told, f"p{number}") if number > 3 and chance.random() < 0.6 else None
            choices.append(Choice(labels.pop(), goal, condition, _effects(chance)))
        asked = _condition(chance, told, f"p{number}") if number > 3 and chance.random() < 0.3 else None
        more = (asked, chance.choice(SENTENCES)) if asked else None
        passages.append(Passage(f"p{number}", _text(chance), tuple(choices), more))
        told.enter(passages[-1])
    passages += [Passage(f"p{number}", _text(chance)) for number in range(34, 40)]
    return Story("peers", VARIABLES, tuple(passages))


def twenty_turns(*, counted: bool) -> Story:
    """Twenty turns left or right; who always turned right stands at a door that never opens: one path in 2^20.

    The story remembers the turns one by one in twenty yes/nos, or `counted` in one number.
    """
    chance = Random(20)
    count = Variable("rights", high=20)
    turns = (count,) if counted else tuple(Variable(f"right_{number}") for number in range(20))
    passages = []
    for number in range(20):
        right = Effect(count, "+1") if counted else Effect(turns[number], "true")
        choices = (
            Choice(f"Turn left at {number}", f"p{number + 1}"),
            Choice(f"Turn right at {number}", f"p{number + 1}", None, (right,)),
        )
        passages.append(Passage(f"p{number}", _text(chance), choices))
    clauses = (Clause(count, "<", "20"),) if counted else tuple(Clause(turn, "is-not") for turn in turns)
    passages.append(Passage("p20", _text(chance), (Choice("Open the door", "p21", Condition("or", clauses)),)))
    passages.append(Passage("p21", _text(chance)))
    return Story("turns", turns, tuple(passages))


def _text(chance: Random) -> str:
    return " ".join(chance.sample(SENTENCES, 6))


def _condition(chance: Random, told: Chances, passage: str) -> Condition:
    """A condition that holds at some positions of a passage and not at others."""
    while True:
        joint = chance.choice(("and", "and", "or"))
        chosen = chance.sample(VARIABLES, chance.choice((1, 1, 2)))
        condition = Condition(joint, tuple(_clause(chance, variable) for variable in chosen))
        if len({holds(condition, VARIABLES, values) for values in told.at[passage]}) == 2:
            return condition


def _clause(chance: Random, variable: Variable) -> Clause:
    if variable.values:
        return Clause(variable, "==", chance.choice(variable.values))
    if variable.high:
        return Clause(variable, chance.choice(("<", ">=")), str(chance.randint(1, variable.high)))
    return Clause(variable, chance.choice(("is", "is-not")))


def _effects(chance: Random) -> tuple[Effect, ...]:
    effects = [Effect(HOURS, "+1")] if chance.random() < 0.7 else []
    effects += [
        Effect(variable, chance.choice(("+1", "+1", "+2", "-1")))
        for variable in (TRUST, EVIDENCE)
        if chance.random() < 0.5
    ]
    if chance.random() < 0.4:
        other = chance.choice((READ, KEY, STANCE))
        effects.append(Effect(other, chance.choice(other.values or ("true", "true", "false"))))
    return tuple(effects)
