"""A stack that believes only some kinds of claim (METHOD section 8, basis filter).

Claims are withdrawn, suppliers never vanish from the world: a component that loses an offer has an open
list, and an unknown supply when no offer is left. What a withdrawn claim may have supported is unknown
again, never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ..errors import WrongQuestion
from ..schema import BASES, Actor, Change, Component, Evidence, Fact, Need, Offer, Policy, Spec, Switch
from .model import Stack

__all__ = ["with_basis"]

Cited = TypeVar("Cited", Switch, Spec, Fact, Policy, Change)


def with_basis(stack: Stack, bases: str | Iterable[str]) -> Stack:
    """Return the stack with only the claims of some bases.

    Parameters
    ----------
    stack
        An industry with evidence.
    bases
        Any of ``stated``, ``implied``, ``inferred``, ``public``, ``own``, ``assumption``; a text may
        hold several, separated by commas.

    Returns
    -------
    Stack
        Rows none of whose claims is left are withdrawn; in rows that lose some, the cells that a lost
        claim may have supported are empty again (headquarters, owner, label, origin, rights, sites,
        shares, quality, months, thresholds), unless a claim that is left names them in its column
        ``supports``. A group of alternatives that loses one of them is
        withdrawn whole, because nothing believed says any more what the group asks for. Rows that never
        had evidence are the user's own.

    Raises
    ------
    WrongQuestion
        For a basis that does not exist.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.with_basis(cm.bundled("euv"), "stated").components[1].supply
    'unknown'
    """
    words = bases.replace(";", ",").split(",") if isinstance(bases, str) else list(bases)
    wanted = {word.strip() for word in words if word.strip()}
    if not wanted or wanted - set(BASES):
        wrong = ", ".join(sorted(wanted - set(BASES))) or "nothing"
        raise WrongQuestion(f"there is no basis {wrong}: use some of {', '.join(BASES)}")
    return _Filter(stack, frozenset(wanted)).stack()


class _Filter:
    """Judges rows and cells by the claims that are left; used once."""

    def __init__(self, stack: Stack, wanted: frozenset[str]) -> None:
        self.before, self.wanted = stack, wanted
        self.claims: dict[str, Evidence] = {row.evidence: row for row in stack.evidence}

    def left(self, evidence: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in evidence if self.claims[one].basis in self.wanted)

    def believed(self, evidence: tuple[str, ...]) -> bool:
        """Whether a row still stands: a claim about the row itself is left, or it is the user's own."""
        if not evidence:
            return "own" in self.wanted
        return any(not self.claims[one].supports for one in self.left(evidence))

    def lost(self, evidence: tuple[str, ...], *columns: str) -> bool:
        """Whether a withdrawn claim may have supported these cells and no claim left says that it does."""
        if not evidence:
            return "own" not in self.wanted
        left = self.left(evidence)
        if any(set(columns) & set(self.claims[one].supports) for one in left):
            return False
        gone = [self.claims[one].supports for one in evidence if one not in left]
        return any(not supports or set(columns) & set(supports) for supports in gone)

    def stack(self) -> Stack:
        before = self.before
        offers = tuple(self.offer(row) for row in before.offers if self.believed(row.evidence))
        names = {row.offer for row in offers}
        components = {row.component for row in before.components}
        kept = {row.offer: row for row in before.offers}
        lost = {kept[name].component for name in kept.keys() - names if kept[name].status == "active"}
        active = {row.component for row in offers if row.status == "active"}
        return replace(
            before,
            evidence=tuple(row for row in before.evidence if row.basis in self.wanted),
            components=tuple(self.component(row, lost, active) for row in before.components),
            actors=tuple(self.actor(row) for row in before.actors),
            offers=offers,
            needs=self.needs(names | components),
            switches=tuple(row for row in self.rows(before.switches) if {row.from_offer, row.to_offer} <= names),
            specs=tuple(row for row in self.rows(before.specs) if row.subject in names | components),
            facts=self.rows(before.facts),
            policies=self.rows(before.policies),
            changes=self.rows(before.changes),
        )

    def rows(self, rows: Sequence[Cited]) -> tuple[Cited, ...]:
        """Rows that are one claim as a whole: they stand or go."""
        return tuple(
            row.model_copy(update={"evidence": self.left(row.evidence)}) for row in rows if self.believed(row.evidence)
        )

    def component(self, row: Component, lost: set[str], active: set[str]) -> Component:
        update: dict[str, object] = {"evidence": self.left(row.evidence)}
        if row.component in lost or self.lost(row.evidence, "complete"):
            update["complete"] = "no"
        if row.component in lost and row.component not in active and row.supply == "offers":
            update["supply"] = "unknown"
        return row.model_copy(update=update)

    def actor(self, row: Actor) -> Actor:
        empty = {"hq": (), "owner": None, "region": None, "label": ()}
        return row.model_copy(update=self.cells(row.evidence, empty))

    def offer(self, row: Offer) -> Offer:
        empty: dict[str, object] = {"origin": (), "rights": "licence", "sites": (), "headroom": 0.0, "ramp_months": 0.0}
        return row.model_copy(update=self.cells(row.evidence, empty, "share", "quality", "lead_months", "cost"))

    def need(self, row: Need) -> Need:
        empty = {"min_quality": None, "stock_months": None, "licence": "subscription"}
        return row.model_copy(update=self.cells(row.evidence, empty, "weight", "usage"))

    def cells(self, evidence: tuple[str, ...], empty: Mapping[str, object], *ranges: str) -> dict[str, object]:
        """Return what changes in a row: its claims, and the cells that nothing believed supports."""
        update: dict[str, object] = {"evidence": self.left(evidence)}
        update |= {name: value for name, value in empty.items() if self.lost(evidence, name)}
        for name in ranges:
            if self.lost(evidence, name):
                update |= {name: None, f"{name}_low": None, f"{name}_high": None}
        return update

    def needs(self, names: set[str]) -> tuple[Need, ...]:
        """A group of alternatives that loses one of them goes whole; an unknown alternative may remain."""
        rows = [row for row in self.before.needs if row.dependent in names]
        gone = [row for row in rows if row.input not in names or not self.believed(row.evidence)]
        broken = {(row.dependent, row.group) for row in gone if row.group}
        stands = [row for row in rows if row not in gone and (row.dependent, row.group) not in broken]
        return tuple(self.need(row) for row in stands)
