"""The tables of a stack: one row model a table, one line a column.

``*_low`` and ``*_high`` bound the value beside them. An empty cell is unknown, never zero,
unless a default is stated here.
"""

from __future__ import annotations

from typing import Literal

from .column import Row, col

__all__ = [
    "KEYS",
    "TABLES",
    "Actor",
    "Bloc",
    "Change",
    "Component",
    "Evidence",
    "Fact",
    "Flow",
    "Jurisdiction",
    "Layer",
    "Need",
    "Offer",
    "Policy",
    "Settings",
    "Source",
    "Spec",
    "Switch",
    "Trade",
]

Codes = tuple[str, ...]
Lens = Literal["label", "hq", "owner", "origin", "site", "any"]
LENSES: tuple[Lens, ...] = ("label", "hq", "owner", "origin", "site", "any")
BASES = ("stated", "implied", "inferred", "public", "own", "assumption")


class Settings(Row):
    """``stack.yaml``: what the stack is called and from whose seat it is read."""

    id: str = col("id", "name of the stack; also the folder of its outputs", required=True)
    title_en: str | None = col("text", "title in English")
    title_zh: str | None = col("text", "title in Chinese")
    home: Codes = col("countries", "the countries from whose seat the questions are asked")
    lens: Lens = col("choice", "which jurisdiction reaches an offer", default="owner", choices=LENSES)
    mode: Literal["supply", "use"] = col(
        "choice", "supply: new supply stops; use: use is revoked", default="supply", choices=("supply", "use")
    )
    horizon_months: float = col("number", "how far ahead the questions look", default=36.0, unit="months", low=1)
    threshold: float = col("share", "level below which a target counts as stopped in scenarios", default=0.5)
    currency: str | None = col("text", "currency of every cost")
    as_of: int | None = col("integer", "the year whose state the stack describes", unit="year", low=1900, high=2200)
    encoding: str | None = col("text", "encoding of the CSV files when it is not UTF-8, for example gb18030")


class Source(Row):
    """Documents that evidence is taken from."""

    source: str = col("id", "id of the document", required=True)
    title: str = col("text", "title as published", required=True)
    publisher: str | None = col("text", "who published it")
    year: int | None = col("integer", "year of publication", unit="year", low=1800, high=2200)
    licence: str | None = col("text", "terms under which it may be used")


class Evidence(Row):
    """Claims, in our own words, with the place that supports them."""

    evidence: str = col("id", "id of the claim", required=True)
    source: str | None = col("ref", "the document", ref="sources.source")
    locator: str | None = col("text", "part, heading, page or line in the document")
    claim_en: str | None = col("text", "what is claimed, in English")
    claim_zh: str | None = col("text", "what is claimed, in Chinese")
    basis: Literal["stated", "implied", "inferred", "public", "own", "assumption"] = col(
        "choice", "how the claim is known", required=True, choices=BASES
    )
    confidence: Literal["low", "medium", "high"] | None = col(
        "choice", "how sure the claim is", choices=("low", "medium", "high")
    )
    as_of: int | None = col("integer", "the year for which it holds", unit="year", low=1800, high=2200)
    supports: tuple[str, ...] = col(
        "texts", "the columns it supports in the rows that cite it, such as hq;owner; empty: the whole row"
    )
    confidential: bool = col("yesno", "leave it out of anything that is shared", default=False)


class Layer(Row):
    """The layers of the industry, upstream first."""

    layer: str = col("id", "id of the layer", required=True)
    rank: int = col("integer", "1 is furthest upstream", required=True, low=0)
    name_en: str | None = col("text", "name in English")
    name_zh: str | None = col("text", "name in Chinese")


class Component(Row):
    """What is needed: technologies, parts, software, services, and the products themselves."""

    component: str = col("id", "id of the component", required=True)
    layer: str | None = col("ref", "the layer it belongs to", ref="layers.layer")
    name_en: str | None = col("text", "name in English")
    name_zh: str | None = col("text", "name in Chinese")
    kind: str | None = col("text", "a short word such as software, device, material, standard")
    supply: Literal["offers", "open", "unknown"] = col(
        "choice",
        "offers: somebody listed supplies it; open: assembled, in-house or commons, nobody can deny it; "
        "unknown: the source names nobody",
        default="offers",
        choices=("offers", "open", "unknown"),
    )
    complete: Literal["yes", "no", "top"] = col(
        "choice",
        "yes: a source says that the list of suppliers is complete; top: it is a top-n ranking",
        default="no",
        choices=("yes", "no", "top"),
    )
    maturity: Literal["concept", "emerging", "growing", "mature"] | None = col(
        "choice",
        "whether it works yet, whoever supplies it",
        choices=("concept", "emerging", "growing", "mature"),
    )
    weight: float | None = col("number", "set = it is a target; how much it counts among the targets", low=0)
    variant_of: str | None = col("ref", "the component of which this is a variant", ref="components.component")
    hs6: tuple[str, ...] = col("texts", "trade codes of the Harmonised System")
    beyond_source: bool = col("yesno", "the main source does not name it; it was added", default=False)
    note_en: str | None = col("text", "a word of explanation in English")
    note_zh: str | None = col("text", "a word of explanation in Chinese")
    evidence: Codes = col("refs", "claims that support this row", ref="evidence.evidence")


class Actor(Row):
    """Firms, consortia, communities: whoever makes an offer or owns somebody who does."""

    actor: str = col("id", "id of the actor", required=True)
    name_en: str | None = col("text", "name in English")
    name_zh: str | None = col("text", "name in Chinese")
    aliases: tuple[str, ...] = col("texts", "other names, printed forms and misprints included")
    kind: str | None = col("text", "firm, consortium, community, operator, ...")
    hq: Codes = col("countries", "where its headquarters are")
    region: str | None = col("text", "province or city")
    owner: str | None = col("ref", "who owns it; itself when independent; empty = not known", ref="actors.actor")
    label: Codes = col("label", "domestic, foreign, or country codes, as the source printed it")
    evidence: Codes = col("refs", "claims that support this row", ref="evidence.evidence")


class Offer(Row):
    """One actor's product that supplies one component."""

    offer: str = col("id", "id of the offer", required=True)
    component: str = col("ref", "what it supplies", required=True, ref="components.component")
    actor: str = col("ref", "who makes it", required=True, ref="actors.actor")
    product_en: str | None = col("text", "product name in English")
    product_zh: str | None = col("text", "product name in Chinese")
    status: Literal["active", "potential"] = col(
        "choice",
        "potential: not on the market yet; never counts until a plan or a scenario step starts it",
        default="active",
        choices=("active", "potential"),
    )
    share_low: float | None = col("share", "lowest share of the component's supply")
    share: float | None = col("share", "share of the component's supply")
    share_high: float | None = col("share", "highest share of the component's supply")
    share_year: int | None = col("integer", "year of the share", unit="year", low=1800, high=2200)
    quality_low: float | None = col("share", "lowest quality", unit="relative to the leading product")
    quality: float | None = col("share", "quality", unit="relative to the leading product")
    quality_high: float | None = col("share", "highest quality", unit="relative to the leading product")
    origin: Codes = col("countries", "where the technology was developed")
    rights: Literal["source", "licence", "open"] = col(
        "choice",
        "open: published source, nobody can deny it; source: the actor owns the source; licence: it does not",
        default="licence",
        choices=("source", "licence", "open"),
    )
    sites: Codes = col("countries", "where it is made")
    headroom: float = col("number", "spare capacity as a share of today's output", default=0.0, low=0)
    lead_months_low: float | None = col("number", "shortest time to bring it to market", unit="months", low=0)
    lead_months: float | None = col("number", "time to bring it to market", unit="months", low=0)
    lead_months_high: float | None = col("number", "longest time to bring it to market", unit="months", low=0)
    ramp_months: float = col("number", "months from first to full capacity", default=0.0, unit="months", low=0)
    cost_low: float | None = col("number", "lowest cost of bringing it to market", unit="currency", low=0)
    cost: float | None = col("number", "cost of bringing it to market", unit="currency", low=0)
    cost_high: float | None = col("number", "highest cost of bringing it to market", unit="currency", low=0)
    evidence: Codes = col("refs", "claims that support this row", ref="evidence.evidence")


class Need(Row):
    """What a component or an offer requires; redundancy lives here, in groups of alternatives."""

    dependent: str = col(
        "ref", "the component or offer that needs", required=True, ref="components.component offers.offer"
    )
    input: str = col(
        "ref", "the component or offer that is needed", required=True, ref="components.component offers.offer"
    )
    group: str | None = col("text", "needs of one dependent with the same group are alternatives")
    at_least: int = col("integer", "how many of the group must work", default=1, low=1)
    weight_low: float | None = col("share", "lowest share of the dependent's value that hangs on the group")
    weight: float | None = col("share", "share of the dependent's value that hangs on the group")
    weight_high: float | None = col("share", "highest share of the dependent's value that hangs on the group")
    usage_low: float | None = col("share", "lowest share of use among the alternatives of the group")
    usage: float | None = col("share", "share of use among the alternatives of the group")
    usage_high: float | None = col("share", "highest share of use among the alternatives of the group")
    essential: bool = col("yesno", "without it the dependent stops; no: it only loses the weight", default=True)
    min_quality: float | None = col("share", "offers below this quality do not serve this need")
    licence: Literal["subscription", "perpetual", "source"] = col(
        "choice",
        "subscription: needs a live input; perpetual: keeps what it had when new supply stops; "
        "source: keeps it even when use is revoked",
        default="subscription",
        choices=("subscription", "perpetual", "source"),
    )
    stock_months: float | None = col("number", "months of input in stock", unit="months", low=0)
    evidence: Codes = col("refs", "claims that support this row", ref="evidence.evidence")


class Switch(Row):
    """What it takes to use one offer in place of another."""

    from_offer: str = col("ref", "the offer that is replaced", required=True, ref="offers.offer")
    to_offer: str = col("ref", "the offer that replaces it", required=True, ref="offers.offer")
    months_low: float | None = col("number", "shortest time to switch", unit="months", low=0)
    months: float | None = col("number", "time to switch", unit="months", low=0)
    months_high: float | None = col("number", "longest time to switch", unit="months", low=0)
    cost_low: float | None = col("number", "lowest cost", unit="currency", low=0)
    cost: float | None = col("number", "cost", unit="currency", low=0)
    cost_high: float | None = col("number", "highest cost", unit="currency", low=0)
    quality_ratio: float | None = col("number", "quality after the switch over quality before", low=0)
    evidence: Codes = col("refs", "claims that support this row", ref="evidence.evidence")


class Spec(Row):
    """What a use requires and what a technology provides, in the same parameter and unit."""

    subject: str = col("ref", "the component", required=True, ref="components.component offers.offer")
    role: Literal["requires", "provides"] = col(
        "choice",
        "whether the subject asks for it or gives it",
        required=True,
        choices=("requires", "provides"),
    )
    parameter: str = col("text", "for example latency", required=True)
    low: float | None = col("number", "lowest value")
    high: float | None = col("number", "highest value")
    unit: str | None = col("text", "unit of both")
    year: int | None = col("integer", "year of the figure", unit="year", low=1800, high=2200)
    evidence: Codes = col("refs", "claims that support this row", ref="evidence.evidence")


class Fact(Row):
    """A figure of the source about something in the stack."""

    fact: str = col("id", "id of the figure", required=True)
    subject: str | None = col("text", "what the figure is about: an id, a country, or a word")
    metric: str = col("text", "what is measured", required=True)
    low: float | None = col("number", "lowest value")
    value: float | None = col("number", "value")
    high: float | None = col("number", "highest value")
    unit: str | None = col("text", "unit of all three")
    year: int | None = col("integer", "year of the figure", unit="year", low=1800, high=2200)
    evidence: Codes = col("refs", "claims that support this row", ref="evidence.evidence")


class Policy(Row):
    """A policy of a region."""

    policy: str = col("id", "id of the policy", required=True)
    region: str | None = col("text", "province, city or district")
    name_zh: str | None = col("text", "name in Chinese")
    name_en: str | None = col("text", "name in English")
    from_year: int | None = col("integer", "first year", unit="year", low=1800, high=2200)
    to_year: int | None = col("integer", "last year", unit="year", low=1800, high=2200)
    about: str | None = col("text", "what it is about")
    evidence: Codes = col("refs", "claims that support this row", ref="evidence.evidence")


class Bloc(Row):
    """Membership of countries in blocs, as of the stack's date."""

    bloc: str = col("text", "id of the bloc", required=True)
    country: str = col("country", "a member", required=True)
    since: int | None = col("integer", "member since", unit="year", low=1800, high=2200)
    until: int | None = col("integer", "member until the end of", unit="year", low=1800, high=2200)


class Change(Row):
    """A dated change of one cell, applied when the question is asked as of a later year."""

    since: int = col("integer", "first year in which it holds", required=True, unit="year", low=1800, high=2200)
    table: str = col("text", "which table", required=True)
    row: str = col("text", "id of the row", required=True)
    column: str = col("text", "which column", required=True)
    value: str | None = col("text", "the new value")
    evidence: Codes = col("refs", "claims that support this row", ref="evidence.evidence")


class Jurisdiction(Row):
    """Names of countries and regions where the shipped ones do not fit."""

    code: str = col("country", "ISO 3166 alpha-3 code", required=True)
    name_en: str | None = col("text", "name in English")
    name_zh: str | None = col("text", "name in Chinese")


class Trade(Row):
    """Trade figures of a component."""

    home: str = col("text", "whose trade", required=True)
    component: str = col("ref", "which component", required=True, ref="components.component")
    country: str = col("country", "partner; members of home included", required=True)
    year: int | None = col("integer", "year", unit="year", low=1800, high=2200)
    imports: float | None = col("number", "imports of home from the country", low=0)
    exports: float | None = col("number", "exports of home to the country", low=0)
    world_exports: float | None = col("number", "exports of the country to the world", low=0)


class Flow(Row):
    """Physical quantities of an offer or a component."""

    subject: str = col("ref", "offer or component", required=True, ref="components.component offers.offer")
    capacity: float | None = col("number", "what it can make in a period", low=0)
    demand: float | None = col("number", "what is asked of it in a period", low=0)
    stock: float | None = col("number", "finished stock", low=0)
    unit: str | None = col("text", "unit of the quantities")
    period: str | None = col("text", "length of a period")


TABLES: dict[str, type[Row]] = {
    "sources": Source,
    "evidence": Evidence,
    "layers": Layer,
    "components": Component,
    "actors": Actor,
    "offers": Offer,
    "needs": Need,
    "switches": Switch,
    "specs": Spec,
    "facts": Fact,
    "policies": Policy,
    "blocs": Bloc,
    "changes": Change,
    "jurisdictions": Jurisdiction,
    "trade": Trade,
    "flows": Flow,
}

KEYS: dict[str, tuple[str, ...]] = {
    "sources": ("source",),
    "evidence": ("evidence",),
    "layers": ("layer",),
    "components": ("component",),
    "actors": ("actor",),
    "offers": ("offer",),
    "needs": ("dependent", "input", "group"),
    "switches": ("from_offer", "to_offer"),
    "specs": ("subject", "role", "parameter", "unit", "year"),
    "facts": ("fact",),
    "policies": ("policy",),
    "blocs": ("bloc", "country", "since"),
    "changes": ("since", "table", "row", "column"),
    "jurisdictions": ("code",),
    "trade": ("home", "component", "country", "year"),
    "flows": ("subject",),
}
"""The columns that tell the rows of a table apart: no two rows agree in all of them."""
