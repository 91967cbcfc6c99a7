"""How often does a unit take which rank, when everything that is known as a range is drawn?

Stochastic multicriteria acceptability analysis turned to chokepoints: the rank rule is fixed (METHOD section 4), the
data are not. What cannot change with shares, the coalitions and the months, is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import WrongQuestion
from ..kernels.ranks import share_at_most, shared_ranks
from ..schema.answers import READINGS, Chokepoint, RankAcceptability
from ..stack import Stack
from ..stack.names import name_of
from ..structure import Denial, Losses, Viewpoint, compile_structure, units, viewpoint
from .chokepoints import chokepoints
from .denial_loss import Lost, Today
from .dependency import import_dependency
from .drawn_levels import DrawnLoss, DrawnWalk, drawn_losses
from .evidence import claims
from .frames import frame
from .leverage import target_weights
from .outcome import Reading
from .samples import Sample, Samples

__all__ = ["rank_acceptability"]

Array = NDArray[np.float64]
Ranks = NDArray[np.int64]
CHUNK = 500
"""Draws worked out together; their number changes nothing but memory."""
_DIGITS = 9


def rank_acceptability(
    stack: Stack,
    *,
    draws: int = 1000,
    seed: int = 0,
    of: str = "chokepoints",
    by: str = "component",
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """Return for every unit how often it takes which rank, over draws of all that is known as a range.

    Parameters
    ----------
    stack
        The industry.
    draws
        How many; the standard error of a share is at most 0.5 / sqrt(draws).
    seed
        Draw j of a seed is always the same, however many there are.
    of
        ``chokepoints``: the rank rule of :func:`chainmap.chokepoints`. ``dependency``: components by the share that
        countries outside home reach at face value, the greatest first; equal shares share a rank.
    by
        With ``chokepoints`` as there: ``component``, ``offer``, ``actor``, ``country``, ``bloc``. With
        ``dependency`` only ``component``.
    home, lens, mode
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        Rows reading x unit that is ranked in the answer or in some draw, columns of
        :class:`chainmap.schema.answers.RankAcceptability`, those of the best median rank first.

    Raises
    ------
    WrongQuestion
        For a number of draws below 1, a negative seed, or something that is not ranked.

    Notes
    -----
    Drawn are shares of offers, weights of what is not essential and usage of alternatives: uniformly from all
    points within their ranges that add up as they must, cells without any figure from 0 to 1. A stated value inside
    its range gets no preference. Not drawn are quality, jurisdiction, months and the completeness of lists: what is
    unknown of them leaves a range in every draw, which the rank rule reads as it does in the answer itself. One
    vectorised walk a unit over what is downstream of it.

    References
    ----------
    Lahdelma, Hokkanen & Salminen, SMAA - Stochastic multiobjective acceptability analysis, European Journal of
    Operational Research 106, 1998.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.rank_acceptability(cm.bundled("euv"), draws=200, seed=1)
    >>> answer.loc[answer.reading == "as_listed", ["unit", "first", "rank_high"]].head(2).values.tolist()
    [['component:chip', 1.0, 1], ['component:euv', 0.0, 2]]
    """
    if draws < 1 or seed < 0:
        raise WrongQuestion(f"draws is {draws} and seed is {seed}: at least one draw, and a seed from 0")
    if of not in ("chokepoints", "dependency"):
        raise WrongQuestion(f"nothing is ranked by {of!r}: use chokepoints or dependency")
    if of == "dependency" and by != "component":
        raise WrongQuestion(f"dependency ranks components, not {by!r}: leave by= out")
    seen = viewpoint(stack, home=home, lens=lens, mode=mode)
    seat = sorted(seen.home) or "none"
    asked = Samples(stack, compile_structure(stack), seed)
    told: Mapping[Reading, _Ranked]
    if of == "dependency":
        answer = import_dependency(stack, measure="face", home=seat, lens=seen.lens)
        told = {reading: _dependency(asked, seen, answer, reading, draws) for reading in READINGS}
    else:
        ranked = chokepoints(stack, by=by, home=seat, lens=seen.lens, mode=seen.mode)
        told = _chokepoints(asked, seen, by, ranked, draws)
    rows = [row for reading in READINGS for row in _rows(asked, seen, of, reading, told[reading], draws)]
    return frame(rows, RankAcceptability)


@dataclass(frozen=True)
class _Ranked:
    """Units, their ranks in the answer (0: none), and in every draw: shape (units, draws)."""

    units: tuple[str, ...]
    stated: tuple[int, ...]
    ranks: Ranks


def _chunks(draws: int) -> Iterable[tuple[int, int]]:
    return ((first, min(CHUNK, draws - first)) for first in range(0, draws, CHUNK))


def _chokepoints(
    asked: Samples, seen: Viewpoint, by: str, answer: pd.DataFrame, draws: int
) -> Mapping[Reading, _Ranked]:
    structure = asked.structure
    today, weights = Today(structure, seen), target_weights(seen.stack, None)
    known = dict(units(structure, seen, by))
    found: dict[Reading, _Ranked] = {}
    for reading in READINGS:
        rows = [Chokepoint.model_validate(_plain(row)) for row in answer[answer.reading == reading].to_dict("records")]
        rows.sort(key=lambda row: row.unit)
        denials = [known.get(row.unit, Denial()) for row in rows]
        losses = Losses(seen, denials)
        lost: list[Lost] = [
            (
                frozenset(offer for offer in seen.reaches if losses.of(offer) >> bit & 1),
                frozenset(offer for offer in seen.reaches if losses.of(offer, widest=True) >> bit & 1),
            )
            for bit in range(len(denials))
        ]
        ranks = []
        for first, count in _chunks(draws):
            drawn = asked.of(first, count, reading)
            walks = {run: DrawnWalk.quiet(today, drawn, reading, run) for run in _RUNS}
            both = list(zip(denials, lost, strict=True))
            ranks.append(_by_rule(rows, drawn_losses(today, walks, both, weights, count), by))
        found[reading] = _Ranked(
            tuple(row.unit for row in rows), tuple(row.rank or 0 for row in rows), np.concatenate(ranks, axis=1)
        )
    return found


_RUNS: tuple[Literal["short", "long"], ...] = ("short", "long")


def _plain(row: Mapping[Any, Any]) -> dict[str, object]:
    """Return the row with None where a frame says that a cell is empty."""
    return {name: None if not isinstance(cell, (tuple, str)) and pd.isna(cell) else cell for name, cell in row.items()}


def _by_rule(rows: Sequence[Chokepoint], loss: DrawnLoss, by: str) -> Ranks:
    """Return ranks by the rule of chokepoints, 0 where a unit is none; rows stand in the order of their ids."""
    shape = loss.short_high.shape
    foreign = np.array([row.controlled == "foreign" for row in rows])[:, None]
    order = np.array([np.inf if row.smallest_order is None else row.smallest_order for row in rows])[:, None]
    if by == "component":
        choke = foreign & ((loss.short_high > 0) | (loss.long_high > 0))
    else:
        choke = np.broadcast_to(foreign & np.isfinite(order), shape)
    months = np.array(
        [row.months_to_substitute if row.months_to_substitute is not None else row.months_high or 0.0 for row in rows]
    )[:, None]
    ids = np.arange(len(rows), dtype=float)[:, None]
    keys = [ids, -months, -loss.long_low, -loss.long_high, -loss.short_low, -loss.short_high, order, ~choke]
    placed = np.lexsort(np.stack([np.broadcast_to(key, shape).astype(float) for key in keys]), axis=0)
    ranks = np.empty(shape, dtype=np.int64)
    np.put_along_axis(ranks, placed, np.arange(1, len(rows) + 1, dtype=np.int64)[:, None], axis=0)
    return np.where(choke, ranks, 0)


def _dependency(asked: Samples, seen: Viewpoint, answer: pd.DataFrame, reading: Reading, draws: int) -> _Ranked:
    rows = answer[(answer.reading == reading) & (answer.country == "foreign")].sort_values("component")
    names = tuple(rows.component)
    stated = shared_ranks(rows.high.to_numpy()[:, None], rows.low.to_numpy()[:, None])[:, 0]
    ranks = []
    for first, count in _chunks(draws):
        drawn = asked.of(first, count, reading)
        ends = [_reached(asked, seen, drawn, name, reading, count) for name in names]
        low, high = (np.stack([one[end] for one in ends]) if ends else np.zeros((0, count)) for end in (0, 1))
        ranks.append(shared_ranks(high, low))
    units_ = tuple(f"component:{name}" for name in names)
    return _Ranked(units_, tuple(int(one) for one in stated), np.concatenate(ranks, axis=1))


def _reached(
    asked: Samples, seen: Viewpoint, drawn: Sample, component: str, reading: Reading, count: int
) -> tuple[Array, Array]:
    """Return which share of a component countries outside home reach in each draw, at least and at most."""
    low, high, whole = np.zeros(count), np.zeros(count), np.zeros(count)
    for row in asked.offers.get(component, ()):
        share, touched = drawn.shares[row.offer], row.offer not in seen.untouchable
        reach = seen.reaches[row.offer]
        sure = touched and reach.falls_to(seen.all_foreign - seen.home)
        low += share if sure else 0.0
        high += share if sure or (touched and reach.unknown) else 0.0
        whole += share
    if reading == "proved" and component in drawn.rest:
        high, whole = high + drawn.rest[component], whole + drawn.rest[component]
    safe = np.maximum(whole, 1e-300)
    return np.round(low / safe, _DIGITS), np.round(high / safe, _DIGITS)


def _rows(
    asked: Samples, seen: Viewpoint, of: str, reading: Reading, found: _Ranked, draws: int
) -> list[RankAcceptability]:
    ranged, unknown = asked.cells
    tops = [at for at, rank in enumerate(found.stated) if rank == 1]
    stays = float((found.ranks[tops] == 1).any(axis=0).mean()) if tops else None
    drawn_from = [one for rows in asked.offers.values() for row in rows for one in row.evidence]
    drawn_from += [one for need in seen.stack.needs if not need.essential for one in need.evidence]
    years = [claim.as_of for claim in claims(seen.stack, drawn_from) if claim.as_of is not None]
    notes = _note(ranged, unknown)
    rows = []
    for at, unit in enumerate(found.units):
        ranks = found.ranks[at]
        if not found.stated[at] and not ranks.any():
            continue
        seldom = ranks[ranks > 0]
        first = float((ranks == 1).mean())
        band = [int(np.quantile(seldom, part, method="inverted_cdf")) if len(seldom) else None for part in _BAND]
        rows.append(
            RankAcceptability.model_validate(
                {
                    "of": of,
                    "reading": reading,
                    "unit": unit,
                    "name_en": name_of(seen.stack, unit, "en"),
                    "name_zh": name_of(seen.stack, unit, "zh"),
                    "stated_rank": found.stated[at] or None,
                    **dict(zip(("rank_low", "rank", "rank_high"), band, strict=True)),
                    "first": first,
                    "first_error": round(float(np.sqrt(first * (1 - first) / draws)), _DIGITS),
                    "first_high": round(share_at_most(first, draws), _DIGITS),
                    "top_three": float(((ranks > 0) & (ranks <= 3)).mean()),
                    "ranks": _spelt(ranks, draws),
                    "unranked": float((ranks == 0).mean()),
                    "top_stays": stays,
                    "draws": draws,
                    "seed": asked.seed,
                    "ranged": ranged,
                    "unknown": unknown,
                    "oldest_evidence": min(years, default=None),
                    "note_en": notes[0],
                    "note_zh": notes[1],
                }
            )
        )
    return sorted(rows, key=lambda row: (row.rank or 10**9, -row.first, row.rank_high or 10**9, row.unit))


_BAND = (0.05, 0.5, 0.95)


def _spelt(ranks: Ranks, draws: int) -> str:
    values, counts = np.unique(ranks[ranks > 0], return_counts=True)
    return "; ".join(f"{rank}:{count / draws:.9g}" for rank, count in zip(values, counts, strict=True))


def _note(ranged: int, unknown: int) -> tuple[str, str]:
    return (
        f"Drawn: {ranged} cells from their ranges, {unknown} of which nothing is known from all that is admissible; "
        "quality, jurisdiction and months are not drawn.",
        f"抽样：{ranged}个单元格取自所给范围，{unknown}个完全未知的取自全部允许值；质量、管辖与时间未抽样。",
    )
