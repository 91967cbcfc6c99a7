"""``chainmap run my.csv``: from a sheet of one's own to pages, and what is said on the way."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.terminal import chainmap
from tests.stack.sheets import CAR, xlsx

CHINESE = "部件,供应商,国家,需要\n汽车,,,电池；电机\n电池,宁德时代,中国,\n电机,博世,德国,\n"
HOSTILE = ["../../x", "..\\x", "<script>alert(1)</script>", "cmd|' /C calc'!A0", "CON", "/etc/passwd", "😀", "{{7*7}}"]
HOSTILE += ["</script><img src=x onerror=alert(1)>", "\u202eevil", "نص", "x" * 200]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "car.csv"
    path.write_text(CAR, encoding="utf-8")
    return path


def as_workbook(path: Path, text: str) -> Path:
    path.write_bytes(xlsx({"Sheet1": list(csv.reader(text.splitlines()))})[1]())
    return path


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_sheet_becomes_pages(capsys, tmp_path, sheet, form):
    path = sheet if form == "csv" else as_workbook(tmp_path / "car.xlsx", CAR)
    done = chainmap(capsys, "run", path, "--out", tmp_path / "out", "--lang", "en")
    assert done.code == 0, done.err
    assert "China alone can stop Car, through Cells" in done.out
    assert "next are Germany and Japan" in done.out
    assert "Magnet" in next(line for line in done.out.splitlines() if "not as safe" in line)
    assert "note: car." in done.err and "China as CHN" in done.err
    made = tmp_path / "out" / "car"
    assert (made / "index.html").is_file() and (made / "map.html").is_file()
    single = pd.read_csv(made / "tables" / "single_points.csv")
    known = single[(single.lens == "owner") & (single.by == "country") & (single.holds != "possible")]
    assert known.members.tolist() == ["country:CHN"]


def test_from_the_seat_of_the_user_and_in_chinese(capsys, tmp_path):
    path = tmp_path / "车.csv"
    path.write_text(CHINESE, encoding="utf-8")
    done = chainmap(capsys, "run", path, "--out", tmp_path / "out", "--home", "中国", "--lang", "zh")
    assert done.code == 0, done.err
    assert "德国一方断供即可使汽车中断" in done.out
    assert "中国一方" not in done.out, "nobody denies the home its own supply"
    assert [made.name for made in (tmp_path / "out").iterdir()] == ["车-CHN"]
    assert "电池" in (tmp_path / "out" / "车-CHN" / "index.html").read_text(encoding="utf-8")


def test_gb18030_is_read_when_it_is_named(capsys, tmp_path):
    path = tmp_path / "car.csv"
    path.write_bytes(CHINESE.encode("gb18030"))
    plain = chainmap(capsys, "run", path, "--out", tmp_path / "out")
    assert plain.code == 2
    assert "--encoding gb18030" in plain.err
    for command in (["run", "--out", tmp_path / "out"], ["check"], ["info"], ["cuts"]):
        done = chainmap(capsys, command[0], path, *command[1:], "--encoding", "gb18030")
        assert done.code == 0, done.err


def test_questions_say_how_much_was_guessed(capsys, sheet):
    done = chainmap(capsys, "cuts", sheet, "--lang", "en")
    assert done.code == 0
    assert f"{sheet} was read with 4 notes: chainmap check {sheet}" in done.err
    assert "country:CHN" in done.out or "China" in done.out


def test_check_lists_the_guesses_and_is_content(capsys, sheet):
    done = chainmap(capsys, "check", sheet)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[-1] == f"{sheet}: 0 errors, 0 warnings, 4 notes"
    assert all(line.startswith("note: car.csv:1: ") for line in lines[:-1])


def test_check_names_what_is_wrong_in_the_words_of_the_sheet(capsys, tmp_path):
    text = "Part,Company,Country,Share\nChip,A,Atlantis,0.5\nChip,B,Japan,45\n"
    path = as_workbook(tmp_path / "chips.xlsx", text)
    done = chainmap(capsys, "check", path)
    assert done.code == 1
    errors = [line for line in done.out.splitlines() if line.startswith("error")]
    assert [line.partition(" '")[0] for line in errors] == [
        "error: chips.xlsx, sheet Sheet1, C2: Country:",
        "error: chips.xlsx, sheet Sheet1, D3: Share:",
    ]
    refused = chainmap(capsys, "run", path, "--out", tmp_path / "out")
    assert (refused.code, refused.out, (tmp_path / "out").exists()) == (2, "", False)
    assert "the stack has 2 problems" in refused.err and "Traceback" not in refused.err


@pytest.mark.parametrize(
    ("name", "text"), [("mine.ods", "OpenDocument"), ("~$mine.xlsx", "lock file"), ("m.csv", "empty")]
)
def test_files_that_cannot_be_read(capsys, tmp_path, name, text):
    (tmp_path / name).write_bytes(b"")
    done = chainmap(capsys, "run", tmp_path / name, "--out", tmp_path / "out")
    assert (done.code, text in done.err, done.out) == (2, True, "")


def test_hostile_names_write_nothing_elsewhere_and_stay_texts(capsys, tmp_path):
    """The file lies two folders down, so that ../../x would land in a folder that is watched."""
    inner = tmp_path / "one" / "two"
    inner.mkdir(parents=True)
    with (inner / "mine.csv").open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["component", "supplier", "country", "needs", "layer", "note", "source", "product"])
        rows.writerow(["Product", "", "", "; ".join(name for name in HOSTILE if "|" not in name)])
        rows.writerows([[name, f"{name[:190]} Ltd", "China", "", name, name, name, name] for name in HOSTILE])
    before = set(tmp_path.rglob("*"))
    done = chainmap(capsys, "run", inner / "mine.csv", "--out", inner / "out", "--lang", "en")
    assert done.code == 0, done.err
    new = [path.relative_to(inner).parts for path in set(tmp_path.rglob("*")) - before]
    assert {parts[0] for parts in new} == {"out"}
    assert {parts[1] for parts in new if len(parts) > 1} == {"mine"}
    for page in (inner / "out" / "mine").glob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<script>alert(1)" not in html and "<img src=x" not in html
    index = (inner / "out" / "mine" / "index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in index and "{{7*7}}" in index
    for table in (inner / "out" / "mine" / "tables").glob("*.csv"):
        for row in csv.reader(table.read_text(encoding="utf-8-sig").splitlines()):
            assert not any(cell.startswith(("=", "+", "@")) for cell in row), table.name


@pytest.mark.parametrize(
    "text",
    [
        "component,supplier,country\nLithium,,\n",
        "component,supplier,country\nChip,TSMC,Taiwan\n",
        "部件,供应商,国家\n电池,宁德时代,中国\n",
        "component,supplier,country,needs\nCar,A,China,X\nX,B,Japan,Y\nY,C,Chile,X\n",
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_smallest_sheets_have_pages(capsys, tmp_path, text, lang):
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    done = chainmap(capsys, "run", tmp_path / "mine.csv", "--out", tmp_path / "out", "--lang", lang, "-q")
    assert (done.code, done.err, done.out) == (0, "", "")
    for page in (tmp_path / "out" / "mine").glob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert ">None<" not in html and ">nan<" not in html and "undefined<" not in html, page.name
