"""A run is the same questions before and after, and nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

import chainmap as cm
from chainmap.errors import ChainmapError, InvalidScenario, WrongQuestion
from chainmap.scenario import Scenario
from chainmap.stack import bundled_scenario
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny


def scenario(*denials, name="s", **cells) -> Scenario:
    return Scenario.model_validate({"name": name, "steps": [{"deny": deny} for deny in denials], **cells})


CASES = {
    "one country": ([{"country": "NLD"}], ["country:NLD"]),
    "names in either language": ([{"country": "荷兰"}], ["country:NLD"]),
    "one step with two": ([{"country": ["TWN", "KOR"]}], ["country:TWN", "country:KOR"]),
    "two steps": ([{"country": "TWN"}, {"country": "KOR"}], ["country:TWN", "country:KOR"]),
    "a bloc": ([{"bloc": "eu27"}], ["bloc:eu27"]),
    "a firm and an offer": ([{"actor": "TSMC", "offer": "samsung-chip"}], ["actor:tsmc", "offer:samsung-chip"]),
    "a component": ([{"component": "EUV lithography"}], ["component:euv"]),
    "a unit written out": ([{"actor": "actor:asml"}], ["actor:asml"]),
}


@pytest.mark.parametrize("case", CASES)
def test_before_and_after_are_what_the_functions_say(case):
    denials, units = CASES[case]
    table = cm.run(EUV, scenario(*denials)).tables["before_after"]
    states = {deny: cm.available(EUV, deny=units if deny else ()).set_index("component") for deny in (False, True)}
    graded = {
        deny: cm.levels(EUV, deny=units if deny else ()).set_index(["component", "run", "reading"])
        for deny in (False, True)
    }
    assert len(table)
    for row in table.itertuples():
        assert (row.state_before, row.state_after, row.holds) == (
            states[False].state[row.component],
            states[True].state[row.component],
            states[True].holds[row.component],
        )
        assert row.because_en == states[True].because_en[row.component]
        for run, low, high, deny in (
            ("short", row.short_before_low, row.short_before_high, False),
            ("short", row.short_after_low, row.short_after_high, True),
            ("long", row.long_after_low, row.long_after_high, True),
        ):
            expected = graded[deny].loc[(row.component, run, "as_listed")]
            assert (low, high) == (expected.level_low, expected.level_high)
        lost = [graded[deny].offers_left[row.component, "short", "as_listed"] for deny in (False, True)]
        assert row.offers_lost == lost[0] - lost[1]


def test_levels_after_are_the_levels():
    done = cm.run(INDUSTRY, scenario({"country": "USA"}))
    pd.testing.assert_frame_equal(done.tables["levels"], cm.levels(INDUSTRY, deny=["country:USA"]))


def test_what_does_not_change_is_left_out_but_targets_never():
    table = cm.run(EUV, scenario({"actor": "lg"})).tables["before_after"]
    assert table.component.tolist() == ["p", "display"]
    assert cm.run(EUV, scenario({"country": "CHN"})).tables["before_after"].component.tolist() == ["p"]


def test_seat_lens_and_mode_are_the_scenario_s():
    assert cm.run(EUV, scenario({"country": "NLD"})).tables["before_after"].state_after[0] == "stopped"
    from_europe = cm.run(EUV, scenario({"country": "NLD"}, home=["eu27"]))
    assert from_europe.tables["before_after"].state_after[0] == "works"
    rows = [target("p"), part("a", complete="yes"), firm("x", "CHN"), made("a", "x", origin=("USA",)), need("p", "a")]
    stack = tiny(*rows, home=("CHN",))
    after = {
        lens: cm.run(stack, scenario({"country": "USA"}, lens=lens)).tables["before_after"].state_after[0]
        for lens in ("owner", "origin")
    }
    assert after == {"owner": "works", "origin": "stopped"}


def test_countries_aimed_at_some_components_touch_nothing_else():
    rows = [
        target("p"),
        part("a"),
        part("b"),
        firm("x", "USA"),
        made("a", "x"),
        made("b", "x"),
        need("p", "a"),
        need("p", "b"),
    ]
    table = cm.run(tiny(*rows), scenario({"country": "USA", "of": "a"})).tables["before_after"]
    assert dict(zip(table.component, table.state_after, strict=True)) == {"p": "stopped", "a": "stopped"}
    both = cm.run(tiny(*rows), scenario({"country": "USA", "of": "a"}, {"country": "USA", "of": "b"}))
    whole = cm.run(tiny(*rows), scenario({"country": "USA"}))
    pd.testing.assert_frame_equal(both.tables["before_after"], whole.tables["before_after"])


@pytest.mark.parametrize("name", ["usa-denial", "fra-deu-engineering-software"])
def test_bundled_scenarios_run(name):
    (script,) = cm.read_scenarios(bundled_scenario(name))
    done = cm.run(cm.bundled(), script)
    assert (done.scenario.name, done.digest) == (name, cm.bundled().digest)
    targets = done.tables["before_after"][done.tables["before_after"].target]
    assert set(targets.component) == {row.component for row in cm.bundled().components if row.weight is not None}
    assert done.tables["headlines"].text_en.str.len().gt(0).all() and done.tables["headlines"].text_zh.ne("").all()


def test_the_engineering_scenario_touches_its_components_and_what_lies_downstream_only():
    (script,) = cm.read_scenarios(bundled_scenario("fra-deu-engineering-software"))
    stack = cm.bundled()
    table = cm.run(stack, script).tables["before_after"]
    aimed = set(script.steps[0].deny.named("of"))
    structure = cm.compile_structure(stack)
    downstream = {
        row.component for row in stack.components if aimed & structure.components_in(structure.position[row.component])
    }
    touched = set(table[~table.target].component)
    assert touched & aimed and touched <= downstream | aimed
    lost = table[table.offers_lost > 0]
    direct = {offer.component for offer in stack.offers if offer.actor in ("siemens", "dassault")} - aimed
    assert direct - downstream and not set(lost.component) & (direct - downstream), "other German software goes on"


def test_unknown_names_are_told_all_at_once_with_their_place(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(
        "name: s\nhome: [Chnia]\nsteps:\n  - deny: {country: Nederland}\n  - deny:\n      actor: [asml, smsung]\n"
    )
    (script,) = cm.read_scenarios(file)
    with pytest.raises(InvalidScenario) as found:
        cm.run(EUV, script)
    told = [(one.file, one.line, one.column) for one in found.value.problems]
    assert told == [("s.yaml", 2, "home"), ("s.yaml", 4, "country"), ("s.yaml", 6, "actor")]
    assert "did you mean" in found.value.problems[2].text and "samsung" in found.value.problems[2].text
    assert all("euv" in one.remedy for one in found.value.problems)


@pytest.mark.parametrize(
    "deny",
    [
        {"component": "nothing"},
        {"offer": "asml"},
        {"bloc": "eu28"},
        {"country": "USA", "of": "asml"},
        {"country": "actor:asml"},
    ],
)
def test_a_name_of_another_kind_is_unknown(deny):
    with pytest.raises(InvalidScenario, match="s: "):
        cm.run(EUV, scenario(deny))


def test_a_lens_that_cannot_be_asked_is_refused():
    with pytest.raises(ChainmapError, match="lens label"):
        cm.run(EUV, scenario({"country": "NLD"}, home="USA", lens="label"))


def test_running_changes_neither_stack_nor_scenario():
    before, script = EUV.digest, scenario({"country": "NLD"})
    one, two = cm.run(EUV, script), cm.run(EUV, script)
    assert EUV.digest == before and one.scenario is script
    for name in one.tables:
        pd.testing.assert_frame_equal(one.tables[name], two.tables[name])
    with pytest.raises(TypeError):
        one.tables["levels"] = None


def test_compare_puts_targets_side_by_side():
    runs = [cm.run(EUV, scenario({"country": code}, name=code)) for code in ("NLD", "KOR")]
    table = cm.compare(runs)
    assert table.values.tolist() == [["p", "works", "stopped", "works"]]
    assert table.columns.tolist() == ["target", "before", "NLD", "KOR"]


def test_runs_over_different_stacks_are_not_compared():
    runs = [cm.run(stack, scenario({"country": "NLD"})) for stack in (EUV, INDUSTRY)]
    with pytest.raises(WrongQuestion, match="different stacks"):
        cm.compare(runs)


def test_scenarios_that_are_compared_have_names_of_their_own():
    one = cm.run(EUV, scenario({"country": "NLD"}, name="same"))
    with pytest.raises(cm.WrongQuestion, match="names of their own"):
        cm.compare([one, one])
    baseline = cm.run(EUV, scenario({"country": "NLD"}, name="before"))
    with pytest.raises(cm.WrongQuestion, match="before"):
        cm.compare([baseline])
