"""The one walk: bits against counting, loops against repeated evaluation."""

from __future__ import annotations

import random

from chainmap.schema import Need
from chainmap.structure import at_least_bits, compile_structure, fold, works
from tests.structure.tiny import firm, made, need, part, target, tiny


def test_at_least_bits_counts_bit_by_bit():
    rng = random.Random(1)
    for _ in range(300):
        words = [rng.getrandbits(70) for _ in range(rng.randint(0, 6))]
        k, every = rng.randint(-1, 7), (1 << 70) - 1
        counted = sum(1 << bit for bit in range(70) if sum(word >> bit & 1 for word in words) >= k)
        assert at_least_bits(k, words, every) == counted, (k, words)


def test_a_loop_that_runs_keeps_running():
    # The greatest fixed point: two components that need each other and are both supplied.
    rows = [part("a"), part("b"), firm("x", "USA"), made("a", "x"), made("b", "x"), need("a", "b"), need("b", "a")]
    structure = compile_structure(tiny(*rows))
    values = works(structure, {}, 1)
    assert {name: values[structure.position[name]] for name in ("a", "b")} == {"a": 1, "b": 1}
    assert len(structure.loops()) == 1


def test_a_loop_falls_as_a_whole():
    rows = [part("a"), part("b", complete="yes"), part("c"), firm("x", "USA"), firm("y", "FRA")]
    rows += [made("a", "x"), made("b", "y"), made("c", "x"), need("a", "b"), need("b", "a")]
    structure = compile_structure(tiny(*rows))
    values = works(structure, {structure.position["y-b"]: 0}, 1)
    assert {name: values[structure.position[name]] for name in "abc"} == {"a": 0, "b": 0, "c": 1}


def test_scenarios_travel_side_by_side_without_mixing():
    rng = random.Random(4)
    names = [f"c{i}" for i in range(8)]
    rows = [part(name, complete="yes") for name in names] + [firm("x", "USA")]
    rows += [made(name, "x") for name in names]
    for dependent in names:
        for at in range(rng.randint(0, 2)):
            rows += [need(dependent, rng.choice(names), f"g{at}") for _ in range(2)]
    rows = list(dict.fromkeys(rows))
    seen: set[tuple[str, str, str | None]] = set()
    rows = [row for row in rows if not isinstance(row, Need) or not _again(row, seen)]
    structure = compile_structure(tiny(*rows))
    words = {structure.position[f"x-{name}"]: rng.getrandbits(64) for name in names}
    together = works(structure, words, (1 << 64) - 1)
    for bit in range(64):
        alone = works(structure, {at: word >> bit & 1 for at, word in words.items()}, 1)
        assert alone == [word >> bit & 1 for word in together]
    assert 0 < together[structure.position["c0"]].bit_count() < 64


def _again(row: Need, seen: set[tuple[str, str, str | None]]) -> bool:
    key = (row.dependent, row.input, row.group)
    return key in seen or seen.add(key) is not None


def test_inputs_are_walked_before_what_needs_them():
    rows = [target("p"), part("q"), part("r"), firm("x", "USA"), made("q", "x"), made("r", "x")]
    structure = compile_structure(tiny(*rows, need("p", "q"), need("q", "r")))
    order = [node for block in structure.blocks for node in block]
    for node in range(len(structure)):
        assert all(order.index(one) < order.index(node) for one in structure.all_inputs(node))


def test_fold_counts_depth_as_well():
    # Any value that joins its inputs will do: here the longest chain below a node.
    rows = [target("p"), part("q"), firm("x", "USA"), made("q", "x"), need("p", "q")]
    structure = compile_structure(tiny(*rows))
    depth = fold(structure, 0, lambda at, values: 1 + max((values[one] for one in structure.inputs[at]), default=0))
    chain = ["component p", "group p", "component q", "market q", "offer x-q"]
    assert depth[structure.position["p"]] == len(chain)
