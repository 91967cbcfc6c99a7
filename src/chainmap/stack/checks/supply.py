"""Supply: lists of offers that match what is said of them, shares that can add up, owners, targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ...errors import Problem
from ...schema import Actor, Component, Offer
from ..draft import Draft, Entry, problem
from .values import box, too_little, too_much, total

__all__ = [
    "lists_match_supply",
    "owners_have_an_end",
    "shares_fit",
    "there_is_a_target",
    "variants_have_an_end",
]


def _by_component(draft: Draft) -> dict[str, list[Entry[Offer]]]:
    found: dict[str, list[Entry[Offer]]] = defaultdict(list)
    for entry in draft.of(Offer):
        found[entry.row.component].append(entry)
    return found


def lists_match_supply(draft: Draft) -> Iterator[Problem]:
    """What a component says of its supply agrees with the offers that are listed."""
    supplied = _by_component(draft)
    for entry in draft.of(Component):
        if "supply" in entry.unread:
            continue
        name, supply = entry.row.component, entry.row.supply
        offers = supplied.get(name, [])
        active = [offer for offer in offers if offer.row.status == "active" and "status" not in offer.unread]
        all_read = draft.whole(Offer) and not any("status" in offer.unread for offer in offers)
        if active and supply == "unknown":
            what = f"supply of {name} is unknown, but {active[0].row.offer} is an active offer of it."
            yield problem(entry, "supply", what, "Write offers.")
        elif active and supply == "open":
            what = f"supply of {name} is open, so nobody can deny it, but {active[0].row.offer} supplies it."
            yield problem(entry, "supply", what, "Write offers if it cannot do without them.", "warning")
        elif supply == "offers" and not offers and all_read:
            remedy = "Write supply = unknown if nobody is known, open if nobody can deny it; or add an offer."
            yield problem(entry, "supply", f"no offer supplies {name}.", remedy)
        elif supply == "offers" and not active and all_read:
            what = f"{name} has potential offers only, so it stops with nothing denied."
            yield problem(entry, "supply", what, "Add those who supply it today, if any.", "warning")


def shares_fit(draft: Draft) -> Iterator[Problem]:
    """The shares of a component's active offers can add up to 1, or stay below where the list is open."""
    complete = {entry.row.component: entry.row.complete for entry in draft.of(Component)}
    for component, offers in _by_component(draft).items():
        active = [entry for entry in offers if entry.row.status == "active"]
        if not active:
            continue
        last = max(active, key=lambda entry: entry.line or 0)
        boxes = [box(entry.row.share_low, entry.row.share, entry.row.share_high) for entry in active]
        low, high = total([one[0] for one in boxes]), total([one[1] for one in boxes])
        stated = total([entry.row.share or 0.0 for entry in active])
        unread = any({"share_low", "share", "share_high", "status"} & entry.unread for entry in active)
        if low > 1:
            what = f"the shares of {component} add up to {low:g} at least."
            yield too_much(last, "share", what, low)
        elif stated > 1:
            what = f"the shares of {component} add up to {stated:g}, though their ranges could add up to 1."
            remedy = "Check them; bounds are computed from the ranges."
            yield problem(last, "share", what, remedy, "warning")
        if complete.get(component) == "yes" and high < 1 and draft.whole(Offer) and not unread:
            what = f"the list of {component} is complete, but its shares add up to {high:g} at most."
            yield too_little(last, "share", what, high)


def there_is_a_target(draft: Draft) -> Iterator[Problem]:
    """At least one component is a target, and the targets count for something together."""
    rows = draft.of(Component)
    if not draft.whole(Component) or any("weight" in entry.unread for entry in rows):
        return
    weights = [entry.row.weight for entry in rows if entry.row.weight is not None]
    remedy = "Write a weight, for example 1, at each component whose supply the questions are about."
    if not rows:
        yield Problem("components.csv", None, None, "the stack has no components.", "List what is needed.")
    elif not weights:
        yield Problem("components.csv", None, "weight", "no component is a target.", remedy)
    elif not any(weights):
        yield Problem("components.csv", None, "weight", "the weights of all targets are 0.", remedy)


def owners_have_an_end(draft: Draft) -> Iterator[Problem]:
    """No actor is its own owner's owner; an independent actor owns itself, which is not a circle."""
    owners = {entry.row.actor: entry.row.owner for entry in draft.of(Actor) if entry.row.owner != entry.row.actor}
    lines = {entry.row.actor: entry for entry in draft.of(Actor)}
    for circle in _circles(owners):
        what = f"owners go in a circle: {' -> '.join((*circle, circle[0]))}."
        yield problem(lines[circle[0]], "owner", what, "An independent actor is its own owner.")


def variants_have_an_end(draft: Draft) -> Iterator[Problem]:
    """No component is, through others, a variant of itself."""
    parents = {entry.row.component: entry.row.variant_of for entry in draft.of(Component)}
    lines = {entry.row.component: entry for entry in draft.of(Component)}
    for circle in _circles(parents):
        what = f"variants go in a circle: {' -> '.join((*circle, circle[0]))}."
        yield problem(lines[circle[0]], "variant_of", what, "Leave variant_of of the original empty.")


def _circles(parent: Mapping[str, str | None]) -> list[tuple[str, ...]]:
    """Return each circle of a forest-to-be once, beginning with its first member in the alphabet."""
    circles: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in sorted(parent):
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at in parent and at not in done:
            if at in path:
                circle = list(path)[path[at] :]
                first = circle.index(min(circle))
                circles.append((*circle[first:], *circle[:first]))
                break
            path[at] = len(path)
            at = parent[at]
        done.update(path)
    return circles
