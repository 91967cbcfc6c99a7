"""``chainmap run``: everything or nothing, the same bytes, and nobody else's files."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import chainmap as cm
from chainmap.analysis.answers import ANSWER_NAMES
from chainmap.cli.main_job import _scenario_runs
from chainmap.cli.results import free_folder, home_name, replace_results
from chainmap.errors import InvalidScenario, LimitExceeded
from chainmap.scenario import read_scenarios
from chainmap.stack import bundled_scenario, data_folder
from chainmap.structure import viewpoint
from tests.analysis.stacks import INDUSTRY
from tests.cli.terminal import ASK, chainmap
from tests.conftest import ROOT

EUV = data_folder() / "euv"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def copied(tmp_path):
    """A user's own copy of Euv."""
    return Path(shutil.copytree(EUV, tmp_path / "mine"))


def test_it_leaves_pages_tables_and_a_manifest_of_them(capsys, tmp_path):
    done = chainmap(capsys, "run", "euv", "--out", tmp_path / "out", "--lang", "en")
    assert done.code == 0, done.err
    made = files(tmp_path / "out" / "euv")
    assert {"index.html", "map.html", "manifest.json"} <= set(made)
    for name in ANSWER_NAMES:
        assert f"tables/{name}.csv" in made and f"tables/{name}.json" in made
    manifest = json.loads(made["manifest.json"])
    assert manifest["files"] == sorted(set(made) - {"manifest.json"})
    assert manifest["digest"] == cm.bundled("euv").digest
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["euv"], "nothing is left beside it"


def test_it_closes_with_the_headlines_and_a_path_to_click(capsys, tmp_path):
    lines = chainmap(capsys, "run", "euv", "--out", tmp_path, "--lang", "en").out.splitlines()
    told = [f"{at}. {text}" for at, text in enumerate(cm.headlines(cm.bundled("euv")).text_en, start=1)]
    assert lines[1 : 1 + len(told)] == told
    assert lines[-1] == (tmp_path / "euv" / "index.html").as_uri()
    chinese = chainmap(capsys, "run", "euv", "--out", tmp_path, "--lang", "zh").out
    assert all(text in chinese for text in cm.headlines(cm.bundled("euv")).text_zh)


def test_quiet_says_nothing(capsys, tmp_path):
    done = chainmap(capsys, "run", "euv", "--out", tmp_path, "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_tables_are_the_answers(capsys, tmp_path):
    chainmap(capsys, "run", "euv", "--out", tmp_path, "-q")
    tables = tmp_path / "euv" / "tables"
    listed = pd.read_csv(tables / "single_points.csv")
    one = listed[(listed.lens == "owner") & (listed.by == "country")]
    assert one.members.tolist() == ["country:NLD"]
    rows = json.loads((tables / "levels.json").read_text(encoding="utf-8"))
    assert len(rows["rows"]) == len(cm.levels(cm.bundled("euv"))) and rows["about"]["home"] == ["CHN"]


def test_every_table_for_people_has_a_byte_order_mark(capsys, tmp_path):
    chainmap(capsys, "run", "euv", "--out", tmp_path, "-q")
    tables = files(tmp_path / "euv" / "tables")
    assert all(text.startswith(b"\xef\xbb\xbf") == name.endswith(".csv") for name, text in tables.items())


def test_tables_come_in_the_formats_asked_for(capsys, tmp_path):
    done = chainmap(capsys, "run", "euv", "--out", tmp_path, "--tables", "xlsx,parquet", "--lang", "en")
    assert done.code == 0 and f"{len(ANSWER_NAMES)} tables (Excel and Parquet) and the pages:" in done.out
    made = files(tmp_path / "euv")
    tables = {name for name in made if name.startswith("tables/")}
    assert tables == {"tables/answers.xlsx", *(f"tables/{name}.parquet" for name in ANSWER_NAMES)}
    assert tables <= set(json.loads(made["manifest.json"])["files"])
    answers = cm.answer_all(cm.bundled("euv"))
    for name in ANSWER_NAMES:
        assert len(pd.read_parquet(tmp_path / "euv" / f"tables/{name}.parquet")) == len(answers[name])
    assert b"levels.csv" not in made["index.html"], "no page points to a table that is not there"
    assert chainmap(capsys, "run", "euv", "--out", tmp_path, "-q").code == 0
    kept = {name for name in files(tmp_path / "euv") if name.startswith("tables/")}
    assert kept == {f"tables/{name}.{form}" for name in ANSWER_NAMES for form in ("csv", "json")}


def test_one_workbook_holds_all_answers_and_those_of_the_scenarios(capsys, tmp_path):
    done = chainmap(capsys, "run", "metaverse", "--out", tmp_path, "--tables", "json,xlsx", "--lang", "zh")
    assert done.code == 0, done.err
    tables = tmp_path / "metaverse" / "tables"
    book = openpyxl.load_workbook(tables / "answers.xlsx", read_only=True)
    about, *names = book.sheetnames
    wanted = {path.stem: json.loads(path.read_text(encoding="utf-8"))["rows"] for path in tables.glob("*.json")}
    assert about == "about" and len(names) == len(wanted) > len(ANSWER_NAMES)
    assert f"{len(names)}张表（JSON 与 Excel）及页面：" in done.out
    rows = [row for row in book["about"].iter_rows(values_only=True) if row[0]]
    assert [row[0] for row in rows[1 : 1 + len(names)]] == names
    assert dict(row[:2] for row in rows)["digest"] == cm.bundled("metaverse").digest
    assert rows[1][1].endswith("。") and any(str(row[1]).startswith("情景 usa-denial：") for row in rows)
    sizes = {name: book[name].max_row - 1 for name in names}
    assert [sizes[name] for name in names] == [row[2] for row in rows[1 : 1 + len(names)]]
    assert sorted(sizes.values()) == sorted(map(len, wanted.values()))
    assert all(len(name) <= 31 for name in names) and set(ANSWER_NAMES) <= set(names)


@pytest.mark.parametrize("words", ["pdf", "csv,xls", ""])
def test_an_unknown_format_of_tables_is_one_message_before_any_work(capsys, tmp_path, words):
    done = chainmap(capsys, "run", "euv", "--out", tmp_path / "out", "--tables", words)
    assert (done.code, done.out) == (2, "") and "csv, json, xlsx, parquet" in done.err and done.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("open_file", ["index.html", "map.html", "tables/answers.xlsx", "manifest.json"])
@pytest.mark.parametrize("held", ["old", "new"])
def test_a_result_that_is_open_elsewhere_leaves_all_as_it_was(capsys, monkeypatch, tmp_path, open_file, held):
    folder = tmp_path / "euv"
    assert chainmap(capsys, "run", "euv", "--out", tmp_path, "-q", "--tables", "xlsx,csv", "--lang", "en").code == 0
    kept, replace, refused = files(tmp_path), Path.replace, []

    def locked(self, target):
        if folder / open_file == (self if held == "old" else Path(target)) and not refused:
            refused.append(self)
            raise PermissionError(13, "The process cannot access the file", str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    done = chainmap(capsys, "run", "euv", "--out", tmp_path, "-q", "--tables", "xlsx,json", "--lang", "zh")
    assert done.code == 2 and done.err == (
        f"chainmap: {folder / open_file} cannot be written: is it open in another program? Close it and run again.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["euv"]
    assert files(tmp_path) == kept
    assert chainmap(capsys, "run", "euv", "--out", tmp_path, "-q", "--tables", "xlsx,json", "--lang", "zh").code == 0
    assert files(tmp_path) != kept, "without that program the results are new ones"


def test_a_second_run_leaves_the_same_bytes(capsys, tmp_path):
    cm.write_stack(INDUSTRY, tmp_path / "industry")
    tables = "csv,json,xlsx,parquet"
    for out in ("one", "two", "two"):
        words = ["run", tmp_path / "industry", "--out", tmp_path / out, "-q", "--tables", tables]
        assert chainmap(capsys, *words).code == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_no_order_is_taken_from_a_set(tmp_path):
    cm.write_stack(INDUSTRY, tmp_path / "industry")
    for seed in ("1", "77"):
        words = [
            sys.executable,
            "-m",
            "chainmap",
            "run",
            str(tmp_path / "industry"),
            "--out",
            str(tmp_path / seed),
            "-q",
        ]
        subprocess.run(words, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert files(tmp_path / "1") == files(tmp_path / "77")


def test_runs_from_another_seat_stand_beside_the_first(capsys, tmp_path):
    for words in ([], ["--home", "USA"], ["--home", "eu27"], ["--lens", "origin", "--mode", "use", "--as-of", "2030"]):
        assert chainmap(capsys, "run", "euv", "--out", tmp_path, "-q", *words).code == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"euv", "euv-USA", "euv-eu27", "euv-origin-use-2030"}
    assert chainmap(capsys, "run", "euv", "--out", tmp_path, "-q", "--home", "China", "--lens", "owner").code == 0
    assert {path.name for path in tmp_path.iterdir()} == names, "the stack's own seat, said aloud, is the same run"


def test_homes_have_names_of_their_own():
    stack = cm.bundled("euv")
    members = sorted(viewpoint(stack, home="eu27").home)
    homes = [[], ["CHN"], ["CHN", "JPN"], members, members[:-1], members[:-2]]
    names = [home_name(stack, frozenset(home)) for home in homes]
    assert names[:4] == ["none", "CHN", "CHN+JPN", "eu27"]
    assert len(set(names)) == len(names) and max(map(len, names)) <= 60


def test_files_of_others_survive_and_our_old_ones_go(capsys, tmp_path):
    out = tmp_path / "euv"
    (out / "tables").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("mine")
    (out / "notes.txt").write_text("mine")
    (out / "tables" / "mine.csv").write_text("mine")
    (out / "tables" / "old.csv").write_text("made by an older version")
    listed = {"files": ["tables/old.csv", "../outside.txt", "never-there.html"]}
    (out / "manifest.json").write_text(json.dumps(listed))
    assert chainmap(capsys, "run", "euv", "--out", tmp_path, "-q").code == 0
    assert (out / "notes.txt").read_text() == (out / "tables" / "mine.csv").read_text() == "mine"
    assert (tmp_path / "outside.txt").read_text() == "mine"
    assert not (out / "tables" / "old.csv").exists()


@pytest.mark.parametrize("text", ["", "[]", '{"files": 5}', "not json", '{"files": [1]}', b"\xff"])
def test_a_spoilt_manifest_is_no_obstacle(tmp_path, text):
    made, folder = tmp_path / "made", tmp_path / "euv"
    made.mkdir()
    folder.mkdir()
    (made / "index.html").write_text("new")
    (folder / "manifest.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert free_folder(folder, "euv") == folder
    replace_results(made, folder, cm.bundled("euv"), "euv")
    assert (folder / "index.html").read_text() == "new"
    assert json.loads((folder / "manifest.json").read_text())["files"] == ["index.html"]


@pytest.mark.parametrize(
    ("where", "before"),
    [
        ("chainmap.pages.write_pages", True),
        ("chainmap.pages.write_pages", False),
        ("chainmap.exchange.write_table", True),
    ],
)
def test_an_interrupt_leaves_what_was_there(capsys, monkeypatch, tmp_path, where, before):
    if before:
        chainmap(capsys, "run", "euv", "--out", tmp_path, "-q")
    kept = files(tmp_path)

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(where, interrupted)
    done = chainmap(capsys, "run", "euv", "--out", tmp_path, "-q")
    assert done.code == 130 and "interrupted" in done.err and "Traceback" not in done.err
    assert files(tmp_path) == kept
    assert {path.name for path in tmp_path.iterdir()} == ({"euv"} if before else set())


BROKEN = {
    "unknown id": ("needs.csv", "dependent,input\np,chipp\n"),
    "share above one": ("offers.csv", "offer,component,actor,share\na,chip,tsmc,1.5\n"),
    "unknown column": ("actors.csv", "actor,hqq\nasml,NLD\n"),
    "unknown country": ("actors.csv", "actor,hq\nasml,XXX\n"),
    "owners in a circle": (
        "actors.csv",
        "actor,hq,owner\nasml,NLD,tsmc\ntsmc,TWN,asml\nsamsung,KOR,\nlg,KOR,\nboe,CHN,\n",
    ),
    "an open quotation mark": ("components.csv", 'component,name_en\np,"Product\n'),
    "the wrong encoding": ("components.csv", "component,name_zh\np,断供\n".encode("gb18030")),
    "a binary file": ("components.csv", b"\x00\x01\x02"),
    "settings that are no YAML": ("stack.yaml", "id: [euv\n"),
    "settings with a wrong word": ("stack.yaml", "id: euv\nlens: eyes\n"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_bad_data_is_one_message_no_traceback_and_nothing_written(capsys, tmp_path, copied, broken):
    file, content = BROKEN[broken]
    (copied / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = chainmap(capsys, "run", copied, "--out", tmp_path / "out")
    assert (done.code, done.out) == (2, "")
    assert file in done.err and "Traceback" not in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ASK)
def test_bad_data_is_refused_by_every_question(capsys, copied, name):
    (copied / "needs.csv").write_text("dependent,input\np,chipp\n")
    done = chainmap(capsys, name, copied, *ASK[name])
    assert (done.code, done.out) == (2, "") and "needs.csv:2: input:" in done.err


def test_check_says_all_of_it_with_code_1(capsys, copied):
    (copied / "needs.csv").write_text("dependent,input\np,chipp\nqq,chip\n")
    done = chainmap(capsys, "check", copied)
    assert done.code == 1 and "needs.csv:2" in done.out and "needs.csv:3" in done.out and "2 errors" in done.out
    rows = json.loads(chainmap(capsys, "check", copied, "--format", "json").out)["rows"]
    assert [(row["file"], row["line"], row["column"]) for row in rows if row["level"] == "error"] == [
        ("needs.csv", 2, "input"),
        ("needs.csv", 3, "dependent"),
    ]


@pytest.mark.parametrize("name", ["euv", "metaverse"])
def test_bundled_stacks_pass_the_strict_check(capsys, name):
    done = chainmap(capsys, "check", name, "--strict")
    assert done.code == 0 and "0 errors, 0 warnings" in done.out


def test_check_and_run_agree_on_what_can_be_used(capsys, tmp_path, copied):
    (copied / "evidence.csv").unlink()
    for table in ("actors", "components", "needs", "offers"):
        rows = pd.read_csv(copied / f"{table}.csv", dtype=str).drop(columns="evidence")
        rows.to_csv(copied / f"{table}.csv", index=False)
    assert chainmap(capsys, "check", copied).code == 0
    assert chainmap(capsys, "check", copied, "--strict").code == 1
    assert chainmap(capsys, "run", copied, "--out", tmp_path / "out", "-q").code == 0


def test_a_place_that_cannot_be_written_is_one_message(capsys, tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = chainmap(capsys, "run", "euv", "--out", tmp_path / "file")
    assert done.code == 2 and "Traceback" not in done.err and done.err.count("\n") == 1


def test_no_file_says_where_it_was_made_or_by_whom(capsys, monkeypatch, tmp_path, copied):
    monkeypatch.chdir(tmp_path)
    assert chainmap(capsys, "run", "mine", "--out", "out", "--tables", "csv,json,xlsx,parquet").code == 0
    secrets = [str(tmp_path), str(Path.home()) + "/", str(data_folder().parent)]
    secrets += [name for name in (socket.gethostname(), getpass.getuser()) if len(name) > 5]
    for name, text in files(tmp_path / "out").items():
        for secret in secrets:
            assert secret.encode() not in text, (name, secret)


def test_a_bundled_scenario_that_names_what_is_not_there_is_left_out_and_said(capsys):
    """As of another year or on another basis a bundled stack may lack what a scenario names; Euv lacks nearly all."""
    other = cm.bundled("euv")
    with pytest.raises(InvalidScenario):
        cm.run(other, *read_scenarios(bundled_scenario("fra-deu-engineering-software")))
    runs = _scenario_runs(other, "metaverse")
    told = capsys.readouterr().err
    assert "Scenario fra-deu-engineering-software is left out" in told and "geometric-kernel" in told
    assert "fra-deu-engineering-software" not in {run.scenario.name for run in runs}


@pytest.mark.parametrize("form", ["folder", "sheet"])
def test_ones_own_stack_that_is_called_like_a_bundled_one(capsys, monkeypatch, tmp_path, form):
    """It gets none of the bundled scenarios, and its results stand beside those of the bundled stack."""
    monkeypatch.chdir(tmp_path)
    if form == "folder":
        cm.write_stack(cm.bundled("metaverse"), "metaverse")
        name = "./metaverse"
    else:
        Path("metaverse.csv").write_text("component,supplier,country\nheadset,ASML,NLD\n")
        name = "metaverse.csv"
    assert chainmap(capsys, "run", "metaverse", "-q").code == 0
    bundled = files(tmp_path / "outputs" / "metaverse")
    assert any("scenario-usa-denial" in file for file in bundled)
    done = chainmap(capsys, "run", name, "--lang", "en")
    assert done.code == 0 and "Scenario" not in done.out
    assert files(tmp_path / "outputs" / "metaverse") == bundled
    mine = files(tmp_path / "outputs" / "metaverse-own")
    assert mine and not any("scenario" in file for file in mine)
    source = json.loads(mine["manifest.json"])["source"]
    assert source == {"folder": "metaverse/", "sheet": "metaverse.csv"}[form]
    assert json.loads(bundled["manifest.json"])["source"] == "metaverse"


def test_the_path_of_a_bundled_stack_is_that_stack(capsys, tmp_path):
    for name in ("euv", EUV):
        assert chainmap(capsys, "run", name, "--out", tmp_path, "-q").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["euv"]


def test_sheets_that_get_the_same_id_do_not_replace_each_other(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name, firm in (("CON.csv", "A"), ("😀.csv", "B")):
        Path(name).write_text(f"component,supplier,country\nmagnet,{firm},CHN\n", encoding="utf-8")
    first = chainmap(capsys, "run", "CON.csv", "--lang", "en")
    kept = files(tmp_path / "outputs" / "stack")
    second = chainmap(capsys, "run", "😀.csv", "--lang", "en")
    assert (first.code, second.code) == (0, 0)
    assert "holds the results of another stack" in second.err and "holds the results" not in first.err
    assert files(tmp_path / "outputs" / "stack") == kept
    assert second.out.splitlines()[-1].endswith("/outputs/stack-2/index.html")
    for name in ("CON.csv", "😀.csv"):
        assert chainmap(capsys, "run", name, "-q").code == 0
    assert {path.name for path in (tmp_path / "outputs").iterdir()} == {"stack", "stack-2"}


@pytest.mark.parametrize("words", [["mine", "--out", "."], ["./mine/sub/wind.csv", "--out", "mine"]])
def test_results_never_go_into_a_folder_that_holds_a_stack(capsys, monkeypatch, tmp_path, words):
    monkeypatch.chdir(tmp_path)
    cm.write_stack(
        replace(cm.bundled("euv"), settings=cm.bundled("euv").settings.model_copy(update={"id": "mine"})), "mine"
    )
    Path("mine/sub").mkdir()
    shutil.copy(ROOT / "docs" / "examples" / "wind.csv", "mine/sub")
    if "sub" in words[0]:
        Path("mine/sub").rename("mine/wind")
        words = ["./mine/wind/wind.csv", "--out", "mine"]
    before = files(tmp_path)
    done = chainmap(capsys, "run", *words)
    assert (done.code, done.out) == (2, "") and "Name another folder with --out" in done.err
    assert files(tmp_path) == before


def test_an_answer_whose_limit_is_reached_is_left_out_and_the_rest_is_there(capsys, monkeypatch, tmp_path):
    def too_much(*_, **__):
        raise LimitExceeded("the number of cut sets made on the way", 3_000_000, "at order 1")

    whole = ("headlines", "minimal_cut_sets", "importance")
    for name in whole:
        monkeypatch.setattr(f"chainmap.analysis.answers.{name}", too_much)
    done = chainmap(capsys, "run", "euv", "--out", tmp_path, "--lang", "en")
    assert done.code == 0 and "Traceback" not in done.err
    lines = done.err.splitlines()
    assert len(lines) == 3 and all("reached its limit of 3e+06 at order 1. For one target" in line for line in lines)
    assert "chainmap cuts euv TARGET --max-order 1" in done.err
    made = files(tmp_path / "euv")
    tables = {Path(name).stem for name in made if name.endswith(".csv")}
    assert set(ANSWER_NAMES) - tables == {"headlines", "cut_sets", "importance"}, "no empty table says: nothing"
    assert json.loads(made["manifest.json"])["missing"] == ["headlines", "cut_sets", "importance"]
    assert {"index.html", "map.html", "chokepoints.html"} <= set(made)


def test_pages_whose_limit_is_reached_leave_the_tables(capsys, monkeypatch, tmp_path):
    def too_much(*_, **__):
        raise LimitExceeded("beginnings of routes", 10, "p")

    monkeypatch.setattr("chainmap.pages.write_pages", too_much)
    done = chainmap(capsys, "run", "euv", "--out", tmp_path, "--lang", "en")
    assert done.code == 0 and "pages left out: beginnings of routes" in done.err
    assert done.out.splitlines()[-1] == (tmp_path / "euv" / "tables").as_uri()
    assert "index.html" not in files(tmp_path / "euv") and "tables/levels.csv" in files(tmp_path / "euv")


@pytest.mark.parametrize(("count", "told"), [(500, False), (501, True)])
def test_a_large_stack_is_announced(capsys, monkeypatch, tmp_path, count, told):
    monkeypatch.setattr("chainmap.analysis.answers.answer_all", lambda *_, **__: {})
    monkeypatch.setattr("chainmap.pages.write_pages", lambda *_, **__: [])
    sheet = tmp_path / "large.csv"
    sheet.write_text("component,supplier,country\n" + "".join(f"part {at},f {at},CHN\n" for at in range(count)))
    done = chainmap(capsys, "run", sheet, "--out", tmp_path, "--lang", "en")
    assert done.code == 0, done.err
    assert ("501 components: this may take some minutes" in done.err) == told
