"""What a command reads it never overwrites, and it reads what was meant: names, encodings, homes, faults of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import chainmap as cm
from chainmap.stack import data_folder
from chainmap.stack.names import home_codes
from tests.cli.terminal import chainmap
from tests.conftest import ROOT

WIND = ROOT / "docs" / "examples" / "wind-needs.csv"
EU27 = {
    *("AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN"),
    *("IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE"),
}
G7 = {"CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"}


@pytest.fixture
def here(monkeypatch, tmp_path):
    """A folder with a sheet, a workbook, a stack as a folder, a folder with one sheet, and a link to the sheet."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(WIND, "wind.csv")
    book = openpyxl.Workbook()
    for line in WIND.read_text(encoding="utf-8").splitlines():
        book.active.append(line.split(","))
    book.save("wind.xlsx")
    cm.write_stack(cm.bundled("euv"), "mine")
    Path("only").mkdir()
    shutil.copy(WIND, "only/wind.csv")
    Path("link.csv").symlink_to("wind.csv")
    os.link("wind.csv", "twin.csv")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "words",
    [
        ["cuts", "wind.xlsx", "--out", "wind.xlsx"],
        ["check", "wind.xlsx", "--out", "./wind.xlsx"],
        ["coverage", "wind.csv", "--out", "only/../wind.csv"],
        ["coverage", "wind.csv", "--out", "link.csv"],
        ["coverage", "link.csv", "--out", "wind.csv"],
        ["coverage", "wind.csv", "--out", "twin.csv"],
        ["cuts", "mine", "--out", "mine/needs.csv"],
        ["cuts", "mine", "--out", "mine/Needs.CSV"],
        ["check", "mine", "--out", "mine/facts.csv"],
        ["diff", "wind.csv", "wind.xlsx", "--out", "wind.csv"],
        ["diff", "wind.csv", "wind.xlsx", "--out", "wind.xlsx"],
        ["diff", "euv", "mine", "--rows", "--out", "mine/offers.csv"],
        ["scenario", "run", "usa-denial", "--stack", "wind.csv", "--out", "wind.csv"],
        ["scenario", "compare", "usa-denial", "usa-denial", "--stack", "mine", "--out", "mine/needs.csv"],
        ["tables", "--out", "wind.xlsx"],
        ["tables", "--out", "no/such/tables.md"],
    ],
    ids=" ".join,
)
def test_no_input_is_overwritten(capsys, here, words):
    before = files(here)
    done = chainmap(capsys, *words)
    assert (done.code, done.out) == (2, "") and done.err.count("\n") == 1, done.err
    assert "would overwrite it" in done.err or words[0] == "tables"
    assert files(here) == before


@pytest.mark.parametrize(
    "words",
    [
        ["mine", "--out", "mine/answer.csv"],
        ["wind.csv", "--out", "wind-answer.csv"],
        ["wind.csv", "--out", "mine/x.csv"],
    ],
)
def test_beside_the_inputs_there_is_room(capsys, here, words):
    before = files(here)
    done = chainmap(capsys, "coverage", *words)
    assert done.code == 0, done.err
    after = files(here)
    assert set(after) - set(before) == {words[2]} and {name: after[name] for name in before} == before


def test_a_bundled_table_is_not_overwritten_either(capsys):
    kept = files(data_folder() / "euv")
    done = chainmap(capsys, "coverage", "euv", "--out", data_folder() / "euv" / "needs.csv")
    assert done.code == 2 and files(data_folder() / "euv") == kept


@pytest.mark.parametrize("command", ["info", "coverage", "check"])
def test_a_folder_called_like_a_bundled_stack_is_pointed_out(capsys, here, command):
    assert "note" not in chainmap(capsys, command, "euv").err
    cm.write_stack(cm.read_stack("wind.csv"), "euv")
    assert "note: euv is the bundled stack; write ./euv for the folder here" in chainmap(capsys, command, "euv").err
    assert "bundled stack" not in chainmap(capsys, command, "./euv").err


def test_no_note_where_the_bundled_stack_itself_is_here(capsys, monkeypatch):
    monkeypatch.chdir(data_folder())
    assert chainmap(capsys, "info", "euv").err == ""


def test_the_encoding_is_taken_by_every_command_that_reads(capsys, here):
    text = "component,supplier,country\n磁体,金力永磁,中国\n"
    Path("gbk.csv").write_bytes(text.encode("gb18030"))
    Path("utf.csv").write_text(text, encoding="utf-8")
    enc = ["--encoding", "gb18030"]
    for name in ("own", "usa"):
        Path(f"{name}.yaml").write_text(f"name: {name}\nsteps:\n  - deny: {{country: CHN}}\n", encoding="utf-8")
    for words in (
        ["new", "full.xlsx", "--from", "gbk.csv"],
        ["export", "gbk.csv", "--out", "folder"],
        ["diff", "gbk.csv", "gbk.csv"],
        ["share", "gbk.csv", "--out", "gbk.html", "-q"],
        ["page", "gbk.csv", "--out", "pages", "-q"],
        ["scenario", "run", "own.yaml", "--stack", "gbk.csv"],
        ["scenario", "compare", "own.yaml", "usa.yaml", "--stack", "gbk.csv"],
    ):
        assert chainmap(capsys, *words).code == 2, words
        done = chainmap(capsys, *words, *enc)
        assert done.code == 0, (words, done.err)
    assert cm.read_stack("full.xlsx") == cm.read_stack("gbk.csv", encoding="gb18030")
    assert cm.read_stack("folder").actors == cm.read_stack("utf.csv").actors


def test_the_hint_repeats_the_encoding(capsys, here):
    Path("my gbk.csv").write_bytes("component,supplier,country\n磁体,金力永磁,中国\n".encode("gb18030"))
    said = chainmap(capsys, "coverage", "my gbk.csv", "--encoding", "gb18030").err
    assert 'chainmap check "my gbk.csv" --encoding gb18030' in said
    assert "chainmap check wind.csv\n" in chainmap(capsys, "coverage", "wind.csv").err


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("EU", EU27),
        ("European Union", EU27),
        ("european  union", EU27),
        ("欧盟", EU27),
        ("eu27", EU27),
        ("G7", G7),
        ("七国集团", G7),
        ("欧盟；日本", EU27 | {"JPN"}),
        ("EU, USA", EU27 | {"USA"}),
    ],
)
def test_homes_by_the_names_of_blocs(said, codes):
    stack = cm.bundled("euv")
    assert home_codes(stack, said) == codes


def test_a_bloc_named_on_the_command_line_is_the_same_home(capsys, here):
    answers = [chainmap(capsys, "cuts", "wind.csv", "--home", home).out for home in ("eu27", "EU", "欧盟")]
    assert answers[0] and len(set(answers)) == 1
    assert chainmap(capsys, "cuts", "wind.csv", "--home", "none").out != answers[0]


@pytest.mark.parametrize("command", ["check", "coverage"])
def test_a_folder_with_one_sheet_asks_whether_it_was_meant(capsys, here, command):
    done = chainmap(capsys, command, "only")
    assert done.code in (1, 2) and f"Did you mean {Path('only/wind.csv')}?" in done.out + done.err
    shutil.copy(WIND, "only/second.csv")
    again = chainmap(capsys, command, "only")
    assert "Did you mean" not in again.out + again.err, "of two nobody knows which"


@pytest.mark.parametrize("details", ["", "1"])
def test_a_fault_of_ours_is_one_line_unless_the_details_are_wanted(details):
    script = """
from chainmap.cli import main
def broken(*_, **__):
    raise KeyError("no such thing")
import chainmap.stack as stack
stack.problems_of = broken
main(["check", "euv"])
"""
    words = {**os.environ, "CHAINMAP_TRACEBACK": details}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=words)
    assert ("Traceback" in done.stderr) == bool(details)
    if not details:
        assert done.returncode == 2 and done.stdout == ""
        assert done.stderr == (
            "chainmap: this is a fault of chainmap, your data are unharmed: KeyError: 'no such thing'; "
            "run with CHAINMAP_TRACEBACK=1 for the details\n"
        )
