"""``docs/your-data.md``, tried from top to bottom as a new user would: each command, each sentence it promises."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest

from chainmap.stack import check, read_stack
from tests.cli.terminal import chainmap
from tests.conftest import ROOT
from tests.test_docs import commands

GUIDE = ROOT / "docs" / "your-data.md"
TEXT = GUIDE.read_text(encoding="utf-8")
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.csv"))


def quoted() -> list[str]:
    """Return the sentences that the guide promises as an answer, one quotation each."""
    found = re.findall(r"(?:^> .*\n)+", TEXT, re.MULTILINE)
    return [" ".join(line[2:] for line in quote.splitlines()) for quote in found]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with the example sheets, as the guide assumes."""
    for path in EXAMPLES:
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_of_the_guide_runs_in_its_order(capsys, desk):
    said = {}
    for command in commands(GUIDE):
        done = chainmap(capsys, *shlex.split(command)[1:])
        assert done.code == 0, (command, done.err)
        said[command] = done.out + done.err
    for sentence in quoted():
        assert any(sentence in answer for answer in said.values()), sentence
    lens = said["chainmap run wind-needs.csv --home eu27 --lens hq"]
    assert "United States" not in lens, "as the guide says, that lens looks at headquarters only"
    assert "United States" in said["chainmap explain wind-needs.csv country:USA --home eu27"]
    changed = said["chainmap diff wind-needs.csv wind-2026.csv --home eu27"].splitlines()
    assert changed[:2] == [
        "1 row changed in 1 table: offers 1 added.",
        "  - Added: Vacuumschmelze supplies Rare-earth magnet (Germany).",
    ]
    assert not any("row-" in line or "Rows:" in line for line in changed), "what nobody wrote has not changed"
    made = {path.name for path in desk.iterdir()}
    assert {"outputs", "wind-full.xlsx", "my-industry.xlsx", "my-sheet.csv", "cuts.xlsx"} <= made
    assert made <= {path.name for path in EXAMPLES} | {
        "outputs",
        "wind-full.xlsx",
        "my-industry.xlsx",
        "my-sheet.csv",
        "cuts.xlsx",
    }


def test_the_full_form_is_the_same_stack(capsys, desk):
    done = chainmap(capsys, "new", "wind-full.xlsx", "--from", "wind-needs.csv")
    assert done.code == 0, done.err
    one, full = read_stack("wind-needs.csv"), read_stack("wind-full.xlsx")
    assert one == full


def test_the_sheet_of_the_guide_is_the_file(desk):
    shown = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in re.findall(r"^\| (?:Rare-earth|Main|Rotor)[^\n]*", TEXT, re.MULTILINE)
    ]
    rows = [line.split(",") for line in (desk / "wind.csv").read_text(encoding="utf-8").splitlines()]
    assert rows[1 : 1 + len(shown)] == shown and len(shown) >= 6


def test_the_workbook_and_the_csv_say_the_same(desk):
    book = openpyxl.Workbook()
    for line in (desk / "wind.csv").read_text(encoding="utf-8").splitlines():
        book.active.append(line.split(","))
    book.save("wind.xlsx")
    sheet, text = read_stack("wind.xlsx"), read_stack("wind.csv")
    assert sheet.offers and [row.offer for row in sheet.offers] == [row.offer for row in text.offers]
    assert [(row.actor, row.hq) for row in sheet.actors] == [(row.actor, row.hq) for row in text.actors]


def test_the_message_that_the_guide_shows(desk):
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for line in (desk / "wind.csv").read_text(encoding="utf-8").splitlines():
        book.active.append(line.split(","))
    assert book.active["C7"].value == "USA"
    book.active["A1"], book.active["C1"] = "Component", "Country"
    book.active["C7"] = "Germny"
    book.save("wind.xlsx")
    found = check("wind.xlsx")
    (row,) = found[found["level"] == "error"].to_dict("records")
    said = f"{row['file']}, sheet {row['sheet']}, {row['cell']}: {row['column']}: {row['text']} {row['remedy']}"
    assert said in TEXT
