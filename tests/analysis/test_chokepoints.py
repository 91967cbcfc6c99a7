"""The ranking: METHOD section 4, by hand on small stacks, and against the analyses it is made of."""

from __future__ import annotations

import time

import pytest

import chainmap as cm
from chainmap.errors import UnknownName, WrongQuestion
from chainmap.schema import Switch
from tests.analysis.stacks import EUV, INDUSTRY
from tests.random_stacks import cases, random_stack
from tests.structure.tiny import firm, made, need, part, target, tiny

METAVERSE = cm.bundled("metaverse")
KINDS = ("country", "component", "actor", "offer", "bloc")


def listed(stack, reading="as_listed", **asked):
    table = cm.chokepoints(stack, **asked)
    return table[table.reading == reading].set_index("unit")


# --- By hand


def test_euv_by_country():
    found = listed(EUV, by="country")
    assert found["rank"].to_dict() == {"country:NLD": 1, "country:KOR": 2, "country:TWN": 3}
    first = found.loc["country:NLD"]
    assert (first.targets_stopped, first.smallest_order, first.cuts_by_order) == (1, 1, "1:1")
    assert (first.loss_short_low, first.loss_long_high) == (1.0, 1.0)
    # Nobody else is listed for EUV: it is never made good, within the 36 months looked at.
    assert (first.capability_months_low, first.capability_months_high) == (36.0, 36.0)
    assert first.months_basis == "horizon" and "nobody is listed who could replace EUV" in first.note_en
    assert first.because_en == "Alone it stops Product, through EUV lithography."
    assert first.because_zh == "单独断供即可使产品中断，途径是EUV光刻机。"
    assert found.loc["country:KOR", "because_en"].startswith("Together with Taiwan it stops Product")


def test_euv_by_component():
    found = listed(EUV, by="component")
    assert found["rank"].dropna().to_dict() == {"component:chip": 1, "component:euv": 2}
    assert found.controlled.to_dict() == {
        "component:chip": "foreign",
        "component:euv": "foreign",
        "component:p": "foreign",  # through what it needs; but p itself is assembled, and cannot be denied
        "component:display": "home",
    }
    chip = found.loc["component:chip"]
    assert (chip.smallest_order, chip.cuts_by_order) == (1, "1:1; 2:1")
    assert chip.because_en == "The Netherlands alone can close it; without it Product cannot go on."
    assert found.loc["component:p", "loss_short_high"] == 0 and not found.loc["component:p", "chokepoint"]
    assert found.loc["component:display", "because_en"].startswith("No coalition outside home can close it")


def test_euv_is_proved_for_nobody_because_its_lists_are_open():
    found = listed(EUV, "proved", by="component")
    assert found["rank"].isna().all() and not found.chokepoint.any()
    assert found.loc["component:chip", "controlled"] == "unknown"
    assert "an unnamed supplier may keep it open" in found.loc["component:chip", "because_en"]


def chain(*, dust=False):
    """A headset with a screen from abroad, a case from home, power that nobody sells and code that is published."""
    rows = [target("p", weight=2.0, name_en="Headset"), part("screen", complete="yes"), part("case", complete="yes")]
    rows += [part("power", supply="open"), part("code", complete="yes")]
    rows += [firm("jp", "JPN"), firm("kr", "KOR"), firm("cn", "CHN"), firm("us", "USA")]
    rows += [made("screen", "jp", share=0.75), made("screen", "kr", share=0.25), made("case", "cn", share=1.0)]
    rows += [made("screen", "cn", status="potential", lead_months_low=12, lead_months=18, lead_months_high=24)]
    rows += [made("code", "us", rights="open"), Switch(from_offer="jp-screen", to_offer="kr-screen", months=6)]
    rows += [need("p", name) for name in ("screen", "case", "power", "code")]
    if dust:
        rows += [part("dust", supply="unknown"), need("p", "dust", essential=False, weight=0.1)]
    return tiny(*rows, home=("CHN",), horizon_months=30.0)


def test_who_controls_what():
    found = listed(chain(dust=True), by="component")
    assert found.controlled.to_dict() == {
        "component:screen": "foreign",
        "component:p": "foreign",
        "component:case": "home",
        "component:power": "nobody",
        "component:code": "nobody",
        "unknown:dust": "unknown",
    }
    assert found["rank"].dropna().to_dict() == {"component:screen": 1}
    assert found.index.tolist()[-3:] == ["component:case", "component:code", "component:power"]


def test_losses_and_months_by_hand():
    found = listed(chain(), by="country")
    japan = found.loc["country:JPN"]
    assert (japan.loss_short_low, japan.loss_short_high) == (1.5, 1.5)  # weight 2 x share .75
    assert (japan.loss_long_low, japan.loss_long_high) == (0.0, 0.0)
    assert (japan.months_low, japan.months_to_substitute, japan.months_high) == (6, 6, 6)
    assert (japan.capability_months_low, japan.capability_months_high) == (9.0, 9.0)
    assert (japan.substitutes, japan.months_basis, japan.note_en) == (2, "own_time", "")
    assert (japan.offers_listed, japan.shares_known) == (1, 1)
    korea = found.loc["country:KOR"]
    # To Japan's screens there is no switch row; China's screens take 12 to 24 months.
    assert (korea.months_low, korea.months_to_substitute, korea.months_high) == (0, 18, 24)
    assert (korea.capability_months_low, korea.capability_months_high) == (0.0, 12.0)


def test_the_component_unit_takes_all_its_offers():
    screen = listed(chain(), by="component").loc["component:screen"]
    assert (screen.loss_short_low, screen.targets_stopped, screen.smallest_order) == (2.0, 1, 2)
    assert (screen.months_low, screen.months_to_substitute, screen.months_high) == (12, 18, 24)
    assert (screen.capability_months_low, screen.capability_months_high) == (24.0, 48.0)
    assert (screen.hhi_low, screen.hhi, screen.hhi_high) == (0.625, 0.625, 0.625)
    assert (screen.offers_listed, screen.shares_known) == (2, 2)


def test_the_horizon_cuts_what_is_later():
    screen = listed(chain(), by="component", horizon=15).loc["component:screen"]
    assert (screen.months_low, screen.months_high) == (12, 15)
    assert screen.capability_months_high == 30.0


def test_a_unit_that_is_not_known_has_no_rank_and_stands_after_those_that_are():
    found = listed(chain(dust=True), by="country")
    assert found.index.tolist() == ["country:JPN", "country:KOR", "country:USA", "unknown:dust"]
    dust = found.loc["unknown:dust"]
    assert dust.controlled == "unknown" and not dust.chokepoint and found["rank"].isna()["unknown:dust"]
    assert (dust.loss_short_low, dust.loss_short_high, dust.months_low, dust.months_high) == (0.2, 0.2, 0, 30)
    usa = found.loc["country:USA"]  # its code is published, so that it takes nothing away; dust may be American
    assert (usa.loss_short_low, usa.loss_short_high, usa.months_basis) == (0.0, 0.2, "")
    assert (usa.months_low, usa.months_high) == (0, 30) and usa.months_to_substitute != usa.months_to_substitute


def test_targets_can_be_chosen():
    found = listed(INDUSTRY, by="country", targets=["Office"])
    whole = listed(INDUSTRY, by="country")
    assert found.targets_stopped.sum() < whole.targets_stopped.sum()
    with pytest.raises(UnknownName):
        cm.chokepoints(INDUSTRY, targets=["offise"])


@pytest.mark.parametrize("asked", [{"by": "firm"}, {"horizon": 0}, {"horizon": -1.0}, {"lens": "eyes"}])
def test_questions_that_have_no_meaning_are_refused(asked):
    with pytest.raises(WrongQuestion):
        cm.chokepoints(EUV, **asked)


# --- Against what it is made of


@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize("stack", [EUV, INDUSTRY, METAVERSE], ids=["euv", "industry", "metaverse"])
def test_the_rank_is_the_rule(stack, by):
    for _, rows in cm.chokepoints(stack, by=by).groupby("reading"):
        ranked = rows[rows.chokepoint]
        assert ranked["rank"].tolist() == list(range(1, len(ranked) + 1))
        assert rows.iloc[: len(ranked)].chokepoint.all() and rows[~rows.chokepoint]["rank"].isna().all()
        keys = [
            (row.smallest_order, -row.loss_short_high, -row.loss_short_low, -row.loss_long_high, -row.loss_long_low)
            for row in ranked.itertuples()
        ]
        assert keys == sorted(keys)
        assert (ranked.controlled == "foreign").all() and (ranked.smallest_order >= 1).all()
        if by == "component":
            closed = rows[
                (rows.controlled == "foreign") & (rows[["loss_short_high", "loss_long_high"]] > 0).any(axis=1)
            ]
            assert set(closed.unit) == set(ranked.unit)


@pytest.mark.parametrize("by", ["country", "actor", "offer"])
@pytest.mark.parametrize("reading", ["as_listed", "proved"])
def test_orders_are_those_of_the_cut_sets(by, reading):
    cuts = cm.minimal_cut_sets(METAVERSE, by=by)
    cuts = cuts[cuts.minimal_in.isin([reading, "both"]) & (cuts.holds != "possible")]
    found = listed(METAVERSE, reading, by=by)
    for unit, row in found[found.controlled == "foreign"].iterrows():
        sets = {members for members in cuts.members if unit in members}
        orders = [len(one) for one in sets]
        assert row.cuts_by_order == "; ".join(f"{one}:{orders.count(one)}" for one in sorted(set(orders)))
        assert (row.smallest_order if sets else None) == (min(orders) if sets else None)


@pytest.mark.parametrize("stack", [EUV, INDUSTRY], ids=["euv", "industry"])
def test_components_are_closed_by_the_coalitions_of_their_own_cut_sets(stack):
    found = listed(stack, by="component")
    for row in stack.components:
        cuts = cm.minimal_cut_sets(stack, row.component, by="country")
        cuts = cuts[(cuts.minimal_in != "proved") & (cuts.holds != "possible") & (cuts.order > 0)]
        unit = f"component:{row.component}"
        if unit in found.index and found.loc[unit, "controlled"] == "foreign":
            assert found.loc[unit, "smallest_order"] == cuts.order.min()
        elif unit in found.index:
            assert cuts.empty


@pytest.mark.parametrize("by", KINDS)
def test_losses_and_stops_are_those_of_levels_and_available(by):
    table = cm.chokepoints(INDUSTRY, by=by)
    weights = {"games": 2.0, "office": 1.0}
    before = cm.levels(INDUSTRY).set_index(["component", "run", "reading"])
    for row in table.itertuples():
        if row.unit == "component:standard" or row.unit in ("component:games", "component:office"):
            assert row.loss_short_high == 0  # nobody can deny it
            continue
        after = cm.levels(INDUSTRY, deny=[row.unit]).set_index(["component", "run", "reading"])
        for run in ("short", "long"):
            keys = [(name, run, row.reading) for name in weights]
            low = sum(max(0, before.level_low[key] - after.level_high[key]) * weights[key[0]] for key in keys)
            high = sum((before.level_high[key] - after.level_low[key]) * weights[key[0]] for key in keys)
            assert getattr(row, f"loss_{run}_low") == pytest.approx(low, abs=1e-8)
            assert getattr(row, f"loss_{run}_high") <= high + 1e-8
        if row.reading == "as_listed":
            state = cm.available(INDUSTRY, deny=[row.unit])
            assert row.targets_stopped == (state.target & (state.state == "stopped")).sum()


@pytest.mark.parametrize("seed", cases(15))
@pytest.mark.parametrize("by", ["country", "component"])
def test_random_stacks_have_sound_ranges(seed, by):
    stack = random_stack(seed)
    table = cm.chokepoints(stack, by=by)
    assert (table.loss_short_low <= table.loss_short_high + 1e-9).all()
    assert (table.capability_months_low <= table.capability_months_high + 1e-9).all()
    whole = sum(row.weight or 0 for row in stack.components) * stack.settings.horizon_months
    assert (table.capability_months_high <= whole + 1e-6).all()
    some = table.dropna(subset=["months_to_substitute"])
    assert (some.months_low <= some.months_to_substitute).all()
    assert (some.months_to_substitute <= some.months_high).all()
    assert ((table.months_basis == "") == table.months_to_substitute.isna()).all()
    assert (table[table.capability_months_high > 0].months_high > 0).all()
    assert not (table.chokepoint & (table.controlled != "foreign")).any()


# --- Speed


@pytest.mark.parametrize("by", ["country", "component"])
def test_the_bundled_stack_takes_seconds(by):
    start = time.process_time()
    cm.chokepoints(METAVERSE, by=by)
    assert time.process_time() - start < 5
