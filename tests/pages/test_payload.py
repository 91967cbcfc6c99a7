import json

from chainmap.pages.payload import payload, side_of
from chainmap.stack.jurisdiction import Reach, reach

from . import stacks
from .conftest import Written

CHINA = frozenset({"CHN"})


def of(written: Written):
    stack = written.stack
    return payload(stack, written.answers, reach(stack, "owner", CHINA), home=CHINA, lens="owner", lang="zh")


def test_it_is_plain_json(robots: Written):
    data = of(robots)
    assert json.loads(json.dumps(data, allow_nan=False)).keys() == data.keys()


def test_whose_an_offer_is():
    term = (frozenset({"USA"}),)
    assert side_of(Reach(term), CHINA) == "foreign"
    assert side_of(Reach((CHINA,)), CHINA) == "own"
    assert side_of(Reach((), unknown=True), CHINA) == "unclear"
    assert side_of(Reach(term, open=True), CHINA) == "free"
    assert side_of(Reach((CHINA,)), frozenset()) == "foreign"


def test_sides_add_up(robots: Written):
    data = of(robots)
    sides = [offer["side"] for offer in data["offers"].values()]
    assert set(sides) == {"own", "free", "foreign", "unclear"} - ({"unclear"} if "unclear" not in sides else set())
    assert len(sides) == len(robots.stack.offers)


def test_stops_are_those_of_the_answer(robots: Written):
    table = robots.answers["single_points"]
    own = table[(table["lens"] == "owner") & (table["order"] == 1)]
    stopped = {
        (members[0].partition(":")[2], target)
        for members, target in zip(own["members"], own["target"], strict=True)
        if members[0].startswith(("component:", "unknown:"))
    }
    shown = {
        (row["id"], target) for row in of(robots)["components"] for target in row.get("stops", {}).get("targets", {})
    }
    assert shown and shown == {one for one in stopped if one[0] in {row.component for row in robots.stack.components}}


def test_names_of_countries_follow_the_rules(robots: Written):
    assert of(robots)["countries"]["TWN"][1] == "中国台湾"


def test_a_missing_answer_leaves_its_part_out():
    stack = stacks.robots()
    data = payload(stack, {}, reach(stack, "owner", CHINA), home=CHINA, lens="owner", lang="en")
    assert data["headlines"] == [] and data["units"] == {}
    assert not any("stops" in row for row in data["components"])


def test_claims_that_nothing_cites_stay_out(robots: Written):
    assert set(of(robots)["evidence"]) <= {row.evidence for row in robots.stack.evidence}
