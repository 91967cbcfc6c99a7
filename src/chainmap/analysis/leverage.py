"""Who could take more from whom: a country from home, or home from that country?

METHOD section 4. Both directions are denial losses over the same targets and weights; only home and
denier change places. The idea that dependence on both sides decides who holds power over whom is
Hirschman's (National Power and the Structure of Foreign Trade, 1945) and Farrell & Newman's
(Weaponized interdependence, International Security 44, 2019).
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..errors import WrongQuestion
from ..schema.answers import READINGS, Leverage
from ..stack import Stack
from ..stack.jurisdiction import FOREIGN
from ..stack.names import name_of
from ..structure import Denial, compile_structure, units, viewpoint
from .denial_loss import Loss, Today, denial_losses
from .frames import frame
from .outcome import Reading
from .supply import targets_of
from .words import names

__all__ = ["leverage", "target_weights"]


def leverage(
    stack: Stack,
    *,
    by: str = "country",
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """Return what each country can take from home by denying, and what home can take from it.

    ``they_to_us`` is the loss of home's targets when the country denies. ``us_to_them`` asks the same
    of the same stack with the seats changed: home denies, and the country is what it would be if it
    built the same targets from the same offers. It says nothing about what that country builds in
    fact; column ``means_en`` repeats this.

    Parameters
    ----------
    stack
        The industry.
    by
        ``country`` or ``bloc``.
    home, lens, mode
        As in :func:`chainmap.available`; there must be a home, and ``label`` knows one seat only.

    Returns
    -------
    pandas.DataFrame
        Rows unit x direction x reading, the unit that can take most first; columns of
        :class:`chainmap.schema.answers.Leverage`. Losses are target weight x level lost, smallest
        and largest, in the short run (customers stay with their suppliers) and the long run
        (rerouted).

    Raises
    ------
    UnknownName
    WrongQuestion
        Without a home, under lens ``label``, or by another kind of unit.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.leverage(cm.bundled("euv"))
    >>> listed = answer[(answer.unit == "country:NLD") & (answer.reading == "as_listed")]
    >>> listed[["direction", "targets_stopped", "loss_long_high"]].values.tolist()
    [['they_to_us', 1, 1.0], ['us_to_them', 0, 0.0]]
    """
    if by not in ("country", "bloc"):
        raise WrongQuestion(f"leverage is asked by country or bloc, not by {by!r}: only these have a seat")
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    if not seen.home:
        raise WrongQuestion("leverage lies between home and the others: name a home")
    if seen.lens == "label":
        raise WrongQuestion("lens label knows the source's seat only; leverage also asks from the other")
    today, weights = Today(structure, seen), target_weights(stack)
    named = [one for one in units(structure, seen, by) if not one[0].startswith("unknown:")]
    theirs = denial_losses(today, seen, [what for _, what in named], weights)
    rows: list[Leverage] = []
    for at, (unit, what) in enumerate(named):
        for reading in READINGS:
            rows.append(_row(stack, unit, "they_to_us", reading, theirs[reading][at], seen.home))
        seat = what.countries - {FOREIGN}
        ours = {}
        if seat:
            across = viewpoint(stack, home=sorted(seat), lens=seen.lens, mode=seen.mode)
            ours = denial_losses(today, across, [Denial(countries=seen.home)], weights)
        for reading in READINGS:
            rows.append(_row(stack, unit, "us_to_them", reading, ours[reading][0] if ours else None, seen.home))
    most = {row.unit: _power(row) for row in rows if (row.direction, row.reading) == ("they_to_us", "as_listed")}
    rows.sort(key=lambda row: (most[row.unit], row.unit))
    return frame(rows, Leverage)


def target_weights(stack: Stack, targets: Iterable[str] | None = None) -> dict[str, float]:
    """Return the targets and their weights, sorted by id.

    Parameters
    ----------
    stack
        The industry.
    targets
        Components by id, name or alias; None: all that carry a weight. One that is named and carries
        none counts as 1.
    """
    known = {row.component: row.weight for row in stack.components}
    names = targets_of(stack) if targets is None else sorted({targets_of(stack, one)[0] for one in targets})
    found = {name: known[name] for name in names}
    return {name: 1.0 if weight is None else weight for name, weight in found.items()}


def _power(row: Leverage) -> tuple[float, ...]:
    return (-(row.loss_short_high or 0), -(row.loss_short_low or 0), -(row.loss_long_high or 0))


def _row(
    stack: Stack, unit: str, direction: str, reading: Reading, loss: Loss | None, home: frozenset[str]
) -> Leverage:
    figures: dict[str, object] = {"bound": "exact"}
    if loss is not None:
        short, long = loss.total("short"), loss.total("long")
        figures = {
            "targets_stopped": len(loss.stopped),
            "stopped": loss.stopped,
            "weight_stopped": loss.weight_stopped,
            "loss_short_low": short.low,
            "loss_short_high": short.high,
            "loss_long_low": long.low,
            "loss_long_high": long.high,
            "bound": "exact" if short.exact and long.exact else "sound",
        }
    means = [_meaning(stack, unit, direction, home, lang, loss is None) for lang in ("en", "zh")]
    return Leverage.model_validate(
        {
            "unit": unit,
            "name_en": name_of(stack, unit, "en"),
            "name_zh": name_of(stack, unit, "zh"),
            "direction": direction,
            "reading": reading,
            "means_en": means[0],
            "means_zh": means[1],
            **figures,
        }
    )


def _meaning(stack: Stack, unit: str, direction: str, home: frozenset[str], lang: str, unnamed: bool) -> str:
    them = names(stack, [unit], lang)
    us = names(stack, [f"country:{code}" for code in sorted(home)], lang)
    english = lang == "en"
    if unnamed:
        return "no answer: its countries are not named" if english else "无法回答：未说明是哪些国家和地区"
    if direction == "they_to_us":
        return f"what {us} loses when {them} denies" if english else f"{them}断供时{us}的损失"
    if english:
        return f"what {them} would lose by {us} denying, if it built the same targets from the same offers"
    return f"若{them}用同样的产品建设同样的目标，{us}断供时其损失"
