"""How much is left, whose it is, and what could replace it."""

from __future__ import annotations

from typing import Literal

from ..column import Row, col
from .choices import BOUNDS, READINGS, Reading

__all__ = ["Concentration", "ImportDependency", "Level", "Substitute"]


class Level(Row):
    """How much of each component is left after a denial."""

    component: str = col("ref", "the component", required=True, ref="components.component")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    target: bool = col("yesno", "whether it is a target", default=False)
    run: Literal["short", "long"] = col(
        "choice", "short: shares stay as they are; long: rerouted", required=True, choices=("short", "long")
    )
    reading: Reading = col("choice", "which suppliers count", required=True, choices=READINGS)
    level_low: float = col("share", "lowest level", required=True, unit="share of today's supply")
    level: float | None = col("share", "level at the stated shares", unit="share of today's supply")
    level_high: float = col("share", "highest level", required=True, unit="share of today's supply")
    offers_left: int = col("integer", "listed offers that still work", required=True, low=0)
    offers_listed: int = col("integer", "listed active offers", required=True, low=0)
    bound: Literal["exact", "sound"] = col("choice", "attained, or only containing", required=True, choices=BOUNDS)
    because_en: str = col("text", "what holds it down, in English", default="")
    because_zh: str = col("text", "what holds it down, in Chinese", default="")
    assumed: str = col("text", "assumptions asked for with assume=", default="")


class ImportDependency(Row):
    """Share of a component's supply that a country reaches, at face value."""

    component: str = col("ref", "the component", required=True, ref="components.component")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    country: str = col("text", "a code, or foreign for all countries but home", required=True)
    measure: Literal["face"] = col("choice", "face value: the last stage only", required=True, choices=("face",))
    reading: Reading = col("choice", "which suppliers count", required=True, choices=READINGS)
    low: float = col("share", "lowest share", required=True)
    value: float | None = col("share", "share at the stated shares")
    high: float = col("share", "highest share", required=True)
    offers_reached: int = col("integer", "listed offers that the country reaches", required=True, low=0)
    offers_unknown: int = col("integer", "listed offers of unknown jurisdiction", required=True, low=0)
    offers_listed: int = col("integer", "listed active offers", required=True, low=0)
    bound: Literal["exact", "sound"] = col("choice", "attained, or only containing", required=True, choices=BOUNDS)
    decides: str = col("text", "the cell that would narrow it most", default="")


class Concentration(Row):
    """Herfindahl-Hirschman index of a component's supply."""

    component: str = col("ref", "the component", required=True, ref="components.component")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    by: Literal["actor", "owner", "country"] = col(
        "choice", "whose shares are added up", required=True, choices=("actor", "owner", "country")
    )
    reading: Reading = col("choice", "which suppliers count", required=True, choices=READINGS)
    hhi_low: float = col("share", "lowest index", required=True, unit="0 to 1")
    hhi: float | None = col("share", "index at the stated shares", unit="0 to 1")
    hhi_high: float = col("share", "highest index", required=True, unit="0 to 1")
    names: int = col("integer", "names that are told apart", required=True, low=0)
    shares_known: int = col("integer", "offers whose share is stated", required=True, low=0)
    offers_listed: int = col("integer", "listed active offers", required=True, low=0)
    bound: Literal["exact", "sound"] = col("choice", "attained, or only containing", required=True, choices=BOUNDS)
    decides: str = col("text", "the cell that would narrow it most", default="")


class Substitute(Row):
    """What could stand in for an offer, an actor or a component."""

    item: str = col("text", "the offer that is replaced", required=True)
    substitute: str = col("ref", "the offer that replaces it", required=True, ref="offers.offer")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    actor: str = col("ref", "who makes it", required=True, ref="actors.actor")
    kind: Literal["active", "potential"] = col(
        "choice", "on the market, or to be brought there", required=True, choices=("active", "potential")
    )
    countries: tuple[str, ...] = col("countries", "countries that reach it under the lens")
    foreign: Literal["yes", "no", "unknown"] = col(
        "choice", "whether anybody outside home reaches it", required=True, choices=("yes", "no", "unknown")
    )
    months_low: float | None = col("number", "fastest", unit="months", low=0)
    months: float | None = col("number", "switching or lead time", unit="months", low=0)
    months_high: float | None = col("number", "slowest; empty = not known", unit="months", low=0)
    cost_low: float | None = col("number", "lowest cost", unit="currency", low=0)
    cost: float | None = col("number", "cost", unit="currency", low=0)
    cost_high: float | None = col("number", "highest cost", unit="currency", low=0)
    quality_low: float | None = col("share", "lowest quality")
    quality: float | None = col("share", "quality")
    quality_high: float | None = col("share", "highest quality")
    blocked_by: tuple[str, ...] = col("units", "needs of the substitute that the same denial takes away")
    note_en: str = col("text", "what is not known, in English", default="")
    note_zh: str = col("text", "what is not known, in Chinese", default="")
    evidence: tuple[str, ...] = col("refs", "claims", ref="evidence.evidence")
