"""Coverage and blind spots: what the data know, and what they do not."""

from __future__ import annotations

import pytest

import chainmap as cm
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny


def spots(stack, target=None, **asked):
    table = cm.blind_spots(stack, target, **asked)
    return [(row.kind, row.component, row.subject) for row in table.itertuples()]


def test_coverage_counts_what_is_known():
    table = cm.coverage(INDUSTRY).set_index("component")
    gpu = table.loc["gpu"]
    assert (gpu.offers_listed, gpu.offers_potential, gpu.shares_known, gpu.jurisdiction_known) == (2, 1, 2, 2)
    assert (gpu.share_known_low, gpu.share_known_high) == pytest.approx((0.9, 1.0))
    assert (gpu.claims, gpu.stated, gpu.assumption, gpu.public, gpu.oldest_year) == (2, 1, 1, 0, 2018)
    mems = table.loc["mems"]
    assert (mems.offers_listed, mems.shares_known, mems.quality_known, mems.jurisdiction_known) == (3, 2, 2, 2)
    assert (mems.share_known_low, mems.share_known_high) == pytest.approx((0.6, 1.0))
    assert table.loc["tracking", "supply"] == "unknown"


def test_coverage_of_a_jurisdiction_depends_on_the_lens():
    by_lens = {lens: cm.coverage(EUV, lens=lens).jurisdiction_known.sum() for lens in ("owner", "origin", "site")}
    assert by_lens == {"owner": 5, "origin": 5, "site": 0}


def test_every_kind_of_unknown_is_listed_the_gravest_first():
    assert spots(INDUSTRY) == [
        ("supply", "tracking", "tracking"),
        ("quality", "mems", "grey-mems"),
        ("jurisdiction", "mems", "grey-mems"),
        ("list", "eda", "eda"),
    ]


def test_an_owner_that_is_not_given_is_a_blind_spot_where_owners_count():
    rows = [part("a", complete="yes"), firm("x", "USA", owner=None), made("a", "x", origin=("USA",))]
    assert spots(tiny(*rows)) == [("owner", "a", "x")]
    assert spots(tiny(*rows), lens="any") == [("owner", "a", "x")]
    assert spots(tiny(*rows), lens="hq") == []


def test_each_spot_names_the_cell_that_would_decide():
    cells = cm.blind_spots(INDUSTRY).cell.tolist()
    assert cells == [
        "offers: who supplies tracking",
        "offers: quality of grey-mems",
        "actors: hq of grey",
        "components: complete of eda",
    ]
    by_origin = cm.blind_spots(INDUSTRY, lens="origin")
    assert "offers: origin of bosch-mems" in by_origin.cell.tolist()


def test_published_source_hides_nothing():
    rows = [part("a", complete="yes"), firm("x", owner=None), made("a", "x", rights="open")]
    assert spots(tiny(*rows)) == []


def test_a_target_asks_for_its_cone_only():
    assert {component for _, component, _ in spots(INDUSTRY, "office")} == {"mems", "tracking"}


def test_a_need_on_an_offer_belongs_to_the_cone():
    rows = [target("p"), part("kernel", complete="yes"), firm("grey"), made("kernel", "grey"), need("p", "grey-kernel")]
    assert spots(tiny(*rows), "p") == spots(tiny(*rows)) == [("jurisdiction", "kernel", "grey-kernel")]


def test_quality_is_blind_only_where_it_is_asked_for():
    rows = [target("p"), part("a", complete="yes"), firm("x", "USA"), made("a", "x")]
    assert spots(tiny(*rows, need("p", "a"))) == []
    assert spots(tiny(*rows, need("p", "a", min_quality=0.5))) == [("quality", "a", "x-a")]
