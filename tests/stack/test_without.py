"""What is left of a stack that is given away."""

from __future__ import annotations

from dataclasses import fields

import pytest

from chainmap.errors import WrongQuestion
from chainmap.schema import Actor, Change, Component, Evidence, Layer, Offer, Settings, Source, Switch
from chainmap.stack import Stack, bundled, bundled_names, validate, without
from chainmap.stack.without import PARTS, asked_parts


def everything(stack: Stack) -> str:
    """Every cell of every table as one text."""
    tables = [row.model_dump_json() for field in fields(stack)[1:] for row in getattr(stack, field.name)]
    return "\n".join([stack.settings.model_dump_json(), *tables])


def marked() -> Stack:
    """A stack in which every kind of thing that can be left out carries a mark of its own."""
    return Stack(
        settings=Settings(id="marked", home=("CHN",), as_of=2024, currency="CURRENCY-M"),
        sources=(
            Source(source="open-paper", title="OPENTITLE-M"),
            Source(source="both", title="BOTHTITLE-M"),
            Source(source="hidden-paper", title="HIDDENTITLE-M", publisher="HIDDENPUBLISHER-M"),
            Source(source="unused", title="UNUSEDTITLE-M"),
        ),
        evidence=(
            Evidence(evidence="OPENCLAIM-M", source="open-paper", locator="OPENPLACE-M", claim_en="a", basis="stated"),
            Evidence(
                evidence="HIDDENCLAIM-M",
                source="hidden-paper",
                locator="HIDDENPLACE-M",
                claim_en="HIDDENTEXT-M",
                claim_zh="HIDDENTEXT-M",
                basis="own",
                confidence="high",
                as_of=2019,
                supports=("share",),
                confidential=True,
            ),
            Evidence(evidence="HIDDENTOO-M", source="both", claim_en="b", basis="own", confidential=True),
            Evidence(evidence="confidential-1", source="both", claim_en="c", basis="public"),
        ),
        layers=(Layer(layer="l", rank=1),),
        components=(
            Component(component="part", weight=1, note_en="NOTE-M", note_zh="备注-M", evidence=("OPENCLAIM-M",)),
        ),
        actors=(Actor(actor="maker", hq=("USA",), evidence=("HIDDENCLAIM-M",)),),
        offers=(
            Offer(offer="one", component="part", actor="maker", cost_low=91827301, cost=91827302, cost_high=91827303,
                  evidence=("OPENCLAIM-M", "HIDDENCLAIM-M")),
            Offer(offer="two", component="part", actor="maker", evidence=("HIDDENTOO-M",)),
        ),
        switches=(Switch(from_offer="one", to_offer="two", months=6, cost=91827304, evidence=("OPENCLAIM-M",)),),
        changes=(
            Change(since=2025, table="offers", row="one", column="cost", value="91827305"),
            Change(since=2025, table="components", row="part", column="note_en", value="LATERNOTE-M"),
            Change(since=2025, table="evidence", row="HIDDENCLAIM-M", column="claim_en", value="LATERHIDDEN-M"),
            Change(since=2025, table="offers", row="two", column="evidence", value="OPENCLAIM-M; HIDDENCLAIM-M"),
            Change(since=2025, table="offers", row="one", column="share", value="0.5"),
        ),
    )  # fmt: skip


HIDDEN = (
    "HIDDENTITLE",
    "HIDDENPUBLISHER",
    "HIDDENCLAIM",
    "HIDDENPLACE",
    "HIDDENTEXT",
    "HIDDENTOO",
    "LATERHIDDEN",
    "2019",
)
OF_PART = {
    "notes": ("NOTE-M", "备注-M", "LATERNOTE-M"),
    "evidence": ("OPENTITLE", "BOTHTITLE", "UNUSEDTITLE", "OPENCLAIM", "OPENPLACE", "confidential-1"),
    "costs": ("91827301", "91827302", "91827303", "91827304", "91827305", "CURRENCY"),
}


def test_every_mark_is_there_at_first():
    text = everything(marked())
    assert all(mark in text for mark in (*HIDDEN, *(one for marks in OF_PART.values() for one in marks)))


@pytest.mark.parametrize("parts", [(), *((one,) for one in PARTS), PARTS])
def test_what_is_left_out_is_gone_and_the_rest_is_not(parts):
    text = everything(without(marked(), parts))
    assert not [mark for mark in HIDDEN if mark in text]
    for part, marks in OF_PART.items():
        for mark in marks:
            assert (mark in text) == (part not in parts), mark
    assert '"row":"one"' in text and '"0.5"' in text, "other dated changes stay"


def test_a_confidential_claim_is_left_as_a_number_that_nobody_else_has():
    given = without(marked())
    hidden = [claim for claim in given.evidence if claim.confidential]
    assert [claim.evidence for claim in hidden] == ["confidential-2", "confidential-3"], "confidential-1 was taken"
    assert [(one.basis, one.supports, one.source, one.locator, one.confidence, one.as_of) for one in hidden] == [
        ("own", ("share",), None, None, None, None),
        ("own", (), None, None, None, None),
    ]
    assert given.offers[0].evidence == ("OPENCLAIM-M", "confidential-2")
    assert given.actors[0].evidence == ("confidential-2",)
    assert next(row.value for row in given.changes if row.column == "evidence") == "OPENCLAIM-M; confidential-2"


def test_the_source_of_an_open_claim_stays():
    assert [row.source for row in without(marked()).sources] == ["open-paper", "both", "unused"]


def test_every_reference_leads_somewhere():
    for parts in ((), *((one,) for one in PARTS), PARTS):
        errors = [one for one in validate(without(marked(), parts)) if one.level == "error"]
        assert errors == [], parts


@pytest.mark.parametrize("name", bundled_names())
def test_what_has_nothing_to_hide_stays_as_it_is(name):
    assert without(bundled(name)) == bundled(name)


def test_leaving_out_twice_is_leaving_out_once():
    once = without(marked(), PARTS)
    assert without(once, PARTS) == once
    assert without(without(marked())) == without(marked())


def test_figures_and_names_stay():
    stack, given = marked(), without(marked(), PARTS)
    assert given.layers == stack.layers
    assert [(row.offer, row.component, row.actor) for row in given.offers] == [
        (row.offer, row.component, row.actor) for row in stack.offers
    ]
    assert given.switches[0].months == 6 and given.components[0].weight == 1.0


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", ()), ("costs,notes", ("notes", "costs")), (["notes;evidence", "notes"], ("notes", "evidence")), ([], ())],
)
def test_parts_are_asked_in_many_ways(asked, found):
    assert asked_parts(asked) == found


def test_a_part_that_there_is_not_is_said():
    with pytest.raises(WrongQuestion, match="names, prices cannot be left out: use some of notes, evidence, costs"):
        without(marked(), "prices, notes, names")
