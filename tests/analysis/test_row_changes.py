"""Which rows changed between two stacks: by hand, and cell by cell on random ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

import chainmap as cm
from chainmap.schema import KEYS, TABLES
from tests.analysis.pairs import TWO_MAKERS, cells, mirrored, pairs
from tests.analysis.stacks import EUV, INDUSTRY, shuffled
from tests.random_stacks import renamed
from tests.structure.tiny import made, need


def listed(table, columns):
    return list(table[columns].itertuples(index=False, name=None))


@pytest.mark.parametrize("stack", [EUV, INDUSTRY], ids=["euv", "industry"])
def test_the_order_of_rows_is_no_change(stack):
    assert not len(cm.row_changes(stack, shuffled(stack, 3)))


def test_the_other_way_round_everything_is_mirrored():
    for old, new in pairs(12):
        there, back = cm.row_changes(old, new), cm.row_changes(new, old)
        assert cells(there, ["table", "column"]) == mirrored(back, ["table", "column"])
        assert len(there) > 0


def test_rows_by_hand():
    asml = next(row for row in EUV.actors if row.actor == "asml")
    moved = asml.model_copy(update={"hq": ("USA", "NLD"), "region": "Eindhoven"})
    new = replace(
        EUV,
        settings=EUV.settings.model_copy(update={"threshold": 0.75}),
        actors=tuple(moved if row is asml else row for row in reversed(EUV.actors)),
        offers=(*EUV.offers[1:], made("display", "tsmc", share=0.25, product_en="Panels")),
        needs=(*EUV.needs[:2], need("chip", "euv", "machines", evidence=("k-euv",))),
    )
    gone = EUV.offers[0].offer
    assert listed(cm.row_changes(EUV, new), ["table", "row", "change", "column", "before", "after"]) == [
        ("stack", "stack.yaml", "changed", "threshold", "0.5", "0.75"),
        ("actors", "asml", "changed", "hq", "NLD", "USA;NLD"),
        ("actors", "asml", "changed", "region", None, "Eindhoven"),
        ("offers", gone, "removed", "", None, None),
        ("offers", "tsmc-display", "added", "", None, None),
        ("needs", "chip / euv", "removed", "", None, None),
        ("needs", "chip / euv / machines", "added", "", None, None),
    ]


def test_rows_in_words():
    table = cm.row_changes(EUV, TWO_MAKERS)
    assert table.text_en.tolist() == ["Actors: Nikon (nikon) added.", "Offers: Scanner (nikon-euv) added."]
    assert table.text_zh.tolist() == ["供应方：新增尼康（nikon）。", "供应项：新增Scanner（nikon-euv）。"]
    asml = EUV.actors[0].model_copy(update={"region": "Eindhoven", "hq": ()})
    table = cm.row_changes(EUV, replace(EUV, actors=(asml, *EUV.actors[1:])))
    assert table.text_en.tolist() == [
        "Actors: ASML (asml), hq: empty now, NLD before.",
        "Actors: ASML (asml), region: Eindhoven now, empty before.",
    ]
    assert table.text_zh[0] == "供应方：阿斯麦（asml），hq：现为空，原为NLD。"


def test_rows_changed_are_those_whose_cells_differ():
    asked = some = 0
    for old, new in pairs(40):
        asked += 1
        table = cm.row_changes(old, new)
        assert (len(table) == 0) == (old.digest == new.digest)
        if (table.change == "renamed").any():
            continue  # then an id stands for two rows
        expected = set()
        for name in TABLES:
            before, after = ({_key(name, row): row for row in stack.table(name)} for stack in (old, new))
            expected |= {(name, key, "removed", "") for key in before.keys() - after.keys()}
            expected |= {(name, key, "added", "") for key in after.keys() - before.keys()}
            for key in before.keys() & after.keys():
                pair = before[key].model_dump(), after[key].model_dump()
                expected |= {(name, key, "changed", cell) for cell in pair[0] if pair[0][cell] != pair[1][cell]}
        told = [row for row in listed(table, ["table", "row", "change", "column"]) if row[0] != "stack"]
        assert len(told) == len(set(told)) and set(told) == expected
        some += len(expected) > 3
    assert some >= 0.3 * asked


def _key(name, row):
    return " / ".join(str(part) for column in KEYS[name] if (part := getattr(row, column)) is not None)


def test_rows_made_by_hand_that_share_a_key_are_compared_as_they_are():
    double = replace(EUV, needs=(*EUV.needs, EUV.needs[0]))
    assert listed(cm.row_changes(EUV, double), ["table", "row", "change"]) == [("needs", "p / chip", "added")]
    assert not len(cm.row_changes(double, double))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_new_ids_alone_change_no_reference(seed):
    other, names = renamed(EUV, seed)
    rows = cm.row_changes(EUV, replace(other, sources=EUV.sources, evidence=EUV.evidence, layers=EUV.layers))
    assert dict(zip(rows.before, rows.after, strict=True)) == names and len(names) == 14
    assert set(rows.change) == {"renamed"} and set(rows.column) == {"component", "actor", "offer"}


def test_a_renamed_row_may_change_too():
    holding = {"actor": "asml-holding", "owner": "asml-holding", "region": "Veldhoven"}
    actors = tuple(row.model_copy(update=holding if row.actor == "asml" else {}) for row in EUV.actors)
    offers = tuple(
        row.model_copy(update={"actor": "asml-holding"} if row.actor == "asml" else {}) for row in EUV.offers
    )
    table = cm.row_changes(EUV, replace(EUV, actors=actors, offers=offers))
    assert listed(table, ["row", "change", "column", "before", "after"]) == [
        ("asml-holding", "renamed", "actor", "asml", "asml-holding"),
        ("asml-holding", "changed", "region", None, "Veldhoven"),
    ]
    assert table.text_en[0] == "Actors: ASML (asml-holding) was asml before."
