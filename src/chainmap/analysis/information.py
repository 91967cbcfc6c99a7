"""Which cell is worth finding out: how many stops it could undo or add, how far it could narrow a dependency?

Every cell that the data leave open is answered at its best and at its worst, alone, with all the others as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from ..kernels.families import ALWAYS, Work
from ..schema import Actor
from ..schema.answers import BlindSpot, CellValue, CutSet
from ..stack import Stack
from ..structure import Denial, Structure, Viewpoint, compile_structure, denial, viewpoint
from .cutsets import cut_set_rows
from .evidence import claims
from .frames import frame
from .information_words import told
from .outcome import survivors
from .repairs import Repairs, repaired
from .share_width import Narrowing, narrowings
from .supply import targets_of
from .uncertainty import blind_spots

__all__ = ["value_of_information"]

Pair = tuple[tuple[str, ...], str]
"""A coalition, and a target that it stops."""
Known = Mapping[str, frozenset[Pair]]
_OWNERLESS = "?"
_PLACES = {
    "supply": ("offers", "component"),
    "list": ("components", "complete"),
    "quality": ("offers", "quality"),
    "owner": ("actors", "owner"),
    "share": ("offers", "share"),
}


def value_of_information(
    stack: Stack,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """List the cells that nobody knows, those first that could change most.

    Parameters
    ----------
    stack
        The industry.
    home, lens, mode
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        One row a cell, columns of :class:`chainmap.schema.answers.CellValue`: the blind spots
        (:func:`chainmap.blind_spots`), and the shares that keep an import dependency a range. Stops are pairs of
        a smallest coalition of countries and a target, as the suppliers are listed. ``stops_undone`` counts those
        that the best answer to this one cell would undo: one more supplier on an open list, an offer that is good
        enough, an owner whom nobody reaches. ``stops_added`` counts those that the worst answer would add, or
        prove: a complete list, a supplier, jurisdiction or owner within the coalition's hand, an offer that is not
        good enough. What only several cells together decide is not counted for any of them.

    Notes
    -----
    One walk with families of cells a coalition; one walk an unknown owner. ``width_removed`` is exact: with one
    share fixed the width of a foreign share is a concave function of it.

    References
    ----------
    Howard, Information value theory, IEEE Transactions on Systems Science and Cybernetics 2, 1966; here without
    probabilities, by the best and the worst answer.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.value_of_information(cm.bundled("euv"))
    >>> answer[["table", "row", "column", "stops_undone", "stops_added"]].head(2).values.tolist()
    [['components', 'chip', 'complete', 1, 1], ['components', 'euv', 'complete', 1, 1]]
    """
    asked = _Asked(compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode))
    spots = [
        BlindSpot.model_validate(row)
        for row in blind_spots(stack, home=sorted(asked.seen.home) or "none", lens=asked.seen.lens).to_dict("records")
    ]
    rows = [asked.row(spot) for spot in spots]
    rows += [asked.share(one) for one in narrowings(asked.seen)]
    rows.sort(key=_rule)
    return frame([row.model_copy(update={"rank": at + 1}) for at, row in enumerate(rows)], CellValue)


def _rule(row: CellValue) -> tuple[object, ...]:
    return (
        -(row.stops_undone + row.stops_added),
        -len(row.targets),
        -(row.width_removed_high or 0.0),
        row.kind,
        row.component,
        row.row,
    )


@dataclass(frozen=True)
class _Asked:
    structure: Structure
    seen: Viewpoint

    @property
    def stack(self) -> Stack:
        return self.seen.stack

    @cached_property
    def targets(self) -> tuple[str, ...]:
        return targets_of(self.stack)

    @cached_property
    def rows(self) -> list[CutSet]:
        """The smallest coalitions of countries, those with unknown members too."""
        found = cut_set_rows(self.structure, self.seen, self.targets, "country", max_order=None)
        return [row for row in found if row.minimal_in in ("both", "as_listed")]

    @cached_property
    def stops(self) -> frozenset[Pair]:
        """The pairs that hold as the suppliers are listed."""
        return frozenset((row.members, row.target) for row in self.rows if row.holds != "possible")

    @cached_property
    def undone(self) -> Known:
        """For each cell the stops that its best answer alone undoes."""
        names = sorted({*self._lists, *self._unclear, *self._owned})
        bits = {name: (1 << at,) for at, name in enumerate(names)}
        repairs = Repairs(
            markets={name[5:]: bits[name] for name in self._lists},
            quality={name[8:]: bits[name] for name in self._unclear},
            offers={offer: bits[owner] for owner, offers in self._owned.items() for offer in offers},
        )
        found: dict[str, set[Pair]] = {}
        for members in sorted({members for members, _ in self.stops}):
            what = denial(self.stack, members)
            families = repaired(self.structure, self.seen, what, "as_listed", repairs, Work(10**6, 1))
            for target in self.targets:
                family = families[self.structure.position[target]]
                if (members, target) in self.stops and family != ALWAYS:
                    for one in family:
                        found.setdefault(names[one.bit_length() - 1], set()).add((members, target))
        return {name: frozenset(pairs) for name, pairs in found.items()}

    @cached_property
    def _lists(self) -> list[str]:
        rows = self.stack.components
        return [f"list:{row.component}" for row in rows if row.supply == "offers" and row.complete != "yes"]

    @cached_property
    def _unclear(self) -> list[str]:
        """Offers of which it is not known whether they suffice at some threshold."""
        markets = self.structure.markets.values()
        found = {
            offer.offer
            for market in markets
            for (_, offer), fits in zip(market.offers, market.enough, strict=True)
            if fits is None
        }
        return sorted(f"quality:{one}" for one in found)

    @cached_property
    def _owned(self) -> Mapping[str, tuple[str, ...]]:
        """For each actor without a known owner the offers that only fall because it is taken as independent."""
        if self.seen.lens != "owner":
            return {}
        actors = {row.actor: row for row in self.stack.actors}
        found: dict[str, list[str]] = {}
        for offer in self.stack.offers:
            last = self.seen.makers[offer.offer][-1]
            if actors[last].owner is None and offer.offer not in self.seen.untouchable:
                found.setdefault(f"owner:{last}", []).append(offer.offer)
        return {name: tuple(offers) for name, offers in found.items()}

    def row(self, spot: BlindSpot) -> CellValue:
        """Return the row of a blind spot."""
        undone: frozenset[Pair] = frozenset()
        added: frozenset[Pair] = frozenset()
        if spot.kind == "list":
            undone = self.undone.get(f"list:{spot.component}", undone)
            added = frozenset((row.members, row.target) for row in self.rows if row.rests_on == (spot.component,))
        elif spot.kind == "quality":
            undone = self.undone.get(f"quality:{spot.subject}", undone)
            added = self._possible(spot.component) if self._alone(spot) else added
        elif spot.kind == "owner":
            undone = self.undone.get(f"owner:{spot.subject}", undone)
            added = self._owned_by_anybody(spot.subject)
        else:
            added = self._possible(spot.subject)
        table, column = _PLACES.get(spot.kind) or _jurisdiction(spot)
        row = spot.cell.rpartition(" ")[2] if spot.kind != "supply" else spot.subject
        return self._told(spot.kind, (table, row, column), spot.component, undone=undone, added=added)

    def _alone(self, spot: BlindSpot) -> bool:
        """Whether the offer is the only one of its component whose quality is open."""
        component = self.seen.component_of
        return [one for one in self._unclear if component[one[8:]] == spot.component] == [f"quality:{spot.subject}"]

    def _possible(self, unit: str) -> frozenset[Pair]:
        """Return the coalitions in which this is the only unknown member."""
        return frozenset(
            (row.members, row.target)
            for row in self.rows
            if [one for one in row.members if one.startswith("unknown:")] == [f"unknown:{unit}"]
        )

    def _owned_by_anybody(self, actor: str) -> frozenset[Pair]:
        """Return the targets that some country would stop alone if the owner of the actor sat there."""
        codes = sorted(self.seen.all_foreign)
        denials = [Denial(countries=frozenset([code])) for code in codes]
        now, _ = survivors(self.structure, self.seen, denials, "as_listed", widest=True)
        rows = tuple(
            one.model_copy(update={"owner": _OWNERLESS}) if one.actor == actor else one for one in self.stack.actors
        )
        other = replace(self.stack, actors=(*rows, Actor(actor=_OWNERLESS, owner=_OWNERLESS)))
        seen = viewpoint(other, home=sorted(self.seen.home) or "none", lens=self.seen.lens, mode=self.seen.mode)
        then, _ = survivors(self.structure, seen, denials, "as_listed", widest=True)
        places = self.structure.position
        return frozenset(
            ((f"owner of {actor}",), target) for target in self.targets if now[places[target]] & ~then[places[target]]
        )

    def share(self, one: Narrowing) -> CellValue:
        """Return the row of a share."""
        table, column = _PLACES["share"]
        return self._told("share", (table, one.offer.offer, column), one.offer.component, width=one)

    def _told(
        self,
        kind: str,
        cell: tuple[str, str, str],
        component: str,
        *,
        undone: frozenset[Pair] = frozenset(),
        added: frozenset[Pair] = frozenset(),
        width: Narrowing | None = None,
    ) -> CellValue:
        table, row, column = cell
        years = [one.as_of for one in claims(self.stack, self._evidence(table, row)) if one.as_of is not None]
        cells: dict[str, object] = {
            "rank": 1,
            "kind": kind,
            "table": table,
            "row": row,
            "column": column,
            "component": component,
            "stops_undone": len(undone),
            "stops_added": len(added),
            "targets": tuple(sorted({target for _, target in undone | added})),
            "width_removed_low": width.least if width else None,
            "width_removed_high": width.most if width else None,
            "oldest_evidence": min(years, default=None),
            "text_en": "",
            "text_zh": "",
        }
        bare = CellValue.model_validate(cells)
        return bare.model_copy(update={f"text_{lang}": told(self.stack, bare, width, lang) for lang in ("en", "zh")})

    def _evidence(self, table: str, row: str) -> Sequence[str]:
        key = {"offers": "offer", "actors": "actor", "components": "component"}[table]
        found = [one for one in self.stack.table(table) if getattr(one, key) == row]
        evidence: Sequence[str] = getattr(found[0], "evidence", ()) if found else ()
        return evidence


def _jurisdiction(spot: BlindSpot) -> tuple[str, str]:
    """Return the table and column of ``actors: hq of ...``."""
    table, _, rest = spot.cell.partition(": ")
    return table, rest.partition(" ")[0]
