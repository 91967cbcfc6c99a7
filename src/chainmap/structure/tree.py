"""A fault tree in the form in which a compiled stack is walked: k-of-n nodes, inputs first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["FaultTree"]


@dataclass(frozen=True)
class FaultTree:
    """A coherent fault tree: basic events, constants and gates.

    A node *works* as long as its event has not occurred, so that an OR gate needs all of its inputs, an AND
    gate one, and a gate that occurs with k of n inputs needs n - k + 1.

    Attributes
    ----------
    name
        What the file calls the tree.
    nodes
        The name of each node; nested formulas are called after the gate in which they stand.
    inputs
        For each node the positions of its inputs; none for events and constants.
    at_least
        How many of the inputs must work.
    blocks
        The positions in the order of the walk, inputs first, each alone: a fault tree has no loops.
    top
        The position of the event asked about.
    events
        The positions of the basic events, sorted by name, with their probabilities (None: not known).
    constants
        The positions of house events and constants, and whether they have occurred.
    """

    name: str
    nodes: tuple[str, ...]
    inputs: tuple[tuple[int, ...], ...]
    at_least: tuple[int, ...]
    blocks: tuple[tuple[int, ...], ...]
    top: int
    events: Mapping[int, float | None]
    constants: Mapping[int, bool]

    def __len__(self) -> int:
        return len(self.nodes)

    def all_inputs(self, node: int) -> tuple[int, ...]:
        """Return everything that a node depends on."""
        return self.inputs[node]
