"""Stacks of a few rows, written as one says them."""

from __future__ import annotations

from typing import Any

from chainmap.schema import TABLES, Actor, Component, Need, Offer, Row, Settings
from chainmap.stack import Stack

__all__ = ["firm", "made", "need", "part", "target", "tiny"]


def tiny(*rows: Row, **settings: Any) -> Stack:
    """Put rows of any tables together as a stack."""
    tables = {name: tuple(row for row in rows if type(row) is model) for name, model in TABLES.items()}
    return Stack(Settings(**{"id": "tiny", **settings}), **tables)


def target(component: str, **cells: Any) -> Component:
    """Something assembled, which nobody can deny and about which one asks."""
    return Component(component=component, **{"supply": "open", "weight": 1.0, **cells})


def part(component: str, **cells: Any) -> Component:
    return Component(component=component, **cells)


def firm(actor: str, *hq: str, **cells: Any) -> Actor:
    """A firm that is its own owner."""
    return Actor(actor=actor, hq=hq, **{"owner": actor, **cells})


def made(component: str, actor: str, **cells: Any) -> Offer:
    """What the actor makes of the component, called ``actor-component``."""
    return Offer(**{"offer": f"{actor}-{component}", "component": component, "actor": actor, **cells})


def need(dependent: str, input_: str, group: str | None = None, **cells: Any) -> Need:
    return Need(dependent=dependent, input=input_, group=group, **cells)
