"""``docs/why-not-centrality.md``: its tables are what its own lines make, and its sentences are true."""

from __future__ import annotations

import pytest

import chainmap as cm
from tools import doc_tables

METAVERSE = cm.bundled("metaverse")


@pytest.mark.parametrize("page", doc_tables.PAGES, ids=lambda page: page.name)
def test_the_tables_are_current(page):
    text = page.read_text(encoding="utf-8")
    assert doc_tables.written(text) == text, "run make docs"


def test_a_table_is_put_after_its_block_and_replaced():
    block = "```python\nimport pandas as pd\n\nshown = pd.DataFrame({'a': [1]})\n```\n"
    fresh = doc_tables.written(f"before\n\n{block}\nafter\n")
    assert fresh == f"before\n\n{block}\n| a |\n|---|\n| 1 |\n\nafter\n"
    assert doc_tables.written(fresh) == fresh
    assert doc_tables.written(fresh.replace("| 1 |", "| 2 |\n| 3 |")) == fresh


def test_a_block_that_shows_nothing_gets_no_table():
    text = "```python\nx = 1\n```\n\nafter\n"
    assert doc_tables.written(text) == text


def listed(stack, **asked):
    table = cm.chokepoints(stack, **asked)
    return table[table.reading == "as_listed"].set_index("name_en")


def test_what_is_said_of_the_five_firms():
    found = listed(cm.bundled("euv"), by="actor", home="none")
    assert found.targets_stopped[found.targets_stopped > 0].index.tolist() == ["ASML"]
    assert found.loc["ASML", "betweenness"] == 0
    assert set(found.index[found.betweenness == found.betweenness.max()]) == {"TSMC", "Samsung"}
    assert found.loc["ASML", "degree"] == found.loc["TSMC", "degree"] == 2
    assert found.pagerank.idxmax() == "ASML"


def test_what_is_said_of_components():
    found = listed(METAVERSE, by="component")
    for name in ("Design tools for advanced digital chips (EDA)", "Photoresist for advanced chips"):
        assert found.loc[name, "chokepoint"] and found.loc[name, "targets_stopped"] > 0
        assert found.loc[name, "betweenness"] == 0
    top = found.nlargest(5, "betweenness")
    assert top.controlled.isin(["home", "nobody"]).any()
    servers = found.loc["Server processors"]
    assert (servers.controlled, servers.smallest_order, servers.loss_short_high) == ("foreign", 2, 0)


def test_what_is_said_of_firms():
    found = listed(METAVERSE, by="actor")
    assert found.nlargest(5, "degree").smallest_order.isna().any()
    assert ((found.betweenness == 0) & (found.smallest_order <= 3)).any()
