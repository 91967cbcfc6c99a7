"""The compiled stack as plain lists, for the engine inside the page (``templates/engine.js``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..countries import bloc_members
from ..stack import Stack
from ..structure import NodeKind, Viewpoint, compile_structure

__all__ = ["KINDS", "engine_data"]

KINDS: Mapping[NodeKind, str] = {
    "component": "c",
    "market": "m",
    "group": "g",
    "offer": "o",
    "via": "v",
    "kept": "k",
    "unnamed": "n",
    "unknown": "u",
    "maybe": "y",
    "doubted": "d",
}
"""The letter of each kind of node."""


def engine_data(seen: Viewpoint) -> dict[str, Any]:
    """Return what ``chainmapEngine`` needs to answer any denial from any seat.

    Parameters
    ----------
    seen
        The stack and the seat in which the page opens. Whose hand reaches what is worked out in the page,
        because it depends on the seat that the reader chooses.

    Returns
    -------
    dict
        ``kinds`` (one letter a node), ``names`` (of each node the number of its component or offer, -1 for
        others), ``inputs``, ``atLeast``, ``thresholds`` (component nodes that ask for a quality),
        ``licences`` (pairs of node and licence), ``offers``, ``actors``, ``ids``, ``unsupplied``
        (components of which nobody is named), ``blocs``, and ``home`` (the stack's own), ``lens``, ``mode``
        of the page, ``seat`` its home.
    """
    stack = seen.stack
    structure = compile_structure(stack)
    components = {row.component: number for number, row in enumerate(stack.components)}
    offers = {row.offer: number for number, row in enumerate(stack.offers)}
    actors = {row.actor: number for number, row in enumerate(stack.actors)}
    names = [
        offers[node.id] if node.kind in ("offer", "via") else components.get(node.id, -1) for node in structure.nodes
    ]
    return {
        "kinds": "".join(KINDS[node.kind] for node in structure.nodes),
        "names": names,
        "inputs": structure.inputs,
        "atLeast": structure.at_least,
        "thresholds": [
            at for at, node in enumerate(structure.nodes) if node.kind == "component" and node.min_quality is not None
        ],
        "licences": sorted(structure.licences.items()),
        "offers": [
            {
                "component": components[row.component],
                "actor": actors[row.actor],
                "rights": row.rights,
                "potential": row.status == "potential",
                "origin": row.origin,
                "sites": row.sites,
            }
            for row in stack.offers
        ],
        "actors": [
            {"hq": row.hq, "owner": actors[row.owner] if row.owner else -1, "label": row.label} for row in stack.actors
        ],
        "ids": {"components": list(components), "offers": list(offers), "actors": list(actors)},
        "unsupplied": [number for number, row in enumerate(stack.components) if row.supply == "unknown"],
        "blocs": _blocs(stack),
        "home": sorted(stack.settings.home),
        "seat": sorted(seen.home),
        "lens": seen.lens,
        "mode": seen.mode,
    }


def _blocs(stack: Stack) -> dict[str, list[str]]:
    """Return the members of every bloc as of the stack's date."""
    found = bloc_members(stack.blocs, stack.settings.as_of)
    return {bloc: sorted(members) for bloc, members in sorted(found.items()) if members}
