"""Cut sets of fault trees, and their numbers by order: declared columns, and the worked answer of two trains."""

from __future__ import annotations

import chainmap as cm
from chainmap.schema import columns_of
from chainmap.schema.trees import CutCount, TreeCutSet

# METHOD section 12, TwoTrains: top = (V1 or P1) and (V2 or P2).
TWO_TRAINS = cm.FaultTree(
    name="two-trains",
    nodes=("v1", "p1", "v2", "p2", "one", "two", "top"),
    inputs=((), (), (), (), (0, 1), (2, 3), (4, 5)),
    at_least=(0, 0, 0, 0, 2, 2, 1),
    blocks=tuple((at,) for at in range(7)),
    top=6,
    events={0: 0.4, 1: 0.6, 2: 0.5, 3: 0.7},
    constants={},
)


def test_two_trains_has_four_cut_sets_of_order_two():
    found = cm.tree_cut_sets(TWO_TRAINS)
    assert set(found["members"]) == {("v1", "v2"), ("p2", "v1"), ("p1", "v2"), ("p1", "p2")}
    assert found["members"].tolist() == sorted(found["members"])
    assert list(found.columns) == [column.name for column in columns_of(TreeCutSet)]


def test_numbers_by_order_tell_the_empty_orders_too():
    found = cm.count_by_order(cm.tree_cut_sets(TWO_TRAINS))
    assert found[["target", "order", "count"]].values.tolist() == [["", 1, 0], ["", 2, 4]]
    assert list(found.columns) == [column.name for column in columns_of(CutCount)]
    assert found["proved"].isna().all() and found.attrs == {"complete_to": 4, "cut_short": False}


def test_numbers_by_order_of_a_stack_add_up():
    sets = cm.minimal_cut_sets(cm.bundled("metaverse"), by="offer")
    found = cm.count_by_order(sets)
    assert found["count"].sum() == len(sets) and set(found["target"]) == set(sets["target"])
    assert (found["proved"] + found["as_listed"] + found["possible"] == found["count"]).all()
    for target, rows in found.groupby("target"):
        assert rows["order"].tolist() == list(range(1, sets.loc[sets["target"] == target, "order"].max() + 1))


def test_without_sets_there_is_nothing_to_count():
    assert cm.count_by_order(cm.tree_cut_sets(TWO_TRAINS, max_order=1)).empty
