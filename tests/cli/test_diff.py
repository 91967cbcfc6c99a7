"""The command ``diff``: what it prints, what it writes, and how it refuses."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

import chainmap as cm
from tests.analysis.stacks import EUV
from tests.cli.terminal import chainmap
from tests.structure.tiny import firm, made, need, part, target, tiny

NIKON = firm("nikon", "JPN", name_en="Nikon", name_zh="尼康")
HEAD = "Who can stop a target alone:"


@pytest.fixture
def after(tmp_path):
    """Euv with a second maker of EUV machines, in Japan, as a folder."""
    stack = replace(EUV, actors=(*EUV.actors, NIKON), offers=(*EUV.offers, made("euv", "nikon")))
    return cm.write_stack(stack, tmp_path / "euv-after")


def test_first_how_many_rows_then_the_answers_then_the_rows(capsys, after):
    done = chainmap(capsys, "diff", "euv", after, "--lang", "en")
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[0] == "2 rows changed in 2 tables: actors 1 added; offers 1 added."
    assert lines[1:3] == ["", HEAD]
    assert lines[3] == (
        "  - Product: the Netherlands alone can no longer stop it (as the suppliers are listed); "
        "now it takes Japan and the Netherlands together."
    )
    assert lines[-3:] == ["Rows:", "  - Actors: Nikon (nikon) added.", "  - Offers: nikon-euv added."]


def test_in_chinese(capsys, after):
    done = chainmap(capsys, "diff", "euv", after, "--lang", "zh")
    assert done.out.startswith("2个表中有2行变化：actors 新增1行；offers 新增1行。")
    assert "荷兰单独断供不再能使其中断" in done.out and "Netherlands" not in done.out
    assert done.out.splitlines()[-2:] == ["  - 供应方：新增尼康（nikon）。", "  - 供应项：新增nikon-euv。"]


def test_a_stack_and_itself(capsys):
    done = chainmap(capsys, "diff", "euv", "euv", "--lang", "en")
    assert done.code == 0
    assert done.out.splitlines() == ["The two stacks hold the same rows.", "", "No answer changed."]


def test_rows_that_change_nothing_in_the_answers(capsys, tmp_path):
    renamed = EUV.components[0].model_copy(update={"kind": "machine", "note_en": "The only one."})
    other = cm.write_stack(replace(EUV, components=(renamed, *EUV.components[1:])), tmp_path / "other")
    lines = chainmap(capsys, "diff", "euv", other, "--lang", "en").out.splitlines()
    assert lines[0] == "1 row changed in 1 table: components 1 changed.", "two cells of one row are one row"
    assert lines[2] == "No answer changed." and lines[4] == "Rows:" and len(lines) == 7


def test_many_rows_are_cut_off_and_it_is_said_how_to_get_them(capsys, tmp_path):
    firms = tuple(firm(f"f{at:02}", "FRA") for at in range(57))
    other = cm.write_stack(replace(EUV, actors=(*EUV.actors, *firms)), tmp_path / "other")
    lines = chainmap(capsys, "diff", "euv", other, "--lang", "en").out.splitlines()
    assert lines[-2:] == ["  - Actors: f39 added.", "  ... 17 more: --rows --format csv"]
    done = chainmap(capsys, "diff", "euv", other, "--rows", "--format", "csv")
    assert len(done.out.splitlines()) == 1 + 57


def test_every_answer_that_changed_is_printed_under_its_heading_or_counted(capsys, tmp_path):
    # Fifteen firms, each alone the maker of a part: as many single points, and those that are left out are counted.
    parts = [f"x{at:02}" for at in range(15)]
    rows = [target("p"), need("p", "a"), part("a"), firm("u", "USA"), made("a", "u")]
    more = [row for one in parts for row in (part(one), firm(one, "FRA"), made(one, one), need("p", one))]
    old, new = (cm.write_stack(tiny(*some), tmp_path / name) for name, some in (("old", rows), ("new", rows + more)))
    lines = chainmap(capsys, "diff", old, new, "--lang", "en").out.splitlines()
    first = lines.index(HEAD)
    # By country France; by actor and by component all fifteen.
    assert lines[first + 1].startswith("  - p: France alone can stop it now")
    assert lines[first + 13] == f"  ... {1 + 15 + 15 - 12} more: --format csv"


def test_a_row_that_was_renamed_and_changed_is_one_row(capsys, tmp_path):
    asml = next(row for row in EUV.actors if row.actor == "asml")
    moved = asml.model_copy(update={"actor": "asml-nv", "owner": "asml-nv", "region": "Veldhoven"})
    actors = tuple(moved if row is asml else row for row in EUV.actors)
    offers = tuple(row.model_copy(update={"actor": "asml-nv"} if row.actor == "asml" else {}) for row in EUV.offers)
    other = cm.write_stack(replace(EUV, actors=actors, offers=offers), tmp_path / "other")
    lines = chainmap(capsys, "diff", "euv", other, "--lang", "en").out.splitlines()
    assert lines[0] == "1 row changed in 1 table: actors 1 renamed."
    assert "No answer changed." in lines
    assert lines[-2:] == [
        "  - Actors: ASML (asml-nv) was asml before.",
        "  - Actors: ASML (asml-nv), region: Veldhoven now, empty before.",
    ]


def test_only_the_rows(capsys, after):
    done = chainmap(capsys, "diff", "euv", after, "--rows", "--lang", "en")
    assert HEAD not in done.out and len(done.out.splitlines()) == 5


@pytest.mark.parametrize(
    ("words", "ask"), [([], cm.answer_changes), (["--rows"], cm.row_changes)], ids=["answers", "rows"]
)
def test_the_same_from_python_and_from_the_command_line(capsys, after, words, ask):
    table, new = ask(EUV, cm.read_stack(after)), cm.read_stack(after)
    told = json.loads(chainmap(capsys, "diff", "euv", after, *words, "--format", "json").out)
    assert [row["text_zh"] for row in told["rows"]] == table.text_zh.tolist()
    about = {"old": "euv", "old_digest": EUV.digest, "new": "euv", "new_digest": new.digest}
    assert told["about"] | about == told["about"]
    rows = list(csv.DictReader(io.StringIO(chainmap(capsys, "diff", "euv", after, *words, "--format", "csv").out)))
    assert [row["text_en"] for row in rows] == table.text_en.tolist() and len(rows) > 1
    markdown = chainmap(capsys, "diff", "euv", after, *words, "--format", "md").out.splitlines()
    assert markdown[1].startswith("|---|") and len(markdown) == 2 + len(rows)


def test_into_a_file(capsys, after, tmp_path):
    done = chainmap(capsys, "diff", "euv", after, "--rows", "--out", tmp_path / "rows.csv")
    assert (done.code, done.out) == (0, "") and "2 rows written" in done.err
    assert (tmp_path / "rows.csv").read_text(encoding="utf-8-sig").startswith("table,row,change,")


def test_the_seat_is_each_stacks_own_or_the_one_asked_for(capsys, tmp_path):
    american = replace(EUV, settings=EUV.settings.model_copy(update={"home": ("USA",)}))
    other = cm.write_stack(american, tmp_path / "american")
    own = chainmap(capsys, "diff", "euv", other, "--lang", "en").out
    assert "  - The two stacks are asked from different seats: home United States, " in own
    # Home does not deny itself: seen from the USA, China and South Korea can stop the display together.
    assert "China and South Korea together can stop it now" in own
    asked = chainmap(capsys, "diff", "euv", other, "--home", "eu27", "--lang", "en").out
    assert "No answer changed." in asked and "stack.yaml" in asked


def test_the_dated_changes_of_the_new_stack_are_applied_and_not_those_of_the_old_one(capsys):
    rows = json.loads(chainmap(capsys, "diff", "metaverse", "metaverse", "--as-of", "2025", "--rows", "-f", "json").out)
    moved = {(row["table"], row["row"], row["column"]): row["after"] for row in rows["rows"]}
    # data/metaverse/changes.csv, line by line.
    for change in cm.bundled("metaverse").changes:
        assert moved[change.table, change.row, change.column] == change.value
    assert moved["stack", "stack.yaml", "as_of"] == "2025"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["euvv", "euv"], "did you mean euv"),
        (["euv", "euvv"], "did you mean euv"),
        (["euv"], "Missing argument"),
        (["euv", "euv", "--home", "Chian"], "China"),
        (["euv", "euv", "--lens", "eyes"], "owner"),
        (["euv", "euv", "--format", "xls"], "csv"),
        (["euv", "euv", "--lang", "fr"], "en or zh"),
        (["euv", "euv", "--as-of", "1990"], "2022"),
    ],
)
def test_a_wrong_question_is_one_message_and_code_2(capsys, words, said):
    done = chainmap(capsys, "diff", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err and "Traceback" not in done.err


HEADER = "component,supplier,country,needs,source"
SHEET = ("turbine,,,magnet; bearing,", "magnet,JL MAG,China,,IEA", "bearing,SKF,Sweden,,")


def sheet(path, *lines):
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def test_of_a_sheet_a_row_put_in_is_one_row(capsys, tmp_path):
    old = sheet(tmp_path / "old.csv", *SHEET)
    new = sheet(tmp_path / "new.csv", SHEET[0], "magnet,Vacuumschmelze,Germany,,press", *SHEET[1:])
    done = chainmap(capsys, "diff", old, new, "--home", "Sweden", "--lang", "en")
    lines = done.out.splitlines()
    assert lines[:3] == [
        "1 row changed in 1 table: offers 1 added.",
        "  - Added: Vacuumschmelze supplies magnet (Germany).",
        "",
    ]
    assert "Rows:" not in lines and "row-" not in done.out and ".csv" not in done.out
    back = chainmap(capsys, "diff", new, old, "--home", "Sweden", "--lang", "zh").out.splitlines()
    assert back[:2] == ["1个表中有1行变化：offers 删除1行。", "  - 删除：Vacuumschmelze供应magnet（德国）。"]
    every = chainmap(capsys, "diff", old, new, "--rows", "--format", "csv").out.splitlines()
    assert len(every) > 5, "csv keeps every cell"


def test_of_a_sheet_what_came_with_a_row_is_told_with_it_and_changed_cells_after(capsys, tmp_path):
    old = sheet(tmp_path / "old.csv", *SHEET)
    new = sheet(
        tmp_path / "new.csv",
        "turbine,,,magnet; bearing; tower,",
        "magnet,JL MAG,Vietnam,,IEA",
        "tower,CS Wind,South Korea,steel,",
        "steel,Posco,South Korea,,",
    )
    lines = chainmap(capsys, "diff", old, new, "--rows", "--lang", "en").out.splitlines()
    assert lines[1:5] == [
        "  - Added: CS Wind supplies tower (South Korea).",
        "  - Added: Posco supplies steel (South Korea).",
        "  - Needs: turbine / tower added.",
        "  - Removed: SKF supplies bearing (Sweden).",
    ]
    # The head office of JL MAG; and the bearing is still needed, but nobody known supplies it any more.
    rest = lines[lines.index("Rows:") + 1 :]
    assert [line for line in rest if "JL MAG" in line] == ["  - Actors: JL MAG (JL-MAG), hq: VNM now, CHN before."]
    assert any("bearing, supply: unknown now, offers before" in line for line in rest)
    assert not [line for line in rest if "steel" in line or "CS" in line or "Posco" in line or "SKF" in line]


def test_two_sheets_that_say_the_same_under_other_names(capsys, tmp_path):
    old, new = sheet(tmp_path / "old.csv", *SHEET), sheet(tmp_path / "new.csv", *reversed(SHEET))
    lines = chainmap(capsys, "diff", old, new, "--lang", "en").out.splitlines()
    assert lines[0] == "The two sheets hold the same rows, sources and line numbers aside."
    assert "No answer changed." in lines
