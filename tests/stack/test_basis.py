"""Withdrawing claims: rows and cells go, suppliers never vanish from the world."""

from __future__ import annotations

from dataclasses import replace

import pytest

import chainmap as cm
from chainmap.schema import Actor, Component, Evidence, Need, Offer, Settings
from chainmap.stack import Stack, validate


def claim(name: str, basis: str, *supports: str) -> Evidence:
    return Evidence.model_validate({"evidence": name, "basis": basis, "supports": supports})


def stack(**cells: object) -> Stack:
    """P needs a part from A (stated) or B (public); A's origin is assumed."""
    made = Stack(
        settings=Settings(id="basis", home=("CHN",)),
        evidence=(claim("said", "stated"), claim("known", "public"), claim("guess", "assumption", "origin")),
        components=(
            Component(component="p", supply="open", weight=1.0, evidence=("said",)),
            Component(component="part", complete="yes", evidence=("said",)),
            Component(component="glue", complete="yes", evidence=("said",)),
        ),
        actors=tuple(Actor(actor=name, hq=("USA",), owner=name, evidence=("said",)) for name in ("a", "b")),
        offers=(
            Offer(
                offer="part-a", component="part", actor="a", origin=("USA",), quality=0.9, evidence=("said", "guess")
            ),
            Offer(offer="part-b", component="part", actor="b", evidence=("known",)),
            Offer(offer="glue-b", component="glue", actor="b", evidence=("known",)),
        ),
        needs=(
            Need(dependent="p", input="part", min_quality=0.5, evidence=("said",)),
            Need(dependent="p", input="glue", evidence=("said",)),
        ),
    )
    return replace(made, **cells)  # type: ignore[arg-type]


def component(made: Stack, name: str) -> Component:
    return next(row for row in made.components if row.component == name)


def test_a_component_that_loses_an_offer_has_an_open_list() -> None:
    made = cm.with_basis(stack(), "stated")
    assert [row.offer for row in made.offers] == ["part-a"]
    assert component(made, "part").complete == "no"


def test_a_component_without_any_offer_left_is_unknown_not_safe_and_not_stopped() -> None:
    made = cm.with_basis(stack(), "stated")
    assert component(made, "glue").supply == "unknown"
    answer = cm.available(made, "p", deny=["country:USA"]).set_index("component")
    assert answer.loc["glue", "state"] == "works"
    assert answer.loc["glue", "holds"] == "possible"


def test_a_claim_takes_only_the_columns_that_it_supports() -> None:
    kept = next(row for row in cm.with_basis(stack(), "stated").offers if row.offer == "part-a")
    assert kept.origin == ()
    assert kept.quality == 0.9


def test_a_claim_about_the_whole_row_leaves_no_cell_that_it_may_have_supported() -> None:
    whole = tuple(claim("guess", "assumption") if row.evidence == "guess" else row for row in stack().evidence)
    kept = next(row for row in cm.with_basis(stack(evidence=whole), "stated").offers if row.offer == "part-a")
    assert kept.origin == () and kept.quality is None


def test_a_row_does_not_stand_on_a_claim_about_a_cell() -> None:
    assert [row.offer for row in cm.with_basis(stack(), "assumption").offers] == []


def test_a_group_that_loses_an_alternative_goes_whole() -> None:
    needs = (
        Need(dependent="p", input="part", group="either", evidence=("said",)),
        Need(dependent="p", input="glue", group="either", evidence=("known",)),
    )
    assert cm.with_basis(stack(needs=needs), "stated").needs == ()
    assert len(cm.with_basis(stack(needs=needs), "stated,public").needs) == 2


def test_all_bases_change_nothing() -> None:
    for name in ("euv", "metaverse"):
        bundled = cm.bundled(name)
        assert cm.with_basis(bundled, ["stated", "implied", "inferred", "public", "own", "assumption"]) == bundled


@pytest.mark.parametrize("basis", ["stated", "stated,implied", "stated;implied;public", "assumption", "own"])
def test_what_is_left_is_a_stack_that_passes_every_check(basis: str) -> None:
    made = cm.with_basis(cm.bundled("metaverse"), basis)
    assert [str(found) for found in validate(made) if found.level == "error"] == []
    cm.headlines(made)


@pytest.mark.parametrize("basis", ["", "rumour", "stated,rumour"])
def test_an_unknown_basis_is_refused(basis: str) -> None:
    with pytest.raises(cm.WrongQuestion, match="use some of"):
        cm.with_basis(stack(), basis)


def test_each_basis_is_withdrawn_in_turn() -> None:
    effects = cm.basis_effects(stack())
    assert list(dict.fromkeys(effects["basis"])) == ["assumption", "public", "stated"]
    public = effects[effects["basis"] == "public"]
    assert (public["claims"] == 1).all()
    assert list(public["change"]) == ["gained"]  # the part still falls to the USA; the glue is nobody's now
    assert "glue" in public["text_en"].iloc[0]
