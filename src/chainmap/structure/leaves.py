"""What each offer and each unnamed supplier is worth by itself, in many denials at once.

One bit stands for one denial, so that a country is a word (the denials in which it takes part) and an
offer falls in the union over its terms of the intersection over their countries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from operator import and_, or_

from .denial import Denial, Viewpoint
from .model import Structure

__all__ = ["Losses", "kept_words", "own_words"]


class Losses:
    """Which offers fall in which of m denials, seen from a viewpoint."""

    def __init__(self, seen: Viewpoint, denials: Sequence[Denial]) -> None:
        self.seen, self.denials = seen, denials
        self.every = (1 << len(denials)) - 1
        self.offers = _words(what.offers for what in denials)
        self.actors = _words(what.actors for what in denials)
        self.components = _words(what.components for what in denials)
        self.unknown = _words(what.unknown for what in denials)
        self.everywhere = _words(what.countries - seen.home for what in denials)

    @cached_property
    def aimed(self) -> dict[str, dict[str, int]]:
        """For each component that some denial aims at, the words of the countries that do."""
        names = {name for what in self.denials for _, names in what.within for name in names}
        return {name: _words(what.countries_on(name) - self.seen.home for what in self.denials) for name in names}

    def countries(self, component: str) -> dict[str, int]:
        """Return the words of the foreign countries that deny the supply of a component."""
        return self.aimed.get(component, self.everywhere)

    def foreign(self, component: str) -> int:
        """Return in which denials some country outside home denies the supply of a component."""
        return reduce(or_, self.countries(component).values(), 0)

    def of(self, offer: str, *, widest: bool = False) -> int:
        """Return in which denials an offer falls; ``widest`` also where its jurisdiction is unknown."""
        if offer in self.seen.untouchable:
            return 0
        component = self.seen.component_of[offer]
        lost = self.offers.get(offer, 0) | self.unknown.get(offer, 0) | self.components.get(component, 0)
        for actor in self.seen.makers[offer]:
            lost |= self.actors.get(actor, 0)
        words, found = self.countries(component), self.seen.reaches[offer]
        for term in found.terms:
            lost |= reduce(and_, (words.get(code, 0) for code in term), self.every)
        return lost | self.foreign(component) if widest and found.unknown else lost


def _words(members: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return for each name the word of the denials in which it takes part."""
    found: dict[str, int] = defaultdict(int)
    for bit, names in enumerate(members):
        for name in names:
            found[name] |= 1 << bit
    return dict(found)


def own_words(
    structure: Structure, seen: Viewpoint, denials: Sequence[Denial], reading: str, *, widest: bool = False
) -> tuple[dict[int, int], int]:
    """Return, for offers and leaves, one bit a denial: whether it works by itself; and the full word.

    Parameters
    ----------
    structure, seen
        The compiled stack and the viewpoint.
    denials
        m denials; bit j of every word is denial j.
    reading
        ``as_listed``: no unnamed supplier. ``proved``: one in every open market, which only the
        denial of the component itself takes away, and that only when no home is given.
    widest
        Also let everything unknown fall to any foreign country.
    """
    losses = Losses(seen, denials)
    every = losses.every
    own: dict[int, int] = {}
    for at, node in enumerate(structure.nodes):
        if node.kind == "offer":
            lost = every if node.id in seen.potential else losses.of(node.id, widest=widest)
        elif node.kind == "unnamed":
            lost = every if reading == "as_listed" else 0 if seen.home else losses.components.get(node.id, 0)
        elif node.kind == "doubted":
            lost = every if reading == "as_listed" else 0
        elif node.kind == "unknown":
            lost = losses.unknown.get(node.id, 0) | (losses.foreign(node.id) if widest else 0)
        else:
            continue
        own[at] = every & ~lost
    return own, every


def kept_words(structure: Structure, seen: Viewpoint, baseline: Sequence[int], every: int) -> dict[int, int]:
    """Return what licences keep: every scenario where the input worked with nothing denied."""
    kinds = ("perpetual", "source") if seen.mode == "supply" else ("source",)
    return {
        at: every if baseline[structure.inputs[at][0]] else 0
        for at, licence in structure.licences.items()
        if licence in kinds
    }
