"""What the data know, and what is wrong with them."""

from __future__ import annotations

from typing import Literal

from ..column import Row, col

__all__ = ["BasisEffect", "BlindSpot", "Coverage", "ProblemRow"]


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


class BasisEffect(Row):
    """A headline that comes or goes when all claims of one basis are withdrawn."""

    basis: str = col("text", "the basis whose claims are withdrawn", required=True)
    claims: int = col("integer", "how many claims that is", required=True, low=0)
    change: Literal["lost", "gained", "none"] = col(
        "choice", "whether the headline goes or comes", required=True, choices=("lost", "gained", "none")
    )
    text_en: str = col("text", "the headline in English", default="")
    text_zh: str = col("text", "the headline in Chinese", default="")


class ProblemRow(Row):
    """One problem found by ``check``."""

    file: str = col("text", "the file", required=True)
    sheet: str | None = col("text", "the sheet of a workbook")
    cell: str | None = col("text", "the cell of the sheet, such as C5")
    line: int | None = col("integer", "the line of the file or the row of the sheet")
    column: str | None = col("text", "the column")
    level: Literal["error", "warning", "note"] = col(
        "choice",
        "errors stop reading; a note says how a sheet was understood",
        required=True,
        choices=("error", "warning", "note"),
    )
    text: str = col("text", "what is wrong", required=True)
    remedy: str = col("text", "how to mend it", default="")
