"""How soon a lost market is served again, from each substitute's own months."""

from __future__ import annotations

import pytest

from chainmap.analysis.restoration import Months, restorations
from chainmap.schema import Switch
from chainmap.structure import Denial, compile_structure, viewpoint
from tests.structure.tiny import firm, made, need, part, target, tiny

H = 36.0
FIRMS = (firm("a", "USA"), firm("b", "JPN"), firm("c", "CHN"))


def months(stack, deny=("a-x",), *, within="p", reading="as_listed", **seat):
    structure, seen = compile_structure(stack), viewpoint(stack, **seat)
    denial = deny if isinstance(deny, Denial) else Denial(offers=frozenset(deny))
    found = restorations(structure, seen, [Denial(), denial], reading, H)
    assert found[0].within(range(len(structure))) is None
    return found[1].within(structure.cone(structure.position[within])), found[1].substitutes


def market(*rows, complete="yes", needs=()):
    return tiny(target("p"), part("x", complete=complete), *FIRMS, made("x", "a"), need("p", "x"), *rows, *needs)


def switch(months_cells, to="b-x"):
    return Switch(from_offer="a-x", to_offer=to, **months_cells)


def test_nobody_else_is_never():
    assert months(market()) == (Months(H, H, H, nobody=("x",)), ())


def test_a_stated_switch_is_a_point():
    assert months(market(made("x", "b"), switch({"months": 6}))) == (Months(6, 6, 6), ("b-x",))


def test_a_range_is_carried():
    rows = made("x", "b"), switch({"months_low": 3, "months": 6, "months_high": 12})
    assert months(market(*rows))[0] == Months(3, 6, 12)
    assert months(market(made("x", "b"), switch({"months_low": 3})))[0] == Months(3, H, H)
    assert months(market(made("x", "b"), switch({"months_high": 9})))[0] == Months(0, 9, 9)


def test_a_missing_switch_is_anything_and_said():
    assert months(market(made("x", "b"))) == (Months(0, H, H, unknown=("x",)), ("b-x",))


def test_the_fastest_serves_and_the_horizon_is_the_latest():
    rows = made("x", "b"), switch({"months": 60}), made("x", "c", status="potential", lead_months=24)
    assert months(market(*rows)) == (Months(24, 24, 24), ("b-x", "c-x"))
    assert months(market(*rows[:2]))[0] == Months(H, H, H)


def test_a_target_waits_for_its_last_market():
    rows = [made("x", "b"), switch({"months": 6}), part("y", complete="yes"), made("y", "a"), need("p", "y")]
    rows += [made("y", "c", status="potential", lead_months_low=12, lead_months=18)]
    found, names = months(market(*rows), ("a-x", "a-y"))
    assert found == Months(12, 18, H) and names == ("b-x", "c-y")
    assert months(market(*rows), ("a-x", "a-y"), within="x")[0] == Months(6, 6, 6)


def test_whoever_is_denied_too_does_not_help():
    rows = made("x", "b"), switch({"months": 6})
    assert months(market(*rows), ("a-x", "b-x"))[0] == Months(H, H, H, nobody=("x",))


def test_who_needs_what_is_lost_begins_at_once_at_best_and_never_at_worst():
    rows = [made("x", "b"), switch({"months": 6}), part("y", complete="yes"), made("y", "a"), need("b-x", "y")]
    rows += [made("y", "c", status="potential", lead_months=3.0)]
    found, names = months(market(*rows), ("a-x", "a-y"))
    assert found == Months(6, H, H, unknown=("x",)) and names == ("c-y",)


def test_quality_must_suffice():
    def stack(quality):
        rows = [target("p"), part("x", complete="yes"), *FIRMS, made("x", "a", quality=1.0)]
        rows += [made("x", "b", quality=quality), switch({"months": 6}), need("p", "x", min_quality=0.9)]
        return tiny(*rows)

    assert months(stack(0.3))[0] == Months(H, H, H, nobody=("x",))
    assert months(stack(0.95))[0] == Months(6, 6, 6)
    assert months(stack(None))[0] == Months(6, H, H, unknown=("x",))  # may suffice
    insufficient = Denial(offers=frozenset(["b-x"]))
    structure, seen = compile_structure(stack(0.3)), viewpoint(stack(0.3))
    lost = restorations(structure, seen, [insufficient], "as_listed", H)[0]
    assert lost.within(structure.cone(structure.position["p"])) is None  # it never served p


def test_an_unnamed_supplier_may_step_in_when_the_list_is_open():
    rows = made("x", "b"), switch({"months": 6})
    assert months(market(*rows, complete="no"), reading="proved")[0] == Months(0, 6, 6)
    assert months(market(*rows, complete="no"))[0] == Months(6, 6, 6)


def test_unknown_supply_is_anything():
    stack = tiny(target("p"), part("x", supply="unknown"), need("p", "x"))
    assert months(stack, Denial(unknown=frozenset(["x"])))[0] == Months(0, H, H, unknown=("x",))


def test_an_unknown_jurisdiction_counts_at_the_worst_only():
    stack = tiny(target("p"), part("x", complete="yes"), firm("grey"), made("x", "grey"), need("p", "x"))
    found, names = months(stack, Denial(countries=frozenset(["USA"])), home="CHN")
    assert found == Months(0, None, H) and names == ()


@pytest.mark.parametrize(("row", "expected"), [(True, Months(6, 6, 6)), (False, Months(0, H, H, unknown=("x",)))])
def test_a_need_on_one_offer_is_met_by_a_switch_from_it(row, expected):
    rows = [target("p"), part("x", complete="yes"), *FIRMS, made("x", "a"), made("x", "b"), need("p", "a-x")]
    rows += [made("x", "c", status="potential", lead_months=1.0)]  # helps nobody who wants a's
    rows += [switch({"months": 6})] if row else []
    assert months(tiny(*rows))[0] == expected


def test_an_entrant_meets_a_need_on_one_offer_after_lead_and_switch():
    rows = [target("p"), part("x", complete="yes"), *FIRMS, made("x", "a"), need("p", "a-x")]
    rows += [made("x", "c", status="potential", lead_months=12.0), switch({"months": 6}, to="c-x")]
    assert months(tiny(*rows))[0] == Months(18, 18, 18)
