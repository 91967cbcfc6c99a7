import pandas as pd

from chainmap.analysis.outcome import survivors
from chainmap.pages.chains import chains
from chainmap.pages.cuts import Cut, alike, cuts
from chainmap.structure import Denial, compile_structure, units, viewpoint

from .conftest import Written


def row(members, target="a", holds="as_listed", by="country"):
    return {"by": by, "target": target, "order": len(members), "members": tuple(members), "holds": holds}


def test_the_fewest_come_first_then_the_firmest_then_by_name():
    rows = [
        row(["country:USA", "country:JPN"]),
        row(["country:NLD"], holds="possible"),
        row(["country:USA"]),
        row(["country:KOR"]),
        row(["country:TWN"], holds="proved"),
    ]
    found = cuts({"cut_sets": pd.DataFrame(rows)})["country"]["a"]
    assert [cut.key for cut in found] == ["TWN", "KOR", "USA", "NLD", "USA.JPN"]


def test_without_the_answer_nothing_is_known():
    assert cuts({}) == {}


def test_a_target_that_is_stopped_already_has_one_empty_set():
    found = cuts({"cut_sets": pd.DataFrame([row([], holds="")])})["country"]["a"]
    assert [(cut.members, cut.key) for cut in found] == [((), "none")]


def test_targets_that_fall_alike_stand_together_and_safe_ones_last():
    rows = [row(["country:USA"], "a"), row(["country:USA"], "c"), row(["country:JPN"], "d")]
    found = cuts({"cut_sets": pd.DataFrame(rows)})["country"]
    groups = alike(found, ["b", "a", "c", "d", "e"])
    assert [targets for targets, _ in groups] == [["a", "c"], ["d"], ["b", "e"]]
    assert groups[-1][1] == ()


def test_targets_that_fall_through_other_components_stand_apart():
    rows = [row(["country:USA"], "a") | {"through": ("x",)}, row(["country:USA"], "b") | {"through": ("y",)}]
    assert len(alike(cuts({"cut_sets": pd.DataFrame(rows)})["country"], ["a", "b"])) == 2


def test_every_chain_runs_from_what_is_closed_to_the_target_through_what_stops(robots: Written):
    stack, home = robots.stack, frozenset({"CHN"})
    several = [cut for kinds in cuts(robots.answers).values() for found in kinds.values() for cut in found]
    told = chains(stack, several, home=home, lens="owner", mode="supply")
    structure, seen = compile_structure(stack), viewpoint(stack)
    component_of = {offer.offer: offer.component for offer in stack.offers}
    needs = {(component_of.get(n.input, n.input), component_of.get(n.dependent, n.dependent)) for n in stack.needs}
    assert len(told) == len(several) > 10
    for cut, chain in zip(several, told, strict=True):
        known = dict(units(structure, seen, cut.by))
        total = Denial()
        for unit in cut.members:
            total = total.joined(known[unit])
        works, _ = survivors(structure, seen, [total], "as_listed")
        reached = {cut.target}
        for one, other in chain:
            assert (one, other) in needs and other in reached
            assert not works[structure.position[one]] & 1
            reached.add(one)
        assert set(cut.through) <= reached


def test_a_set_that_does_not_stop_the_target_has_no_chain(robots: Written):
    cut = Cut("country", "uses-2", ("country:CHE",), "as_listed", (), (), False, 1)
    assert chains(robots.stack, [cut], home=frozenset({"CHN"}), lens="owner", mode="supply") == [()]
    assert chains(robots.stack, [], home=frozenset(), lens="owner", mode="supply") == []
