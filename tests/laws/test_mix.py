"""The random stacks test something: outcomes are mixed, loops matter, and much is unknown."""

from __future__ import annotations

from chainmap.stack import Stack
from tests.oracle import Oracle
from tests.random_stacks import Question, cases, question, random_stack

SEEDS = cases(200)
ASKED: list[tuple[Stack, Question, Oracle]] = []
for _seed in SEEDS:
    _stack = random_stack(_seed)
    _asked = question(_stack, _seed)
    ASKED.append((_stack, _asked, Oracle(_stack, **_asked.seat)))


def share(count: int) -> float:
    return count / len(SEEDS)


def test_three_in_ten_have_mixed_outcomes() -> None:
    mixed = 0
    for _, asked, oracle in ASKED:
        works = oracle.works(asked.deny)
        mixed += len(set(works.values())) == 2
    assert share(mixed) >= 0.3


def test_in_two_of_ten_the_two_fixed_points_differ() -> None:
    differ = 0
    for _, asked, oracle in ASKED:
        differ += oracle.works(asked.deny) != oracle.works(asked.deny, least_fixed_point=True)
    assert share(differ) >= 0.2


def test_two_of_ten_have_a_blind_spot_or_an_open_list_that_matters() -> None:
    """An open list, an unknown supply, quality or jurisdiction on which some answer hangs."""
    matters = 0
    for _, asked, oracle in ASKED:
        verdicts = oracle.verdicts(asked.deny).values()
        matters += any(holds in ("as_listed", "possible") for _, holds in verdicts)
    assert share(matters) >= 0.2


def test_every_verdict_comes_up() -> None:
    seen = {verdict for _, asked, oracle in ASKED for verdict in oracle.verdicts(asked.deny).values()}
    assert seen == {("works", ""), ("works", "possible"), ("stopped", "as_listed"), ("stopped", "proved")}


def test_every_kind_of_row_comes_up() -> None:
    stacks = [stack for stack, _, _ in ASKED]
    needs = [need for stack in stacks for need in stack.needs]
    offers = [offer for stack in stacks for offer in stack.offers]
    named = {offer.offer for offer in offers}
    assert {need.licence for need in needs} == {"subscription", "perpetual", "source"}
    assert {need.essential for need in needs} == {True, False}
    assert {need.at_least for need in needs} == {1, 2, 3}
    assert {offer.status for offer in offers} == {"active", "potential"}
    assert {offer.rights for offer in offers} == {"licence", "source", "open"}
    assert any(need.min_quality is not None for need in needs)
    assert any(need.dependent in named for need in needs)
    assert any(need.input in named for need in needs)
    assert any(offer.share_low is not None and offer.share is None for offer in offers)
    assert {asked.lens for _, asked, _ in ASKED} == {"label", "hq", "owner", "origin", "site", "any"}
    assert {asked.mode for _, asked, _ in ASKED} == {"supply", "use"}
