"""Two states of one industry, by hand and at random, and what it means that a comparison is mirrored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from chainmap.stack import Stack
from tests.analysis.stacks import EUV
from tests.random_stacks import cases, random_stack
from tests.structure.tiny import firm, made

__all__ = ["MIRROR", "NIKON", "TWO_MAKERS", "cells", "mirrored", "pairs"]

NIKON = firm("nikon", "JPN", name_en="Nikon", name_zh="尼康")
TWO_MAKERS = replace(EUV, actors=(*EUV.actors, NIKON), offers=(*EUV.offers, made("euv", "nikon", product_en="Scanner")))
"""Euv of the method with a second maker of EUV machines, in Japan."""
MIRROR = {"gained": "lost", "up": "down", "wider": "narrower", "added": "removed"}
MIRROR |= {after: before for before, after in MIRROR.items()}


def pairs(count: int) -> Iterator[tuple[Stack, Stack]]:
    """Random stacks beside a neighbour of theirs, and beside another one altogether."""
    for seed in cases(count):
        stack = random_stack(seed)
        yield stack, neighbour(stack, seed)
        yield stack, random_stack(seed + 1)


def neighbour(stack: Stack, seed: int) -> Stack:
    """The stack with one row changed, or without the last of a component's several offers."""
    at = seed % 3
    if at == 0:
        actor = stack.actors[seed % len(stack.actors)]
        moved = actor.model_copy(update={"hq": ("JPN",) if actor.hq != ("JPN",) else ("DEU",), "owner": actor.actor})
        return replace(stack, actors=tuple(moved if row is actor else row for row in stack.actors))
    if at == 1:
        part_of = [row for row in stack.components if row.supply == "offers"][seed % 2 - 1]
        moved = part_of.model_copy(update={"complete": "no" if part_of.complete == "yes" else "yes"})
        return replace(stack, components=tuple(moved if row is part_of else row for row in stack.components))
    needed = {row.input for row in stack.needs} | {row.dependent for row in stack.needs}
    for offer in reversed(stack.offers):
        others = [row for row in stack.offers if row.component == offer.component and row.status == "active"]
        if len(others) > 1 and offer.offer not in needed:
            return replace(stack, offers=tuple(row for row in stack.offers if row is not offer))
    return replace(stack, needs=stack.needs[:-1])


def cells(table: pd.DataFrame, key: list[str]) -> list[str]:
    """Every row of a comparison in a few columns, with how it changed, sorted."""
    rows = table[[*key, "change", "before", "after"]].itertuples(index=False, name=None)
    return sorted(map(str, rows))


def mirrored(table: pd.DataFrame, key: list[str]) -> list[str]:
    """The same of the comparison the other way round, turned back."""
    turned = table.rename(columns={"before": "after", "after": "before"})
    return cells(turned.assign(change=[MIRROR.get(one, one) for one in table.change]), key)
