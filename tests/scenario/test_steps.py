"""Scenario files: every mistake at once, each with its place and its remedy."""

from __future__ import annotations

import pytest

import chainmap as cm
from chainmap.errors import InvalidScenario
from chainmap.scenario import Deny, Scenario, Step
from chainmap.scenario.steps import LATER
from chainmap.stack import bundled_names, bundled_scenarios

GOOD = "name: s\nsteps:\n  - {at: 0, deny: {country: USA}}\n"


def problems(folder, text):
    """Write a scenario and return what is said about it, as ``(line, column, text)``."""
    file = folder / "s.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InvalidScenario) as found:
        cm.read_scenarios(file)
    assert all(problem.file == "s.yaml" for problem in found.value.problems)
    assert all(problem.remedy for problem in found.value.problems), "each says how to mend it"
    assert str(folder) not in str(found.value)
    return [(problem.line, problem.column, problem.text) for problem in found.value.problems]


def test_a_good_file_is_read(tmp_path):
    (tmp_path / "s.yaml").write_text(GOOD)
    (found,) = cm.read_scenarios(tmp_path / "s.yaml")
    assert (found.name, found.steps[0].at, found.steps[0].deny.named("country")) == ("s", 0, ("USA",))
    assert found.home is found.lens is found.mode is None, "what is not said is the stack's own"


def test_every_scenario_of_a_folder_in_the_order_of_names(tmp_path):
    for name in "ba":
        (tmp_path / f"{name}.yaml").write_text(GOOD.replace("name: s", f"name: {name}"))
    assert [one.name for one in cm.read_scenarios(tmp_path)] == ["a", "b"]


def test_a_byte_order_mark_is_no_problem(tmp_path):
    (tmp_path / "s.yaml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert cm.read_scenarios(tmp_path / "s.yaml")[0].name == "s"


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("nam: s\nsteps: [{deny: {country: USA}}]\n", 1, "nam", "did you mean 'name'"),
        ("name: s\nlense: hq\nsteps: [{deny: {country: USA}}]\n", 2, "lense", "did you mean 'lens'"),
        ("name: s\nsteps:\n  - at: 0\n    dney: {country: USA}\n", 4, "dney", "did you mean 'deny'"),
        ("name: s\nsteps:\n  - deny:\n      contry: USA\n", 4, "contry", "did you mean 'country'"),
        ("name: s\nsteps: [{deny: {country: USA}}]\nqqq: 1\n", 3, "qqq", "there is no key 'qqq'."),
        ("steps: [{deny: {country: USA}}]\n", None, "name", "name is missing"),
        ("name: s\n", None, "steps", "steps is missing"),
        ("name: s\nsteps:\n  - at: 0\n", 3, "deny", "deny is missing"),
        ("name: s\nsteps: []\n", 2, "steps", "at least 1"),
        ("name: s\nsteps: deny\n", 2, "steps", "list"),
        ("name: s\nsteps:\n  - USA\n", 3, "steps", "a step is a list of keys"),
        ("name: s\nsteps:\n  - deny: USA\n", 3, "steps.0.deny", "dictionary"),
        ("name: 5\nsteps: [{deny: {country: USA}}]\n", 1, "name", "string"),
        ("name: ../up\nsteps: [{deny: {country: USA}}]\n", 1, "name", "pattern"),
        ("name: ''\nsteps: [{deny: {country: USA}}]\n", 1, "name", "at least 1"),
        ("name: s\nlens: ownr\nsteps: [{deny: {country: USA}}]\n", 2, "lens", "'owner'"),
        ("name: s\nmode: war\nsteps: [{deny: {country: USA}}]\n", 2, "mode", "'supply'"),
        ("name: s\nhorizon_months: -3\nsteps: [{deny: {country: USA}}]\n", 2, "horizon_months", "greater than 0"),
        ("name: s\nsteps: [{deny: {country: USA}}]\nreport: [lvels]\n", 3, "report.0", "'levels'"),
        ("name: s\nsteps:\n  - at: soon\n    deny: {country: USA}\n", 3, "steps.0.at", "number"),
        ("name: s\nsteps:\n  - at: -1\n    deny: {country: USA}\n", 3, "steps.0.at", "greater than or equal to 0"),
        ("name: s\nsteps:\n  - at: 6\n    deny: {country: USA}\n", 3, "at", "month 6 is later than 0"),
        ("name: s\nsteps:\n  - deny: {}\n", 3, "steps.0.deny", "nobody is named"),
        ("name: s\nsteps:\n  - deny: {actor: siemens, of: cad}\n", 3, "steps.0.deny", "`of` aims countries"),
        ("combine: [a, b]\nname: s\nsteps: [{deny: {country: USA}}]\n", 1, "combine", "part of the format"),
    ],
)
def test_each_mistake_has_its_line_and_says_what_is_right(tmp_path, text, line, column, said):
    assert [(at, where) for at, where, _ in problems(tmp_path, text)] == [(line, column)]
    assert said in problems(tmp_path, text)[0][2]


@pytest.mark.parametrize("key", LATER)
def test_steps_that_come_later_are_refused_by_name(tmp_path, key):
    text = f"name: s\nsteps:\n  - deny: {{country: USA}}\n  - at: 0\n    {key}: 12\n"
    assert problems(tmp_path, text) == [
        (5, key, f"'{key}' is part of the format, but this version only runs deny at month 0.")
    ]


def test_a_country_that_is_a_number_is_refused(tmp_path):
    found = problems(tmp_path, "name: s\nsteps:\n  - deny: {country: 5}\n")
    assert {(line, column) for line, column, _ in found} == {(3, "steps.0.deny.country")}


def test_everything_at_once(tmp_path):
    text = "nam: s\nlens: ownr\nsteps:\n  - at: 3\n    deny: {contry: USA}\n  - stockpile: {component: gpu}\n  - USA\n"
    assert [line for line, _, _ in problems(tmp_path, text)] == [1, 2, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("name: [s\n", 2, "not valid YAML"),
        ("name: s\n\tsteps: 1\n", 2, "not valid YAML"),
        ("name: !!python/object:os.system s\n", 1, "tags"),
        ("name: &a s\nsteps: *a\n", 1, "aliases"),
        ("name: s\nname: t\n", 2, "twice"),
        ("- name: s\n", 1, "a scenario is a list of keys"),
        ("", 1, "a scenario is a list of keys"),
        ("name: s\n---\nname: t\n", 2, "second document"),
        ("name: 断供\n".encode("gb18030"), None, "UTF-8"),
        ("name: s\n".encode("utf-16"), None, "UTF-8"),
    ],
)
def test_what_is_no_plain_yaml_is_refused(tmp_path, text, line, said):
    ((at, _, told),) = problems(tmp_path, text)
    assert at == line and said in told


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InvalidScenario, match=r"none\.yaml: there is no such file"):
        cm.read_scenarios(tmp_path / "none.yaml")
    with pytest.raises(InvalidScenario, match="no scenario here"):
        cm.read_scenarios(tmp_path)


def test_the_problems_of_all_files_of_a_folder_at_once(tmp_path):
    (tmp_path / "a.yaml").write_text("nam: a\n")
    (tmp_path / "b.yaml").write_text("name: [b\n")
    with pytest.raises(InvalidScenario) as found:
        cm.read_scenarios(tmp_path)
    assert {problem.file for problem in found.value.problems} == {"a.yaml", "b.yaml"}


def test_one_name_is_a_list_of_one():
    assert Deny(country="USA").named("country") == Deny(country=["USA"]).named("country") == ("USA",)
    assert Deny(country="USA").named("actor") == ()


def test_a_scenario_can_be_built_in_python_and_is_frozen():
    scenario = Scenario(name="s", steps=[Step(deny=Deny(actor="siemens"))])
    with pytest.raises(ValueError, match="frozen"):
        scenario.name = "t"


@pytest.mark.parametrize("path", bundled_scenarios(), ids=lambda path: path.stem)
def test_bundled_scenarios_are_named_like_their_files_and_told_in_both_languages(path):
    (scenario,) = cm.read_scenarios(path)
    assert scenario.name == path.stem
    assert scenario.about_en and scenario.about_zh and scenario.stack in bundled_names()
