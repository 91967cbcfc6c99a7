"""Claims behind rows: their order, the weakest of them, and what a source states."""

from __future__ import annotations

from chainmap.analysis.evidence import WEAKEST_FIRST, claims, need_evidence, weakest
from chainmap.schema import BASES
from tests.analysis.stacks import EUV, INDUSTRY


def test_every_basis_has_its_place_in_the_order():
    assert sorted(WEAKEST_FIRST) == sorted(BASES)
    assert (WEAKEST_FIRST[0], WEAKEST_FIRST[-1]) == ("assumption", "stated")


def test_the_weakest_claim_decides_and_no_claim_is_the_user_s_own():
    assert weakest(INDUSTRY, ("e-stated", "e-assumed")) == "assumption"
    assert weakest(INDUSTRY, ("e-stated",)) == "stated"
    assert weakest(INDUSTRY, ()) == "own"


def test_claims_come_in_order_and_once():
    found = claims(INDUSTRY, ["e-assumed", "e-stated", "e-assumed", "no-such"])
    assert [claim.evidence for claim in found] == ["e-assumed", "e-stated"]


def test_the_evidence_of_a_need_and_of_a_supply():
    assert need_evidence(EUV, "p", "chip") == ("k-product",)
    assert need_evidence(EUV, "chip", "tsmc-chip") == ("k-chip",)
    assert need_evidence(EUV, "p", "euv") == ()
