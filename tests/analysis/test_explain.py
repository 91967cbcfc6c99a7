"""The chain in words, from what is denied up to the target, with the evidence of each link."""

from __future__ import annotations

import pytest

import chainmap as cm
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny


def chain(stack, unit, target=None, **asked):
    table = cm.explain(stack, unit, target, **asked)
    return list(zip(table.source, table.affects, strict=True))


def test_euv_from_the_country_up_to_the_product():
    assert chain(EUV, "荷兰", "产品") == [
        ("country:NLD", "offer:asml-euv"),
        ("offer:asml-euv", "component:euv"),
        ("component:euv", "component:chip"),
        ("component:chip", "component:p"),
    ]


def test_each_step_is_said_in_both_languages_with_its_evidence():
    table = cm.explain(EUV, "ASML", "p")
    assert table.text_en.tolist() == [
        "Denied by ASML: EUV machines (ASML).",
        "EUV lithography can no longer draw on EUV machines.",
        "Chip cannot go on without EUV lithography.",
        "Product cannot go on without Chip.",
    ]
    assert all("阿斯麦" in text or "EUV" in text or "芯片" in text for text in table.text_zh)
    assert table.evidence.tolist() == [("k-euv", "k-owners"), ("k-euv",), ("k-euv",), ("k-product",)]
    assert set(table.basis) == {"public"}


def test_the_weakest_basis_is_told():
    table = cm.explain(INDUSTRY, "country:USA", "games").set_index(["source", "affects"])
    assert table.basis["offer:nvidia-gpu", "component:gpu"] == "stated"
    assert table.basis["offer:amd-gpu", "component:gpu"] == "assumption"
    assert table.basis["country:USA", "offer:amd-gpu"] == "own"  # the actor's row has no evidence


def test_what_keeps_working_says_what_is_lost_and_what_is_left():
    table = cm.explain(EUV, "country:TWN", "p")
    assert (table.source[0], table.affects[0]) == ("country:TWN", "component:chip")
    assert "TSMC" in table.text_en[0] or "Foundry" in table.text_en[0]
    assert len(table) == 1


def test_nothing_to_tell_is_an_empty_table():
    assert chain(EUV, "country:CHN", "p") == []  # home does not deny itself


def test_a_need_on_an_offer_is_part_of_the_chain():
    rows = [target("p"), part("kernel"), firm("x", "USA"), firm("y", "CHN"), made("kernel", "x"), made("kernel", "y")]
    assert chain(tiny(*rows, need("p", "x-kernel")), "actor:x") == [
        ("actor:x", "offer:x-kernel"),
        ("offer:x-kernel", "component:kernel"),
        ("offer:x-kernel", "component:p"),
    ]


def test_without_a_target_all_of_them_are_told_and_the_steps_run_on():
    table = cm.explain(INDUSTRY, "country:USA")
    assert table.step.tolist() == list(range(len(table)))
    assert "component:games" in table.affects.tolist()


def test_home_changes_what_there_is_to_tell():
    assert chain(EUV, "country:NLD", "p", home="eu27") == []


@pytest.mark.parametrize("unit", ["unknown:tracking", "component:tracking"])
def test_an_unknown_supplier_can_be_asked_about(unit):
    found = chain(INDUSTRY, unit, "games")
    assert ("component:tracking", "component:games") in found
