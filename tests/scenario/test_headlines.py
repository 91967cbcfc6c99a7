"""The sentences of a scenario, from its table."""

from __future__ import annotations

import pytest

import chainmap as cm
from chainmap.scenario import Scenario
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny


def told(stack, **deny):
    done = cm.run(stack, Scenario.model_validate({"name": "s", "steps": [{"deny": deny}]}))
    return done.tables["headlines"]


@pytest.mark.parametrize(
    ("stack", "deny", "holds", "said"),
    [
        (EUV, {"country": "NLD"}, "as_listed", "1 of 1 targets stops, as the suppliers are listed: Product."),
        (EUV, {"actor": "lg"}, "", "1 of 1 targets keeps working, but may be weakened: Product."),
        (EUV, {"country": "CHN"}, "", "All 1 targets keep working."),
        (INDUSTRY, {"actor": "grey"}, "", "2 targets keep working"),
    ],
)
def test_what_stops_what_is_weakened_and_what_goes_on(stack, deny, holds, said):
    first = told(stack, **deny).iloc[0]
    assert first.holds == holds and said in first.text_en


def test_a_proved_stop_does_not_say_as_listed():
    rows = [target("p"), part("a", complete="yes"), firm("x", "USA"), made("a", "x"), need("p", "a")]
    first = told(tiny(*rows), country="USA").iloc[0]
    assert first.holds == "proved" and "as the suppliers are listed" not in first.text_en


def test_what_may_stop_is_told_apart():
    rows = [target("p"), part("a"), firm("grey"), made("a", "grey"), need("p", "a")]
    first = told(tiny(*rows), country="USA").iloc[0]
    assert first.holds == "possible" and "may stop" in first.text_en and "可能中断" in first.text_zh


def test_what_stops_upstream_is_told_last():
    table = told(EUV, country="NLD")
    assert table.through.tolist()[-1] == ("chip", "euv")
    assert table["rank"].tolist() == [1, 2]
