"""Who must stay: the dual of the cut sets."""

from __future__ import annotations

from itertools import combinations

import pytest

import chainmap as cm
from chainmap.structure import compile_structure, units, viewpoint
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, part, target, tiny


def paths(stack, name, by, reading="as_listed", **asked):
    table = cm.minimal_path_sets(stack, name, by=by, **asked)
    return set(table[table.reading == reading].members)


def test_euv_needs_asml_one_foundry_and_one_display_maker():
    assert paths(EUV, "p", "actor", home="none") == {
        tuple(sorted(("actor:asml", chip, display)))
        for chip in ("actor:tsmc", "actor:samsung")
        for display in ("actor:lg", "actor:boe")
    }
    assert paths(EUV, "p", "country", home="none") == {
        ("country:KOR", "country:NLD"),
        ("country:CHN", "country:NLD", "country:TWN"),
    }


@pytest.mark.parametrize("by", ["offer", "actor", "country"])
@pytest.mark.parametrize("stack", [EUV, INDUSTRY], ids=["euv", "industry"])
def test_a_path_keeps_the_target_and_no_part_of_it_does(stack, by):
    names = [name for name, _ in units(compile_structure(stack), viewpoint(stack), by)]
    for row in stack.components:
        if row.weight is None:
            continue
        keeping = []
        for order in range(len(names) + 1):
            for members in combinations(names, order):
                others = [name for name in names if name not in members]
                if any(set(one) <= set(members) for one in keeping):
                    continue
                table = cm.available(stack, row.component, deny=others).set_index("component")
                if table.state[row.component] == "works":
                    keeping.append(members)
        assert paths(stack, row.component, by) == set(keeping)


@pytest.mark.parametrize("by", ["offer", "actor", "component", "country"])
def test_every_cut_meets_every_path(by):
    for stack in (EUV, INDUSTRY):
        cut = cm.minimal_cut_sets(stack, by=by)
        path = cm.minimal_path_sets(stack, by=by)
        for one in cut.itertuples():
            for reading in ("as_listed", "proved") if one.minimal_in == "both" else (one.minimal_in,):
                for other in path[(path.target == one.target) & (path.reading == reading)].members:
                    assert set(one.members) & set(other)


def test_who_needs_nobody_has_the_empty_path():
    assert paths(tiny(target("p")), "p", "actor") == {()}


def test_what_nothing_keeps_working_has_no_path():
    rows = [part("a", complete="yes", weight=1.0), firm("x", "USA"), made("a", "x", status="potential")]
    assert cm.minimal_path_sets(tiny(*rows)).empty
