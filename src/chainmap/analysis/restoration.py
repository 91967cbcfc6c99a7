"""How soon could a lost market be served again, from each substitute's own time alone?

METHOD sections 4 and 6: a lost market that somebody else can serve is back after the fastest switch or
entrant, and a target after the last of its lost markets. Whole substitution paths, in which a
substitute first waits for its own inputs, are another analysis; here the low end lets everybody begin
at once, and the high end takes only those who wait for nothing.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from ..kernels.families import members
from ..schema import Offer
from ..structure import Denial, Losses, Structure, Viewpoint, enough
from .outcome import Reading, survivors

__all__ = ["Months", "Restoration", "restorations"]

Cells = tuple[float | None, float | None, float | None]
UNKNOWN: Cells = (None, None, None)


@dataclass(frozen=True)
class Months:
    """When the last of some markets is served again: soonest, as stated, latest; horizon at most.

    ``stated`` is None where nothing is lost for sure. ``unknown`` are components for which no time is
    known, ``nobody`` those without a substitute; for both the horizon stands in.
    """

    low: float
    stated: float | None
    high: float
    unknown: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()


@dataclass(frozen=True)
class Restoration:
    """What one denial takes away, by the node that asks for it, and which offers could stand in."""

    lost: Mapping[int, Months]
    substitutes: tuple[str, ...]

    def within(self, nodes: Container[int]) -> Months | None:
        """Return when the last market lost among these nodes is served again; None if none can be."""
        found = [months for at, months in self.lost.items() if at in nodes]
        if not found:
            return None
        return Months(
            max(one.low for one in found),
            max((one.stated for one in found if one.stated is not None), default=None),
            max(one.high for one in found),
            tuple(sorted({name for one in found for name in one.unknown})),
            tuple(sorted({name for one in found for name in one.nobody})),
        )


def restorations(
    structure: Structure, seen: Viewpoint, denials: Sequence[Denial], reading: Reading, horizon: float
) -> list[Restoration]:
    """Return for each denial the markets that lose a supplier, and when each is served again.

    Parameters
    ----------
    structure, seen
        The compiled stack and the viewpoint.
    denials
        m denials, each by itself.
    reading
        In ``proved`` an unnamed supplier may step in at once where the list is open, and may also be
        one of those who are lost to a foreign country.
    horizon
        In months; stands in where no time is known, and no month is later.

    Returns
    -------
    list of Restoration
        One for each denial. A market is lost when an offer that may serve it is denied; a need on one
        offer, when that offer is, and then only a switch from it helps. Cost: offers lost x offers of
        their components.
    """
    asked = _Asked(structure, seen, denials, reading, horizon)
    lost: list[dict[int, Months]] = [{} for _ in denials]
    able: list[set[str]] = [set() for _ in denials]
    for one in _demands(structure):
        for bit in members(asked.touched(one, worst=True)):
            lost[bit][one.node], names = asked.months(one, bit)
            able[bit] |= names
    return [Restoration(markets, tuple(sorted(names))) for markets, names in zip(lost, able, strict=True)]


@dataclass(frozen=True)
class _Demand:
    """A node that asks for supply: a market at a threshold, or a need on one offer."""

    node: int
    component: str
    offers: tuple[str, ...]
    min_quality: float | None
    supply: str
    is_open: bool
    single: bool


def _demands(structure: Structure) -> list[_Demand]:
    found = []
    for at, node in enumerate(structure.nodes):
        if node.kind == "market":
            market = structure.markets[at]
            pairs = zip(market.offers, market.enough, strict=True)
            offers = tuple(offer.offer for (_, offer), fits in pairs if fits is not False)
            found.append(_Demand(at, node.id, offers, market.min_quality, market.supply, market.is_open, single=False))
        elif node.kind == "via":
            found.append(_Demand(at, structure.supplies[node.id], (node.id,), None, "offers", False, single=True))
    return found


class _Asked:
    """Words of one bit a denial: which offers are lost, for sure and at the worst, and who could serve."""

    def __init__(
        self, structure: Structure, seen: Viewpoint, denials: Sequence[Denial], reading: Reading, horizon: float
    ) -> None:
        self.structure, self.seen, self.reading, self.horizon = structure, seen, reading, horizon
        self.losses = Losses(seen, denials)
        self.lost = {offer: self.losses.of(offer) for offer in seen.reaches}
        self.lost_worst = {offer: self.losses.of(offer, widest=True) for offer in seen.reaches}
        self.works, _ = survivors(structure, seen, denials, reading)
        self.works_worst, _ = survivors(structure, seen, denials, "as_listed", widest=True)
        self.switches = {(row.from_offer, row.to_offer): row for row in seen.stack.switches}
        self.offers: dict[str, list[Offer]] = {}
        for offer in seen.stack.offers:
            self.offers.setdefault(offer.component, []).append(offer)

    def touched(self, one: _Demand, *, worst: bool = False) -> int:
        """Return the denials in which a supplier is lost who may have served."""
        losses, lost = self.losses, self.lost_worst if worst else self.lost
        word = losses.unknown.get(one.component, 0) if one.supply == "unknown" else 0
        if worst and (one.supply == "unknown" or (one.is_open and self.reading == "proved")):
            word |= losses.foreign(one.component) | losses.components.get(one.component, 0)
        for offer in one.offers:
            word |= lost[offer]
        return word

    def months(self, one: _Demand, bit: int) -> tuple[Months, set[str]]:
        """Return when it is served again, and by whom it could be."""
        low = middle = high = self.horizon
        able, known = set(), False
        for offer in self.offers.get(one.component, ()):
            fits = enough(offer, one.min_quality)
            if fits is False or self.lost[offer.offer] >> bit & 1:
                continue
            for cells in self._times(one, offer, bit):
                bottom, value, top = _ordered(cells, self.horizon)
                low = min(low, bottom)
                if not self._ready(offer, self.works) >> bit & 1:
                    continue  # it needs what the same denial takes away
                able.add(offer.offer)
                if fits:
                    middle, known = min(middle, value), known or cells != UNKNOWN
                if (
                    fits
                    and not self.lost_worst[offer.offer] >> bit & 1
                    and self._ready(offer, self.works_worst) >> bit & 1
                ):
                    high = min(high, top)
        if one.supply == "unknown" or self._unnamed(one, bit):
            low = 0.0
        if not self.touched(one) >> bit & 1:
            return Months(0.0, None, high), set()
        missing = () if known else (one.component,)
        nobody = missing if low == self.horizon and not able else ()
        return Months(low, middle, high, () if nobody else missing, nobody), able

    def _times(self, one: _Demand, offer: Offer, bit: int) -> list[Cells]:
        """Return how long the offer takes to replace each lost one: its lead, its switch, or both."""
        lead = (offer.lead_months_low, offer.lead_months, offer.lead_months_high)
        if offer.status == "potential" and not one.single:
            return [lead]
        gone = [name for name in one.offers if self.lost_worst[name] >> bit & 1]
        rows = [self.switches.get((name, offer.offer)) for name in gone] or [None]
        times = [(row.months_low, row.months, row.months_high) if row else UNKNOWN for row in rows]
        if offer.status == "potential":
            return [_after(lead, cells) for cells, row in zip(times, rows, strict=True) if row]
        return times

    def _ready(self, offer: Offer, works: Sequence[int]) -> int:
        """Return the denials in which everything that the offer needs still works."""
        word = self.losses.every
        for at in self.structure.inputs[self.structure.position[offer.offer]]:
            word &= works[at]
        return word

    def _unnamed(self, one: _Demand, bit: int) -> bool:
        """Whether an unnamed supplier may step in."""
        if self.reading == "as_listed" or not one.is_open:
            return False
        return bool(self.seen.home) or not self.losses.components.get(one.component, 0) >> bit & 1


def _after(first: Cells, then: Cells) -> Cells:
    low, stated, high = (a + b if a is not None and b is not None else None for a, b in zip(first, then, strict=True))
    return low, stated, high


def _ordered(cells: Cells, horizon: float) -> tuple[float, float, float]:
    """Return three months in order: a value alone is a point, an empty low end 0, an empty high end the horizon."""
    low, stated, high = cells
    if low is None and high is None:
        low = high = stated
    bottom = low if low is not None else 0.0
    top = high if high is not None else horizon
    middle = stated if stated is not None else top
    return min(bottom, horizon), min(middle, horizon), min(top, horizon)
