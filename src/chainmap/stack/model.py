"""The immutable Stack: settings and tables, validated, nothing derived."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from functools import cached_property
from html import escape

from ..schema import (
    TABLES,
    Actor,
    Bloc,
    Change,
    Component,
    Evidence,
    Fact,
    Flow,
    Jurisdiction,
    Layer,
    Need,
    Offer,
    Policy,
    Row,
    Settings,
    Source,
    Spec,
    Switch,
    Trade,
)

__all__ = ["Stack"]


@dataclass(frozen=True, eq=False, repr=False)
class Stack:
    """A whole industry as tables: what is needed, who offers it, and how we know.

    Each field is one table of ``docs/tables.md`` as a tuple of frozen rows. A changed stack is a
    new stack: ``dataclasses.replace(stack, offers=...)``. Two stacks are equal when their
    :attr:`digest` is, whatever the order of their rows.

    Build one with :func:`chainmap.read_stack`, which checks it; rows made by hand are trusted.
    """

    settings: Settings
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    layers: tuple[Layer, ...] = ()
    components: tuple[Component, ...] = ()
    actors: tuple[Actor, ...] = ()
    offers: tuple[Offer, ...] = ()
    needs: tuple[Need, ...] = ()
    switches: tuple[Switch, ...] = ()
    specs: tuple[Spec, ...] = ()
    facts: tuple[Fact, ...] = ()
    policies: tuple[Policy, ...] = ()
    blocs: tuple[Bloc, ...] = ()
    changes: tuple[Change, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    trade: tuple[Trade, ...] = ()
    flows: tuple[Flow, ...] = ()

    def table(self, name: str) -> tuple[Row, ...]:
        """Return the rows of one table by its name in ``docs/tables.md``."""
        if name not in TABLES:
            raise KeyError(name)
        rows: tuple[Row, ...] = getattr(self, name)
        return rows

    @cached_property
    def digest(self) -> str:
        """Sha-256 over the canonical form of settings and rows; the order of rows does not matter."""
        hasher = hashlib.sha256()
        hasher.update(_canonical(self.settings).encode())
        for field in fields(self)[1:]:
            hasher.update(f"\n[{field.name}]\n".encode())
            for line in sorted(_canonical(row) for row in getattr(self, field.name)):
                hasher.update(line.encode() + b"\n")
        return hasher.hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stack) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return (
            f"Stack({self.settings.id!r}: {len(self.components)} components, {len(self.offers)} offers, "
            f"{len(self.actors)} actors, {len(self.needs)} needs, {len(self.evidence)} claims)"
        )

    def _repr_html_(self) -> str:
        """Say in a notebook what this is: its title, what it holds, and from whose seat it is read."""
        settings = self.settings
        titles = [one for one in (settings.title_en, settings.title_zh) if one] or [settings.id]
        targets = sum(row.weight is not None for row in self.components)
        counts = (
            f"{len(self.components)} components ({targets} of them targets), {len(self.offers)} offers by "
            f"{len(self.actors)} actors, {len(self.needs)} needs, {len(self.evidence)} claims"
        )
        seat = f"home {', '.join(settings.home) or 'none'}, lens {settings.lens}, mode {settings.mode}"
        year = f"state of {settings.as_of}" if settings.as_of else "no year stated"
        lines = (counts, f"{seat}; {year}; digest {self.digest[:12]}")
        return f"<p><b>{escape(' · '.join(titles))}</b><br>{'<br>'.join(map(escape, lines))}</p>"


def _canonical(row: Row) -> str:
    return json.dumps(row.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
