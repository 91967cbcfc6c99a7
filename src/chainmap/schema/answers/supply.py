"""How much is left, whose it is, and what could replace it."""

from __future__ import annotations

from typing import Literal

from ..column import Row, col
from .choices import BOUNDS, HOLDS, READINGS, Reading

__all__ = ["Concentration", "Exposure", "ImportDependency", "Level", "Route", "Substitute", "TradeCriterion"]


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
    """Share of a component's supply that a country reaches, at the last stage or at any."""

    component: str = col("ref", "the component", required=True, ref="components.component")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    country: str = col("text", "a code, or foreign for all countries but home", required=True)
    measure: Literal["face", "look_through", "gross"] = col(
        "choice",
        "face: the last stage only; look_through: reached at any stage; gross: part of all output on the way, for "
        "input-output data",
        required=True,
        choices=("face", "look_through", "gross"),
    )
    reading: Reading = col("choice", "which suppliers count", required=True, choices=READINGS)
    low: float = col("share", "lowest share", required=True)
    value: float | None = col("share", "share at the stated shares")
    high: float = col("share", "highest share", required=True)
    offers_reached: int = col("integer", "listed offers that the country reaches", required=True, low=0)
    offers_unknown: int = col("integer", "listed offers of unknown jurisdiction", required=True, low=0)
    offers_listed: int = col("integer", "listed active offers", required=True, low=0)
    bound: Literal["exact", "sound"] = col("choice", "attained, or only containing", required=True, choices=BOUNDS)
    decides: str = col("text", "the cell that would narrow it most", default="")
    face_low: float | None = col("share", "lowest share at the last stage; look_through and gross only")
    face: float | None = col("share", "share at the last stage")
    face_high: float | None = col("share", "highest share at the last stage")
    hidden_low: float | None = col("share", "lowest share that enters through inputs only")
    hidden: float | None = col("share", "share that enters through inputs only")
    hidden_high: float | None = col("share", "highest share that enters through inputs only")
    hidden_bound: Literal["exact", "sound", ""] = col(
        "choice", "whether the hidden share is attained", default="", choices=(*BOUNDS, "")
    )
    embargo_low: float | None = col("share", "lowest level when all foreign countries deny at once; foreign only")
    embargo: float | None = col("share", "level when all foreign countries deny at once")
    embargo_high: float | None = col("share", "highest level when all foreign countries deny at once")
    touched: int | None = col("integer", "components it draws on, itself included, that the country reaches", low=0)
    cone: int | None = col("integer", "components it draws on, itself included", low=0)
    stops: Literal["proved", "as_listed", "possible", ""] = col(
        "choice", "whether the country's denial stops the component, and how firmly", default="", choices=HOLDS
    )
    assumed: str = col("text", "assumptions asked for with assume=", default="")


class Concentration(Row):
    """In how many hands a component's supply is: Herfindahl-Hirschman index and largest hands."""

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
    largest_low: float = col("share", "lowest share of the largest hand", required=True)
    largest_high: float = col("share", "highest share of the largest hand", required=True)
    largest_hand: str = col("text", "whose share is the largest whatever the missing shares are", default="")
    hands_75_low: int = col("integer", "fewest hands that hold 75 %", required=True, low=0)
    hands_75_high: int | None = col("integer", "most hands needed for 75 %; empty = nobody can say", low=0)
    largest_bound: Literal["exact", "sound"] = col(
        "choice", "whether the figures about the largest hands are attained", required=True, choices=BOUNDS
    )
    names: int = col("integer", "names that are told apart", required=True, low=0)
    shares_known: int = col("integer", "offers whose share is stated", required=True, low=0)
    offers_listed: int = col("integer", "listed active offers", required=True, low=0)
    bound: Literal["exact", "sound"] = col("choice", "attained, or only containing", required=True, choices=BOUNDS)
    decides: str = col("text", "the cell that would narrow it most", default="")


class Route(Row):
    """One way by which a country's share enters a target, from the target upstream."""

    target: str = col("ref", "what depends", required=True, ref="components.component")
    country: str = col("text", "a code, or foreign for all countries but home", required=True)
    rank: int = col("integer", "1 is the heaviest: by its highest share, then the fewest steps", required=True, low=1)
    route: tuple[str, ...] = col("units", "components and offers from the target to what the country reaches")
    low: float = col("share", "lowest share of the target that enters so", required=True)
    value: float | None = col("share", "share at the stated shares and weights")
    high: float = col("share", "highest share", required=True)
    known: bool = col("yesno", "whether the country is known to reach the end", default=True)
    hidden: bool = col("yesno", "whether it enters through inputs of the target", default=False)
    text_en: str = col("text", "the route in words, in English", default="")
    text_zh: str = col("text", "the route in words, in Chinese", default="")
    evidence: tuple[str, ...] = col("refs", "claims", ref="evidence.evidence")
    assumed: str = col("text", "assumptions asked for with assume=", default="")


class Exposure(Row):
    """What one target depends on in one country, and what that country's denial touches."""

    country: str = col("text", "a code, or foreign for all countries but home", required=True)
    target: str = col("ref", "what depends", required=True, ref="components.component")
    name_en: str = col("text", "name of the target in English", default="")
    name_zh: str = col("text", "name of the target in Chinese", default="")
    reading: Reading = col("choice", "which suppliers count", required=True, choices=READINGS)
    low: float = col("share", "lowest look-through", required=True)
    value: float | None = col("share", "look-through at the stated shares")
    high: float = col("share", "highest look-through", required=True)
    face_low: float = col("share", "lowest share at the last stage", required=True)
    face_high: float = col("share", "highest share at the last stage", required=True)
    touched: int = col("integer", "components it draws on that the country reaches", required=True, low=0)
    cone: int = col("integer", "components it draws on, itself included", required=True, low=0)
    stops: Literal["proved", "as_listed", "possible", ""] = col(
        "choice", "whether the country's denial stops the target, and how firmly", default="", choices=HOLDS
    )
    rank_in_target: int | None = col("integer", "among the countries, for this target; 1 weighs most", low=1)
    rank_in_country: int | None = col("integer", "among the targets, for this country; 1 depends most", low=1)
    driver: tuple[str, ...] = col("units", "the heaviest route")
    drives_en: str = col("text", "the heaviest route in words, in English", default="")
    drives_zh: str = col("text", "the heaviest route in words, in Chinese", default="")
    decides: str = col("text", "the cell that would narrow the share most", default="")
    assumed: str = col("text", "assumptions asked for with assume=", default="")


class TradeCriterion(Row):
    """How a component stands to one criterion of import dependency, from trade figures."""

    home: str = col("text", "whose trade", required=True)
    component: str = col("ref", "the component", required=True, ref="components.component")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    year: int | None = col("integer", "year; empty for a verdict over several years", unit="year", low=1800, high=2200)
    criterion: Literal[
        "import_concentration", "outside_share", "imports_to_exports", "export_concentration", "eu", "cepii"
    ] = col(
        "choice",
        "import_concentration: HHI of imports by country outside home; outside_share: of all imports; "
        "imports_to_exports: imports from outside home over exports; export_concentration: HHI of world exports; eu: "
        "the first three; cepii: all four, in two of the last three years",
        required=True,
        choices=(
            "import_concentration",
            "outside_share",
            "imports_to_exports",
            "export_concentration",
            "eu",
            "cepii",
        ),
    )
    criterion_low: float | None = col("number", "lowest figure, whatever the missing figures are", low=0)
    criterion_value: float | None = col("number", "figure; a count of criteria or years in a verdict", low=0)
    criterion_high: float | None = col("number", "highest figure; empty = no limit", low=0)
    threshold: float = col("number", "dependent above it; in a verdict: from it on", required=True, low=0)
    margin: float | None = col("number", "figure minus threshold; near 0 it may turn from year to year")
    met: Literal["yes", "no", "unknown"] = col(
        "choice", "unknown: the missing figures can turn it", required=True, choices=("yes", "no", "unknown")
    )
    missing: int = col("integer", "figures that are missing", required=True, low=0)
    decides: str = col("text", "a missing figure", default="")


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
