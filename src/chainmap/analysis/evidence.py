"""How we know: the claims behind rows, their basis, and what rests on the source alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ..schema import Evidence
from ..stack import Stack
from .trace import Cause

__all__ = ["WEAKEST_FIRST", "beyond_source", "claims", "links_of", "need_evidence", "weakest"]

WEAKEST_FIRST = ("assumption", "inferred", "own", "public", "implied", "stated")
"""Bases from the one that is doubted first to the one that the source prints."""


@lru_cache(maxsize=16)
def _claims(stack: Stack) -> Mapping[str, Evidence]:
    return {row.evidence: row for row in stack.evidence}


@lru_cache(maxsize=16)
def _needs(stack: Stack) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for need in stack.needs:
        found[need.dependent].append((need.input, need.evidence))
    return {dependent: tuple(rows) for dependent, rows in found.items()}


def claims(stack: Stack, ids: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the evidence rows with these ids, in the order given."""
    known = _claims(stack)
    return tuple(known[name] for name in dict.fromkeys(ids) if name in known)


def weakest(stack: Stack, ids: Sequence[str]) -> str:
    """Return the weakest basis among the claims about a row; a row without evidence is the user's own.

    Claims that support single columns (``supports``) count only where no claim is about the row itself.
    """
    found = claims(stack, ids)
    bases = {claim.basis for claim in found if not claim.supports} or {claim.basis for claim in found} or {"own"}
    return next(basis for basis in WEAKEST_FIRST if basis in bases)


def links_of(stack: Stack, cause: Cause) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the links of a stop, from the offers lost up to the target: what, affects, evidence."""
    offers = {offer.offer: offer for offer in stack.offers}
    links = [(f"offer:{one}", f"component:{cause.component}", offers[one].evidence) for one in cause.lost]
    for upper, lower in reversed(list(zip(cause.chain, cause.chain[1:], strict=False))):
        evidence = need_evidence(stack, upper, lower)
        links.append((_unit(offers, lower), _unit(offers, upper), evidence))
    return tuple(links)


def need_evidence(stack: Stack, dependent: str, needed: str) -> tuple[str, ...]:
    """Return the evidence of the need of one thing on another; an offer serves its component by itself."""
    for name, evidence in _needs(stack).get(dependent, ()):
        if name == needed:
            return evidence
    for offer in stack.offers:
        if (offer.component, offer.offer) == (dependent, needed):
            return offer.evidence
    return ()


def _unit(offers: Mapping[str, object], key: str) -> str:
    return f"offer:{key}" if key in offers else f"component:{key}"


@lru_cache(maxsize=64)
def _quotes(stack: Stack) -> bool:
    return any(claim.basis == "stated" for claim in stack.evidence)


def beyond_source(stack: Stack, causes: Sequence[Cause]) -> bool:
    """Whether no link of any of the causes is stated by a source.

    Stacks without any claim of that kind, such as a sheet of one's own, make no such distinction, so nothing
    is marked there.
    """
    if not _quotes(stack):
        return False
    ids = [one for cause in causes for _, _, evidence in links_of(stack, cause) for one in evidence]
    return not any(claim.basis == "stated" for claim in claims(stack, ids))
