"""Which share of a component does a country reach at the last stage?

Face value (METHOD section 5), with bounds that hold for every completion of missing shares and unknown
jurisdictions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..kernels.shares import Counted, Range, mean_high, mean_low, sum_can_be_one
from ..schema import Component, Offer
from ..structure import Box, Viewpoint, box
from .draws import spread_equally

__all__ = ["FaceValue", "face_value"]

_DIGITS = 9


@dataclass(frozen=True)
class FaceValue:
    """A share of the last stage, and what it is made of."""

    low: float
    value: float | None
    high: float
    reached: int
    unknown: int
    listed: int
    decides: str


def face_value(
    seen: Viewpoint,
    component: Component,
    offers: Sequence[Offer],
    countries: frozenset[str],
    reading: str,
    *,
    equal: bool = False,
) -> FaceValue:
    """Return the share of a component's supply that some countries reach together.

    Without offers the share is 0 where the component is open, and anything where nobody is named.
    """
    if not offers:
        open_ = component.supply == "unknown" or (component.supply == "offers" and reading == "proved")
        open_ = open_ and component.complete != "yes"
        decides = f"components: supply of {component.component}" if open_ else ""
        return FaceValue(0.0, None if open_ else 0.0, float(open_), 0, 0, 0, decides)
    surely = [_reached(seen, offer, countries) for offer in offers]
    perhaps = [sure or _maybe(seen, offer) for sure, offer in zip(surely, offers, strict=True)]
    boxes = spread_equally([box(offer.share_low, offer.share, offer.share_high) for offer in offers], equal=equal)
    market = _Market(component, offers, boxes, surely, perhaps, reading)
    low, high = market.bounds()
    stated = market.stated()
    if stated is not None and not low <= stated <= high:
        stated = None  # the stated shares do not sum to 1, and scaled they leave their own ranges
    return FaceValue(
        low,
        low if low == high else stated,
        high,
        sum(surely),
        sum(may and not sure for sure, may in zip(surely, perhaps, strict=True)),
        len(offers),
        market.decides() if high > low else "",
    )


def _reached(seen: Viewpoint, offer: Offer, countries: frozenset[str]) -> bool:
    return offer.offer not in seen.untouchable and seen.reaches[offer.offer].falls_to(countries - seen.home)


def _maybe(seen: Viewpoint, offer: Offer) -> bool:
    return offer.offer not in seen.untouchable and seen.reaches[offer.offer].unknown


@dataclass(frozen=True)
class _Market:
    component: Component
    offers: Sequence[Offer]
    shares: Sequence[Box]
    surely: Sequence[bool]
    perhaps: Sequence[bool]
    reading: str

    @property
    def is_open(self) -> bool:
        return self.reading == "proved" and self.component.complete != "yes"

    def bounds(self) -> tuple[float, float]:
        boxes: list[Range] = [(low, high) for low, _, high in self.shares]
        if self.is_open:
            left = max(0.0, 1 - sum(high for _, high in boxes)), max(0.0, 1 - sum(low for low, _ in boxes))
            boxes.append(left)
        rest = len(boxes) - len(self.offers)
        counted: list[Counted] = [True] * len(boxes)
        low = mean_low([float(sure) for sure in self.surely] + [0.0] * rest, boxes, counted)
        high = mean_high([float(may) for may in self.perhaps] + [1.0] * rest, boxes, counted)
        return round(low or 0.0, _DIGITS), round(high if high is not None else 1.0, _DIGITS)

    def stated(self) -> float | None:
        """Return the share at the stated shares, None where a share or a jurisdiction is missing."""
        shares = [stated for _, stated, _ in self.shares if stated is not None]
        whole = sum(shares)
        if len(shares) < len(self.shares) or list(self.surely) != list(self.perhaps) or whole <= 0:
            return None
        if self.is_open and not sum_can_be_one([(share, share) for share in shares]):
            return None
        return round(sum(share for share, sure in zip(shares, self.surely, strict=True) if sure) / whole, _DIGITS)

    def decides(self) -> str:
        """Name the cell that would narrow the range most: a jurisdiction, the list itself, or a share."""
        for offer, sure, may in zip(self.offers, self.surely, self.perhaps, strict=True):
            if may and not sure:
                return f"actors: jurisdiction of {offer.actor}"
        missing = [offer.offer for offer in self.offers if offer.share is None]
        if missing:
            return f"offers: share of {missing[0]}" + (f" and {len(missing) - 1} more" if len(missing) > 1 else "")
        if self.is_open:
            return f"components: complete of {self.component.component}"
        return f"offers: share of {self.offers[0].offer}"
