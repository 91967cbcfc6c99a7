"""The tables of the answers: one row model an answer, one line a column.

Ranges are ``*_low``, value, ``*_high``; an empty value beside a range means that the data support
the range only. ``reading`` is ``as_listed`` (the named suppliers are all there are) or ``proved``
(whatever unnamed suppliers do). ``bound`` says whether a range is attained (``exact``) or only
contains the truth (``sound``).
"""

from __future__ import annotations

from typing import Literal

from .column import Row, col

__all__ = [
    "ANSWERS",
    "READINGS",
    "Available",
    "BasisEffect",
    "BlindSpot",
    "Chokepoint",
    "Concentration",
    "Coverage",
    "CutSet",
    "GameValue",
    "Headline",
    "ImportDependency",
    "Importance",
    "Level",
    "Leverage",
    "Link",
    "PathSet",
    "ProblemRow",
    "Reading",
    "ScenarioChange",
    "Substitute",
]

Holds = Literal["proved", "as_listed", "possible", ""]
Reading = Literal["as_listed", "proved"]
HOLDS = ("proved", "as_listed", "possible", "")
READINGS: tuple[Reading, ...] = ("as_listed", "proved")
BOUNDS = ("exact", "sound")


class Available(Row):
    """What still works after a denial, and because of what it does not."""

    component: str = col("ref", "the component", required=True, ref="components.component")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    target: bool = col("yesno", "whether it is a target", default=False)
    state: Literal["works", "stopped"] = col(
        "choice", "whether it works, as the suppliers are listed", required=True, choices=("works", "stopped")
    )
    holds: Holds = col(
        "choice",
        "how firmly it stops: proved whatever unnamed suppliers do; as_listed if the named suppliers are all "
        "there are; possible if something unknown falls too; empty: it works",
        default="",
        choices=HOLDS,
    )
    because_en: str = col("text", "why it stops, in English", default="")
    because_zh: str = col("text", "why it stops, in Chinese", default="")
    rests_on: tuple[str, ...] = col("refs", "open lists that the denial empties", ref="components.component")
    unknown: tuple[str, ...] = col("units", "unknown units on which a possible stop hangs")


class CutSet(Row):
    """A smallest set of units whose joint denial stops a target."""

    target: str = col("ref", "the target", required=True, ref="components.component")
    order: int = col("integer", "number of units in the set", required=True)
    members: tuple[str, ...] = col("units", "the units, sorted")
    holds: Holds = col("choice", "proved, as_listed or possible", required=True, choices=HOLDS)
    minimal_in: Literal["as_listed", "proved", "both"] = col(
        "choice",
        "the reading in which no smaller set does it",
        required=True,
        choices=("as_listed", "proved", "both"),
    )
    rests_on: tuple[str, ...] = col("refs", "open lists that it empties", ref="components.component")
    through: tuple[str, ...] = col(
        "refs", "the components that it closes and through which the target stops", ref="components.component"
    )
    beyond_source: bool = col("yesno", "no stated or implied claim links it to the target", default=False)
    complete_to: int = col("integer", "all sets up to this order are listed", default=1)


class PathSet(Row):
    """A smallest set of units that, left undenied, keeps a target working while all others deny."""

    target: str = col("ref", "the target", required=True, ref="components.component")
    order: int = col("integer", "number of units in the set", required=True)
    members: tuple[str, ...] = col("units", "the units, sorted")
    reading: Reading = col("choice", "which suppliers count", required=True, choices=READINGS)
    complete_to: int = col("integer", "all sets up to this order are listed", required=True)


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


class Coverage(Row):
    """How much of a component's supply the data know."""

    component: str = col("ref", "the component", required=True, ref="components.component")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    supply: str = col("text", "offers, open or unknown", required=True)
    complete: str = col("text", "whether the list is complete: yes, no or top", required=True)
    offers_listed: int = col("integer", "listed active offers", required=True, low=0)
    offers_potential: int = col("integer", "potential offers", required=True, low=0)
    shares_known: int = col("integer", "offers with a share", required=True, low=0)
    share_known_low: float = col("share", "share that the named offers cover at least", required=True)
    share_known_high: float = col("share", "share that the named offers cover at most", required=True)
    quality_known: int = col("integer", "offers with a quality", required=True, low=0)
    jurisdiction_known: int = col("integer", "offers whose jurisdiction is known under the lens", required=True, low=0)
    claims: int = col("integer", "claims behind the component and its offers", required=True, low=0)
    stated: int = col("integer", "of these, stated by a source", required=True, low=0)
    implied: int = col("integer", "of these, implied by a source", required=True, low=0)
    inferred: int = col("integer", "of these, inferred", required=True, low=0)
    public: int = col("integer", "of these, public knowledge", required=True, low=0)
    own: int = col("integer", "of these, the user's own", required=True, low=0)
    assumption: int = col("integer", "of these, assumed", required=True, low=0)
    oldest_year: int | None = col("integer", "oldest year among the claims", unit="year")


class BlindSpot(Row):
    """Something the data do not know and an answer depends on."""

    component: str = col("ref", "the component concerned", required=True, ref="components.component")
    subject: str = col("text", "the row that lacks a value", required=True)
    kind: Literal["supply", "quality", "jurisdiction", "owner", "share", "list"] = col(
        "choice",
        "what is unknown",
        required=True,
        choices=("supply", "quality", "jurisdiction", "owner", "share", "list"),
    )
    cell: str = col("text", "the cell that would decide", required=True)
    text_en: str = col("text", "in English", default="")
    text_zh: str = col("text", "in Chinese", default="")


class Link(Row):
    """One step of an explanation, from a unit up to a target."""

    step: int = col("integer", "order in the chain", required=True, low=0)
    target: str = col("ref", "the target concerned", required=True, ref="components.component")
    source: str = col("text", "what fails, as kind:id", required=True)
    affects: str = col("text", "what it takes away, as kind:id", required=True)
    text_en: str = col("text", "the step in English", default="")
    text_zh: str = col("text", "the step in Chinese", default="")
    basis: str = col("text", "weakest basis among the claims of the step", default="")
    evidence: tuple[str, ...] = col("refs", "claims", ref="evidence.evidence")


class Headline(Row):
    """One sentence for a decision maker, made from the numbers."""

    rank: int = col("integer", "most important first", required=True, low=0)
    question: Literal["chokepoint", "dependency", "substitution", "scenario", "unknown"] = col(
        "choice",
        "which of the five questions it answers",
        required=True,
        choices=("chokepoint", "dependency", "substitution", "scenario", "unknown"),
    )
    lens: str = col("text", "the lens under which it holds", required=True)
    targets: tuple[str, ...] = col("refs", "the targets concerned", ref="components.component")
    members: tuple[str, ...] = col("units", "the units concerned")
    through: tuple[str, ...] = col("refs", "through which components", ref="components.component")
    holds: Holds = col("choice", "proved, as_listed or possible", default="", choices=HOLDS)
    rests_on: tuple[str, ...] = col("refs", "open lists on which it rests", ref="components.component")
    beyond_source: bool = col("yesno", "it rests on links that the source does not state", default=False)
    text_en: str = col("text", "the sentence in English", required=True)
    text_zh: str = col("text", "the sentence in Chinese", required=True)


class BasisEffect(Row):
    """A headline that comes or goes when all claims of one basis are withdrawn."""

    basis: str = col("text", "the basis whose claims are withdrawn", required=True)
    claims: int = col("integer", "how many claims that is", required=True, low=0)
    change: Literal["lost", "gained", "none"] = col(
        "choice", "whether the headline goes or comes", required=True, choices=("lost", "gained", "none")
    )
    text_en: str = col("text", "the headline in English", default="")
    text_zh: str = col("text", "the headline in Chinese", default="")


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


class ScenarioChange(Row):
    """A component before and after a scenario."""

    component: str = col("ref", "the component", required=True, ref="components.component")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    target: bool = col("yesno", "whether it is a target", default=False)
    state_before: Literal["works", "stopped"] = col(
        "choice", "before, as the suppliers are listed", required=True, choices=("works", "stopped")
    )
    state_after: Literal["works", "stopped"] = col(
        "choice", "after, as the suppliers are listed", required=True, choices=("works", "stopped")
    )
    holds: Holds = col("choice", "how firmly it stops", default="", choices=HOLDS)
    short_before_low: float = col("share", "lowest level before, short run, as listed", required=True)
    short_before_high: float = col("share", "highest level before, short run, as listed", required=True)
    short_after_low: float = col("share", "lowest level after, short run, as listed", required=True)
    short_after_high: float = col("share", "highest level after, short run, as listed", required=True)
    long_after_low: float = col("share", "lowest level after, long run, as listed", required=True)
    long_after_high: float = col("share", "highest level after, long run, as listed", required=True)
    offers_lost: int = col("integer", "listed offers that stop", required=True, low=0)
    offers_listed: int = col("integer", "listed active offers", required=True, low=0)
    because_en: str = col("text", "why it stops, in English", default="")
    because_zh: str = col("text", "why it stops, in Chinese", default="")
    rests_on: tuple[str, ...] = col("refs", "open lists that it empties", ref="components.component")


class ProblemRow(Row):
    """One problem found by ``check``."""

    file: str = col("text", "the file", required=True)
    line: int | None = col("integer", "the line")
    column: str | None = col("text", "the column")
    level: Literal["error", "warning"] = col(
        "choice", "errors stop reading", required=True, choices=("error", "warning")
    )
    text: str = col("text", "what is wrong", required=True)
    remedy: str = col("text", "how to mend it", default="")


ANSWERS: dict[str, type[Row]] = {
    "available": Available,
    "cut_sets": CutSet,
    "path_sets": PathSet,
    "importance": Importance,
    "leverage": Leverage,
    "coalition_game": GameValue,
    "chokepoints": Chokepoint,
    "levels": Level,
    "dependency": ImportDependency,
    "concentration": Concentration,
    "substitutes": Substitute,
    "coverage": Coverage,
    "blind_spots": BlindSpot,
    "explain": Link,
    "headlines": Headline,
    "basis": BasisEffect,
    "before_after": ScenarioChange,
    "problems": ProblemRow,
}
