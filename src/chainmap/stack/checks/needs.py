"""Needs: groups of alternatives that agree, weights and usage that can add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...errors import Problem
from ...schema import Need, Offer
from ..draft import Draft, Entry, problem
from .values import box, too_little, too_much, total

__all__ = [
    "alternatives_agree",
    "alternatives_suffice",
    "nothing_needs_itself",
    "thresholds_ask_a_market",
    "usage_can_add_up",
    "weights_fit",
]

Group = tuple[Entry[Need], ...]

SHARED = ("at_least", "essential", "min_quality", "weight_low", "weight", "weight_high")
"""What belongs to the group and so stands the same in each of its rows."""


def _groups(draft: Draft) -> dict[tuple[str, str], Group]:
    """Return the rows of each group by dependent and name; a need without a group is one of its own."""
    found: dict[tuple[str, str], list[Entry[Need]]] = defaultdict(list)
    for entry in draft.of(Need):
        if "group" not in entry.unread:
            found[entry.row.dependent, entry.row.group or f"={entry.row.input}"].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _called(group: Group) -> str:
    name = group[0].row.group
    return f"group {name!r} of {group[0].row.dependent}" if name else f"the need of {group[0].row.dependent}"


def alternatives_agree(draft: Draft) -> Iterator[Problem]:
    """The rows of one group say the same about the group."""
    for group in _groups(draft).values():
        for name in SHARED:
            readable = [entry for entry in group if name not in entry.unread]
            said = [getattr(entry.row, name) for entry in readable]
            odd = next((place for place, value in enumerate(said) if value != said[0]), None)
            if odd is not None:
                line = readable[0].line
                where = f" on line {line}" if line is not None else " elsewhere"
                what = f"{_called(group)} has {name} {_cell(said[odd])} here and {_cell(said[0])}{where}."
                yield problem(readable[odd], name, what, "Write the same in every row of the group.")


def _cell(value: object) -> str:
    if value is None:
        return "empty"
    return ("yes" if value else "no") if isinstance(value, bool) else f"{value:g}"


def alternatives_suffice(draft: Draft) -> Iterator[Problem]:
    """A group has at least as many alternatives as must work."""
    if not draft.whole(Need):
        return
    for group in _groups(draft).values():
        first = group[0]
        if first.row.at_least > len(group):
            count = len(group)
            options = "alternative" if count == 1 else "alternatives"
            what = f"{_called(group)} asks for {first.row.at_least} of {count} {options}."
            remedy = f"Write at most {count}, or give the alternatives the same group."
            yield problem(first, "at_least", what, remedy)


def nothing_needs_itself(draft: Draft) -> Iterator[Problem]:
    """Nothing needs itself directly; longer circles are allowed."""
    for entry in draft.of(Need):
        if entry.row.dependent == entry.row.input:
            yield problem(entry, "input", f"{entry.row.input} needs itself.", "Name what it needs, or delete the row.")


def thresholds_ask_a_market(draft: Draft) -> Iterator[Problem]:
    """A quality threshold chooses among the offers of a component, so it makes no sense on one offer."""
    offers = {entry.row.offer: entry.row.component for entry in draft.of(Offer)}
    for entry in draft.of(Need):
        if entry.row.min_quality is not None and entry.row.input in offers:
            component = offers[entry.row.input]
            what = f"{entry.row.input} is one offer; min_quality chooses among the offers of a component."
            yield problem(entry, "min_quality", what, f"Make {component} the input, or leave min_quality empty.")


def weights_fit(draft: Draft) -> Iterator[Problem]:
    """The weights of one dependent are shares of its value, an offer's and its component's together."""
    lows: dict[str, float] = {}
    rows: dict[str, list[Entry[Need]]] = defaultdict(list)
    for group in _groups(draft).values():
        rows[group[0].row.dependent].append(group[0])
    for dependent, entries in rows.items():
        weights = [box(entry.row.weight_low, entry.row.weight, entry.row.weight_high)[0] for entry in entries]
        lows[dependent] = total(weights)
        if lows[dependent] > 1:
            what = f"the weights of what {dependent} needs add up to at least {lows[dependent]:g}."
            yield too_much(entries[-1], "weight", what, lows[dependent])
    for offer in draft.of(Offer):
        mine, its = lows.get(offer.row.offer, 0.0), lows.get(offer.row.component, 0.0)
        if mine and its and mine <= 1 and its <= 1 and (both := total([mine, its])) > 1:
            named = f"{offer.row.offer} and its component {offer.row.component}"
            what = f"the weights of what {named} need add up to at least {both:g}."
            yield too_much(rows[offer.row.offer][-1], "weight", what, both)


def usage_can_add_up(draft: Draft) -> Iterator[Problem]:
    """The usage shares of a group's alternatives can add up to 1."""
    if not draft.whole(Need):
        return
    for group in _groups(draft).values():
        if any({"usage_low", "usage", "usage_high"} & entry.unread for entry in group):
            continue
        boxes = [box(entry.row.usage_low, entry.row.usage, entry.row.usage_high) for entry in group]
        low, high = total([one[0] for one in boxes]), total([one[1] for one in boxes])
        if low > 1:
            yield too_much(group[-1], "usage", f"the usage shares of {_called(group)} add up to at least {low:g}.", low)
        elif high < 1:
            yield too_little(
                group[-1], "usage", f"the usage shares of {_called(group)} add up to {high:g} at most.", high
            )
