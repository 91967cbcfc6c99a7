"""Proof: what a bundled stack owes its readers (``strict``)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...errors import Problem
from ...schema import TABLES, Evidence, columns_of
from ..draft import Draft, problem

__all__ = ["claims_are_complete", "rows_have_evidence"]

WITHOUT_SOURCE = ("assumption", "inferred", "own")
WITH_LOCATOR = ("stated", "implied")


def rows_have_evidence(draft: Draft) -> Iterator[Problem]:
    """Every row of a table with a column ``evidence`` names at least one claim."""
    for model in TABLES.values():
        if "evidence" not in {column.name for column in columns_of(model) if column.kind == "refs"}:
            continue
        for entry in draft.of(model):
            if not getattr(entry.row, "evidence") and "evidence" not in entry.unread:  # noqa: B009
                yield problem(entry, "evidence", "the row names no evidence.", "Name a claim of the table evidence.")


def claims_are_complete(draft: Draft) -> Iterator[Problem]:
    """Every claim is said in both languages, with its source, its place there and how sure it is."""
    for entry in draft.of(Evidence):
        claim, missing = entry.row, partial(problem, entry)
        for column in ("claim_en", "claim_zh"):
            if getattr(claim, column) is None and column not in entry.unread:
                yield missing(column, f"the claim {claim.evidence} is not said in this language.", "Write it.")
        if claim.confidence is None and "confidence" not in entry.unread:
            yield missing(
                "confidence",
                f"the claim {claim.evidence} does not say how sure it is.",
                "Write low, medium or high.",
            )
        if "basis" in entry.unread:
            continue
        if claim.source is None and claim.basis not in WITHOUT_SOURCE and "source" not in entry.unread:
            remedy = "Name a source of the table sources, or write basis inferred, own or assumption."
            yield missing("source", f"the claim {claim.evidence} is {claim.basis} but has no source.", remedy)
        if claim.locator is None and claim.basis in WITH_LOCATOR and "locator" not in entry.unread:
            remedy = "Write the part, heading, page or line."
            yield missing("locator", f"the claim {claim.evidence} is {claim.basis} but does not say where.", remedy)
