"""Who matters most: ranks, importance, leverage and shares of the power to stop."""

from __future__ import annotations

from typing import Literal

from ..column import Row, col
from .choices import BOUNDS, READINGS, Reading

__all__ = ["Chokepoint", "GameValue", "Importance", "Leverage"]


class Chokepoint(Row):
    """One unit in one reading: how few can close it, what that costs, and how soon it is made good."""

    reading: Reading = col("choice", "which suppliers count", required=True, choices=READINGS)
    rank: int | None = col("integer", "among the chokepoints of the reading; empty: it is none", low=1)
    unit: str = col("text", "the unit, as kind:id", required=True)
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    chokepoint: bool = col(
        "yesno",
        "component: a known coalition outside home can close it and its loss can be above 0; other unit: it is part "
        "of a smallest such coalition against a target",
        default=False,
    )
    controlled: Literal["foreign", "home", "nobody", "unknown"] = col(
        "choice",
        "who can close it, or whose it is: known countries outside home; only home; nobody; or not known",
        required=True,
        choices=("foreign", "home", "nobody", "unknown"),
    )
    targets_stopped: int = col("integer", "targets that its denial alone stops", required=True, low=0)
    smallest_order: int | None = col(
        "integer",
        "component: fewest countries that close it; other unit: size of the smallest cut set with it; empty: none",
        low=0,
    )
    cuts_by_order: str = col("text", "how many such sets there are, as order:count; ...", default="")
    complete_to: int = col("integer", "sets up to this order are counted", required=True, low=0)
    loss_short_low: float = col("number", "least denial loss, short run", required=True, unit="target weight", low=0)
    loss_short_high: float = col(
        "number", "greatest denial loss, short run", required=True, unit="target weight", low=0
    )
    loss_long_low: float = col("number", "least denial loss, long run", required=True, unit="target weight", low=0)
    loss_long_high: float = col("number", "greatest denial loss, long run", required=True, unit="target weight", low=0)
    bound: Literal["exact", "sound"] = col(
        "choice", "whether the losses are attained, or only contained", required=True, choices=BOUNDS
    )
    capability_months_low: float = col(
        "number", "least loss x months", required=True, unit="target weight x months", low=0
    )
    capability_months_high: float = col(
        "number", "greatest loss x months", required=True, unit="target weight x months", low=0
    )
    hhi_low: float | None = col("share", "lowest concentration by ultimate owner; components only", unit="0 to 1")
    hhi: float | None = col("share", "concentration at the stated shares; components only", unit="0 to 1")
    hhi_high: float | None = col("share", "highest concentration by ultimate owner; components only", unit="0 to 1")
    substitutes: int = col("integer", "listed offers that could stand in for what is lost", required=True, low=0)
    months_low: float | None = col("number", "soonest that the last lost market is served again", unit="months", low=0)
    months_to_substitute: float | None = col(
        "number",
        "the same from the months that are known; the horizon where they are not; empty: nothing is lost",
        unit="months",
        low=0,
    )
    months_high: float | None = col("number", "latest, at most the horizon", unit="months", low=0)
    months_basis: Literal["own_time", "horizon", ""] = col(
        "choice",
        "own_time: from each fastest substitute's own switching or lead time, not a whole path; horizon: for some "
        "lost market no time is known, or nobody is listed, so that the horizon stands in; empty: nothing is lost",
        default="",
        choices=("own_time", "horizon", ""),
    )
    offers_listed: int = col(
        "integer", "listed offers on the market: of the component, or that the unit takes away", required=True, low=0
    )
    shares_known: int = col("integer", "of these, offers whose share is known", required=True, low=0)
    because_en: str = col("text", "why, in English", default="")
    because_zh: str = col("text", "why, in Chinese", default="")
    note_en: str = col("text", "what is not known, in English", default="")
    note_zh: str = col("text", "what is not known, in Chinese", default="")
    betweenness: float | None = col("number", "for contrast: betweenness, 0 to 1", unit="0 to 1", low=0)
    pagerank: float | None = col("number", "for contrast: PageRank, dependents endorsing inputs", unit="0 to 1", low=0)
    degree: int | None = col("integer", "for contrast: direct links, in and out", low=0)


class Importance(Row):
    """How much one unit matters for whether a target stops, given the probability that each unit denies."""

    target: str = col("ref", "the target", required=True, ref="components.component")
    unit: str = col("text", "a unit in some minimal cut set; empty: there is none, and note says why", default="")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    probability: float | None = col("share", "probability that the unit denies", unit="probability")
    top_probability: float = col("share", "probability that the target stops", required=True, unit="probability")
    birnbaum: float | None = col("share", "P(stops | unit denies) - P(stops | it does not)", unit="probability")
    criticality: float | None = col("share", "P(unit denies and it is decisive | target stops)", unit="probability")
    diagnostic: float | None = col("share", "P(unit denies | target stops)", unit="probability")
    fussell_vesely: float | None = col(
        "share", "P(a minimal cut set with the unit occurs | target stops)", unit="probability"
    )
    raw: float | None = col("number", "risk achievement worth: P(stops | unit denies) / P(stops)", unit="ratio", low=0)
    rrw: float | None = col(
        "number",
        "risk reduction worth: P(stops) / P(stops | unit does not deny); empty if infinite",
        unit="ratio",
        low=0,
    )
    rrw_text: str = col("text", "the same in words: a number, or infinite", default="")
    smallest_order: int | None = col("integer", "units in its smallest minimal cut set", low=0)
    cut_sets: int = col("integer", "minimal cut sets that hold it, as listed", required=True, low=0)
    note_en: str = col("text", "why there is no figure, in English", default="")
    note_zh: str = col("text", "why there is no figure, in Chinese", default="")


class Leverage(Row):
    """What a country can take from home, or home from it, each figure a denial loss."""

    unit: str = col("text", "the country or bloc", required=True)
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    direction: Literal["they_to_us", "us_to_them"] = col(
        "choice",
        "they_to_us: the unit denies and home loses; us_to_them: home denies and the unit loses",
        required=True,
        choices=("they_to_us", "us_to_them"),
    )
    reading: Reading = col("choice", "which suppliers count", required=True, choices=READINGS)
    targets_stopped: int | None = col("integer", "targets that stop", low=0)
    stopped: tuple[str, ...] = col("refs", "the targets that stop", ref="components.component")
    weight_stopped: float | None = col("number", "weight of the targets that stop", unit="target weight", low=0)
    loss_short_low: float | None = col("number", "least loss, short run", unit="target weight", low=0)
    loss_short_high: float | None = col("number", "greatest loss, short run", unit="target weight", low=0)
    loss_long_low: float | None = col("number", "least loss, long run", unit="target weight", low=0)
    loss_long_high: float | None = col("number", "greatest loss, long run", unit="target weight", low=0)
    bound: Literal["exact", "sound"] = col("choice", "attained, or only containing", required=True, choices=BOUNDS)
    means_en: str = col("text", "what the figure means, in English", default="")
    means_zh: str = col("text", "what the figure means, in Chinese", default="")


class GameValue(Row):
    """A country's part in the power of all coalitions to stop targets."""

    unit: str = col("text", "a country in some minimal cut set; empty: there is none", default="")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    shapley: float = col(
        "number", "Shapley value: its mean marginal contribution", required=True, unit="target weight", low=0
    )
    share: float | None = col("share", "Shapley value / weight that all countries together stop")
    standard_error: float = col(
        "number", "of the Shapley value; 0 where it is exact", required=True, unit="target weight", low=0
    )
    alone: float = col("number", "weight that it stops alone", required=True, unit="target weight", low=0)
    everybody: float = col(
        "number", "weight that all countries together stop", required=True, unit="target weight", low=0
    )
    players: int = col("integer", "countries in some minimal cut set", required=True, low=0)
    method: Literal["exact", "sampled"] = col(
        "choice", "all coalitions, or random orders of the countries", required=True, choices=("exact", "sampled")
    )
    draws: int = col("integer", "random orders drawn; 0 where it is exact", required=True, low=0)
