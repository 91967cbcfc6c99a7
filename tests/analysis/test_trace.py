"""Where a stop begins, and the shortest chain to it."""

from __future__ import annotations

from chainmap.analysis.outcome import outcome
from chainmap.analysis.trace import trace
from chainmap.structure import compile_structure, denial, viewpoint
from tests.analysis.stacks import EUV
from tests.structure.tiny import firm, made, need, part, target, tiny


def causes(stack, deny, name="p", **seat):
    structure, seen = compile_structure(stack), viewpoint(stack, **seat)
    found = outcome(structure, seen, [denial(stack, deny)])
    return trace(structure, found.posited, found.own, 0, structure.position[name])


def test_only_where_it_begins_is_a_cause():
    (cause,) = causes(EUV, "country:NLD")
    assert (cause.component, cause.lost, cause.listed, cause.named) == ("euv", ("asml-euv",), 1, True)
    assert cause.chain == ("p", "chip", "euv")


def test_several_beginnings_nearest_first():
    found = causes(EUV, ["ASML", "actor:lg", "actor:boe"], home="none")
    assert [cause.component for cause in found] == ["display", "euv"]


def test_a_mixed_loss_counts_the_denied_only():
    # One chip maker is denied, the other fails with EUV: both are causes of their own.
    rows = [target("p"), part("chip"), part("euv"), firm("a", "USA"), firm("b", "FRA"), firm("c", "NLD")]
    rows += [made("chip", "a"), made("chip", "b"), made("euv", "c"), need("p", "chip"), need("b-chip", "euv")]
    found = {cause.component: (cause.lost, cause.listed) for cause in causes(tiny(*rows), ["actor:a", "actor:c"])}
    assert found == {"chip": (("a-chip",), 2), "euv": (("c-euv",), 1)}


def test_an_unknown_supply_has_no_name():
    stack = tiny(target("p"), part("dark", supply="unknown"), need("p", "dark"))
    (cause,) = causes(stack, "unknown:dark")
    assert (cause.component, cause.lost, cause.named) == ("dark", (), False)
