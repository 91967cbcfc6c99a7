"""How much of each component is left after a denial, and how sure is that?

METHOD section 3. The level of a component is the least of its supply, its essential groups and what
its non-essential groups leave; shares known as ranges give bounds that are solved exactly market by
market. The structure follows Leontief's fixed proportions for essential inputs and a linear loss for
the others, as in Diem et al., Scientific Reports 12, 2022.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import pandas as pd

from ..errors import WrongQuestion
from ..schema.answers import READINGS, Level
from ..stack import Stack
from ..stack.names import label_of, name_of
from ..structure import Denial, Structure, Viewpoint, compile_structure, denial, viewpoint
from .frames import frame
from .level_walk import Bound, LevelWalk, Question
from .outcome import outcome
from .trace import trace
from .words import because, join

__all__ = ["level_rows", "levels"]

RUNS: tuple[Literal["short", "long"], ...] = ("short", "long")


def levels(
    stack: Stack,
    *,
    deny: str | Iterable[str] = (),
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
    reroute: bool = False,
    assume: str | None = None,
) -> pd.DataFrame:
    """Return the level of every component after a denial, in both readings, short and long run.

    A level is a share of today's supply, 0 to 1. In the short run customers stay with their
    suppliers and denied offers keep their share; in the long run (``reroute``) one good offer can
    carry its component.

    Parameters
    ----------
    stack
        The industry.
    deny
        Units or names that are denied at once; nothing = today.
    home, lens, mode
        As in :func:`chainmap.available`.
    reroute
        True: the long run only. False: both runs, the short one first.
    assume
        ``"equal"``: equal shares, usage and weights where cells are empty; the answer repeats it in
        its column ``assumed``. None: empty cells stay unknown and widen the bounds.

    Returns
    -------
    pandas.DataFrame
        Rows component x run x reading, targets first; columns of
        :class:`chainmap.schema.answers.Level`.

    Raises
    ------
    UnknownName, WrongQuestion

    Notes
    -----
    Two walks for each run and reading. A bound is ``exact`` when it is attained by some completion of
    the unknown cells, ``sound`` when it only contains the truth: an uncertain input that is shared by
    two paths, or a loop that did not settle.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.levels(cm.bundled("euv"), deny=["country:NLD"])
    >>> answer.loc[(answer.component == "p") & (answer.run == "short"), "level_high"].tolist()
    [0.0, 1.0]
    """
    if assume not in (None, "equal"):
        raise WrongQuestion(f"assume={assume!r} is not known: use 'equal' or leave it out")
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    what = denial(stack, deny)
    rows = level_rows(structure, seen, what, assume=assume, runs=("long",) if reroute else RUNS)
    return frame(rows, Level)


def level_rows(
    structure: Structure,
    seen: Viewpoint,
    what: Denial,
    *,
    assume: str | None = None,
    runs: Iterable[Literal["short", "long"]] = RUNS,
) -> list[Level]:
    """Return the rows of :func:`levels` for a compiled question."""
    stack = seen.stack
    why = _because(structure, seen, what)
    solved = {
        (run, reading): LevelWalk(structure, seen, Question(what, reading, run, assume == "equal")).solve()
        for run in runs
        for reading in READINGS
    }
    rows = []
    for component in sorted(stack.components, key=lambda row: (row.weight is None, row.component)):
        at = structure.position[component.component]
        listed = [at for at, offer in _market(structure, at)]
        for (run, reading), bounds in solved.items():
            found = bounds.at(at)
            rows.append(
                Level(
                    component=component.component,
                    name_en=label_of(stack, component.component, "en"),
                    name_zh=label_of(stack, component.component, "zh"),
                    target=component.weight is not None,
                    run=run,
                    reading=reading,
                    level_low=found.low,
                    level=found.value,
                    level_high=found.high,
                    offers_left=sum(bounds.at(offer).high > 0 for offer in listed),
                    offers_listed=len(listed),
                    bound="exact" if found.exact else "sound",
                    because_en=_words(stack, bounds.spirals(at), found, why[at][0], "en"),
                    because_zh=_words(stack, bounds.spirals(at), found, why[at][1], "zh"),
                    assumed="equal" if assume else "",
                )
            )
    return rows


def _market(structure: Structure, component: int) -> tuple[tuple[int, object], ...]:
    for one in structure.inputs[component]:
        if structure.nodes[one].kind == "market":
            return structure.markets[one].offers
    return ()


def _because(structure: Structure, seen: Viewpoint, what: Denial) -> dict[int, tuple[str, str]]:
    """Return for each component why it stops, in both languages; empty where it works."""
    found = outcome(structure, seen, [what])
    texts = {}
    for component in seen.stack.components:
        at = structure.position[component.component]
        causes = trace(structure, found.posited, found.own, 0, at, shortest=True) if found.stopped(at) else ()
        texts[at] = (because(seen.stack, causes, "en"), because(seen.stack, causes, "zh"))
    return texts


def _words(stack: Stack, spiral: tuple[str, ...], found: Bound, stop: str, lang: str) -> str:
    if spiral and found.high < 1:
        names = join([name_of(stack, f"component:{one}", lang) for one in spiral], lang)
        if lang == "en":
            return f"{names} need each other and pull each other down. {stop}".strip()
        return f"{names}互相依赖，彼此拖累。{stop}"
    return stop
