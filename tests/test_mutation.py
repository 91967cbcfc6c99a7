"""One cell changes what it should in the bundled stack, and nothing unrelated.

Every case copies ``data/metaverse``, changes one cell of one table, and reads the copy again. What must
change is reasoned out from the tables beside each test, and the oracle agrees without the program's walk.
Four of the targets are asked about, so that each has a sentence of its own.
"""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

import chainmap as cm
from chainmap.stack import data_folder
from tests.oracle import Oracle

TARGETS = ("games", "remote-office", "industrial-metaverse", "telemedicine")


def asked_about(stack: cm.Stack) -> cm.Stack:
    """Return the stack with the four targets only."""
    rows = (row if row.component in TARGETS else row.model_copy(update={"weight": None}) for row in stack.components)
    return replace(stack, components=tuple(rows))


BEFORE = asked_about(cm.bundled("metaverse"))


@pytest.fixture
def changed(tmp_path):
    """Return the bundled stack with one cell changed: ``changed("actors", "siemens", hq="CHN")``."""

    def change(table: str, *key: str, **cell: str) -> cm.Stack:
        copy = shutil.copytree(data_folder() / "metaverse", tmp_path / "copy")
        with (copy / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        ((column, value),) = cell.items()
        (at,) = [at for at, row in enumerate(rows) if tuple(row[: len(key)]) == key]
        assert rows[at][head.index(column)] != value
        rows[at][head.index(column)] = value
        with (copy / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])
        return asked_about(cm.read_stack(copy))

    return change


@cache
def cuts(stack: cm.Stack, lens: str = "owner") -> dict[tuple[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the smallest coalitions of known countries and their target, with the parts they work through."""
    table = cm.minimal_cut_sets(stack, by="country", lens=lens)
    known = table[table.holds != "possible"]
    return {(row.target, row.members): row.through for row in known.itertuples()}


@cache
def spoken(stack: cm.Stack, lens: str = "owner") -> pd.DataFrame:
    return cm.headlines(stack, lens=lens)


@cache
def told(stack: cm.Stack, target: str, lens: str = "owner") -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the sentence that says who stops a target, with its members and its parts."""
    table = spoken(stack, lens)
    rows = table[(table.question == "chokepoint") & (table.lens == lens) & table.targets.map(lambda one: target in one)]
    first = rows.iloc[0]
    return first.text_en, first.members, first.through


def sentences(stack: cm.Stack, question: str, lens: str = "owner") -> list[str]:
    table = spoken(stack, lens)
    return table[table.question == question].text_en.tolist()


def stops(stack: cm.Stack, target: str, units: tuple[str, ...], lens: str = "owner") -> bool:
    """Ask the oracle whether these units together stop a target."""
    return not Oracle(stack, lens=lens).works(units)[target]


def difference(after: cm.Stack, lens: str = "owner"):
    """Return the cut sets that are gone and those that are new, each confirmed by the oracle."""
    gone, new = (
        cuts(BEFORE, lens).keys() - cuts(after, lens).keys(),
        cuts(after, lens).keys() - cuts(BEFORE, lens).keys(),
    )
    oracles = Oracle(BEFORE, lens=lens), Oracle(after, lens=lens)
    for target, members in sorted(gone):
        assert not oracles[0].works(members)[target]
        assert oracles[1].works(members)[target] or any(
            set(one) < set(members) for where, one in new if where == target
        )
    for target, members in sorted(new):
        assert not oracles[1].works(members)[target]
    return gone, new


def assert_untouched_targets_are_told_as_before(after: cm.Stack, touched: set[str]) -> None:
    rest = [target for target in TARGETS if target not in touched]
    assert rest, "something must stay the same"
    for target in rest:
        assert told(after, target)[1:] == told(BEFORE, target)[1:]
    assert sentences(after, "unknown") == sentences(BEFORE, "unknown") != []


def test_a_rewritten_copy_says_the_same(changed):
    # The fixture itself changes nothing but the cell: an alias is no part of any answer.
    stack = changed("actors", "siemens", aliases="UGS")
    assert stack.digest != BEFORE.digest
    assert spoken(stack).equals(spoken(BEFORE)) and cuts(stack) == cuts(BEFORE)


def test_siemens_headquarters(changed):
    """Siemens owns one of three chip design flows (the others are American) and one of the good CAE suites.

    In China, both are home's own: {DEU, USA} no longer closes EDA, {DEU, FRA, USA} no longer closes CAE.
    """
    assert told(BEFORE, "remote-office")[1] == ("country:DEU", "country:USA")
    assert "eda-digital" in told(BEFORE, "remote-office")[2]
    after = changed("actors", "siemens", hq="CHN")
    gone, new = difference(after)
    assert ("remote-office", ("country:DEU", "country:USA")) in gone
    assert ("telemedicine", ("country:DEU", "country:USA")) in gone
    assert ("industrial-metaverse", ("country:DEU", "country:FRA", "country:USA")) in gone
    assert all("country:DEU" in members for _, members in gone)
    assert not any("country:DEU" in members for _, members in new)
    assert "country:DEU" not in told(after, "remote-office")[1]
    assert_untouched_targets_are_told_as_before(after, {target for target, _ in gone | new})
    # Who is foreign by ultimate owner: every other maker of chip design tools, but not all of them any more.
    before_parts, after_parts = (set(_foreign_parts(stack)) for stack in (BEFORE, after))
    assert before_parts - after_parts == {"eda-digital"} and after_parts < before_parts
    # Where technology was developed does not depend on where Siemens sits.
    assert cuts(after, "origin") == cuts(BEFORE, "origin")


def _foreign_parts(stack: cm.Stack) -> tuple[str, ...]:
    return spoken(stack).set_index("question").loc["dependency", "through"]


def test_siemens_in_america_gives_america_all_of_chip_design(changed):
    after = changed("actors", "siemens", hq="USA")
    gone, new = difference(after)
    assert {("remote-office", ("country:USA",)), ("telemedicine", ("country:USA",))} <= new
    assert "country:USA" in told(after, "remote-office")[1] and len(told(after, "remote-office")[1]) == 1
    assert ("industrial-metaverse", ("country:FRA", "country:USA")) in new, "two of three seats of good CAE are one"
    assert all("country:DEU" in members or "country:USA" in members for _, members in gone)
    assert told(after, "games")[1] == told(BEFORE, "games")[1]
    assert cuts(after, "origin") == cuts(BEFORE, "origin")


def test_the_quality_that_industry_asks_of_motion_sensors(changed):
    """Without a threshold the Chinese makers of inertial sensors serve the industrial metaverse too."""
    after = changed("needs", "industrial-metaverse", "mems-inertial", min_quality="")
    gone, new = difference(after)
    assert gone == {one for one, through in cuts(BEFORE).items() if through == ("mems-inertial",)} != set() and not new
    assert {target for target, _ in gone} == {"industrial-metaverse"}
    assert "mems-inertial" not in told(after, "industrial-metaverse")[2]
    assert_untouched_targets_are_told_as_before(after, {"industrial-metaverse"})


def test_the_quality_that_industry_asks_of_simulation(changed):
    """Without it Chinese CAE is enough: neither {DEU, FRA, USA} nor, by origin, the USA closes it."""
    after = changed("needs", "modelling-industry", "cae-solver", min_quality="")
    gone, new = difference(after)
    assert ("industrial-metaverse", ("country:DEU", "country:FRA", "country:USA")) in gone and not new
    assert all("cae-solver" in cuts(BEFORE)[one] for one in gone)
    assert {target for target, _ in gone} == {"industrial-metaverse"}
    assert told(BEFORE, "industrial-metaverse") != told(after, "industrial-metaverse")
    assert_untouched_targets_are_told_as_before(after, {"industrial-metaverse"})
    # Lens origin: all good CAE was developed in the USA, so there one country was enough.
    assert stops(BEFORE, "industrial-metaverse", ("country:USA",), "origin")
    assert told(BEFORE, "industrial-metaverse", "origin")[1] == ("country:USA",)
    assert not stops(after, "industrial-metaverse", ("country:USA",), "origin")
    assert told(after, "industrial-metaverse", "origin")[1] != ("country:USA",)


def test_rights_on_published_source(changed):
    """VTK is the one CAD display component that nobody can deny; licensed, it is American like the others."""
    after = changed("offers", "vtk", rights="licence")
    gone, new = difference(after)
    assert ("industrial-metaverse", ("country:USA",)) in new
    assert told(after, "industrial-metaverse")[1] == ("country:USA",)
    assert "cad-display" in told(after, "industrial-metaverse")[2]
    structure = cm.compile_structure(BEFORE)
    drawing = {name for name in TARGETS if "cad-display" in structure.components_in(structure.position[name])}
    assert {target for target, _ in gone | new} <= drawing < set(TARGETS)
    assert_untouched_targets_are_told_as_before(after, drawing)
    assert "cad-display" in _foreign_parts(after) and "cad-display" not in _foreign_parts(BEFORE)


def test_rights_of_a_kernel_whose_owner_holds_the_source(changed):
    """ZWSOFT owns the source of Overdrive, which was developed in the USA.

    Were it a licence only, American denial would reach it, but under lens origin alone, where the USA
    already closes CAE: no headline can change, but what ZWSOFT builds on it falls too.
    """
    after = changed("offers", "overdrive", rights="licence")
    assert cuts(after) == cuts(BEFORE)
    for lens in ("owner", "origin"):
        assert spoken(after, lens).text_en.tolist() == spoken(BEFORE, lens).text_en.tolist()
    left = []
    for stack in (BEFORE, after):
        table = cm.levels(stack, deny=["country:USA"], lens="origin")
        short = table[(table.run == "short") & (table.reading == "as_listed")]
        left.append(Counter(dict(zip(short.component, short.offers_left, strict=True))))
    built_on = {need.dependent for need in BEFORE.needs if need.input == "overdrive"}
    component = {offer.offer: offer.component for offer in BEFORE.offers}
    fewer = left[0] - left[1]
    assert not left[1] - left[0]
    assert fewer <= Counter(component[offer] for offer in {"overdrive", *built_on})
    assert {"geometric-kernel", "cad-3d", "cae-solver"} <= set(fewer)
