"""One cell changes what it should in the bundled stack, and nothing unrelated.

Every case copies ``data/metaverse``, changes one cell of one table, and reads the copy again. What should
change is reasoned out from the table beside each test; the oracle agrees without using the program's walk.
"""

from __future__ import annotations

import csv
import shutil
from functools import cache

import pytest

import chainmap as cm
from chainmap.analysis.cutsets import cut_set_rows
from chainmap.stack import data_folder
from chainmap.structure import compile_structure, viewpoint
from tests.oracle import Oracle

BEFORE = cm.bundled("metaverse")


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
        return cm.read_stack(copy)

    return change


@cache
def told(stack: cm.Stack, lens: str = "owner") -> dict[tuple[str, str, tuple[str, ...]], tuple[str, tuple[str, ...]]]:
    """Return what each headline says, by its question, its lens and its targets."""
    table = cm.headlines(stack, lens=lens)
    return {(row.question, row.lens, row.targets): (row.text_en, row.members) for row in table.itertuples()}


@cache
def cuts(stack: cm.Stack, lens: str = "owner") -> set[tuple[str, tuple[str, ...]]]:
    """Return every smallest coalition of up to three countries, with the target that it stops."""
    structure, seen = compile_structure(stack), viewpoint(stack, lens=lens)
    targets = [row.component for row in stack.components if row.weight is not None]
    rows = cut_set_rows(structure, seen, targets, "country", max_order=3, known=True)
    return {(row.target, tuple(unit.removeprefix("country:") for unit in row.members)) for row in rows}


def stops(stack: cm.Stack, target: str, *codes: str, lens: str = "owner") -> bool:
    """Ask the oracle whether these countries together stop a target."""
    return not Oracle(stack, lens=lens).works([f"country:{code}" for code in codes])[target]


def unchanged(before, after) -> set[str]:
    """Return the sentences that are word for word the same."""
    return {text for text, _ in before.values()} & {text for text, _ in after.values()}


GAMES = ("chokepoint", "owner", ("games",))
OFFICE = ("chokepoint", "owner", ("remote-office", "telemedicine"))
INDUSTRY = ("chokepoint", "owner", ("industrial-metaverse",))


def test_a_rewritten_copy_says_the_same(changed):
    # The fixture itself changes nothing but the cell: an alias is no part of any answer.
    stack = changed("actors", "siemens", aliases="UGS")
    assert stack.digest != BEFORE.digest and told(stack) == told(BEFORE)


def test_siemens_headquarters(changed):
    """Siemens owns one of three chip design flows (the others are American) and one of the good CAE suites.

    In China, both are home's own: {DEU, USA} no longer closes EDA, {DEU, FRA, USA} no longer closes CAE.
    """
    after = changed("actors", "siemens", hq="CHN")
    assert told(BEFORE)[OFFICE][1] == ("country:DEU", "country:USA")
    assert "country:DEU" not in told(after)[OFFICE][1]
    gone, new = cuts(BEFORE) - cuts(after), cuts(after) - cuts(BEFORE)
    assert ("remote-office", ("DEU", "USA")) in gone and ("telemedicine", ("DEU", "USA")) in gone
    assert ("industrial-metaverse", ("DEU", "FRA", "USA")) in gone
    assert all("DEU" in members for _, members in gone) and not new
    for target, members in sorted(gone):
        assert stops(BEFORE, target, *members) and not stops(after, target, *members)
    # Whoever is foreign by ultimate owner: EDA is not any more, and nothing else moves.
    before_parts, after_parts = (
        cm.headlines(stack).set_index("question").loc["dependency", "through"] for stack in (BEFORE, after)
    )
    assert set(before_parts) - set(after_parts) == {"eda-digital"} and set(after_parts) <= set(before_parts)
    # The games, what nobody is named for, and where technology comes from have nothing to do with Siemens' seat.
    assert told(after)[GAMES] == told(BEFORE)[GAMES]
    same = unchanged(told(BEFORE), told(after))
    assert all(
        text in same
        for (question, lens, _), (text, _) in told(BEFORE).items()
        if question == "unknown" or lens != "owner"
    )
    assert cuts(after, "origin") == cuts(BEFORE, "origin")


def test_siemens_in_america_gives_america_all_of_chip_design(changed):
    after = changed("actors", "siemens", hq="USA")
    assert {("remote-office", ("USA",)), ("telemedicine", ("USA",))} <= cuts(after) - cuts(BEFORE)
    assert stops(after, "remote-office", "USA") and not stops(BEFORE, "remote-office", "USA")
    assert ("industrial-metaverse", ("FRA", "USA")) in cuts(after), "two of the three seats of good CAE are one now"
    assert cuts(after, "origin") == cuts(BEFORE, "origin")


def test_the_quality_that_industry_asks_of_motion_sensors(changed):
    """Without a threshold the Chinese makers of inertial sensors serve the industrial metaverse too."""
    after = changed("needs", "industrial-metaverse", "mems-inertial", min_quality="")
    gone, new = cuts(BEFORE) - cuts(after), cuts(after) - cuts(BEFORE)
    assert gone == {("industrial-metaverse", ("CHE", "DEU", "JPN"))} and not new
    assert stops(BEFORE, "industrial-metaverse", "CHE", "DEU", "JPN")
    assert not stops(after, "industrial-metaverse", "CHE", "DEU", "JPN")
    assert told(after)[INDUSTRY][1] == ("country:DEU", "country:FRA", "country:USA")
    assert {key for key in told(BEFORE) if told(after)[key] != told(BEFORE)[key]} == {INDUSTRY}


def test_the_quality_that_industry_asks_of_simulation(changed):
    """Without it Chinese CAE is enough: neither {DEU, FRA, USA} nor, by origin, the USA closes it."""
    after = changed("needs", "modelling-industry", "cae-solver", min_quality="")
    assert cuts(BEFORE) - cuts(after) == {("industrial-metaverse", ("DEU", "FRA", "USA"))}
    assert ("industrial-metaverse", ("USA",)) in cuts(BEFORE, "origin") - cuts(after, "origin")
    assert stops(BEFORE, "industrial-metaverse", "USA", lens="origin")
    assert not stops(after, "industrial-metaverse", "USA", lens="origin")
    for key in (GAMES, OFFICE):
        assert told(after)[key] == told(BEFORE)[key]


def test_rights_on_published_source(changed):
    """VTK is the one CAD display component that nobody can deny; licensed, it is American like the others."""
    after = changed("offers", "vtk", rights="licence")
    assert ("industrial-metaverse", ("USA",)) in cuts(after) - cuts(BEFORE)
    assert stops(after, "industrial-metaverse", "USA") and not stops(BEFORE, "industrial-metaverse", "USA")
    assert all(target == "industrial-metaverse" for target, _ in cuts(after) ^ cuts(BEFORE))
    assert told(after)[INDUSTRY][1] == ("country:USA",) and "CAD display" in told(after)[INDUSTRY][0]
    assert told(after)[GAMES] == told(BEFORE)[GAMES]
    assert told(after)[OFFICE] == told(BEFORE)[OFFICE]
    unknown = [key for key in told(BEFORE) if key[0] == "unknown"]
    assert [told(after)[key] for key in unknown] == [told(BEFORE)[key] for key in unknown] and unknown


def test_rights_of_a_kernel_whose_owner_holds_the_source(changed):
    """ZWSOFT owns the source of Overdrive, which was developed in the USA.

    Were it a licence only, American denial would reach it, but under lens origin alone, where the USA
    already closes CAE: no headline can change, but ZWSOFT's CAD and CAE, which are built on it, fall.
    """
    after = changed("offers", "overdrive", rights="licence")
    assert told(after) == told(BEFORE) and cuts(after) == cuts(BEFORE)
    assert told(after, "origin") == told(BEFORE, "origin")
    left = {}
    for stack in (BEFORE, after):
        table = cm.levels(stack, deny=["country:USA"], lens="origin")
        short = table[(table.run == "short") & (table.reading == "as_listed")]
        left[stack.digest] = dict(zip(short.component, short.offers_left, strict=True))
    before_left, after_left = left[BEFORE.digest], left[after.digest]
    fewer = {
        name: before_left[name] - after_left[name] for name in before_left if before_left[name] != after_left[name]
    }
    assert fewer == {"geometric-kernel": 1, "cad-3d": 1, "cae-solver": 1}
