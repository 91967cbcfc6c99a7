"""What the rows of a sheet say, put together: who is who, what needs what; every guess is a note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...errors import Problem
from ..complaint import Complaint
from ..draft import Draft
from ..nearest import nearest, printable, shown
from ..texts import bad_text
from .alike import nearly_alike
from .findings import Findings, listed
from .ids import Ids, Names, key_of
from .links import Group, depths, groups_of, reached, roots
from .place import Place
from .rows import MAX_NAME, Said
from .share_cells import Bounds
from .tables import draft_of
from .words import MAX_COMPARED, MAX_LISTED, MAX_SUGGESTIONS, NOT_KNOWN

__all__ = ["build"]

_SEPARATE = "Shorten it, or separate several names with ;."


def build(said: Sequence[Said], place: Place, header_line: int) -> tuple[Draft | None, list[Problem]]:
    """Make the tables of a stack from the rows of a sheet.

    Each distinct component and supplier becomes a row under an id made from its name; each row with a
    supplier an offer, with the row of the sheet as its evidence.

    Returns
    -------
    Draft or None
        None where the rows contradict each other.
    list of Problem
        Errors, warnings and notes.
    """
    made = Gathered(place, header_line)
    made.components(said)
    made.actors(said)
    made.offers(said)
    made.targets(said)
    made.layers(said)
    made.supplies(said)
    made.rests(said)
    return None if made.found.refused else draft_of(made, said), made.found.problems()


class Gathered:
    """Everything that the rows say, by id, and what is wrong with it."""

    def __init__(self, place: Place, header_line: int) -> None:
        self.place, self.header_line = place, header_line
        self.found = Findings(place, header_line)
        items = Ids()  # offers and components share their ids: a need may be on either
        self.offer_ids = items
        self.component, self.actor = Names("component", items), Names("supplier", Ids())
        self.layer, self.source = Names("layer", Ids()), Names("source", Ids())
        self.supplied: set[str] = set()
        self.supply: dict[str, str] = {}
        self.has_row: set[str] = set()
        self.needs: dict[str, dict[Group, int]] = {}
        self.roots: list[str] = []
        self.weight: dict[str, float] = {}
        self.rank: dict[str, int] = {}
        self.hq: dict[str, Said] = {}
        self.owner: dict[str, Said] = {}
        self.layer_of: dict[str, str] = {}
        self.sold: list[tuple[str, str, str, Said]] = []

    # --- Components and what they need

    def components(self, said: Sequence[Said]) -> None:
        """Name every component, first those that have rows, then those that are only needed."""
        for one in said:
            self.has_row.add(self.component.add(one.component, one.line))
        known = dict(self.component.printed)
        self._alike(self.component, "component", {}, "they count as two components")
        only_needed: list[str] = []
        lists: dict[str, dict[str, int]] = defaultdict(dict)
        for one in said:
            key = self.component.id(one.component)
            groups = [group for group in groups_of(one.needs, known) if all(self._usable(name, one) for name in group)]
            if groups:
                lists[key].setdefault(key_of(one.needs), one.line)
            for group in groups:
                for name in group:
                    if key_of(name) not in self.component.ids:
                        only_needed.append(name)
                        self._unknown_need(name, one, known, len(only_needed))
                    self.component.add(name, one.line)
                members = tuple(self.component.id(name) for name in group)
                if key in members:
                    self.found.wrong(one.line, "needs", f"{shown(one.component)} needs itself.", "Delete it.")
                    continue
                self.needs.setdefault(key, {}).setdefault(members, one.line)
        if only_needed:
            what = "needed, but without a row of their own, so nobody is known to supply them"
            self.found.note(f"{what}: {listed(only_needed)}.", "needs")
        printed = self.component.names()
        if joined := [printed[key] for key, texts in lists.items() if len(texts) > 1]:
            self.found.note(
                f"what several rows say that a component needs, it needs together: {listed(joined)}.", "needs"
            )

    def _usable(self, name: str, one: Said) -> bool:
        """Say whether a need is a name; one that is not is refused, because dropping it would make things safer."""
        if key_of(name) in NOT_KNOWN:
            what = f"{shown(name)} among the needs names nothing."
            self.found.wrong(one.line, "needs", what, 'Name it (such as "other parts"), or delete it.')
            return False
        complaint = bad_text(name)
        if complaint is None and len(name) > MAX_NAME:
            complaint = Complaint(f"the name {shown(name)} has {len(name):,} characters.", _SEPARATE)
        if complaint:
            self.found.wrong(one.line, "needs", complaint.text, complaint.remedy)
        return complaint is None

    def _unknown_need(self, name: str, one: Said, known: dict[str, str], count: int) -> None:
        if count <= MAX_SUGGESTIONS and count * len(known) <= MAX_COMPARED and (near := nearest(name, known.values())):
            what = f"no row is about {shown(name)}, which {shown(one.component)} needs."
            remedy = f"Did you mean {printable(near)}? Otherwise it counts as supplied by nobody known."
            self.found.warn(one.line, "needs", what, remedy)

    def targets(self, said: Sequence[Said]) -> None:
        """Take what the sheet marks; without a mark, what no other component needs."""
        marks: dict[str, Said] = {}
        agreed = True
        for one in said:
            before = marks.get(key := self.component.id(one.component), one)
            if one.target is None:
                continue
            if before.target != one.target:
                agreed = False
                what = f"{shown(one.component)} is {'' if before.target else 'not '}a target on row {before.line}."
                self.found.wrong(one.line, "target", what, "Write the same in each of its rows.")
            marks.setdefault(key, one)
        marked = [key for key, one in marks.items() if one.target]
        needs = {one: list(groups) for one, groups in self.needs.items()}
        self.roots = [one for one in roots(needs, list(self.component.ids.values())) if one not in marks or marked]
        found = marked or self.roots
        self.weight = dict.fromkeys(found, 1.0)
        printed = self.component.names()
        if not found and marks and agreed:
            self.found.wrong(self.header_line, "target", "no row is a target.", "Write yes at the product asked about.")
        elif not found and agreed:
            remedy = "Add a column target and write yes at the product that the questions are about."
            self.found.wrong(
                self.header_line, "needs", "every component is needed by another, so none is a target.", remedy
            )
        elif found and not marked and self.needs:
            names = listed(printed[key] for key in found)
            self.found.note(f"the targets are what no other component needs: {names}. A column target overrides this.")
        elif found and not marked:
            self.found.note("nothing is said about what needs what, so each component is a target of its own.")
        asked = reached(needs, found)
        if found and (others := [name for key, name in printed.items() if key not in asked]):
            self.found.note(f"no target needs them, so nothing is asked about them: {listed(others)}.")

    def layers(self, said: Sequence[Said]) -> None:
        """Rank the layers by how far downstream their components stand on average."""
        deep = depths({one: list(groups) for one, groups in self.needs.items()}, list(self.component.ids.values()))
        members: dict[str, set[str]] = {}
        of: dict[str, Said] = {}
        for one in said:
            component = self.component.id(one.component)
            if not one.layer:
                continue
            first = of.setdefault(component, one)
            if key_of(first.layer) != key_of(one.layer):
                what = f"{shown(one.component)} is in the layer {shown(first.layer)} on row {first.line}."
                self.found.wrong(one.line, "layer", what, "Write the same layer in each of its rows.")
                continue
            members.setdefault(self.layer.add(one.layer, one.line), set()).add(component)
        mean = {layer: sum(deep[one] for one in ones) / len(ones) for layer, ones in members.items()}
        ordered = sorted(members, key=lambda layer: mean[layer])
        self.rank = {layer: at for at, layer in enumerate(ordered, start=1)}
        self.layer_of = {one: layer for layer, ones in members.items() for one in ones}
        if len(ordered) > 1:
            printed = self.layer.names()
            by = "as needs run" if self.needs else "as they first appear"
            self.found.note(f"layers, upstream first, {by}: {listed(printed[one] for one in ordered)}.", "layer")

    def supplies(self, said: Sequence[Said]) -> None:
        """Say of each component who is known to supply it: somebody, nobody, or nobody needs to.

        Only a target that nothing else needs may be assembled from what it needs, and not where a row says
        that its supplier is not known.
        """
        unnamed = {self.component.id(one.component) for one in said if one.unnamed}
        assembled_ones = set(self.roots) & self.weight.keys() & self.needs.keys() - unnamed
        printed = self.component.names()
        for component in printed:
            if component in self.supplied:
                self.supply[component] = "offers"
            else:
                self.supply[component] = "open" if component in assembled_ones else "unknown"
        assembled = [name for one, name in printed.items() if self.supply[one] == "open"]
        unknown = [name for one, name in printed.items() if self.supply[one] == "unknown" and one in self.has_row]
        if assembled:
            what = "without a supplier, taken as assembled from what they need, so that nobody can deny them alone: "
            self.found.note(f"{what}{listed(assembled)}. Write ? as the supplier if it is not known.", "supplier")
        if unknown:
            self.found.note(f"without a supplier, so nobody is known to supply them: {listed(unknown)}.", "supplier")

    def rests(self, said: Sequence[Said]) -> None:
        """Say of whom the sheet names the others only: Others of two components are not one firm."""
        rests = [one for one in said if one.rest]
        if not rests:
            return
        words, names = (listed(getattr(one, name) for one in rests) for name in ("rest", "component"))
        what = f"{words}: suppliers who are not named, so no offer is made of them and the list stays open: {names}."
        shares = [f"{one.component} {span}" for one in rests if (span := _span(one.share))]
        if shares:
            what += f" Their shares are attributed to nobody: {listed(shares)}."
        self.found.note(what, "supplier")

    # --- Suppliers and owners

    def actors(self, said: Sequence[Said]) -> None:
        """Name suppliers and owners, and refuse what two rows say differently of one of them."""
        for one in said:
            if not one.supplier:
                continue
            actor = self.actor.add(one.supplier, one.line)
            self._agree(self.hq, actor, one, "country", one.countries or one.label)
            self._agree(self.owner, actor, one, "owner", one.owner)
        for one in said:
            if not one.owner:
                continue
            owner = self.actor.add(one.owner, one.line)
            told = Said(one.line, one.component, one.owner, countries=one.owner_countries)
            self._agree(self.hq, owner, told, "owner_country", told.countries)
        owners = {self.actor.id(one.owner): one.owner for one in self.owner.values()}
        if nowhere := [name for key, name in owners.items() if key not in self.hq]:
            self.found.note(
                f"owners whose country is not known, nor who can stop what they own: {listed(nowhere)}.", "owner"
            )
        countries = {key: set(one.countries) for key, one in self.hq.items()}
        self._alike(self.actor, "supplier", countries, "they count as two suppliers")

    def _agree(self, known: dict[str, Said], actor: str, one: Said, column: str, value: object) -> None:
        """Keep the first row that says something; refuse a later one that says something else."""
        if not value:
            return
        first = known.setdefault(actor, one)
        if column == "owner":
            same, before = key_of(first.owner) == key_of(one.owner), printable(first.owner)
        else:
            same = (set(first.countries), first.label) == (set(one.countries), one.label)
            before = ", ".join(first.countries) or first.label
        if not same:
            what = f"{shown(one.supplier)} has another {column.replace('_', ' ')} on row {first.line}: {before}."
            self.found.wrong(one.line, column, what, "Write the same in each of its rows, or name two suppliers.")

    def _alike(self, names: Names, column: str, countries: dict[str, set[str]], counted: str) -> None:
        """Warn of two names that differ by a letter: one misspelt splits a chokepoint in two."""
        warned = 0
        for key, other in nearly_alike(names.printed):
            here, there = (countries.get(names.ids[one]) for one in (key, other))
            if warned < MAX_LISTED and (here is None or there is None or here & there):
                warned += 1
                one, two = names.printed[key], names.printed[other]
                what = f"{shown(one)} and {shown(two)} (row {names.lines[other]}) are nearly the same name; {counted}."
                self.found.warn(
                    names.lines[key], column, what, "Write them alike if they are one; otherwise leave them."
                )

    # --- Offers

    def offers(self, said: Sequence[Said]) -> None:
        """Make one offer of each row with a supplier."""
        seen: dict[tuple[str, str], Said] = {}
        for one in said:
            if not one.supplier:
                continue
            component, actor = self.component.id(one.component), self.actor.id(one.supplier)
            if (before := seen.get((component, actor))) is not None:
                if (before.share, before.quality, before.product) != (one.share, one.quality, one.product):
                    what = f"{shown(one.supplier)} already supplies {shown(one.component)} on row {before.line}."
                    self.found.wrong(one.line, "supplier", what, "Keep one row for each component and supplier.")
                elif not one.needs or key_of(one.needs) == key_of(before.needs):
                    what = f"the same component and supplier as on row {before.line}; counted once."
                    self.found.warn(one.line, "supplier", what, "Delete one of them.")
                continue
            seen[component, actor] = one
            self.supplied.add(component)
            self.sold.append((self.offer_ids.new(f"{actor}-{component}", "offer"), component, actor, one))


def _span(share: Bounds) -> str:
    """Return a share as it is read: ``30%``, ``20-30%``; empty where none is said."""
    said = dict.fromkeys(f"{part * 100:g}" for part in share if part is not None)
    return f"{'-'.join(said)}%" if said else ""
