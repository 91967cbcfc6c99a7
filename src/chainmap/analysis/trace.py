"""Why a component stops: the failing markets behind it, and the chain of needs that leads there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..structure import Structure

__all__ = ["Cause", "trace"]


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
        False where the source names no supplier of known quality.
    open_list
        Whether there may be a supplier whom the source does not name.
    chain
        Components and offers from the target down to the component.
    """

    component: str
    lost: tuple[str, ...]
    listed: int
    named: bool
    open_list: bool
    chain: tuple[str, ...]


def trace(
    structure: Structure, values: Sequence[int], own: Mapping[int, int], bit: int, start: int
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

    Returns
    -------
    tuple of Cause
        Nearest first. Breadth first, so each chain is a shortest one; cost: the failing part of the
        cone.
    """

    def lost(node: int) -> bool:
        return not own.get(node, -1) >> bit & 1

    before: dict[int, int] = {start: start}
    queue, causes = deque([start]), []
    while queue:
        node = queue.popleft()
        failing = [one for one in structure.inputs[node] if not values[one] >> bit & 1]
        found = _market(structure, node, failing, lost) or _via(structure, node, lost)
        if found is not None:
            causes.append(Cause(*found, chain=_chain(structure, before, node)))
        for one in failing:
            if one not in before:
                before[one] = node
                queue.append(one)
    return tuple(causes)


def _market(
    structure: Structure, node: int, failing: Sequence[int], lost: Callable[[int], bool]
) -> tuple[str, tuple[str, ...], int, bool, bool] | None:
    if structure.nodes[node].kind != "market":
        return None
    market = structure.markets[node]
    able = [(at, offer) for (at, offer), fits in zip(market.offers, market.enough, strict=True) if fits is not False]
    denied = tuple(offer.offer for at, offer in able if lost(at))
    unnamed = any(structure.nodes[one].kind in ("unknown", "maybe") for one in failing)
    if not denied and not unnamed and able:
        return None
    return market.component, denied, len(able), not unnamed, market.is_open


def _via(
    structure: Structure, node: int, lost: Callable[[int], bool]
) -> tuple[str, tuple[str, ...], int, bool, bool] | None:
    if structure.nodes[node].kind != "via":
        return None
    offer = structure.nodes[node].id
    at = structure.position[offer]
    if not lost(at):
        return None
    return structure.supplies[offer], (offer,), 1, True, False


def _chain(structure: Structure, before: Mapping[int, int], node: int) -> tuple[str, ...]:
    chain: list[str] = []
    while True:
        what = structure.nodes[node]
        if what.kind in ("component", "market", "offer", "via") and (not chain or chain[-1] != what.id):
            chain.append(what.id)
        if before[node] == node:
            return tuple(reversed(chain))
        node = before[node]
