"""Who denies what, seen from where: units such as ``country:USA``, denials and viewpoints.

Definitions of units, home and mode: METHOD section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from ..errors import UnknownName, WrongQuestion
from ..schema import LENSES, Lens
from ..stack import Stack
from ..stack.jurisdiction import FOREIGN, Reach, countries_of, homes_own, owner_chain, reach
from ..stack.names import find, home_codes, members_of_bloc
from .model import Structure

__all__ = ["UNITS", "Denial", "Mode", "Viewpoint", "denial", "units", "viewpoint"]

Mode = Literal["supply", "use"]
UNITS = ("offer", "actor", "component", "country", "bloc")
"""The kinds of unit that ``by`` accepts."""


@dataclass(frozen=True)
class Denial:
    """What is denied at once; empty sets deny nothing.

    ``within`` holds denials by countries that are aimed at some components only.
    """

    offers: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    components: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    within: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()

    def joined(self, other: Denial) -> Denial:
        """Return the denial of everything that either denies."""
        return Denial(
            offers=self.offers | other.offers,
            actors=self.actors | other.actors,
            components=self.components | other.components,
            countries=self.countries | other.countries,
            unknown=self.unknown | other.unknown,
            within=self.within + other.within,
        )

    def countries_on(self, component: str) -> frozenset[str]:
        """Return the countries that deny the supply of one component."""
        aimed = [countries for countries, components in self.within if component in components]
        return self.countries.union(*aimed)


@dataclass(frozen=True)
class Viewpoint:
    """A stack seen from a home, through a lens, in a mode; knows which offers fall to what."""

    stack: Stack
    home: frozenset[str]
    lens: Lens
    mode: Mode

    @cached_property
    def reaches(self) -> Mapping[str, Reach]:
        """The reach of every offer under the lens."""
        return reach(self.stack, self.lens, self.home)

    @cached_property
    def untouchable(self) -> frozenset[str]:
        """Offers that nobody can deny: published source, and home's own."""
        return frozenset(offer for offer, found in self.reaches.items() if found.open or homes_own(found, self.home))

    @cached_property
    def makers(self) -> Mapping[str, tuple[str, ...]]:
        """For each offer the actors whose denial takes it away."""
        actors = {actor.actor: actor for actor in self.stack.actors}
        with_owners = self.lens in ("owner", "any")
        return {
            offer.offer: owner_chain(actors, offer.actor) if with_owners else (offer.actor,)
            for offer in self.stack.offers
        }

    @cached_property
    def potential(self) -> frozenset[str]:
        """Offers that are not on the market yet; they never count."""
        return frozenset(offer.offer for offer in self.stack.offers if offer.status == "potential")

    @cached_property
    def component_of(self) -> Mapping[str, str]:
        """For each offer the component that it supplies."""
        return {offer.offer: offer.component for offer in self.stack.offers}

    def foreign(self, countries: Iterable[str]) -> bool:
        """Whether any of the countries lies outside home."""
        return any(code not in self.home for code in countries)

    @property
    def all_foreign(self) -> frozenset[str]:
        """Every country outside home that stands in the data, unnamed ones included."""
        return frozenset(countries_of(self.reaches)) - self.home | {FOREIGN}


def viewpoint(
    stack: Stack, *, home: str | Iterable[str] | None = None, lens: str | None = None, mode: str | None = None
) -> Viewpoint:
    """Return the viewpoint of a question; what is not given is the stack's own.

    Raises
    ------
    WrongQuestion
        For a lens or a mode that does not exist, or lens ``label`` from another home.
    UnknownName
        For a home that nothing is called.
    """
    codes = home_codes(stack, home)
    return _viewpoint(stack, codes, lens or stack.settings.lens, mode or stack.settings.mode)


@lru_cache(maxsize=64)
def _viewpoint(stack: Stack, home: frozenset[str], lens: str, mode: str) -> Viewpoint:
    # One viewpoint for each question asked, so that reaches are worked out once.
    if lens not in LENSES:
        raise WrongQuestion(f"there is no lens {lens!r}: use one of {', '.join(LENSES)}")
    if mode not in ("supply", "use"):
        raise WrongQuestion(f"there is no mode {mode!r}: use supply (new supply stops) or use (use is revoked)")
    seen = Viewpoint(stack, home, next(one for one in LENSES if one == lens), "use" if mode == "use" else "supply")
    assert seen.reaches is not None  # refuses lens label from another home, at once
    return seen


def denial(stack: Stack, deny: str | Iterable[str]) -> Denial:
    """Return the denial that a list of units or names means; several units are denied together."""
    words = [deny] if isinstance(deny, str) else list(deny)
    found: dict[str, set[str]] = {kind: set() for kind in (*UNITS, "unknown")}
    unsupplied = {row.component for row in stack.components if row.supply == "unknown"}
    for word in words:
        kind, _, key = find(stack, word, UNITS).partition(":")
        if kind == "bloc":
            found["country"] |= members_of_bloc(stack, key)
            continue
        if kind == "component" and key in unsupplied:
            kind = "unknown"  # nobody is named, so the denial can only be posited
        if kind == "unknown":
            known = {row.component for row in stack.components} | {row.offer for row in stack.offers}
            if key not in known:
                raise UnknownName("component or offer", key)
        found[kind].add(key)
    return Denial(
        offers=frozenset(found["offer"]),
        actors=frozenset(found["actor"]),
        components=frozenset(found["component"]),
        countries=frozenset(found["country"]),
        unknown=frozenset(found["unknown"]),
    )


def units(structure: Structure, seen: Viewpoint, by: str) -> tuple[tuple[str, Denial], ...]:
    """Return every unit of a kind that can deny something, with its denial, sorted by name.

    What nobody knows is a unit of its own whatever ``by`` is: ``unknown:COMPONENT`` where the source
    names no supplier (or none of known quality), and for countries and blocs ``unknown:OFFER``
    where the jurisdiction is not known.
    """
    if by not in UNITS:
        raise WrongQuestion(f"cannot deny by {by!r}: use one of {', '.join(UNITS)}")
    stack = seen.stack
    active = [offer.offer for offer in stack.offers if offer.status == "active"]
    deniable = [offer for offer in active if offer not in seen.untouchable]
    unknown = {node.id for node in structure.nodes if node.kind == "unknown"}
    found: dict[str, Denial] = {}
    if by == "offer":
        found = {f"offer:{offer}": Denial(offers=frozenset([offer])) for offer in deniable}
    elif by == "actor":
        actors = {actor for offer in deniable for actor in seen.makers[offer]}
        found = {f"actor:{actor}": Denial(actors=frozenset([actor])) for actor in actors}
    elif by == "component":
        supplied = {seen.component_of[offer] for offer in deniable} - _never_offered(stack)
        if not seen.home:  # then unnamed suppliers fall with the component too
            supplied |= {row.component for row in stack.components if row.supply == "offers" and row.complete != "yes"}
        found = {f"component:{name}": Denial(components=frozenset([name])) for name in supplied}
    else:
        # An offer that is only known to be foreign falls to FOREIGN already.
        unknown |= {offer for offer in deniable if seen.reaches[offer].unknown and not seen.reaches[offer].terms}
        codes = seen.all_foreign if FOREIGN in countries_of(seen.reaches) else seen.all_foreign - {FOREIGN}
        if by == "country":
            found = {f"country:{code}": Denial(countries=frozenset([code])) for code in codes}
        else:
            found = _blocs(stack, seen)
    found |= {f"unknown:{name}": Denial(unknown=frozenset([name])) for name in unknown}
    return tuple(sorted(found.items()))


def _never_offered(stack: Stack) -> frozenset[str]:
    return frozenset(row.component for row in stack.components if row.supply != "offers")


def _blocs(stack: Stack, seen: Viewpoint) -> dict[str, Denial]:
    names = {"eu27", "g7", *(row.bloc for row in stack.blocs)}
    members = {name: members_of_bloc(stack, name) - seen.home for name in names}
    return {f"bloc:{name}": Denial(countries=codes) for name, codes in members.items() if codes}
