"""Which unit matters most: METHOD section 12, every state of small stacks, and identities."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest

import chainmap as cm
from chainmap.errors import LimitExceeded, UnknownName, WrongQuestion
from tests.analysis.stacks import EUV, INDUSTRY
from tests.oracle import Oracle
from tests.random_stacks import cases, random_stack
from tests.reference.worked import two_trains
from tests.structure.tiny import firm, made, need, part, target, tiny

SIX_DIGITS = 5e-7


def by_unit(stack, name=None, **asked):
    return cm.importance(stack, name, **asked).set_index("unit")


# --- METHOD section 12


@pytest.mark.parametrize(
    ("unit", "birnbaum", "criticality", "diagnostic", "fussell_vesely", "raw", "rrw"),
    [
        ("actor:asml", 0.9801, 0.831227, 0.848104, 0.848104, 8.481045, 5.925126),
        ("actor:tsmc", 0.0891, 0.075566, 0.168009, 0.084810, 1.680095, 1.081743),
        ("actor:samsung", 0.0891, 0.075566, 0.168009, 0.084810, 1.680095, 1.081743),
        ("actor:lg", 0.0891, 0.075566, 0.168009, 0.084810, 1.680095, 1.081743),
        ("actor:boe", 0.0891, 0.075566, 0.168009, 0.084810, 1.680095, 1.081743),
    ],
)
def test_euv_of_the_method(unit, birnbaum, criticality, diagnostic, fussell_vesely, raw, rrw):
    row = by_unit(EUV, "p", home="none").loc[unit]
    assert row.top_probability == pytest.approx(0.11791, abs=SIX_DIGITS)
    assert row.birnbaum == pytest.approx(birnbaum, abs=SIX_DIGITS)
    assert row.criticality == pytest.approx(criticality, abs=SIX_DIGITS)
    assert row.diagnostic == pytest.approx(diagnostic, abs=SIX_DIGITS)
    assert row.fussell_vesely == pytest.approx(fussell_vesely, abs=SIX_DIGITS)
    assert row.raw == pytest.approx(raw, abs=SIX_DIGITS)
    assert row.rrw == pytest.approx(rrw, abs=SIX_DIGITS)
    assert row.rrw_text == f"{rrw:.6f}"


def test_two_trains_of_the_method():
    chance = {"maker-v1": 0.4, "maker-v2": 0.5, "maker-p1": 0.6, "maker-p2": 0.7}
    found = by_unit(two_trains(), "flow", probability=chance)
    assert found.top_probability.unique() == pytest.approx([0.646])
    assert found.birnbaum.to_dict() == pytest.approx(
        {"actor:maker-p1": 0.51, "actor:maker-p2": 0.38, "actor:maker-v1": 0.34, "actor:maker-v2": 0.228}
    )
    assert found.cut_sets.to_dict() == dict.fromkeys(found.index, 2)


# --- Every state of small stacks


def enumerated(stack, name, units, chance, cuts):
    """Add up states: the definitions of the measures, word for word."""
    oracle = Oracle(stack)
    states = []
    for bits in product((False, True), repeat=len(units)):
        denied = frozenset(unit for unit, bit in zip(units, bits, strict=True) if bit)
        weight = prod(chance[unit] if bit else 1 - chance[unit] for unit, bit in zip(units, bits, strict=True))
        states.append((weight, denied, oracle.works(denied, "as_listed")[name] is False))

    def p(event):
        return sum(weight for weight, denied, stops in states if event(denied, stops))

    top = p(lambda denied, stops: stops)
    found = {}
    for unit in units:
        high = p(lambda denied, stops, unit=unit: stops and unit in denied) / chance[unit]
        low = p(lambda denied, stops, unit=unit: stops and unit not in denied) / (1 - chance[unit])
        mine = [set(one) for one in cuts if unit in one]
        if mine:
            found[unit] = (
                high - low,
                p(lambda denied, stops, unit=unit: stops and unit in denied) / top,
                p(lambda denied, stops, mine=mine: any(one <= denied for one in mine)) / top,
                high / top,
                top / low if low > 1e-12 else None,
            )
    return top, found


@pytest.mark.parametrize("by", ["country", "actor"])
def test_every_measure_is_what_adding_up_all_states_gives(by):
    checked = infinite = 0
    for seed in cases(40):
        stack = random_stack(seed)
        oracle = Oracle(stack)
        units = sorted(unit for unit in oracle.units(by) if not unit.startswith("unknown:"))
        if not 0 < len(units) <= 5:
            continue
        chance = {unit: 0.05 + 0.13 * at for at, unit in enumerate(units)}
        table = cm.importance(stack, by=by, probability=chance)
        for name, rows in table.groupby("target"):
            tried = oracle.cut_sets(name, by=by, max_order=len(units))
            cuts = [one.members for one in tried if one.minimal_in != "proved" and one.holds != "possible"]
            top, expected = enumerated(stack, name, units, chance, cuts)
            assert rows.top_probability.tolist() == pytest.approx([top] * len(rows))
            if rows.unit.tolist() == [""]:
                assert cuts in ([], [()]) and top in (0.0, pytest.approx(1.0))
                continue
            assert set(rows.unit) == set(expected)
            for row in rows.itertuples():
                birnbaum, diagnostic, vesely, raw, rrw = expected[row.unit]
                assert row.birnbaum == pytest.approx(birnbaum, abs=1e-9)
                assert row.diagnostic == pytest.approx(diagnostic)
                assert row.fussell_vesely == pytest.approx(vesely)
                assert row.raw == pytest.approx(raw)
                if rrw is None:
                    assert row.rrw != row.rrw and row.rrw_text == "infinite"
                    infinite += 1
                else:
                    assert row.rrw == pytest.approx(rrw)
                checked += 1
    assert checked >= 30 and infinite >= 5


# --- Identities


@pytest.mark.parametrize("stack", [EUV, INDUSTRY, cm.bundled("metaverse")], ids=["euv", "industry", "metaverse"])
@pytest.mark.parametrize("by", ["actor", "country", "offer", "component"])
def test_measures_agree_with_each_other(stack, by):
    table = cm.importance(stack, by=by, probability=0.07)
    rows = table[table.unit != ""]
    p, top = rows.probability, rows.top_probability
    near = {"rel": 1e-9, "abs": 1e-10}
    assert (rows.criticality).tolist() == pytest.approx((rows.birnbaum * p / top).tolist(), **near)
    assert (rows.diagnostic).tolist() == pytest.approx((rows.raw * p).tolist(), **near)
    assert (rows.birnbaum / top).tolist() == pytest.approx(((rows.raw - 1) / (1 - p)).tolist(), **near)
    finite = rows[rows.rrw.notna()]
    assert (finite.criticality).tolist() == pytest.approx((1 - 1 / finite.rrw).tolist(), **near)
    assert (rows[rows.rrw.isna()].rrw_text == "infinite").all()
    assert (rows[rows.rrw.isna()].criticality).tolist() == pytest.approx([1.0] * rows.rrw.isna().sum())
    assert (rows.criticality <= rows.fussell_vesely + 1e-9).all()
    assert (rows.fussell_vesely <= rows.diagnostic + 1e-9).all()
    for _, one in rows.groupby("target"):
        assert one.fussell_vesely.is_monotonic_decreasing


@pytest.mark.parametrize("seed", cases(20))
def test_more_probable_denials_stop_a_target_more_often(seed):
    stack = random_stack(seed)
    low, high = (cm.importance(stack, by="country", probability=p) for p in (0.2, 0.6))
    assert low.target.tolist() == high.target.tolist()
    tops = [table.groupby("target").top_probability.first() for table in (low, high)]
    assert (tops[0] <= tops[1] + 1e-12).all()


# --- Answers that are none, and questions that are refused

SAFE = tiny(target("p"), part("c"), firm("a", "CHN"), made("c", "a"), need("p", "c"), home=("CHN",))
BROKEN = tiny(target("p"), part("c"), firm("a", "CHN"), made("c", "a", status="potential"), need("p", "c"))


def test_a_target_that_nobody_stops_has_one_row_that_says_so():
    row = cm.importance(SAFE, by="country").iloc[0]
    assert (row.unit, row.top_probability, row.cut_sets) == ("", 0.0, 0)
    assert "no set of known units" in row.note_en and row.birnbaum != row.birnbaum


def test_a_target_that_fails_today_is_certain_to_stop():
    row = cm.importance(BROKEN, by="country").iloc[0]
    assert (row.unit, row.top_probability, row.smallest_order) == ("", 1.0, 0)
    assert "nothing denied" in row.note_en


def test_possible_sets_take_no_part():
    assert not cm.importance(INDUSTRY, by="component").unit.str.startswith("unknown:").any()


def test_without_any_probability_shares_have_no_meaning():
    found = by_unit(EUV, "p", home="none", probability=0)
    assert found.top_probability.unique().tolist() == [0.0]
    assert found[["criticality", "diagnostic", "fussell_vesely", "raw", "rrw"]].isna().all(axis=None)
    assert found.loc["actor:asml", "birnbaum"] == 1.0
    assert set(found.rrw_text) == {""} and found.note_en.str.contains("above 0").all()


def test_certain_denials_are_allowed():
    found = by_unit(EUV, "p", home="none", probability={"ASML": 1, "others": 0.5})
    assert found.top_probability.unique().tolist() == [1.0]
    assert found.loc["actor:asml", "raw"] == 1.0 and found.loc["actor:tsmc", "birnbaum"] == 0.0


def test_probabilities_may_be_given_by_name_in_either_language():
    english, chinese = (by_unit(EUV, "p", home="none", probability={n: 0.3, "others": 0.1}) for n in ("ASML", "阿斯麦"))
    assert english.equals(chinese)
    assert english.loc["actor:asml", "probability"] == 0.3 and english.loc["actor:lg", "probability"] == 0.1


@pytest.mark.parametrize(
    ("probability", "error", "said"),
    [
        (1.5, WrongQuestion, "between 0 and 1"),
        ({"ASML": -0.1, "others": 0.1}, WrongQuestion, "actor:asml is -0.1"),
        ({"ASML": 0.1}, WrongQuestion, "has no probability"),
        ({"ASMLL": 0.1, "others": 0.1}, UnknownName, "ASMLL"),
        ({"USA": 0.1, "others": 0.1}, UnknownName, "USA"),
    ],
)
def test_probabilities_that_mean_nothing_are_refused(probability, error, said):
    with pytest.raises(error, match=said):
        cm.importance(EUV, "p", home="none", probability=probability)


def test_limits_are_said():
    with pytest.raises(LimitExceeded, match="decision diagram reached its limit of 4 nodes, for p"):
        cm.importance(EUV, "p", home="none", limit=4)
