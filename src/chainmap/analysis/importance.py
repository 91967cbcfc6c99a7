"""Which unit matters most for whether a target stops, if each may deny with some probability?

The importance measures of fault trees, exact, from the minimal cut sets as listed; METHOD section 4.
With S the stop of the target, e the denial by a unit, and denials independent of each other:

    birnbaum       = P(S | e) - P(S | not e)                         Birnbaum 1969
    criticality    = birnbaum P(e) / P(S)
    diagnostic     = P(e | S) = P(e) P(S | e) / P(S)
    fussell_vesely = P(some minimal cut set with e occurs) / P(S)    Fussell 1975
    raw            = P(S | e) / P(S)                                 Vesely et al. 1983
    rrw            = P(S) / P(S | not e)

References
----------
Birnbaum, On the importance of different components in a multicomponent system, 1969.
Fussell, How to hand-calculate system reliability and safety characteristics, IEEE Trans. Reliability 24, 1975.
Vesely, Davis, Denning & Saltos, Measures of risk importance and their applications, NUREG/CR-3385, 1983.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import LimitExceeded, WrongQuestion
from ..kernels.families import Family, members
from ..kernels.probability import Diagram
from ..schema.answers import Importance
from ..stack import Stack
from ..stack.names import find, name_of
from ..structure import compile_structure, viewpoint
from .frames import frame
from .listed_cuts import listed_cuts
from .supply import targets_of

__all__ = ["OTHERS", "importance"]

OTHERS = "others"
"""In a mapping of probabilities: every unit that is not named."""

MOST_NODES = 1_000_000
_DIGITS = 12


def importance(
    stack: Stack,
    target: str | None = None,
    *,
    by: str = "actor",
    probability: float | Mapping[str, float] = 0.1,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
    limit: int = MOST_NODES,
) -> pd.DataFrame:
    """Return how much each unit matters for whether a target stops.

    Parameters
    ----------
    stack
        The industry.
    target
        A component (id, name or alias); None: every component that carries a weight.
    by
        ``offer``, ``actor``, ``component``, ``country`` or ``bloc``.
    probability
        That a unit denies, 0 to 1: one number for all, or a mapping from units or names to numbers;
        its key ``others`` stands for all that are not named. A flat number is an assumption: it
        compares positions, it predicts nothing.
    home, lens, mode
        As in :func:`chainmap.available`.
    limit
        The most nodes of a decision diagram.

    Returns
    -------
    pandas.DataFrame
        One row for each target and unit in one of its minimal cut sets, the largest Fussell-Vesely
        importance first; columns of :class:`chainmap.schema.answers.Importance`. Units in no cut set
        do not matter and are left out; a target without cut sets, or one that fails with nothing
        denied, has one row that says so. An infinite ``rrw`` is empty, and ``rrw_text`` says infinite.

    Raises
    ------
    UnknownName, WrongQuestion
        Also for a probability outside 0 to 1, or a unit in a cut set without any.
    LimitExceeded
        When not all cut sets, or their diagram, fit: an exact figure needs all of them.

    Notes
    -----
    Sets with an unknown unit are only possible and take no part. One decision diagram a target
    (Rauzy 1993), read once for all units.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.importance(cm.bundled("euv"), "p", home="none")
    >>> answer[["unit", "birnbaum", "raw"]].round(6).values.tolist()[0]
    ['actor:asml', 0.9801, 8.481045]
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    names, families = listed_cuts(structure, seen, targets_of(stack, target), by)
    chance = _chances(stack, by, probability)
    rows: list[Importance] = []
    for name, family in families.items():
        used = sorted({member for one in family for member in members(one)})
        if not used:
            rows.append(_nothing(name, family))
            continue
        given = {member: _chance_of(names[member], chance) for member in used}
        rows += _rows(stack, name, names, family, given, limit)
    return frame(rows, Importance)


def _chances(stack: Stack, by: str, probability: float | Mapping[str, float]) -> dict[str, float]:
    """Return the probabilities by unit; ``others`` stands for the rest."""
    given = dict(probability) if isinstance(probability, Mapping) else {OTHERS: probability}
    found = {name if name == OTHERS else find(stack, name, (by,)): float(value) for name, value in given.items()}
    for name, value in found.items():
        if not 0 <= value <= 1:
            raise WrongQuestion(f"the probability of {name} is {value:g}: it lies between 0 and 1")
    return found


def _chance_of(unit: str, chance: Mapping[str, float]) -> float:
    found = chance.get(unit, chance.get(OTHERS))
    if found is None:
        raise WrongQuestion(f"{unit} is in a cut set and has no probability: give it one, or one for {OTHERS!r}")
    return found


def _rows(
    stack: Stack, target: str, names: Sequence[str], family: Family, given: Mapping[int, float], limit: int
) -> list[Importance]:
    used = list(given)
    parts = [tuple(one for one in family if one >> member & 1) for member in used]
    try:
        diagram = Diagram.over(family, limit)
        top, *withs = [diagram.any_of(one) for one in (family, *parts)]
    except OverflowError:
        raise LimitExceeded("the decision diagram", limit, f"nodes, for {target}") from None
    values = diagram.probability([top, *withs], _cases(given, max(used) + 1))
    stop, count = float(values[0, 0]), len(used)
    rows = []
    for at, member in enumerate(used):
        denied, kept = float(values[0, 1 + at]), float(values[0, 1 + count + at])
        birnbaum, p = denied - kept, given[member]
        orders = [one.bit_count() for one in parts[at]]
        rows.append(
            Importance(
                target=target,
                unit=names[member],
                name_en=name_of(stack, names[member], "en"),
                name_zh=name_of(stack, names[member], "zh"),
                probability=p,
                top_probability=_digits(stop),
                birnbaum=_digits(birnbaum),
                criticality=_ratio(birnbaum * p, stop),
                diagnostic=_ratio(denied * p, stop),
                fussell_vesely=_ratio(float(values[1 + at, 0]), stop),
                raw=_ratio(denied, stop),
                rrw=_ratio(stop, kept),
                rrw_text=f"{stop / kept:.6f}" if kept else "infinite" if stop else "",
                smallest_order=min(orders),
                cut_sets=len(orders),
                note_en="" if stop else "nothing that stops it has a probability above 0",
                note_zh="" if stop else "能使其中断的单元概率均为0",
            )
        )
    return sorted(rows, key=lambda row: (-(row.fussell_vesely or 0.0), -(row.birnbaum or 0.0), row.unit))


def _cases(given: Mapping[int, float], members_known: int) -> NDArray[np.float64]:
    """Return members x cases: as given, then each unit in turn denies, then each in turn does not."""
    used, count = list(given), len(given)
    cases = np.zeros((members_known, 1 + 2 * count))
    for at, member in enumerate(used):
        cases[member, :] = given[member]
        cases[member, 1 + at] = 1.0
        cases[member, 1 + count + at] = 0.0
    return cases


def _nothing(target: str, family: Family) -> Importance:
    fails = bool(family)
    return Importance(
        target=target,
        top_probability=float(fails),
        cut_sets=0,
        smallest_order=0 if fails else None,
        note_en="it fails with nothing denied" if fails else "no set of known units stops it, as listed",
        note_zh="即使无人断供，它也无法供应" if fails else "按所列供应方，没有任何已知单元的组合能使其中断",
    )


def _ratio(one: float, other: float) -> float | None:
    return _digits(one / other) if other else None


def _digits(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
