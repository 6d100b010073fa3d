"""Renders the figures of the comparison with other programs as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.benchmarks.benchmark import format_figure, format_rows

PAGE_ENGINE = "ours, whole pages"
ENGINES = ("ours", PAGE_ENGINE, "inkjs", "bink", "yarn-bound", "Bardic")
PEERS = ("inkjs", "bink", "yarn-bound", "Bardic")
INTERPRETER = dict.fromkeys(ENGINES, "Python") | dict.fromkeys(("inkjs", "yarn-bound"), "Node")
PROOFS = ("this question alone", "all findings and coverage", "the same from the YAML text on")
DEFECT_STORIES = {"turns in twenty booleans": False, "turns counted in one number": True}
"""Each story, and whether it counts."""
SHARES = ("least", "first quartile", "median", "third quartile", "most")


def render_tables(figures: Mapping[str, float]) -> str:
    """Returns all tables, each under a line that says what it is."""
    return "\n\n".join(_iter_parts(figures)) if figures else "–"


def _iter_parts(figures: Mapping[str, float]) -> Iterator[str]:
    yield (
        f"The story has {figures['positions']:,.0f} positions and {figures['choices a play']:.1f} choices a play. The rarest choice is "
        f"made by one play in {figures['rarest choice, one play in']:,.0f}, the next by one in "
        f"{figures['next rarest choice, one play in']:,.0f}: all are made after {figures['expected plays']:,.0f} plays on average."
    )
    yield "**Load, walk, memory.** Processor time of whole processes from the start of the interpreter to the first passage."
    yield _render_engines(figures)
    yield "**Until every choice was made.** Random play: the expected time at the rate above. Proof: measured."
    yield _render_waiting(figures, "forty passages", figures["expected plays"])
    for title in DEFECT_STORIES:
        yield f"**Until the defect is found**, {title}. Random play: the expected time of 2^20 plays at the rate measured."
        yield _render_waiting(figures, title, 2**20)
    yield f"**The other stories.** The same for all {figures['stories']:.0f} stories in which every ending is reached."
    yield _render_spread(figures)


def _render_engines(figures: Mapping[str, float]) -> str:
    rows = []
    for engine in ENGINES:
        rate = figures[f"forty passages: {engine}, plays a second"]
        bare = INTERPRETER[engine]
        load = figures[f"{engine}: to the first passage, ms"] - figures[f"{bare}: to the first passage, ms"]
        memory = figures[f"{engine}: memory, MB"] - figures[f"{bare}: memory, MB"]
        ours = figures["forty passages: ours, plays a second"]
        walk = f"{1e6 / rate / figures['choices a play']:,.0f}"
        rows.append([engine, f"{load:,.0f}", walk, f"{rate:,.0f}", f"{ours / rate:,.1f}", f"{memory:,.0f}"])
    header = ["", "first passage, ms over a bare interpreter", "a step of a walk, µs", "plays a second"]
    return format_rows([*header, "ours is so many times", "memory, MB over a bare interpreter"], rows)


def _render_waiting(figures: Mapping[str, float], story: str, plays: float) -> str:
    question, findings, _ = (figures[f"{story}: {proof}, ms"] for proof in PROOFS)
    rows = []
    for engine in (*PEERS, "ours"):
        ms = plays / figures[f"{story}: {engine}, plays a second"] * 1000
        rows.append([f"{engine}, random play", f"{ms / 1000:,.1f} s", f"{ms / question:,.0f}", f"{ms / findings:,.0f}"])
    for proof in PROOFS:
        ms = figures[f"{story}: {proof}, ms"]
        rows.append([f"ours, proof: {proof}", f"{ms:,.1f} ms", f"{ms / question:,.1f}", f"{ms / findings:,.1f}"])
    return format_rows(["", "time", "÷ this question alone", "÷ all findings"], rows)


def _render_spread(figures: Mapping[str, float]) -> str:
    fastest = max(figures[f"forty passages: {engine}, plays a second"] for engine in PEERS)
    question, findings, _ = (figures[f"forty passages: {proof}, ms"] for proof in PROOFS)
    rows = []
    for share in SHARES:
        ms = figures[f"{share}: one play in"] / fastest * 1000
        count = format_figure(figures, f"{share}: one play in", "{:,.0f}")
        rows.append([share, count, f"{ms / question:,.0f}", f"{ms / findings:,.0f}"])
    header = ["", "rarest choice: one play in", "quickest peer ÷ this question alone", "÷ all findings"]
    return format_rows(header, rows)
