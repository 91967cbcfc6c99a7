"""How firmly answers stand: ranks under draws, what a cell decides, what overturns a headline; and what is short."""

from __future__ import annotations

from typing import Literal

from ..column import Row, col
from .choices import READINGS, Reading

__all__ = ["CellValue", "Doubt", "RankAcceptability", "RequirementGap"]


class RankAcceptability(Row):
    """How often a unit takes which rank when everything known as a range is drawn."""

    of: Literal["chokepoints", "dependency"] = col(
        "choice", "what is ranked", required=True, choices=("chokepoints", "dependency")
    )
    reading: Reading = col("choice", "which suppliers count", required=True, choices=READINGS)
    unit: str = col("text", "the unit, as kind:id", required=True)
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    stated_rank: int | None = col("integer", "rank in the answer itself, from its bounds; empty: it has none", low=1)
    rank_low: int | None = col("integer", "rank that 5 % of its ranked draws do not exceed; empty: never ranked", low=1)
    rank: int | None = col("integer", "median rank of its ranked draws", low=1)
    rank_high: int | None = col("integer", "rank that 95 % of its ranked draws do not exceed", low=1)
    first: float = col("share", "share of draws in which it is ranked first", required=True, unit="share of draws")
    first_error: float = col(
        "number", "Monte Carlo standard error of that", required=True, unit="share of draws", low=0
    )
    first_high: float = col(
        "share", "95 % upper end of that (Wilson), above 0 also where it was never first", required=True
    )
    top_three: float = col("share", "share of draws in which it is among the first three", required=True)
    ranks: str = col("text", "its acceptability of every rank, as rank:share; ...", default="")
    unranked: float = col("share", "share of draws in which it has no rank", required=True, unit="share of draws")
    top_stays: float | None = col(
        "share", "share of draws in which the unit that the answer ranks first is first; the same in all rows"
    )
    draws: int = col("integer", "how many draws", required=True, low=1)
    seed: int = col("integer", "of the draws", required=True, low=0)
    ranged: int = col("integer", "cells drawn from a stated range", required=True, low=0)
    unknown: int = col("integer", "cells of which nothing is known, drawn from all that is admissible", required=True)
    oldest_evidence: int | None = col("integer", "oldest year among the claims behind the drawn cells", unit="year")
    note_en: str = col("text", "what was drawn and what was not, in English", default="")
    note_zh: str = col("text", "what was drawn and what was not, in Chinese", default="")


class CellValue(Row):
    """What knowing one cell could decide."""

    rank: int = col("integer", "the cell that decides most comes first", required=True, low=1)
    kind: Literal["supply", "list", "quality", "jurisdiction", "owner", "share"] = col(
        "choice",
        "what is not known",
        required=True,
        choices=("supply", "list", "quality", "jurisdiction", "owner", "share"),
    )
    table: str = col("text", "the table of the cell", required=True)
    row: str = col("text", "the row, by its id", required=True)
    column: str = col("text", "the column; supply: a new row", required=True)
    component: str = col("ref", "the component concerned", required=True, ref="components.component")
    stops_undone: int = col(
        "integer",
        "smallest coalitions that stop a target and no longer would at the best answer: pairs of coalition and target",
        required=True,
        low=0,
    )
    stops_added: int = col(
        "integer",
        "coalitions that would stop a target for sure at the worst answer and do not today: possible ones that become "
        "known, listed ones that become proved, new ones; pairs of coalition and target",
        required=True,
        low=0,
    )
    targets: tuple[str, ...] = col("refs", "the targets of those pairs", ref="components.component")
    width_removed_low: float | None = col("share", "least that a width of import dependency shrinks; share cells only")
    width_removed_high: float | None = col("share", "most that a width of import dependency shrinks; share cells only")
    oldest_evidence: int | None = col("integer", "oldest year among the claims of the row", unit="year")
    text_en: str = col("text", "what to find out, and what it decides, in English", required=True)
    text_zh: str = col("text", "what to find out, and what it decides, in Chinese", required=True)


class Doubt(Row):
    """What would overturn a headline: a smallest set of claims, or of further suppliers; or that nothing small does."""

    rank: int = col("integer", "rank of the headline", required=True, low=1)
    headline_en: str = col("text", "the headline in English", required=True)
    headline_zh: str = col("text", "the headline in Chinese", required=True)
    lens: str = col("text", "the lens under which it holds", required=True)
    kind: Literal["claims", "suppliers", "nothing"] = col(
        "choice",
        "claims: it falls if all of these are wrong; suppliers: it falls if each of these components has one more "
        "supplier whom the denial does not reach; nothing: no claim stands under it, or no set up to complete_to does",
        required=True,
        choices=("claims", "suppliers", "nothing"),
    )
    order: int = col("integer", "how many claims or components", required=True, low=0)
    members: tuple[str, ...] = col("texts", "the claims or components, sorted")
    bases: tuple[str, ...] = col("texts", "basis and confidence of each claim, such as public, medium")
    weakest: str = col("text", "weakest basis among the claims", default="")
    frees: tuple[str, ...] = col("refs", "what no longer holds of what the headline says", ref="components.component")
    sets: int = col("integer", "how many sets of this kind and order overturn it", required=True, low=0)
    complete_to: int = col("integer", "sets of up to this order were looked for", required=True, low=0)
    oldest_evidence: int | None = col("integer", "oldest year among the claims of the row", unit="year")
    text_en: str = col("text", "the doubt in English", required=True)
    text_zh: str = col("text", "the doubt in Chinese", required=True)


class RequirementGap(Row):
    """What one use, or several together, ask for, against what one provider gives."""

    subjects: tuple[str, ...] = col("texts", "who asks: components or offers, sorted")
    parameter: str = col("text", "what is asked for", required=True)
    better: Literal["more", "less", "unknown"] = col(
        "choice", "which way it is better", required=True, choices=("more", "less", "unknown")
    )
    met: Literal["yes", "no", "part", "unknown"] = col(
        "choice",
        "yes: the worst provided is enough for the strictest use; no: the best is not enough for the mildest; part: in "
        "between; unknown: something is missing",
        default="unknown",
        choices=("yes", "no", "part", "unknown"),
    )
    required_low: float | None = col("number", "lowest figure asked for")
    required_high: float | None = col("number", "highest figure asked for")
    unit: str = col("text", "unit of the requirement, the gap and, where they compare, the provision", default="")
    required_year: int | None = col("integer", "year of the requirement", unit="year")
    provider: str = col("text", "who gives it, as kind:id; empty: the data name nobody", default="")
    provided_low: float | None = col("number", "lowest figure provided")
    provided_high: float | None = col("number", "highest figure provided")
    provided_unit: str = col("text", "unit of the figures provided", default="")
    provided_year: int | None = col("integer", "year of the figures provided", unit="year")
    gap_low: float | None = col("number", "least that is missing; below 0: to spare")
    gap_high: float | None = col("number", "most that is missing; below 0: to spare")
    ratio_low: float | None = col("number", "how many times what is provided is asked for, at the least", low=0)
    ratio_high: float | None = col("number", "how many times what is provided is asked for, at the most", low=0)
    basis: str = col("text", "weakest basis among the claims", default="")
    oldest_evidence: int | None = col("integer", "oldest year among the claims", unit="year")
    evidence: tuple[str, ...] = col("refs", "claims", ref="evidence.evidence")
    text_en: str = col("text", "in English", default="")
    text_zh: str = col("text", "in Chinese", default="")
