"""How dependent is each component on other countries, at face value?

Face value is the share of a component's supply that a country reaches at the last stage (METHOD
section 5); bounds hold for every completion of missing shares and unknown jurisdictions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from ..errors import WrongQuestion
from ..kernels.shares import Counted, Range, mean_high, mean_low, sum_can_be_one
from ..schema import Component, Offer
from ..schema.answers import READINGS, ImportDependency
from ..stack import Stack
from ..stack.jurisdiction import countries_of
from ..stack.names import find_component, label_of
from ..structure import Viewpoint, box, viewpoint
from .concentration import offers_by_component
from .frames import frame

__all__ = ["import_dependency"]

_DIGITS = 9


def import_dependency(
    stack: Stack,
    component: str | None = None,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    measure: str = "face",
) -> pd.DataFrame:
    """Return which share of each component's supply each country reaches, at face value.

    Parameters
    ----------
    stack
        The industry.
    component
        One component (id, name or alias); None: all that listed offers supply.
    home, lens
        As in :func:`chainmap.available`.
    measure
        ``face``: the last stage only. It says nothing about what the suppliers themselves need.

    Returns
    -------
    pandas.DataFrame
        Rows component x country x reading; country ``foreign`` (all but home) comes first. Columns
        of :class:`chainmap.schema.answers.ImportDependency`. Several countries may reach one offer,
        so the rows of a component need not sum to 1. In the ``proved`` reading an unnamed supplier may
        sit anywhere.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.import_dependency(cm.bundled("euv"), "euv")
    >>> answer.loc[answer.reading == "as_listed", ["country", "low", "high"]].values.tolist()
    [['foreign', 1.0, 1.0], ['NLD', 1.0, 1.0]]
    """
    if measure != "face":
        raise WrongQuestion(f"measure {measure!r} is not there yet: only 'face' is")
    seen = viewpoint(stack, home=home, lens=lens)
    wanted = find_component(stack, component) if component is not None else None
    rows = []
    for row, offers in offers_by_component(stack):
        if wanted is None or row.component == wanted:
            rows += _rows(seen, row, offers)
    return frame(rows, ImportDependency)


def _rows(seen: Viewpoint, component: Component, offers: Sequence[Offer]) -> list[ImportDependency]:
    reaches = {offer.offer: seen.reaches[offer.offer] for offer in offers}
    codes = [code for code in countries_of(reaches) if code not in seen.home]
    rows = []
    for country in ["foreign", *codes]:
        wanted = seen.all_foreign if country == "foreign" else frozenset([country])
        surely = [_reached(seen, offer, wanted) for offer in offers]
        perhaps = [sure or _maybe(seen, offer) for sure, offer in zip(surely, offers, strict=True)]
        for reading in READINGS:
            low, high = _bounds(component, offers, surely, perhaps, reading)
            stated = _stated(component, offers, surely, perhaps, reading)
            if stated is not None and not low <= stated <= high:
                stated = None  # the stated shares do not sum to 1, and scaled they leave their own ranges
            rows.append(
                ImportDependency(
                    component=component.component,
                    name_en=label_of(seen.stack, component.component, "en"),
                    name_zh=label_of(seen.stack, component.component, "zh"),
                    country=country,
                    measure="face",
                    reading=reading,
                    low=low,
                    value=low if low == high else stated,
                    high=high,
                    offers_reached=sum(surely),
                    offers_unknown=sum(may and not sure for sure, may in zip(surely, perhaps, strict=True)),
                    offers_listed=len(offers),
                    bound="exact",
                    decides=_decides(component, offers, surely, perhaps, reading) if high > low else "",
                )
            )
    return rows


def _reached(seen: Viewpoint, offer: Offer, countries: frozenset[str]) -> bool:
    return offer.offer not in seen.untouchable and seen.reaches[offer.offer].falls_to(countries - seen.home)


def _maybe(seen: Viewpoint, offer: Offer) -> bool:
    return offer.offer not in seen.untouchable and seen.reaches[offer.offer].unknown


def _boxes(component: Component, offers: Sequence[Offer], reading: str) -> list[Range]:
    boxes = [box(offer.share_low, offer.share, offer.share_high) for offer in offers]
    ranges: list[Range] = [(low, high) for low, _, high in boxes]
    if reading == "proved" and component.complete != "yes":
        ranges.append((max(0.0, 1 - sum(high for _, high in ranges)), max(0.0, 1 - sum(low for low, _ in ranges))))
    return ranges


def _bounds(
    component: Component,
    offers: Sequence[Offer],
    surely: Sequence[bool],
    perhaps: Sequence[bool],
    reading: str,
) -> tuple[float, float]:
    boxes = _boxes(component, offers, reading)
    rest = len(boxes) - len(offers)
    counted: list[Counted] = [True] * len(boxes)
    low = mean_low([float(sure) for sure in surely] + [0.0] * rest, boxes, counted)
    high = mean_high([float(may) for may in perhaps] + [1.0] * rest, boxes, counted)
    return round(low or 0.0, _DIGITS), round(high if high is not None else 1.0, _DIGITS)


def _stated(
    component: Component,
    offers: Sequence[Offer],
    surely: Sequence[bool],
    perhaps: Sequence[bool],
    reading: str,
) -> float | None:
    """Return the share at the stated shares, None where a share or a jurisdiction is missing."""
    if any(offer.share is None for offer in offers) or list(surely) != list(perhaps):
        return None
    shares = [offer.share or 0.0 for offer in offers]
    whole = sum(shares)
    open_rest = reading == "proved" and component.complete != "yes" and not sum_can_be_one([(s, s) for s in shares])
    if open_rest or whole <= 0:
        return None
    return round(sum(share for share, sure in zip(shares, surely, strict=True) if sure) / whole, _DIGITS)


def _decides(
    component: Component,
    offers: Sequence[Offer],
    surely: Sequence[bool],
    perhaps: Sequence[bool],
    reading: str,
) -> str:
    """Name the cell that would narrow the range most: a jurisdiction, the list itself, or a share."""
    for offer, sure, may in zip(offers, surely, perhaps, strict=True):
        if may and not sure:
            return f"actors: jurisdiction of {offer.actor}"
    missing = [offer.offer for offer in offers if offer.share is None]
    if missing:
        return f"offers: share of {missing[0]}" + (f" and {len(missing) - 1} more" if len(missing) > 1 else "")
    if reading == "proved" and component.complete != "yes":
        return f"components: complete of {component.component}"
    return f"offers: share of {offers[0].offer}"
