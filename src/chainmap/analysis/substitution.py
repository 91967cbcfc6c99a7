"""What could stand in for an offer, an actor or a component?

METHOD section 6, first part: the alternatives of one offer on its market, on the market already or to
be brought there, with what each would need. Whole substitution paths come with the planning analysis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import pandas as pd

from ..schema import Offer, Switch
from ..schema.answers import Substitute
from ..stack import Stack
from ..stack.names import find, name_of
from ..structure import Denial, Losses, Structure, Viewpoint, compile_structure, denial, viewpoint
from .frames import frame
from .outcome import survivors

__all__ = ["substitute_rows", "substitutes"]


def substitutes(
    stack: Stack,
    item: str,
    *,
    deny: str | Iterable[str] = (),
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """List what could replace an offer, every offer of an actor, or every offer that a denial takes.

    Parameters
    ----------
    stack
        The industry.
    item
        An offer, an actor (each of its offers), a component (each of its offers in turn), a country
        or a bloc (each offer it reaches); id, name or alias.
    deny
        What is denied besides the item itself; a substitute that the denial takes away, or that
        needs what it takes away, says so in ``blocked_by``.
    home, lens, mode
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        One row for each offer and substitute, columns of
        :class:`chainmap.schema.answers.Substitute`: usable ones first, then the fastest. Months and
        costs come from the switches table for offers on the market, and are lead months for potential
        ones; an empty cell is not known, and ``note_en`` says so.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.substitutes(cm.bundled("euv"), "TSMC")
    >>> answer["substitute"].tolist()
    ['samsung-chip']
    """
    seen = viewpoint(stack, home=home, lens=lens, mode=mode)
    words = [deny] if isinstance(deny, str) else list(deny)
    unit = find(stack, item)
    alone = unit.startswith("component:")
    what = denial(stack, words if alone else [unit, *words])
    lost = _lost(seen, unit, denial(stack, [unit]))
    return frame(substitute_rows(seen, lost, what), Substitute)


def substitute_rows(seen: Viewpoint, lost: Sequence[Offer], what: Denial) -> list[Substitute]:
    """Return the rows of :func:`substitutes` for the offers that are lost."""
    stack, structure = seen.stack, compile_structure(seen.stack)
    works, own = survivors(structure, seen, [what], "as_listed")
    switches = {(row.from_offer, row.to_offer): row for row in stack.switches}
    rows = [
        _row(structure, seen, before, after, switches.get((before.offer, after.offer)), works, own)
        for before in lost
        for after in stack.offers
        if after.component == before.component and after.offer != before.offer
    ]
    return sorted(rows, key=_rule)


def _lost(seen: Viewpoint, unit: str, what: Denial) -> list[Offer]:
    kind, _, key = unit.partition(":")
    active = [offer for offer in seen.stack.offers if offer.status == "active"]
    if kind == "offer":
        return [offer for offer in active if offer.offer == key]
    if kind == "actor":
        return [offer for offer in active if key in seen.makers[offer.offer]]
    if kind == "component":
        return [offer for offer in active if offer.component == key]
    losses = Losses(seen, [what])
    return [offer for offer in active if losses.of(offer.offer)]


def _row(
    structure: Structure,
    seen: Viewpoint,
    before: Offer,
    after: Offer,
    switch: Switch | None,
    works: Sequence[int],
    own: Mapping[int, int],
) -> Substitute:
    stack = seen.stack
    potential = after.status == "potential"
    months, cost = _effort(after, switch)
    note_en, note_zh = _notes(after, months)
    found = seen.reaches[after.offer]
    codes = tuple(sorted({code for term in found.terms for code in term}))
    actor_en, actor_zh = (name_of(stack, f"actor:{after.actor}", lang) for lang in ("en", "zh"))
    return Substitute(
        item=before.offer,
        substitute=after.offer,
        name_en=_named(actor_en, after.product_en or after.product_zh),
        name_zh=_named(actor_zh, after.product_zh or after.product_en),
        actor=after.actor,
        kind="potential" if potential else "active",
        countries=codes,
        foreign=_foreign(seen, after.offer),
        months_low=months[0],
        months=months[1],
        months_high=months[2],
        cost_low=cost[0],
        cost=cost[1],
        cost_high=cost[2],
        quality_low=after.quality_low,
        quality=after.quality,
        quality_high=after.quality_high,
        blocked_by=_blocked(structure, after, potential, works, own),
        note_en=note_en,
        note_zh=note_zh,
        evidence=tuple(dict.fromkeys((*after.evidence, *(switch.evidence if switch else ())))),
    )


def _named(actor: str, product: str | None) -> str:
    return f"{actor} · {product}" if product and product != actor else actor


Triple = tuple[float | None, float | None, float | None]


def _effort(after: Offer, switch: Switch | None) -> tuple[Triple, Triple]:
    if after.status == "potential":
        return (
            (after.lead_months_low, after.lead_months, after.lead_months_high),
            (after.cost_low, after.cost, after.cost_high),
        )
    if switch is None:
        return (None, None, None), (None, None, None)
    return (switch.months_low, switch.months, switch.months_high), (
        switch.cost_low,
        switch.cost,
        switch.cost_high,
    )


def _notes(after: Offer, months: Triple) -> tuple[str, str]:
    said_en, said_zh = [], []
    if all(one is None for one in months):
        what = ("lead time", "所需时间") if after.status == "potential" else ("switching time", "切换时间")
        said_en.append(f"{what[0]} not known")
        said_zh.append(f"{what[1]}未知")
    if after.quality is None and after.quality_low is None and after.quality_high is None:
        said_en.append("quality not known")
        said_zh.append("质量未知")
    said_en.append("capacity not known")
    said_zh.append("产能未知")
    return "; ".join(said_en), "；".join(said_zh)


def _foreign(seen: Viewpoint, offer: str) -> Literal["yes", "no", "unknown"]:
    if offer in seen.untouchable:
        return "no"
    found = seen.reaches[offer]
    if found.falls_to(seen.all_foreign):
        return "yes"
    return "unknown" if found.unknown else "no"


def _blocked(
    structure: Structure, after: Offer, potential: bool, works: Sequence[int], own: Mapping[int, int]
) -> tuple[str, ...]:
    """Return what stands in the way of a substitute: itself denied, or needs that have stopped."""
    at = structure.position[after.offer]
    blocked = []
    if not potential and not own[at] & 1:
        blocked.append(f"offer:{after.offer}")
    home = structure.position[after.component]
    for group in (*structure.inputs[at], *_groups(structure, home)):
        if not works[group] & 1:
            blocked += [_unit(structure, one) for one in structure.inputs[group] if not works[one] & 1]
    return tuple(dict.fromkeys(blocked))


def _groups(structure: Structure, component: int) -> list[int]:
    return [one for one in structure.inputs[component] if structure.nodes[one].kind == "group"]


def _unit(structure: Structure, at: int) -> str:
    node = structure.nodes[at]
    if node.kind == "kept":
        return _unit(structure, structure.inputs[at][0])
    return f"offer:{node.id}" if node.kind == "via" else f"component:{node.id}"


def _rule(row: Substitute) -> tuple[str, bool, bool, float, str]:
    fastest = next((one for one in (row.months, row.months_low, row.months_high) if one is not None), float("inf"))
    return (row.item, bool(row.blocked_by), row.kind == "potential", fastest, row.substitute)
