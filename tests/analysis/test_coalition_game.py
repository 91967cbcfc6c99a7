"""Who holds how much of the power to stop targets: against every order of the countries."""

from __future__ import annotations

from itertools import permutations
from math import factorial

import pytest

import chainmap as cm
from chainmap.countries import country_codes
from chainmap.errors import WrongQuestion
from tests.analysis.stacks import EUV, INDUSTRY
from tests.oracle import Oracle
from tests.random_stacks import cases, random_stack
from tests.structure.tiny import firm, made, need, part, target, tiny


def values(stack, **asked):
    table = cm.coalition_game(stack, **asked)
    return dict(zip(table.unit, table.shapley, strict=True))


def worth(oracle, weights, coalition):
    works, today = oracle.works(coalition), oracle.works(())
    return sum(weight for target, weight in weights.items() if today[target] and not works[target])


def by_orders(stack, **seat):
    """Average each country's marginal contribution over every order of all countries."""
    oracle = Oracle(stack, **seat)
    countries = sorted(unit for unit in oracle.units("country") if not unit.startswith("unknown:"))
    weights = {row.component: row.weight for row in stack.components if row.weight is not None}
    known = {}
    totals = dict.fromkeys(countries, 0.0)
    for order in permutations(countries):
        before = 0.0
        for at in range(len(order)):
            coalition = frozenset(order[: at + 1])
            if coalition not in known:
                known[coalition] = worth(oracle, weights, coalition)
            totals[order[at]] += known[coalition] - before
            before = known[coalition]
    return {unit: total / factorial(len(countries)) for unit, total in totals.items() if total}


def test_euv():
    # NLD alone stops P; otherwise TWN and KOR must both deny, whichever comes last turns it.
    assert values(EUV) == pytest.approx({"country:NLD": 2 / 3, "country:TWN": 1 / 6, "country:KOR": 1 / 6})


@pytest.mark.parametrize("seed", cases(60))
def test_values_are_those_of_every_order(seed):
    stack = random_stack(seed)
    found = {unit: value for unit, value in values(stack).items() if unit}
    assert found == pytest.approx(by_orders(stack))


def test_the_property_above_tests_something():
    sizes = [len(values(random_stack(seed))) for seed in range(60)]
    assert sum(size >= 2 for size in sizes) >= 18
    assert sum(size >= 3 for size in sizes) >= 6


@pytest.mark.parametrize("stack", [EUV, INDUSTRY, cm.bundled("metaverse")], ids=["euv", "industry", "metaverse"])
@pytest.mark.parametrize("seat", [{}, {"home": "none", "lens": "hq"}, {"lens": "any"}, {"home": "USA"}])
def test_efficiency_the_values_sum_to_what_all_stop_together(stack, seat):
    table = cm.coalition_game(stack, **seat)
    assert table.shapley.sum() == pytest.approx(table.everybody[0])
    assert table.share.sum() == pytest.approx(1.0) or table.unit.tolist() == [""]
    assert (table.alone <= table.everybody + 1e-12).all()
    assert (table.players == (0 if table.unit.tolist() == [""] else len(table))).all()


def test_who_is_in_no_cut_set_is_dropped():
    assert "country:CHN" not in values(EUV, home="CHN")
    assert "country:USA" not in values(tiny(*_market("JPN"), firm("idle", "USA"), part("z"), made("z", "idle")))


def _market(*countries):
    rows = [target("p"), part("x", complete="yes"), need("p", "x")]
    for at, code in enumerate(countries):
        rows += [firm(f"f{at}", code), made("x", f"f{at}")]
    return rows


def test_targets_that_fail_today_are_nobodys_doing():
    broken = [target("q", weight=9.0), part("y"), firm("o", "USA"), made("y", "o", status="potential"), need("q", "y")]
    table = cm.coalition_game(tiny(*_market("JPN"), *broken))
    assert table[["unit", "shapley", "everybody"]].values.tolist() == [["country:JPN", 1.0, 1.0]]


def test_nobody_is_one_row():
    table = cm.coalition_game(tiny(target("p")))
    assert table[["unit", "shapley", "players"]].values.tolist() == [["", 0.0, 0]]
    assert table.share.isna().all()


def test_above_the_limit_it_is_sampled_and_says_how_well():
    exact, sampled = cm.coalition_game(EUV), cm.coalition_game(EUV, limit=2, draws=3000, seed=7)
    assert set(exact.method) == {"exact"} and set(exact.draws) == {0} and set(exact.standard_error) == {0.0}
    assert set(sampled.method) == {"sampled"} and set(sampled.draws) == {3000}
    assert sampled.shapley.sum() == pytest.approx(1.0)
    near = sampled.set_index("unit")
    for row in exact.itertuples():
        assert abs(near.loc[row.unit, "shapley"] - row.shapley) <= 4 * near.loc[row.unit, "standard_error"]
    assert sampled.equals(cm.coalition_game(EUV, limit=2, draws=3000, seed=7))
    assert not sampled.equals(cm.coalition_game(EUV, limit=2, draws=3000, seed=8))


def test_more_countries_than_the_exact_answer_takes():
    codes = [code for code in country_codes() if code != "CHN"][:22]
    table = cm.coalition_game(tiny(*_market(*codes)), draws=200)
    assert set(table.method) == {"sampled"} and table.players[0] == 22
    assert table.shapley.sum() == pytest.approx(1.0)


def test_an_error_needs_two_draws():
    with pytest.raises(WrongQuestion, match="at least 2"):
        cm.coalition_game(EUV, draws=1)
