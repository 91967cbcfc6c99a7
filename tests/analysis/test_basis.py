"""Which headlines hang on which kind of claim."""

from __future__ import annotations

import chainmap as cm
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny


def test_euv_rests_on_public_knowledge_alone():
    table = cm.basis_effects(EUV)
    assert set(table.basis) == {"public"} and set(table.claims) == {5}
    lost = table[table.change == "lost"].text_en.tolist()
    assert lost == cm.headlines(EUV).text_en.tolist(), "nothing that was said can be said any more"


def test_a_basis_on_which_nothing_hangs_says_so():
    stack = tiny(*INDUSTRY.sources, *INDUSTRY.evidence, target("p"), part("a"), firm("x", "USA"), made("a", "x"))
    table = cm.basis_effects(tiny(*[row for name in ("sources", "evidence") for row in stack.table(name)], target("p")))
    assert table[["basis", "claims", "change"]].values.tolist() == [["assumption", 1, "none"], ["stated", 1, "none"]]


def test_withdrawing_a_claim_never_makes_a_target_safe():
    # The only supplier rests on an assumption; without it the supply is unknown, not safe.
    rows = [target("p"), part("a"), firm("x", "USA"), made("a", "x", evidence=("e-assumed",)), need("p", "a")]
    stack = tiny(*INDUSTRY.sources, *INDUSTRY.evidence, *rows, home=("CHN",))
    assert cm.single_points_of_failure(stack).members.tolist() == [("country:USA",)]
    left = cm.with_basis(stack, ["stated", "own"])
    assert cm.single_points_of_failure(left).members.tolist() == [("unknown:a",)]


def test_bases_that_are_not_used_are_not_listed():
    assert cm.basis_effects(tiny(target("p"))).empty
