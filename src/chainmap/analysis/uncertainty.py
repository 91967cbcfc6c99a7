"""How sure are we: what do the data know, and which cells would decide?

METHOD section 8, first part: coverage and blind spots. They stand beside every figure and are never
folded into it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from ..schema import BASES, Component, Offer
from ..schema.answers import BlindSpot, Coverage
from ..stack import Stack
from ..stack.jurisdiction import owner_chain
from ..stack.names import find_component, label_of, name_of
from ..structure import Viewpoint, box, compile_structure, enough, viewpoint
from .evidence import claims
from .frames import frame
from .words import quantity

__all__ = ["blind_spots", "coverage"]


def coverage(stack: Stack, *, home: str | Iterable[str] | None = None, lens: str | None = None) -> pd.DataFrame:
    """Count, for every component, what the data know about its supply and how they know it.

    Returns
    -------
    pandas.DataFrame
        One row a component, columns of :class:`chainmap.schema.answers.Coverage`: offers, shares,
        qualities and jurisdictions that are known, the share that the named offers cover at least and
        at most, claims by basis, and the oldest year among them.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.coverage(cm.bundled("euv"))[["component", "offers_listed", "shares_known"]].values.tolist()
    [['chip', 2, 0], ['display', 2, 0], ['euv', 1, 0], ['p', 0, 0]]
    """
    seen = viewpoint(stack, home=home, lens=lens)
    rows = [_covered(seen, row) for row in sorted(stack.components, key=lambda one: one.component)]
    return frame(rows, Coverage)


def _covered(seen: Viewpoint, component: Component) -> Coverage:
    stack = seen.stack
    listed = [offer for offer in stack.offers if offer.component == component.component]
    active = [offer for offer in listed if offer.status == "active"]
    boxes = [box(offer.share_low, offer.share, offer.share_high) for offer in active]
    known = claims(stack, [*component.evidence, *(one for offer in listed for one in offer.evidence)])
    bases = Counter[str](claim.basis for claim in known)
    years = [claim.as_of for claim in known if claim.as_of is not None]
    return Coverage(
        component=component.component,
        name_en=label_of(stack, component.component, "en"),
        name_zh=label_of(stack, component.component, "zh"),
        supply=component.supply,
        complete=component.complete,
        offers_listed=len(active),
        offers_potential=len(listed) - len(active),
        shares_known=sum(_stated(offer.share_low, offer.share, offer.share_high) for offer in active),
        share_known_low=round(min(1.0, sum(low for low, _, _ in boxes)), 9),
        share_known_high=round(min(1.0, sum(high for _, _, high in boxes)), 9),
        quality_known=sum(_stated(offer.quality_low, offer.quality, offer.quality_high) for offer in active),
        jurisdiction_known=sum(not seen.reaches[offer.offer].unknown for offer in active),
        claims=len(known),
        **{basis: bases.get(basis, 0) for basis in BASES},
        oldest_year=min(years, default=None),
    )


def _stated(*cells: float | None) -> bool:
    return any(cell is not None for cell in cells)


def blind_spots(
    stack: Stack,
    target: str | None = None,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
) -> pd.DataFrame:
    """List what the data do not know and an answer about the target could turn on.

    Parameters
    ----------
    stack
        The industry.
    target
        A component (id, name or alias): its cone. None: everything.
    home, lens
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        One row for each unknown, with the cell that would decide; columns of
        :class:`chainmap.schema.answers.BlindSpot`. Unknown supply comes first, then quality that a
        need asks for, jurisdiction, owner, and open lists without any share.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.blind_spots(cm.bundled("euv"), "chip")["cell"].tolist()
    ['components: complete of chip', 'components: complete of euv']
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens)
    cone = None
    if target is not None:
        cone = structure.components_in(structure.position[find_component(stack, target)])
    thresholds = sorted(
        {(market.component, market.min_quality) for market in structure.markets.values() if market.min_quality}
    )
    rows: list[BlindSpot] = []
    for component in stack.components:
        if cone is None or component.component in cone:
            active = [
                offer for offer in stack.offers if offer.component == component.component and offer.status == "active"
            ]
            needed = [quality for name, quality in thresholds if name == component.component and quality]
            rows += _supply(stack, component) + _quality(stack, active, needed) + _jurisdiction(seen, active)
            rows += _lists(stack, component, active)
    rows.sort(key=_rule)
    return frame(rows, BlindSpot)


_ORDER = ("supply", "quality", "jurisdiction", "owner", "list", "share")


def _rule(row: BlindSpot) -> tuple[int, str, str]:
    return (_ORDER.index(row.kind), row.component, row.subject)


def _supply(stack: Stack, component: Component) -> list[BlindSpot]:
    if component.supply != "unknown":
        return []
    name = component.component
    return [
        BlindSpot(
            component=name,
            subject=name,
            kind="supply",
            cell=f"offers: who supplies {name}",
            text_en=f"Nobody is named who supplies {label_of(stack, name, 'en')}.",
            text_zh=f"{label_of(stack, name, 'zh')}没有具名的供应方。",
        )
    ]


def _quality(stack: Stack, active: Sequence[Offer], needed: Sequence[float]) -> list[BlindSpot]:
    rows = []
    for offer in active:
        unclear = [quality for quality in needed if enough(offer, quality) is None]
        if not unclear:
            continue
        en, zh = (name_of(stack, f"actor:{offer.actor}", lang) for lang in ("en", "zh"))
        part_en, part_zh = label_of(stack, offer.component, "en"), label_of(stack, offer.component, "zh")
        rows.append(
            BlindSpot(
                component=offer.component,
                subject=offer.offer,
                kind="quality",
                cell=f"offers: quality of {offer.offer}",
                text_en=f"Whether {part_en} from {en} reaches quality {unclear[0]:g} is not known; it is not counted.",
                text_zh=f"{zh}的{part_zh}是否达到质量{unclear[0]:g}未知，暂不计入。",
            )
        )
    return rows


def _jurisdiction(seen: Viewpoint, active: Sequence[Offer]) -> list[BlindSpot]:
    stack, actors = seen.stack, {actor.actor: actor for actor in seen.stack.actors}
    rows = []
    for offer in active:
        if seen.reaches[offer.offer].open:
            continue
        en, zh = (name_of(stack, f"actor:{offer.actor}", lang) for lang in ("en", "zh"))
        if seen.reaches[offer.offer].unknown:
            rows.append(
                BlindSpot(
                    component=offer.component,
                    subject=offer.offer,
                    kind="jurisdiction",
                    cell=_deciding(seen, offer),
                    text_en=f"Whose hand reaches {en} is not known under lens {seen.lens}.",
                    text_zh=f"在{seen.lens}视角下，谁能管辖{zh}未知。",
                )
            )
        last = owner_chain(actors, offer.actor)[-1]
        if seen.lens in ("owner", "any") and actors[last].owner is None:
            rows.append(
                BlindSpot(
                    component=offer.component,
                    subject=last,
                    kind="owner",
                    cell=f"actors: owner of {last}",
                    text_en=f"Who owns {name_of(stack, f'actor:{last}', 'en')} is not known; taken as independent.",
                    text_zh=f"{name_of(stack, f'actor:{last}', 'zh')}的所有者未知，暂按独立处理。",
                )
            )
    return rows


def _deciding(seen: Viewpoint, offer: Offer) -> str:
    if seen.lens == "origin" and offer.rights != "source":
        return f"offers: origin of {offer.offer}"
    if seen.lens == "site":
        return f"offers: sites of {offer.offer}"
    if seen.lens == "label":
        return f"actors: label of {offer.actor}"
    actors = {actor.actor: actor for actor in seen.stack.actors}
    return f"actors: hq of {owner_chain(actors, offer.actor)[-1] if seen.lens == 'owner' else offer.actor}"


def _lists(stack: Stack, component: Component, active: Sequence[Offer]) -> list[BlindSpot]:
    if component.supply != "offers" or component.complete == "yes" or not active:
        return []
    if any(_stated(offer.share_low, offer.share, offer.share_high) for offer in active):
        return []
    name, count = component.component, quantity(len(active), "supplier", "suppliers")
    return [
        BlindSpot(
            component=name,
            subject=name,
            kind="list",
            cell=f"components: complete of {name}",
            text_en=f"{label_of(stack, name, 'en')}: {count} named without a share, and the list may leave some out.",
            text_zh=f"{label_of(stack, name, 'zh')}：列出{len(active)}家供应方，但没有份额，名单可能不全。",
        )
    ]
