"""Whose hand reaches an offer: the lenses of METHOD section 2.

The reach of an offer is a list of *terms*, each a set of countries: the offer falls when every
country of one term denies it. Headquarters, owner and origin make one term a country; sites make
one term of all of them, because an offer made in two countries falls only when both deny it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..errors import WrongQuestion
from ..schema import Actor, Lens, Offer
from .model import Stack

__all__ = ["FOREIGN", "Reach", "countries_of", "homes_own", "owner_chain", "reach"]

FOREIGN = "FOREIGN"
"""Stands for the unnamed country of an offer whose source only says "foreign"."""


@dataclass(frozen=True)
class Reach:
    """Which countries can deny an offer under one lens.

    Attributes
    ----------
    terms
        Sets of country codes; all countries of one term together deny the offer.
    unknown
        The data do not settle it: any foreign country may reach the offer, and none is known to.
    open
        Published source (``rights = open``): nobody can deny it, whatever the terms say.
    """

    terms: tuple[frozenset[str], ...] = ()
    unknown: bool = False
    open: bool = False

    def falls_to(self, countries: frozenset[str]) -> bool:
        """Whether these countries together are known to deny the offer."""
        return not self.open and any(term <= countries for term in self.terms)


def owner_chain(actors: Mapping[str, Actor], actor: str) -> tuple[str, ...]:
    """Return the actor and its owners, the ultimate owner last."""
    chain = [actor]
    while (owner := actors[chain[-1]].owner) is not None and owner not in chain:
        chain.append(owner)
    return tuple(chain)


def reach(stack: Stack, lens: Lens, home: Iterable[str]) -> Mapping[str, Reach]:
    """Return the reach of every offer of the stack, potential ones included.

    Parameters
    ----------
    stack
        The industry.
    lens
        ``label``, ``hq``, ``owner``, ``origin``, ``site`` or ``any``.
    home
        Codes of the countries from whose seat the question is asked; may be empty.

    Raises
    ------
    WrongQuestion
        With lens ``label`` and a home that is not the source's: its words "domestic" and
        "foreign" mean nothing from another seat.
    """
    seat, source_home = frozenset(home), frozenset(stack.settings.home)
    if lens == "label" and seat != source_home:
        raise WrongQuestion(
            "lens label repeats what the source printed from its own seat "
            f"({', '.join(sorted(source_home)) or 'none'}); "
            f"it cannot be asked from {', '.join(sorted(seat)) or 'nowhere'}. "
            "Use lens owner, hq, origin, site or any."
        )
    actors = {actor.actor: actor for actor in stack.actors}
    with_label = seat == source_home
    return MappingProxyType(
        {offer.offer: _reach_of(offer, actors, lens, source_home, with_label) for offer in stack.offers}
    )


def _reach_of(
    offer: Offer, actors: Mapping[str, Actor], lens: Lens, source_home: frozenset[str], with_label: bool
) -> Reach:
    terms, only_foreign = _terms(offer, actors, lens, source_home, with_label)
    distinct = tuple(sorted(set(terms), key=sorted))
    return Reach(distinct, unknown=not distinct or only_foreign, open=offer.rights == "open")


def _terms(
    offer: Offer, actors: Mapping[str, Actor], lens: Lens, source_home: frozenset[str], with_label: bool
) -> tuple[list[frozenset[str]], bool]:
    """Return the terms, and whether all we know is that the offer is foreign."""
    actor = actors[offer.actor]
    chain = owner_chain(actors, actor.actor)
    if lens == "label":
        return _label(actor.label, source_home)
    if lens == "hq":
        return _each(actor.hq), False
    if lens == "owner":
        return _each(actors[chain[-1]].hq), False
    if lens == "origin":
        return _each(actor.hq if offer.rights == "source" else offer.origin), False
    if lens == "site":
        return _all(offer.sites), False
    found = [term for name in chain for term in _each(actors[name].hq)]
    found += _each(() if offer.rights == "source" else offer.origin) + _all(offer.sites)
    labelled, only_foreign = _label(actor.label, source_home) if with_label else ([], False)
    return found + labelled, only_foreign and not found


def _label(label: Iterable[str], source_home: frozenset[str]) -> tuple[list[frozenset[str]], bool]:
    words = list(label)
    codes = [word for word in words if word not in ("domestic", "foreign")]
    terms = _each(codes)
    if "domestic" in words:
        terms += _each(sorted(source_home))
    only_foreign = "foreign" in words and not codes
    if only_foreign:
        terms.append(frozenset([FOREIGN]))
    return terms, only_foreign


def _each(codes: Iterable[str]) -> list[frozenset[str]]:
    return [frozenset([code]) for code in codes]


def _all(codes: Iterable[str]) -> list[frozenset[str]]:
    together = frozenset(codes)
    return [together] if together else []


def homes_own(found: Reach, home: frozenset[str]) -> bool:
    """Whether all other countries together do not reach the offer, so that nobody can deny it to home."""
    return bool(home) and not found.unknown and all(term & home for term in found.terms)


def countries_of(reaches: Mapping[str, Reach]) -> tuple[str, ...]:
    """Return every code that stands in some term, sorted; ``FOREIGN`` last."""
    codes = {code for found in reaches.values() for term in found.terms for code in term}
    return tuple(sorted(codes, key=lambda code: (code == FOREIGN, code)))
