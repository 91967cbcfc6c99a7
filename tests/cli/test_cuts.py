"""The command ``cuts``, of stacks and of fault trees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import chainmap as cm
from tests.cli.terminal import chainmap

TREE = """\
<opsa-mef>
<define-fault-tree name="two-trains">
<define-gate name="flow"><and><gate name="one"/><gate name="two"/></and></define-gate>
<define-gate name="one"><or><basic-event name="v1"/><basic-event name="p1"/></or></define-gate>
<define-gate name="two"><or><basic-event name="v2"/><basic-event name="p2"/></or></define-gate>
</define-fault-tree>
<model-data>
<define-basic-event name="v1"><float value="0.4"/></define-basic-event>
<define-basic-event name="v2"><float value="0.5"/></define-basic-event>
<define-basic-event name="p1"><float value="0.6"/></define-basic-event>
<define-basic-event name="p2"><float value="0.7"/></define-basic-event>
</model-data>
</opsa-mef>
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """TwoTrains of METHOD section 12, as a file."""
    path = tmp_path / "two-trains.XML"
    path.write_text(TREE, encoding="utf-8")
    return path


def lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


def test_a_stack(capsys):
    done = chainmap(capsys, "cuts", "euv", "p", "--lang", "en")
    assert done.code == 0
    assert lines(done.out)[0] == ["target", "order", "members", "holds", "minimal", "in", "rests", "on", "through"]
    assert lines(done.out)[1:] == [
        ["p", "1", "country:NLD", "as_listed", "as_listed", "euv", "euv"],
        ["p", "2", "country:KOR,", "country:TWN", "as_listed", "as_listed", "chip", "chip"],
    ]


def test_the_same_from_python_and_from_the_command_line(capsys):
    done = chainmap(capsys, "cuts", "metaverse", "--by", "actor", "--max-order", "2", "--home", "eu27", "-f", "json")
    told = json.loads(done.out)
    table = cm.minimal_cut_sets(cm.bundled("metaverse"), by="actor", max_order=2, home="eu27")
    assert [(row["target"], tuple(row["members"])) for row in told["rows"]] == list(
        zip(table.target, table.members, strict=True)
    )
    asked = {"stack": "metaverse", "by": "actor", "max_order": 2, "home": "eu27", "complete_to": 2, "cut_short": False}
    assert told["about"] | asked == told["about"]


def test_numbers_by_order_of_a_stack(capsys):
    done = chainmap(capsys, "cuts", "euv", "--home", "none", "--count", "--lang", "en")
    assert lines(done.out) == [
        ["target", "order", "count", "proved", "as", "listed", "possible"],
        ["p", "1", "1", "0", "1", "0"],
        ["p", "2", "2", "0", "2", "0"],
    ]


def test_a_fault_tree(capsys, tree):
    done = chainmap(capsys, "cuts", tree)
    assert done.code == 0 and "limit" not in done.err
    assert lines(done.out) == [
        ["order", "members"],
        ["2", "p1,", "p2"],
        ["2", "p1,", "v2"],
        ["2", "p2,", "v1"],
        ["2", "v1,", "v2"],
    ]


def test_numbers_by_order_of_a_fault_tree(capsys, tree):
    assert lines(chainmap(capsys, "cuts", tree, "--count").out) == [["order", "count"], ["1", "0"], ["2", "4"]]


def test_a_gate_of_a_fault_tree(capsys, tree):
    told = json.loads(chainmap(capsys, "cuts", tree, "one", "-f", "json").out)
    assert [row["members"] for row in told["rows"]] == [["p1"], ["v1"]]
    assert told["about"]["tree"] == "two-trains.XML" and told["about"]["top"] == "one"
    assert str(tree.parent) not in json.dumps(told), "no path of this machine"


def test_sets_of_a_fault_tree_go_to_a_file(capsys, tree, tmp_path):
    done = chainmap(capsys, "cuts", tree, "--out", tmp_path / "sets.csv")
    assert (done.code, done.out) == (0, "")
    text = (tmp_path / "sets.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[:2] == ["order,members,complete_to", "2,p1;p2,4"]


def test_nothing_is_said(capsys, tree):
    done = chainmap(capsys, "cuts", tree, "-k", "1")
    assert (done.code, done.out) == (0, "") and "No set of up to 1" in done.err
    assert "Nothing stops it" in chainmap(capsys, "cuts", "euv", "display").err


def test_a_limit_that_was_reached_is_said_with_the_order(capsys, tree):
    event = '<basic-event name="both"/>'
    either = "".join(f'<basic-event name="e{i}"/>' for i in range(9))
    other = either.replace('"e', '"f')
    both = f"<and><or>{event}{either}</or><or>{event}{other}</or></and>"
    defined = (event + either + other).replace("<basic", "<define-basic")
    tree.write_text(f'<opsa-mef><define-gate name="top">{both}</define-gate>{defined}</opsa-mef>', encoding="utf-8")
    done = chainmap(capsys, "cuts", tree, "--limit", "50")
    assert (done.code, lines(done.out)[1:]) == (0, [["1", "both"]])
    assert "The limit on work was reached: all sets of up to 1 are there" in done.err
    assert "limit" not in chainmap(capsys, "cuts", tree, "--limit", "50", "--max-order", "1").err
    assert "limit" not in chainmap(capsys, "cuts", tree, "--limit", "500").err
    done = chainmap(capsys, "cuts", tree, "--limit", "1")
    assert done.code == 2 and "at order 1" in done.err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--by", "actor"], "no --by"),
        (["--home", "CHN", "--as-of", "2022"], "no --home and no --as-of"),
        (["--lens", "hq"], "no --lens"),
        (["flaw"], "did you mean flow"),
        (["--max-order", "-1"], "--max-order"),
        (["--limit", "0"], "--limit"),
        (["--format", "xls"], "csv, json, md"),
    ],
)
def test_a_wrong_question_about_a_fault_tree(capsys, tree, more, said):
    done = chainmap(capsys, "cuts", tree, *more)
    assert (done.code, done.out) == (2, "")
    assert said in done.err and "Traceback" not in done.err


def test_a_tree_that_cannot_be_read(capsys, tmp_path, tree):
    done = chainmap(capsys, "cuts", "none.xml")
    assert done.code == 2 and "No such file" in done.err and "none.xml" in done.err
    tree.write_text(TREE.replace("and>", "xor>"), encoding="utf-8")
    done = chainmap(capsys, "cuts", tree)
    assert done.code == 2 and "two-trains.XML:3: <xor> makes the tree non-coherent" in done.err
