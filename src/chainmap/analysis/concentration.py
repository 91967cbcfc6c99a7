"""In how many hands is the supply of a component?

The Herfindahl-Hirschman index (Herfindahl 1950), the largest hand and the number of hands that hold 75 %,
with bounds that hold whatever the missing shares are; METHOD section 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import pandas as pd

from ..errors import WrongQuestion
from ..kernels.hhi import Rest, hhi_bounds
from ..kernels.shares import Range
from ..kernels.top_shares import names_needed, top_sum
from ..schema import Component, Offer
from ..schema.answers import READINGS, Concentration
from ..stack import Stack
from ..stack.jurisdiction import owner_chain
from ..stack.names import label_of
from ..structure import Viewpoint, box, viewpoint
from .frames import frame

__all__ = ["concentration", "offers_by_component"]

Hand = Literal["actor", "owner", "country"]
HANDS: tuple[Hand, ...] = ("actor", "owner", "country")
_DIGITS = 9


def concentration(
    stack: Stack,
    *,
    by: str = "owner",
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
) -> pd.DataFrame:
    """Return the concentration of every component that listed offers supply.

    Parameters
    ----------
    stack
        The industry.
    by
        Whose shares are added up: ``actor`` (each firm by itself), ``owner`` (firms of one ultimate
        owner together) or ``country`` (under the lens).
    home, lens
        As in :func:`chainmap.available`; they matter for ``by="country"`` only.

    Returns
    -------
    pandas.DataFrame
        Rows component x reading, columns of :class:`chainmap.schema.answers.Concentration`; the
        index runs from 0 to 1. ``as_listed``: the named suppliers are all there are. ``proved``: the
        residual may be one new firm, or join the largest when owners or countries are counted; where
        the list is a top-n ranking no residual firm is larger than the smallest one listed. Beside the
        index stand the largest hand and how many hands hold 75 %.

    References
    ----------
    Herfindahl, Concentration in the steel industry, 1950.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.concentration(cm.bundled("euv"), by="country")
    >>> answer.loc[(answer.component == "euv") & (answer.reading == "as_listed"), "hhi"].tolist()
    [1.0]
    """
    hand = next((one for one in HANDS if one == by), None)
    if hand is None:
        raise WrongQuestion(f"concentration is counted by {', '.join(HANDS)}, not by {by!r}")
    seen = viewpoint(stack, home=home, lens=lens)
    rows = []
    for component, offers in offers_by_component(stack):
        hands = _hands(seen, offers, by)
        merged = _merged(offers, hands)
        for reading in READINGS:
            rest = "joins" if None in hands else _rest(component, by, reading)
            low, high, exact = hhi_bounds(list(merged.values()), rest)
            low, high = round(low, _DIGITS), round(high, _DIGITS)
            boxes = list(merged.values())
            largest_low, largest_high, largest_exact = top_sum(boxes, rest, 1)
            fewest, most, counted_exact = names_needed(boxes, rest, 0.75)
            stated = _stated(offers, hands) if reading == "as_listed" else None
            if stated is not None and not low <= stated <= high:
                stated = None  # the stated shares do not sum to 1, and scaled they leave their own ranges
            rows.append(
                Concentration(
                    component=component.component,
                    name_en=label_of(stack, component.component, "en"),
                    name_zh=label_of(stack, component.component, "zh"),
                    by=hand,
                    reading=reading,
                    hhi_low=low,
                    hhi=low if low == high else stated,
                    hhi_high=high,
                    largest_low=round(largest_low, _DIGITS),
                    largest_high=round(largest_high, _DIGITS),
                    largest_hand=_largest_hand(merged, rest),
                    hands_75_low=fewest,
                    hands_75_high=most,
                    largest_bound="exact" if largest_exact and counted_exact else "sound",
                    names=len(merged),
                    shares_known=sum(offer.share is not None for offer in offers),
                    offers_listed=len(offers),
                    bound="exact" if exact else "sound",
                    decides=_widest(offers) if high > low else "",
                )
            )
    return frame(rows, Concentration)


def offers_by_component(stack: Stack) -> list[tuple[Component, tuple[Offer, ...]]]:
    """Return every component with at least one active offer, with its offers, sorted by id."""
    found = []
    active = sorted((offer for offer in stack.offers if offer.status == "active"), key=lambda row: row.offer)
    for component in sorted(stack.components, key=lambda row: row.component):
        offers = tuple(offer for offer in active if offer.component == component.component)
        if offers and component.supply == "offers":
            found.append((component, offers))
    return found


def _hands(seen: Viewpoint, offers: Sequence[Offer], by: str) -> list[str | None]:
    """Return in whose hands each offer is; None where that is not known or not one."""
    actors = {actor.actor: actor for actor in seen.stack.actors}
    if by == "actor":
        return [offer.actor for offer in offers]
    if by == "owner":
        return [owner_chain(actors, offer.actor)[-1] for offer in offers]
    single = []
    for offer in offers:
        terms = seen.reaches[offer.offer].terms
        known = len(terms) == 1 and len(terms[0]) == 1 and not seen.reaches[offer.offer].unknown
        single.append(next(iter(terms[0])) if known else None)
    return single


def _merged(offers: Sequence[Offer], hands: Sequence[str | None]) -> Mapping[str, Range]:
    """Add up the ranges of each hand; an offer in unknown hands counts as the residual."""
    merged: dict[str, Range] = {}
    for offer, hand in zip(offers, hands, strict=True):
        if hand is None:
            continue
        low, _, high = box(offer.share_low, offer.share, offer.share_high)
        before = merged.get(hand, (0.0, 0.0))
        merged[hand] = (before[0] + low, min(1.0, before[1] + high))
    return merged


def _rest(component: Component, by: str, reading: str) -> Rest:
    if reading == "as_listed" or component.complete == "yes":
        return "none"
    if by != "actor":
        return "joins"
    return "small" if component.complete == "top" else "new"


def _stated(offers: Sequence[Offer], hands: Sequence[str | None]) -> float | None:
    if any(offer.share is None or hand is None for offer, hand in zip(offers, hands, strict=True)):
        return None
    totals: dict[str, float] = {}
    for offer, hand in zip(offers, hands, strict=True):
        totals[hand or ""] = totals.get(hand or "", 0.0) + (offer.share or 0.0)
    whole = sum(totals.values())
    return round(sum((share / whole) ** 2 for share in totals.values()), _DIGITS) if whole else None


def _largest_hand(merged: Mapping[str, Range], rest: Rest) -> str:
    """Return whose share is larger than any other can be, if anybody's is."""
    residual = 0.0 if rest == "none" else max(0.0, 1.0 - sum(low for low, _ in merged.values()))
    for hand, (low, _) in merged.items():
        others = max((high for other, (_, high) in merged.items() if other != hand), default=0.0)
        new = residual if rest == "new" else others + residual if rest == "joins" else 0.0
        if low > max(others, new):
            return hand
    return ""


def _widest(offers: Sequence[Offer]) -> str:
    """Name the cell whose range is widest."""

    def width(offer: Offer) -> tuple[float, str]:
        low, _, high = box(offer.share_low, offer.share, offer.share_high)
        return (low - high, offer.offer)

    return f"offers: share of {min(offers, key=width).offer}"
