"""Fault trees of the Aralia benchmark: the number of minimal cut sets by order, as fault-tree programs count them.

The trees and the numbers lie in the folder ``shared`` beside the project; there they say where they come from.
Expected numbers were made by other programs and are never edited to fit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import chainmap as cm

TO_ORDER_FOUR = ("chinese", "das9201", "elf9601", "isp9602", "baobab1", "edfpa15r", "jbd9601")
ALL_ORDERS = ("chinese", "das9201", "das9207", "baobab2")
NOT_COHERENT = ("das9601", "cea9601")


@pytest.fixture(scope="module")
def aralia(shared: Path) -> Path:
    """The folder of the trees; a test that needs it is skipped where it is not."""
    path = shared / "reference" / "aralia"
    if not path.is_dir():
        pytest.skip("no reference fault trees beside the project")
    return path


def expected(aralia: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((aralia / "expected.json").read_text(encoding="utf-8"))[name]
    return found


def by_order(tree: cm.FaultTree, max_order: int | None, **given: int) -> tuple[list[int], set[int]]:
    """Count the cut sets of order 0, 1, ..., and give the order to which they are said to be complete."""
    found = cm.count_by_order(cm.tree_cut_sets(tree, max_order=max_order, **given))
    counts = dict(zip(found["order"], found["count"], strict=True))
    return [counts.get(order, 0) for order in range(max(counts) + 1)], set(found["complete_to"])


@pytest.mark.parametrize("name", TO_ORDER_FOUR)
def test_numbers_to_order_four(aralia: Path, name: str) -> None:
    tree = cm.read_open_psa(aralia / f"{name}.xml")
    known = expected(aralia, name)
    assert len(tree.events) == known["events"]
    assert by_order(tree, 4, limit=10_000_000) == (known["mcs_by_order"][:5], {4})


@pytest.mark.parametrize("name", ALL_ORDERS)
def test_numbers_of_all_orders(aralia: Path, name: str) -> None:
    tree = cm.read_open_psa(aralia / f"{name}.xml")
    known = expected(aralia, name)
    counts, complete_to = by_order(tree, None, limit=10_000_000)
    assert counts == known["mcs_by_order"]
    assert sum(counts) == known["mcs"] and complete_to == {known["events"]}


@pytest.mark.deep
@pytest.mark.parametrize(("name", "order"), [("edfpa15r", 12), ("jbd9601", 7), ("isp9602", 6), ("elf9601", 5)])
def test_numbers_of_higher_orders(aralia: Path, name: str, order: int) -> None:
    tree = cm.read_open_psa(aralia / f"{name}.xml")
    counts, _ = by_order(tree, order, limit=10**9)
    assert counts == expected(aralia, name)["mcs_by_order"][: order + 1]


def test_what_does_not_fit_is_complete_to_the_order_that_is_said(aralia: Path) -> None:
    tree = cm.read_open_psa(aralia / "isp9602.xml")
    counts, (complete_to,) = by_order(tree, None, limit=100_000)
    assert 1 < complete_to < 13
    assert counts == expected(aralia, "isp9602")["mcs_by_order"][: complete_to + 1]


@pytest.mark.parametrize("name", NOT_COHERENT)
def test_trees_that_are_not_coherent_are_refused(aralia: Path, name: str) -> None:
    assert not expected(aralia, name)["coherent"]
    with pytest.raises(cm.InvalidTree, match="non-coherent"):
        cm.read_open_psa(aralia / f"{name}.xml")
