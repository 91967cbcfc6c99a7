"""Yes or no on random stacks: equal to the definitions, and true to the laws of METHOD.md, section 11."""

from __future__ import annotations

import random
from dataclasses import replace

import pandas as pd
import pytest

import chainmap as cm
from chainmap.schema import Actor, Component, Need, Offer, Settings
from chainmap.stack import Stack
from tests.oracle import Oracle
from tests.random_stacks import cases, question, random_stack, renamed, shuffled

FIRMNESS = {"": 0, "possible": 1, "as_listed": 2, "proved": 3}
KINDS = ("offer", "actor", "component", "country")


def verdicts(found: pd.DataFrame) -> dict[str, tuple[str, str]]:
    return {row.component: (row.state, row.holds) for row in found.itertuples()}


def cuts(found: pd.DataFrame, target: str) -> dict[tuple[str, ...], str]:
    rows = found[found["target"] == target]
    return dict(zip(rows["members"], rows["holds"], strict=True))


def targets(stack: Stack) -> list[str]:
    return [row.component for row in stack.components if row.weight is not None]


def firm(verdict: tuple[str, str]) -> tuple[str, str]:
    """Leave out what is only possible."""
    state, holds = verdict
    return state, "" if state == "works" else holds


@pytest.mark.parametrize("seed", cases(150))
def test_available_equals_the_definitions(seed: int) -> None:
    stack = random_stack(seed)
    for turn in range(2):
        asked = question(stack, 1000 * turn + seed)
        oracle = Oracle(stack, **asked.seat)
        found = verdicts(cm.available(stack, deny=asked.deny, **asked.seat))
        truth = oracle.verdicts(asked.deny)
        assert {name: firm(verdict) for name, verdict in found.items()} == {
            name: firm(verdict) for name, verdict in truth.items()
        }
        if oracle.foreign_denial(asked.deny):
            assert found == truth


@pytest.mark.parametrize("seed", cases(50))
def test_a_target_is_answered_from_its_cone(seed: int) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    everything = verdicts(cm.available(stack, deny=asked.deny, **asked.seat))
    oracle = Oracle(stack, **asked.seat)
    for target in targets(stack):
        found = cm.available(stack, target, deny=asked.deny, **asked.seat)
        answer = verdicts(found)
        assert oracle.cone(target, through_offers=False) <= set(answer) <= oracle.cone(target)
        assert answer == {name: everything[name] for name in answer}
        assert set(found.loc[found["target"], "component"]) <= set(targets(stack))


@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize("seed", cases(30))
def test_single_points_equal_the_truth_table(seed: int, by: str) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    oracle = Oracle(stack, **asked.seat)
    found = cm.single_points_of_failure(stack, by=by, **asked.seat)
    for target in targets(stack):
        truth = oracle.cut_sets(target, by=by, max_order=1)
        assert cuts(found, target) == {row.members: row.holds for row in truth}
        minimal = {row.members: row.minimal_in for row in truth if row.holds != "possible"}
        rows = found[(found["target"] == target) & (found["holds"] != "possible")]
        assert dict(zip(rows["members"], rows["minimal_in"], strict=True)) == minimal
    assert all(order == len(members) for order, members in zip(found["order"], found["members"], strict=True))


def test_a_component_without_an_active_offer_is_a_unit_too() -> None:
    """As listed it stops with nothing denied; with unnamed suppliers it stops when they are denied too."""
    stack = Stack(
        settings=Settings(id="to-come"),
        components=(Component(component="c", weight=1.0),),
        actors=(Actor(actor="a", hq=("USA",), owner="a"),),
        offers=(Offer(offer="o", component="c", actor="a", status="potential"),),
    )
    truth = Oracle(stack).cut_sets("c", by="component", max_order=1)
    assert [(row.members, row.holds) for row in truth] == [((), "as_listed"), (("component:c",), "proved")]
    found = cm.single_points_of_failure(stack, "c", by="component")
    assert cuts(found, "c") == {row.members: row.holds for row in truth}


@pytest.mark.parametrize("by", (*KINDS, "bloc"))
@pytest.mark.parametrize("seed", cases(12))
def test_order_one_equals_single_denials(seed: int, by: str) -> None:
    """Asked one by one, the same units stop the target, and as firmly."""
    stack = random_stack(seed)
    seat = question(stack, seed).seat
    target = targets(stack)[0]
    if verdicts(cm.available(stack, target, **seat))[target][0] == "stopped":
        return
    found = cm.single_points_of_failure(stack, target, by=by, **seat)
    firm = {members[0]: holds for members, holds in cuts(found, target).items() if holds != "possible"}
    alone = {}
    shipped = ["bloc:eu27", "bloc:g7"] if by == "bloc" else []
    for unit in Oracle(stack, **seat).units(by) + shipped:
        if not unit.startswith("unknown:"):
            state, holds = verdicts(cm.available(stack, target, deny=[unit], **seat))[target]
            if state == "stopped":
                alone[unit] = holds
    assert firm == alone


@pytest.mark.parametrize("seed", cases(40))
def test_denying_more_never_helps(seed: int) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    more = replace(asked, deny=tuple(sorted({*asked.deny, *question(stack, seed + 5000).deny})))
    if "country:FOREIGN" in more.deny and asked.lens not in ("label", "any"):
        return
    less_found = verdicts(cm.available(stack, deny=asked.deny, **asked.seat))
    more_found = verdicts(cm.available(stack, deny=more.deny, **asked.seat))
    for name, (_, holds) in less_found.items():
        assert FIRMNESS[more_found[name][1]] >= FIRMNESS[holds]


@pytest.mark.parametrize("seed", cases(40))
def test_one_more_supplier_never_stops_anything(seed: int) -> None:
    """An active option of known quality and seat, which nobody denies, makes nothing worse."""
    stack = random_stack(seed)
    asked = question(stack, seed)
    supplied = [row.component for row in stack.components if row.supply == "offers"]
    if not supplied:
        return
    component = random.Random(seed).choice(supplied)
    new = Offer(offer="o-new", component=component, actor="a-new", rights="open", quality=1.0)
    richer = replace(stack, actors=(*stack.actors, Actor(actor="a-new", owner="a-new")), offers=(*stack.offers, new))
    before = verdicts(cm.available(stack, deny=asked.deny, **asked.seat))
    after = verdicts(cm.available(richer, deny=asked.deny, **asked.seat))
    if f"component:{component}" in asked.deny:
        return  # the new one is open, but what the unit takes is not the question here
    for name, (_, holds) in before.items():
        assert FIRMNESS[after[name][1]] <= FIRMNESS[holds]


def test_a_quality_that_nobody_knows_never_proves_a_stop() -> None:
    """P runs on the offer of A, of unknown quality; that of B, known to be good, comes on top and is denied.

    As listed A then counts as not sufficient (METHOD section 1), but A may be good enough: nothing is proved.
    """
    offers = (Offer(offer="of-a", component="c", actor="a"), Offer(offer="of-b", component="c", actor="b", quality=1.0))
    stack = Stack(
        settings=Settings(id="one-more"),
        components=(Component(component="p", supply="open", weight=1.0), Component(component="c", complete="yes")),
        actors=(Actor(actor="a", hq=("USA",), owner="a"), Actor(actor="b", hq=("JPN",), owner="b")),
        offers=offers,
        needs=(Need(dependent="p", input="c", min_quality=0.7),),
    )
    before = verdicts(cm.available(replace(stack, offers=offers[:1]), "p", deny=["actor:b"]))["p"]
    after = verdicts(cm.available(stack, "p", deny=["actor:b"]))["p"]
    assert before[0] == "works"
    assert after == ("stopped", "as_listed")


@pytest.mark.parametrize("seed", cases(40))
def test_names_and_order_of_rows_change_nothing_but_names(seed: int) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    other, names = renamed(stack, seed)
    deny = [f"{kind}:{names.get(name, name)}" for kind, _, name in (unit.partition(":") for unit in asked.deny)]
    here = verdicts(cm.available(stack, deny=asked.deny, **asked.seat))
    there = verdicts(cm.available(shuffled(other, seed), deny=deny, **asked.seat))
    assert there == {names[name]: verdict for name, verdict in here.items()}


@pytest.mark.parametrize("seed", cases(20))
def test_the_order_of_rows_changes_no_row_of_an_answer(seed: int) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    other = shuffled(stack, seed)
    assert other.digest == stack.digest
    columns = ["component", "target", "state", "holds"]

    def answer(stack: Stack) -> pd.DataFrame:
        return cm.available(stack, deny=asked.deny, **asked.seat)[columns].sort_values("component")

    pd.testing.assert_frame_equal(answer(stack).reset_index(drop=True), answer(other).reset_index(drop=True))


@pytest.mark.parametrize("seed", cases(60))
def test_a_stop_rests_on_the_lists_that_it_names(seed: int) -> None:
    """Say that these lists are complete, and the stop that rested on them is proved."""
    stack = random_stack(seed)
    asked = question(stack, seed)
    open_lists = {row.component for row in stack.components if row.supply == "offers" and row.complete != "yes"}
    found = cm.available(stack, deny=asked.deny, **asked.seat)
    for row in found[found["state"] == "stopped"].itertuples():
        assert set(row.rests_on) <= open_lists
        if row.holds != "as_listed":
            continue
        assert row.rests_on
        closed = replace(
            stack,
            components=tuple(
                some.model_copy(update={"complete": "yes"}) if some.component in row.rests_on else some
                for some in stack.components
            ),
        )
        assert Oracle(closed, **asked.seat).verdicts(asked.deny)[row.component] == ("stopped", "proved")


@pytest.mark.parametrize("seed", cases(60))
def test_a_possible_stop_names_what_is_unknown(seed: int) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    oracle = Oracle(stack, **asked.seat)
    blind = {f"unknown:{name}" for name in oracle.unknown_markets()}
    blind |= {f"unknown:{name}" for name in oracle.active}
    found = cm.available(stack, deny=asked.deny, **asked.seat)
    for row in found[found["holds"] == "possible"].itertuples():
        assert row.unknown
        assert set(row.unknown) <= blind
        assert not oracle.works({*asked.deny, *row.unknown})[row.component]


@pytest.mark.parametrize("seed", cases(12))
def test_the_same_call_twice_gives_the_same_answer(seed: int) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    for ask in (
        lambda: cm.available(stack, deny=asked.deny, **asked.seat),
        lambda: cm.single_points_of_failure(stack, by="actor", **asked.seat),
    ):
        pd.testing.assert_frame_equal(ask(), ask())


@pytest.mark.parametrize("seed", cases(25))
def test_there_and_back_through_networkx(seed: int) -> None:
    stack = random_stack(seed)
    assert cm.from_networkx(cm.to_networkx(stack)).digest == stack.digest


def test_a_label_is_refused_from_another_home() -> None:
    stack = next(stack for stack in map(random_stack, range(50)) if stack.settings.home == ("CHN",))
    for home in ((), ("DEU",)):
        with pytest.raises(cm.WrongQuestion):
            cm.available(stack, deny=["country:USA"], home=home, lens="label")
    cm.available(stack, deny=["country:USA"], home=("CHN",), lens="label")
