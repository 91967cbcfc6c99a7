"""``--out``: every answer in every format, whole or not at all, with one message when it cannot be."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest

from tests.cli.terminal import ASK, ASKED_OF, chainmap

READ = {
    "csv": lambda data: pd.read_csv(io.BytesIO(data)),
    "json": lambda data: pd.DataFrame(json.loads(data)["rows"]),
    "md": lambda data: pd.DataFrame(data.decode().splitlines()[2:]),
    "xlsx": lambda data: pd.read_excel(io.BytesIO(data), sheet_name="answer", engine="openpyxl"),
    "parquet": lambda data: pd.read_parquet(io.BytesIO(data)),
}


@pytest.mark.parametrize("name", ASK)
def test_every_question_is_written_in_every_format(capsys, tmp_path, name):
    stack = ASKED_OF.get(name, "euv")
    rows = json.loads(chainmap(capsys, name, stack, *ASK[name], "-f", "json").out)["rows"]
    assert rows
    for form, read in READ.items():
        file = tmp_path / f"answer.{form}"
        done = chainmap(capsys, name, stack, *ASK[name], "--out", file)
        assert (done.code, done.out) == (0, ""), done.err
        table = read(file.read_bytes())
        assert len(table) == len(rows)
        if form != "md":
            assert list(table.columns) == list(rows[0])
    assert {path.suffix[1:] for path in tmp_path.iterdir()} == set(READ), "nothing is left beside them"


def test_the_other_commands_write_workbooks_and_parquet_too(capsys, tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "components.csv").write_text("componnt\na\n")
    tree = tmp_path / "tree.xml"
    tree.write_text(
        '<opsa-mef><define-fault-tree name="t"><define-gate name="top"><and><basic-event name="a"/>'
        '<basic-event name="b"/></and></define-gate><define-basic-event name="a"/><define-basic-event name="b"/>'
        "</define-fault-tree></opsa-mef>"
    )
    asked = {
        "scenario run": (["scenario", "run", "usa-denial"], 0, None),
        "compare": (["scenario", "compare", "usa-denial", "fra-deu-engineering-software"], 0, None),
        "check": (["check", tmp_path / "bad"], 1, None),
        "tree": (["cuts", tree], 0, 1),
        "count": (["cuts", "euv", "--count"], 0, None),
    }
    for words, code, rows in asked.values():
        for form in ("xlsx", "parquet"):
            file = tmp_path / f"answer.{form}"
            done = chainmap(capsys, *words, "--out", file)
            assert done.code == code, done.err
            table = READ[form](file.read_bytes())
            assert len(table) == rows if rows else len(table) > 0
            file.unlink()


def test_a_file_says_where_it_comes_from(capsys, tmp_path):
    words = ["available", "euv", "-d", "country:NLD", "--home", "CHN", "--out"]
    for form in ("xlsx", "parquet"):
        assert chainmap(capsys, *words, tmp_path / f"a.{form}").code == 0
    told = json.loads(pyarrow.parquet.read_schema(tmp_path / "a.parquet").metadata[b"chainmap"])
    assert (told["stack"], told["home"], told["deny"]) == ("euv", "CHN", ["country:NLD"])
    rows = dict(openpyxl.load_workbook(tmp_path / "a.xlsx")["about"].iter_rows(values_only=True))
    assert (rows["stack"], rows["home"], rows["deny"]) == ("euv", "CHN", "country:NLD")
    assert rows["digest"] == told["digest"] and len(rows["digest"]) == 64 and rows["version"] == told["version"]


@pytest.mark.parametrize("name", ["my answer.xlsx", "断供 结果.parquet", "卡点.XLSX", "a.b.csv", "Ä é.md", "= +.json"])
def test_names_of_files_as_people_write_them(capsys, tmp_path, name):
    folder = tmp_path / "我的 文件"
    folder.mkdir()
    done = chainmap(capsys, "coverage", "euv", "--out", folder / name)
    assert done.code == 0 and f"4 rows written to {folder / name}" in done.err
    assert [path.name for path in folder.iterdir()] == [name]
    assert len(READ[name.rpartition(".")[2].lower()]((folder / name).read_bytes())) == 4


@pytest.mark.parametrize("form", READ)
def test_the_same_question_is_the_same_bytes(capsys, tmp_path, form):
    for name in ("one", "two"):
        chainmap(capsys, "levels", "euv", "--out", tmp_path / f"{name}.{form}")
    assert (tmp_path / f"one.{form}").read_bytes() == (tmp_path / f"two.{form}").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--out", "answer.xls"], ["'answer.xls'", ".csv, .json, .md, .xlsx or .parquet"]),
        (["--out", "answer"], [".csv, .json, .md, .xlsx or .parquet"]),
        (["--out", "folder"], ["folder is a folder", "answer.csv"]),
        (["--out", "not/there/answer.xlsx"], ["there is no folder", "Make it first"]),
        (["--format", "xlsx"], ["xlsx is no text for the screen", "--out answer.xlsx"]),
        (["--format", "parquet"], ["--out answer.parquet"]),
        (["--format", "excel"], ["table, csv, json, md", ".xlsx or .parquet"]),
    ],
)
def test_a_wrong_place_is_one_message_before_any_work(capsys, monkeypatch, tmp_path, words, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr("chainmap.cli.options.load", lambda *_, **__: pytest.fail("the stack is read first"))
    done = chainmap(capsys, "coverage", "euv", *words)
    assert (done.code, done.out) == (2, "") and done.err.count("\n") == 1
    assert all(text in done.err for text in said), done.err
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_a_format_of_files_beside_a_name_does_no_harm(capsys, tmp_path):
    assert chainmap(capsys, "coverage", "euv", "-f", "xlsx", "--out", tmp_path / "a.xlsx").code == 0
    assert len(READ["xlsx"]((tmp_path / "a.xlsx").read_bytes())) == 4


@pytest.mark.parametrize("form", READ)
def test_a_file_that_is_open_elsewhere_stays_as_it_is(capsys, monkeypatch, tmp_path, form):
    file = tmp_path / f"answer.{form}"
    file.write_bytes(b"before")

    def locked(*_):
        raise PermissionError(13, "The process cannot access the file", str(file))

    monkeypatch.setattr(Path, "replace", locked)
    done = chainmap(capsys, "coverage", "euv", "--out", file)
    assert done.code == 2 and done.err == (
        f"chainmap: {file} cannot be written: is it open in another program? Close it and run again.\n"
    )
    assert file.read_bytes() == b"before" and list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(28, "No space left on device")])
def test_a_folder_that_takes_no_file_leaves_nothing_behind(capsys, monkeypatch, tmp_path, error):
    def half(path, data):
        with path.open("wb") as file:
            file.write(data[:10])
        raise error

    monkeypatch.setattr(Path, "write_bytes", half)
    done = chainmap(capsys, "coverage", "euv", "--out", tmp_path / "a.xlsx")
    assert done.code == 2 and "Traceback" not in done.err
    assert ("the folder does not let you" if error.errno == 13 else "No space left") in done.err
    assert not list(tmp_path.iterdir())


def test_without_pyarrow_only_parquet_is_refused(capsys, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = chainmap(capsys, "coverage", "euv", "--out", tmp_path / "a.parquet")
    assert done.code == 2 and "pip install 'chainmap-stack[parquet]'" in done.err
    assert chainmap(capsys, "coverage", "euv", "--out", tmp_path / "a.xlsx").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
