"""Why a component stops: the failing markets behind it, and the chain of needs that leads there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..structure import Structure
from .proof import proof

__all__ = ["Cause", "emptied", "trace"]


@dataclass(frozen=True)
class Cause:
    """A market, or a need on one offer, that fails by itself and not only because of what it needs.

    Attributes
    ----------
    component
        The component whose supply is closed.
    lost
        The offers that are denied there.
    listed
        How many listed offers could have served.
    named
        False where the source names no supplier.
    chain
        Components and offers from the target down to the component.
    """

    component: str
    lost: tuple[str, ...]
    listed: int
    named: bool
    chain: tuple[str, ...]


def trace(
    structure: Structure,
    values: Sequence[int],
    own: Mapping[int, int],
    bit: int,
    start: int,
    *,
    shortest: bool = False,
) -> tuple[Cause, ...]:
    """Follow what fails from one node upstream, in one scenario, and return where it begins.

    Parameters
    ----------
    structure
        The compiled stack.
    values, own
        Words of the walk and of the leaves and offers by themselves.
    bit
        The scenario.
    start
        A node that fails in it.
    shortest
        Only what the shortest reason needs (:mod:`chainmap.analysis.proof`), not everything that fails.

    Returns
    -------
    tuple of Cause
        Nearest first. Breadth first, so each chain is a shortest one; cost: the failing part of the
        cone.
    """

    def lost(node: int) -> bool:
        return not own.get(node, -1) >> bit & 1

    reason = proof(structure, values, own, bit, start) if shortest else None
    before: dict[int, int] = {start: start}
    queue, causes = deque([start]), []
    while queue:
        node = queue.popleft()
        failing = [one for one in structure.inputs[node] if not values[one] >> bit & 1]
        found = _market(structure, node, failing, lost) or _via(structure, node, lost)
        if found is not None:
            causes.append(Cause(*found, chain=_chain(structure, before, node)))
        for one in failing if reason is None else reason.get(node, ()):
            if one not in before:
                before[one] = node
                queue.append(one)
    return tuple(causes)


def emptied(structure: Structure, values: Sequence[int], bit: int, start: int) -> tuple[str, ...]:
    """Return the components whose open list of suppliers is empty, upstream of a node that fails; sorted."""
    found, seen, todo = set(), {start}, [start]
    while todo:
        node = todo.pop()
        if node in structure.markets:
            market = structure.markets[node]
            if market.is_open and market.supply == "offers":
                found.add(market.component)
        for one in structure.inputs[node]:
            if one not in seen and not values[one] >> bit & 1:
                seen.add(one)
                todo.append(one)
    return tuple(sorted(found))


def _market(
    structure: Structure, node: int, failing: Sequence[int], lost: Callable[[int], bool]
) -> tuple[str, tuple[str, ...], int, bool] | None:
    if structure.nodes[node].kind != "market":
        return None
    market = structure.markets[node]
    able = [(at, offer) for (at, offer), fits in zip(market.offers, market.enough, strict=True) if fits is not False]
    denied = tuple(offer.offer for at, offer in able if lost(at))
    unnamed = any(structure.nodes[one].kind == "unknown" for one in failing)
    doubted = any(structure.nodes[one].kind == "maybe" for one in failing)
    if not (denied or unnamed or doubted) and able:
        return None
    return market.component, denied, len(able), not unnamed


def _via(structure: Structure, node: int, lost: Callable[[int], bool]) -> tuple[str, tuple[str, ...], int, bool] | None:
    if structure.nodes[node].kind != "via":
        return None
    offer = structure.nodes[node].id
    at = structure.position[offer]
    if not lost(at):
        return None
    return structure.supplies[offer], (offer,), 1, True


def _chain(structure: Structure, before: Mapping[int, int], node: int) -> tuple[str, ...]:
    chain: list[str] = []
    while True:
        what = structure.nodes[node]
        if what.kind in ("component", "market", "offer", "via") and (not chain or chain[-1] != what.id):
            chain.append(what.id)
        if before[node] == node:
            return tuple(reversed(chain))
        node = before[node]
