"""Fault trees from Open-PSA files: what is read, what it means, and what is refused with its line."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path
from textwrap import dedent

import pandas as pd
import pytest

import chainmap as cm

FIVE = ("a", "b", "c", "d", "e")


@pytest.fixture
def read(tmp_path: Path):
    """Read a tree from the text between <opsa-mef> and </opsa-mef>; ``a`` to ``e`` are defined events."""

    def tree(text: str, *, top: str | None = None, events: tuple[str, ...] = FIVE) -> cm.FaultTree:
        defined = "".join(f'<define-basic-event name="{name}"/>' for name in events)
        (tmp_path / "tree.xml").write_text(f"<opsa-mef>\n{dedent(text)}\n{defined}</opsa-mef>", encoding="utf-8")
        return cm.read_open_psa(tmp_path / "tree.xml", top=top)

    return tree


def gate(name: str, formula: str) -> str:
    return f'<define-gate name="{name}">{formula}</define-gate>\n'


def event(name: str) -> str:
    return f'<basic-event name="{name}"/>'


def cuts(tree: cm.FaultTree) -> list[str]:
    return cuts_of(cm.tree_cut_sets(tree))


def cuts_of(found: pd.DataFrame) -> list[str]:
    return ["".join(members) for members in found["members"]]


A, B, C, D, E = map(event, FIVE)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (A, ["a"]),
        (f"<or>{A}{B}</or>", ["a", "b"]),
        (f"<and>{A}{B}</and>", ["ab"]),
        (f'<atleast min="2">{A}{B}{C}</atleast>', ["ab", "ac", "bc"]),
        (f'<atleast min="1">{A}{B}</atleast>', ["a", "b"]),
        (f"<or>{A}<and>{A}{B}</and><and>{C}{D}</and></or>", ["a", "cd"]),
        (f'<and><or>{A}{B}</or><atleast min="2">{A}{C}{D}</atleast></and>', ["ac", "ad", "bcd"]),
        (f'<and>{A}<constant value="true"/></and>', ["a"]),
        (f'<or>{A}<constant value="true"/></or>', [""]),
        (f'<and>{A}<constant value="false"/></and>', []),
        ('<constant value="true"/>', [""]),
        ('<and><event name="a"/><event name="b" type="basic-event"/></and>', ["ab"]),
    ],
)
def test_formulas_mean_what_they_say(read, formula: str, expected: list[str]) -> None:
    assert cuts(read(gate("top", formula))) == expected


def test_house_events_are_constants_and_false_unless_set(read) -> None:
    houses = """
    <define-house-event name="on"><label>running</label><constant value="true"/></define-house-event>
    <define-house-event name="off"><constant value="false"/></define-house-event>
    <define-house-event name="unset"/>
    """
    for house, expected in (("on", ["a"]), ("off", []), ("unset", [])):
        assert cuts(read(houses + gate("top", f'<and>{A}<house-event name="{house}"/></and>'))) == expected


def test_definitions_stand_in_any_order_and_in_any_holder(read) -> None:
    tree = read(
        f"""
        <label>What it is about</label>
        <define-fault-tree name="pump"><attributes><attribute name="x" value="y"/></attributes>
          {gate("top", '<or><gate name="left"/><gate name="right"/></or>')}
          <define-component name="inside">{gate("right", f"<and>{B}{C}</and>")}</define-component>
        </define-fault-tree>
        <define-fault-tree name="other">{gate("left", f"<label>two</label><and>{A}{B}</and>")}</define-fault-tree>
        """
    )
    assert tree.name == "pump" and tree.nodes[tree.top] == "top"
    assert cuts(tree) == ["ab", "bc"]


def test_only_what_the_top_depends_on_is_kept(read) -> None:
    text = gate("top", f'<or>{A}<gate name="below"/></or>') + gate("below", f"<and>{B}{C}</and>")
    assert cuts(read(text)) == ["a", "bc"]
    below = read(text, top="below")
    assert cuts(below) == ["bc"] and [below.nodes[at] for at in below.events] == ["b", "c"]
    with pytest.raises(cm.UnknownName, match="did you mean below"):
        read(text, top="belwo")


def test_probabilities_are_numbers_parameters_or_unknown(read) -> None:
    data = """
    <model-data>
    <define-parameter name="rate"><float value="0.25"/></define-parameter>
    <define-basic-event name="p"><label>pump</label><float value="1e-3"/></define-basic-event>
    <define-basic-event name="q"><parameter name="rate"/></define-basic-event>
    <define-basic-event name="r"><exponential><float value="1e-3"/><float value="9"/></exponential></define-basic-event>
    <define-basic-event name="s"><int value="1"/></define-basic-event>
    <define-basic-event name="t"/>
    </model-data>
    """
    tree = read(data + gate("top", f"<or>{''.join(map(event, 'pqrst'))}</or>"), events=())
    assert {tree.nodes[at]: value for at, value in tree.events.items()} == {
        "p": 0.001,
        "q": 0.25,
        "r": None,
        "s": 1.0,
        "t": None,
    }


def test_random_trees_equal_their_truth_table(read) -> None:
    rng = random.Random(8)

    def formula(depth: int) -> tuple[str, object]:
        if depth == 0 or rng.random() < 0.2:
            name = rng.choice(FIVE)
            return event(name), lambda on: name in on
        parts = [formula(depth - 1) for _ in range(rng.randint(1, 4))]
        tag = rng.choice(("and", "or", "atleast"))
        least = {"and": len(parts), "or": 1}.get(tag) or rng.randint(1, len(parts))
        given = f' min="{least}"' if tag == "atleast" else ""
        text = f"<{tag}{given}>{''.join(part for part, _ in parts)}</{tag}>"
        return text, lambda on: sum(true(on) for _, true in parts) >= least

    for _ in range(100):
        text, true = formula(3)
        smallest: list[set[str]] = []
        for order in range(len(FIVE) + 1):
            for members in map(set, combinations(FIVE, order)):
                if true(members) and not any(one <= members for one in smallest):
                    smallest.append(members)
        assert cuts(read(gate("top", text))) == ["".join(sorted(one)) for one in smallest]


def test_the_answer_is_to_the_order_asked_for_or_says_how_deep_it_is(read) -> None:
    tree = read(gate("top", f"<or>{A}<and>{B}{C}</and><and>{C}{D}{E}</and></or>"))
    for order, expected in ((0, []), (1, ["a"]), (2, ["a", "bc"]), (9, ["a", "bc", "cde"])):
        found = cm.tree_cut_sets(tree, max_order=order)
        assert cuts_of(found) == expected
        assert found.attrs == {"complete_to": min(order, 5), "cut_short": False}
    with pytest.raises(cm.LimitExceeded, match="at order 1"):
        cm.tree_cut_sets(tree, limit=1)
    some = [event(f"e{i}") for i in range(20)]
    wide = gate("both", f"<and><or>{A}{''.join(some[:10])}</or><or>{A}{''.join(some[10:])}</or></and>")
    wide += gate("top", f'<and>{B}<gate name="both"/></and>')
    events = (*FIVE, *(f"e{i}" for i in range(20)))
    short = cm.tree_cut_sets(read(wide, top="both", events=events), limit=60)
    assert cuts_of(short) == ["a"] and short.attrs == {"complete_to": 1, "cut_short": True}
    empty = cm.tree_cut_sets(read(wide, events=events), limit=60)
    assert empty.empty and empty.attrs == {"complete_to": 1, "cut_short": True}


# --- What is refused


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(
            (gate("top", f"<or>{A}\n<{tag}>{B}{C}</{tag}></or>"), f"tree.xml:3: <{tag}> makes the tree non-coherent")
            for tag in ("not", "xor", "nor", "nand", "iff", "imply", "cardinality")
        ),
        (gate("top", f"<not>{A}</not>"), "non-coherent"),
        (gate("top", f"<or>{A}{event('bb')}</or>"), "'bb' is defined nowhere. Did you mean b?"),
        (gate("top", f'<or>{A}<gate name="b"/></or>'), "'b' is used as <gate> and defined by <define-basic-event>"),
        (gate("top", f'<or>{A}<event name="b" type="gate"/></or>'), "'b' is used as <event>"),
        (gate("top", f"<or>{A}<magic/></or>"), "<magic> is not supported in a formula"),
        (gate("top", f"{A}{B}"), "one formula, this one 2"),
        (gate("top", ""), "one formula, this one 0"),
        (gate("top", "<or></or>"), "asks for 1 of 0 inputs"),
        (gate("top", f'<atleast min="3">{A}{B}</atleast>'), "asks for 3 of 2 inputs"),
        (gate("top", f'<atleast min="0">{A}{B}</atleast>'), "asks for 0 of 2 inputs"),
        (gate("top", f'<atleast min="two">{A}{B}</atleast>'), "min='two' is no whole number"),
        (gate("top", f"<atleast>{A}{B}</atleast>"), "min='' is no whole number"),
        (gate("top", f'<and>{A}<constant value="maybe"/></and>'), "'maybe'> is no constant"),
        (gate("top", A) + gate("top", B), "'top' is defined twice, first on line 2"),
        (gate("a", B), "'a' is defined twice"),
        ("<define-gate>" + A + "</define-gate>", "<define-gate> has no name"),
        ('<define-fault-tree name="t" role="private"/>' + gate("top", A), "is private"),
        (gate("top", A) + "<define-event-tree name='x'/>", "<define-event-tree> is not supported"),
        (gate("top", A) + "<define-CCF-group name='x' model='beta-factor'/>", "<define-CCF-group> is not supported"),
        (gate("top", A) + '<define-basic-event name="f"><float value="1.5"/></define-basic-event>', "no probability"),
        (gate("top", A) + '<define-basic-event name="f"><float value="few"/></define-basic-event>', "no probability"),
        (gate("top", A) + '<define-basic-event name="f"><float value="nan"/></define-basic-event>', "no probability"),
        ('<define-house-event name="h"><float value="1"/></define-house-event>' + gate("top", A), "is no constant"),
        (gate("x", f'<or>{A}<gate name="y"/></or>') + gate("y", '<gate name="x"/>'), "gates need each other:"),
        (gate("x", '<gate name="x"/>'), "gates need each other: x -> x"),
        (gate("x", A) + gate("y", B), "2 gates are no input of another: x, y"),
        ("", "no gate is defined"),
        ("<or>", "no well-formed XML: mismatched tag"),
        ("&who;", "no well-formed XML: undefined entity"),
        ("<or>" * 200 + "</or>" * 200, "more than 100 deep"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(read, text: str, said: str) -> None:
    with pytest.raises(cm.InvalidTree) as refused:
        read(text)
    assert said in str(refused.value)
    assert all(one.file == "tree.xml" and one.line and one.remedy for one in refused.value.problems)


def test_all_problems_are_told_at_once(read) -> None:
    with pytest.raises(cm.InvalidTree, match="3 problems") as refused:
        read(gate("top", f"<or><not>{A}</not>{event('x')}</or>") + gate("top", B))
    assert [one.line for one in refused.value.problems] == [2, 2, 3]


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE opsa-mef [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opsa-mef>&b;</opsa-mef>',
        '<!DOCTYPE opsa-mef [<!ENTITY f SYSTEM "file:///etc/hostname">]><opsa-mef>&f;</opsa-mef>',
        '<!DOCTYPE opsa-mef SYSTEM "mef.dtd"><opsa-mef/>',
    ],
)
def test_a_document_type_is_refused_before_anything_in_it_counts(tmp_path: Path, bomb: str) -> None:
    file = tmp_path / "bomb.xml"
    file.write_text('<?xml version="1.0"?>\n' + bomb, encoding="utf-8")
    with pytest.raises(cm.InvalidTree, match=r"bomb.xml:2: the file declares a document type"):
        cm.read_open_psa(file)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no element found"),
        (b"<workbook/>", "begins with <workbook>"),
        (b"\xff\xfe\x00nonsense", "no well-formed XML"),
        (b'<?xml version="1.0" encoding="klingon"?><opsa-mef/>', "no well-formed XML"),
        (b'<opsa-mef a="1" a="2"/>', "duplicate attribute"),
    ],
)
def test_what_is_no_tree_at_all(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "x.xml").write_bytes(data)
    with pytest.raises(cm.InvalidTree, match=said):
        cm.read_open_psa(tmp_path / "x.xml")


def test_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.xml"
    file.write_text("<opsa-mef>" + "<label/>" * 50 + "</opsa-mef>", encoding="utf-8")
    monkeypatch.setattr("chainmap.exchange.xml_file.MAX_ELEMENTS", 50)
    with pytest.raises(cm.InvalidTree, match="more than 50 elements"):
        cm.read_open_psa(file)
    monkeypatch.setattr("chainmap.exchange.xml_file.MAX_BYTES", 100)
    with pytest.raises(cm.InvalidTree, match="more than 100 bytes"):
        cm.read_open_psa(file)


def test_names_that_would_harm_a_terminal_are_escaped(read) -> None:
    with pytest.raises(cm.InvalidTree) as refused:
        read(gate("top", '<gate name="a&#x9;b&#x85;"/>'))
    assert "\x85" not in str(refused.value)
