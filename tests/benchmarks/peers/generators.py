"""Seeded generators of the stories that are compared."""

from __future__ import annotations

from itertools import cycle, product
from random import Random

from tests.benchmarks.peers.story import (
    Choice,
    Clause,
    Condition,
    Effect,
    Passage,
    RandomPlayModel,
    Story,
    Variable,
    is_satisfied,
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


def generate_forty_passages(seed: int) -> Story:
    """Returns a story of 40 passages, six of them endings, with 100 choices and 6 variables.

    Every condition is true in some states of its passage and false in others.
    """
    random = Random(seed)
    labels = [f"{verb} the {thing}" for verb, thing in product(VERBS, THINGS)]
    random.shuffle(labels)
    model = RandomPlayModel(VARIABLES, "p0")
    endings = cycle(f"p{number}" for number in range(34, 40))
    passages = []
    for number in range(34):
        choices = [Choice(labels.pop(), f"p{number + 1}", None, _draw_effects(random))]
        for _ in range(1 if number in (10, 20) else 2):
            ahead = number + random.randint(1, 6)
            target = f"p{ahead}" if ahead < 34 else next(endings)
            condition = _draw_condition(random, model, f"p{number}") if number > 3 and random.random() < 0.6 else None
            choices.append(Choice(labels.pop(), target, condition, _draw_effects(random)))
        text_condition = _draw_condition(random, model, f"p{number}") if number > 3 and random.random() < 0.3 else None
        conditional_text = (text_condition, random.choice(SENTENCES)) if text_condition else None
        passages.append(Passage(f"p{number}", _draw_text(random), tuple(choices), conditional_text))
        model.add_passage(passages[-1])
    passages += [Passage(f"p{number}", _draw_text(random)) for number in range(34, 40)]
    return Story("peers", VARIABLES, tuple(passages))


def generate_twenty_turns(*, use_counter: bool) -> Story:
    """Returns a story of twenty turns with one deadlock in 2^20 paths: after twenty right turns.

    The story stores the turns in twenty booleans, or with `use_counter` in one integer.
    """
    random = Random(20)
    counter = Variable("rights", high=20)
    turns = (counter,) if use_counter else tuple(Variable(f"right_{number}") for number in range(20))
    passages = []
    for number in range(20):
        right = Effect(counter, "+1") if use_counter else Effect(turns[number], "true")
        choices = (
            Choice(f"Turn left at {number}", f"p{number + 1}"),
            Choice(f"Turn right at {number}", f"p{number + 1}", None, (right,)),
        )
        passages.append(Passage(f"p{number}", _draw_text(random), choices))
    clauses = (Clause(counter, "<", "20"),) if use_counter else tuple(Clause(turn, "is-not") for turn in turns)
    passages.append(Passage("p20", _draw_text(random), (Choice("Open the door", "p21", Condition("or", clauses)),)))
    passages.append(Passage("p21", _draw_text(random)))
    return Story("turns", turns, tuple(passages))


def _draw_text(random: Random) -> str:
    return " ".join(random.sample(SENTENCES, 6))


def _draw_condition(random: Random, model: RandomPlayModel, passage: str) -> Condition:
    """Draws a condition that is true in some states of a passage and false in others."""
    while True:
        operator = random.choice(("and", "and", "or"))
        variables = random.sample(VARIABLES, random.choice((1, 1, 2)))
        condition = Condition(operator, tuple(_draw_clause(random, variable) for variable in variables))
        if len({is_satisfied(condition, VARIABLES, values) for values in model.state_probabilities[passage]}) == 2:
            return condition


def _draw_clause(random: Random, variable: Variable) -> Clause:
    if variable.values:
        return Clause(variable, "==", random.choice(variable.values))
    if variable.high:
        return Clause(variable, random.choice(("<", ">=")), str(random.randint(1, variable.high)))
    return Clause(variable, random.choice(("is", "is-not")))


def _draw_effects(random: Random) -> tuple[Effect, ...]:
    effects = [Effect(HOURS, "+1")] if random.random() < 0.7 else []
    effects += [
        Effect(variable, random.choice(("+1", "+1", "+2", "-1")))
        for variable in (TRUST, EVIDENCE)
        if random.random() < 0.5
    ]
    if random.random() < 0.4:
        variable = random.choice((READ, KEY, STANCE))
        effects.append(Effect(variable, random.choice(variable.values or ("true", "true", "false"))))
    return tuple(effects)
