"""How much of the power to stop targets is each country's, when any coalition may form?

METHOD section 4: the worth of a coalition is the weight of the targets that its joint denial stops, as
the suppliers are listed; a country's part of it is its Shapley value (Shapley 1953).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from ..errors import WrongQuestion
from ..kernels.families import ALWAYS, NEVER, Family, members
from ..kernels.shapley import exact_values, sampled_values
from ..schema.answers import GameValue
from ..stack import Stack
from ..stack.names import name_of
from ..structure import compile_structure, viewpoint
from .frames import frame
from .leverage import target_weights
from .listed_cuts import listed_cuts

__all__ = ["coalition_game"]

MOST_PLAYERS = 20

Game = tuple[float, Family]


def coalition_game(
    stack: Stack,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
    draws: int = 10_000,
    seed: int = 0,
    limit: int = MOST_PLAYERS,
) -> pd.DataFrame:
    """Return each country's Shapley value in the game of stopping targets together.

    v(S) is the weight of the targets that stop when the countries in S deny together, as listed.
    Targets that fail with nothing denied are nobody's doing and count for nothing. Home, and countries
    in no minimal cut set of any target, change no coalition's worth and are dropped first.

    Parameters
    ----------
    stack
        The industry.
    home, lens, mode
        As in :func:`chainmap.available`.
    draws, seed
        Random orders of the countries, and the seed of the generator, where the answer is sampled.
    limit
        Up to so many countries the answer is exact; above, it is sampled and says its standard error.

    Returns
    -------
    pandas.DataFrame
        One row a country, the largest value first, columns of
        :class:`chainmap.schema.answers.GameValue`. The values sum to what all countries together
        stop. Nobody can stop anything: one row without a unit.

    Raises
    ------
    UnknownName, WrongQuestion
    LimitExceeded
        When the cut sets of all orders do not fit.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.coalition_game(cm.bundled("euv"))
    >>> answer[["unit", "shapley"]].round(6).values.tolist()
    [['country:NLD', 0.666667], ['country:KOR', 0.166667], ['country:TWN', 0.166667]]
    """
    if draws < 2:
        raise WrongQuestion(f"draws is {draws}: an error needs at least 2")
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    weights = target_weights(stack)
    names, families = listed_cuts(structure, seen, list(weights), "country")
    games = [
        (weights[one], family) for one, family in families.items() if weights[one] and family not in (NEVER, ALWAYS)
    ]
    players, games = _renumbered(games)
    everybody = sum(weight for weight, _ in games)
    exact = len(players) <= limit
    values, errors = _exact(len(players), games) if exact else sampled_values(len(players), games, draws, seed)
    rows = [
        GameValue(
            unit=names[player],
            name_en=name_of(stack, names[player], "en"),
            name_zh=name_of(stack, names[player], "zh"),
            shapley=values[at],
            share=min(1.0, values[at] / everybody),
            standard_error=errors[at],
            alone=sum(weight for weight, family in games if 1 << at in family),
            everybody=everybody,
            players=len(players),
            method="exact" if exact else "sampled",
            draws=0 if exact else draws,
        )
        for at, player in enumerate(players)
    ]
    nobody = GameValue(shapley=0.0, standard_error=0.0, alone=0.0, everybody=0.0, players=0, method="exact", draws=0)
    rows.sort(key=lambda row: (-row.shapley, row.unit))
    return frame(rows or [nobody], GameValue)


def _renumbered(games: Sequence[Game]) -> tuple[list[int], list[Game]]:
    """Drop who is in no minimal cut set; player j of the games is the j-th who is left."""
    players = sorted({player for _, family in games for one in family for player in members(one)})
    place = {player: at for at, player in enumerate(players)}
    fresh = [
        (weight, tuple(sum(1 << place[player] for player in members(one)) for one in family))
        for weight, family in games
    ]
    return players, fresh


def _exact(players: int, games: Sequence[Game]) -> tuple[list[float], list[float]]:
    """Targets with the same cut sets are one game; the value of a sum is the sum of the values."""
    weights: dict[Family, float] = {}
    for weight, family in games:
        key = tuple(sorted(family))
        weights[key] = weights.get(key, 0.0) + weight
    totals = [0.0] * players
    for family, weight in weights.items():
        for at, value in enumerate(exact_values(players, family)):
            totals[at] += weight * float(value)
    return totals, [0.0] * players
