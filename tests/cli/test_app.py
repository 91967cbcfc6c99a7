"""The commands as a whole: help, examples that run, exit codes, and what is loaded when."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys

import pytest
import typer

import chainmap as cm
from chainmap.cli.app import app
from chainmap.stack import data_folder
from tests.cli.terminal import ASK, ASKED_OF, chainmap

COMMANDS = typer.main.get_command(app).commands
SCENARIO = COMMANDS["scenario"].commands
LEAVES = {name: one for name, one in COMMANDS.items() if name != "scenario"} | {
    f"scenario {name}": one for name, one in SCENARIO.items()
}
EXAMPLES = {
    name: line.strip().removeprefix("Example: ")
    for name, command in LEAVES.items()
    for line in (command.help or "").splitlines()
    if line.strip().startswith("Example: ")
}


def test_chainmap_alone_says_how_to_begin(capsys):
    done = chainmap(capsys)
    assert done.code == 0
    assert [line.split()[:2] for line in done.out.strip().splitlines()] == [["chainmap", "run"]] * 3


def test_help_groups_the_commands(capsys):
    done = chainmap(capsys, "--help")
    assert done.code == 0
    for word in ("Start", "Ask", "What if", "Data", *COMMANDS):
        assert word in done.out


@pytest.mark.parametrize("name", LEAVES)
def test_help_of_every_command_is_a_sentence_with_an_example(capsys, name):
    done = chainmap(capsys, *name.split(), "--help")
    assert done.code == 0 and "Usage" in done.out
    assert EXAMPLES[name].startswith(f"chainmap {name}")
    assert EXAMPLES[name] in " ".join(done.out.split())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_runs(capsys, monkeypatch, tmp_path, name):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(data_folder() / "euv", tmp_path / "my-industry")
    done = chainmap(capsys, *shlex.split(EXAMPLES[name])[1:])
    assert done.code == 0, done.err
    nothing = name == "trade-criteria" and "no trade figures" in done.err  # no bundled stack has any
    assert done.out.strip() or any(tmp_path.glob("tables.md")) or nothing, "it shows or writes something"
    if "--open" in EXAMPLES[name]:
        assert opened[0].startswith("file:") and opened[0].endswith("/index.html")


def test_the_questions_asked_here_are_all_that_there_are():
    asked = {name for name, command in COMMANDS.items() if getattr(command, "rich_help_panel", None) == "Ask"}
    # No bundled stack has trade figures: tests/cli/test_dependency.py asks one that has.
    assert asked == set(ASK) | {"trade-criteria"}


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
@pytest.mark.parametrize("name", ASK)
def test_every_question_in_every_format(capsys, name, form):
    stack = ASKED_OF.get(name, "euv")
    done = chainmap(capsys, name, stack, *ASK[name], "--format", form, "--lang", "en")
    assert done.code == 0, done.err
    assert done.out.strip()
    if form == "json":
        data = json.loads(done.out)
        assert data["rows"] and data["about"]["stack"] == stack
        assert data["about"]["digest"] == cm.bundled(stack).digest
    if form == "csv":
        assert "," in done.out.splitlines()[0] and len(done.out.splitlines()) > 1
    if form == "md":
        assert done.out.splitlines()[1].startswith("|---|")


@pytest.mark.parametrize("name", [*ASK, "check", "info", "run"])
def test_a_stack_that_is_not_there_is_one_message_with_the_nearest_name(capsys, monkeypatch, tmp_path, name):
    monkeypatch.chdir(tmp_path)
    done = chainmap(capsys, name, "euvv", *ASK.get(name, []))
    assert (done.code, done.out) == (2, "")
    assert "euvv" in done.err and "did you mean euv" in done.err and "Traceback" not in done.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["single-points", "euv", "--by", "firm"], "offer, actor, component, country, bloc"),
        (["single-points", "euv", "dispaly"], "display"),
        (["single-points", "euv", "--lens", "eyes"], "owner"),
        (["single-points", "euv", "--lens", "label", "--home", "USA"], "label"),
        (["single-points", "euv", "--mode", "war"], "supply"),
        (["single-points", "euv", "--home", "Chian"], "China"),
        (["available", "euv", "country:NLD"], "component"),
        (["available", "euv", "-d", "ASMLL"], "asml"),
        (["explain", "euv", "nobody-at-all"], "nobody-at-all"),
        (["levels", "euv", "--assume", "half"], "equal"),
        (["concentration", "euv", "--by", "region"], "owner"),
        (["coverage", "euv", "--format", "xls"], "csv, json, md"),
        (["coverage", "euv", "--out", "x.xls"], ".csv"),
        (["coverage", "euv", "--lang", "fr"], "en or zh"),
        (["coverage", "euv", "--basis", "rumour"], "stated"),
        (["coverage", "euv", "--as-of", "1990"], "2022"),
        (["coverage", "euv", "--out", "no/such/folder/x.csv"], "there is no folder"),
        (["coverage", "euv", "--as-of", "soon"], "--as-of"),
        (["coverage"], "Missing argument"),
        (["coverag", "euv"], "coverag"),
        (["coverage", "euv", "--colour", "red"], "--colour"),
        (["tables", "--format", "csv"], "md"),
        (["scenario", "run", "usa-denail"], "usa-denial"),
        (["scenario", "run", "usa-denial", "--stack", "euv", "--lang", "fr"], "fr"),
        (["run", "euv", "--home", "Chian"], "China"),
    ],
)
def test_a_wrong_question_is_one_message_and_code_2(capsys, monkeypatch, tmp_path, words, said):
    monkeypatch.chdir(tmp_path)
    done = chainmap(capsys, *words)
    assert done.code == 2
    assert said in done.err, done.err
    assert "Traceback" not in done.err + done.out
    assert not [path for path in tmp_path.rglob("*") if path.is_file()], "nothing is written"


def test_asking_home_to_deny_itself_is_noted(capsys):
    done = chainmap(capsys, "available", "euv", "-d", "country:CHN", "--lang", "en")
    assert done.code == 0 and "China is home and does not deny itself" in done.err
    assert "Note" not in chainmap(capsys, "available", "euv", "-d", "country:NLD", "--lang", "en").err


def test_an_answer_is_the_same_from_python_and_from_the_command_line(capsys):
    done = chainmap(capsys, "single-points", "euv", "--by", "actor", "--home", "eu27", "-f", "json")
    rows = json.loads(done.out)["rows"]
    table = cm.single_points_of_failure(cm.bundled("euv"), by="actor", home="eu27")
    assert [tuple(row["members"]) for row in rows] == table.members.tolist()
    assert json.loads(done.out)["about"] | {"by": "actor", "home": "eu27"} == json.loads(done.out)["about"]


def test_languages(capsys):
    chinese = chainmap(capsys, "available", "euv", "-d", "country:NLD", "--lang", "zh").out
    english = chainmap(capsys, "available", "euv", "-d", "country:NLD", "--lang", "en").out
    assert "产品" in chinese and "Product" not in chinese
    assert "Product" in english and "产品" not in english


def test_an_answer_goes_to_a_file_whole(capsys, tmp_path):
    file = tmp_path / "answer.csv"
    done = chainmap(capsys, "coverage", "euv", "--out", file)
    assert (done.code, done.out) == (0, "") and "4 rows" in done.err
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in tmp_path.iterdir()] == ["answer.csv"], "no half-written file is left"


def test_nothing_found_is_said(capsys):
    done = chainmap(capsys, "single-points", "euv", "display")
    assert done.code == 0 and "Nobody is known to stop it alone." in done.err
    assert "Nothing listed" in chainmap(capsys, "substitutes", "euv", "ASML").err


def test_info_counts_what_there_is(capsys):
    done = chainmap(capsys, "info", "euv", "--lang", "en")
    lines = {line[:17].strip(): line[18:] for line in done.out.splitlines()}
    assert lines["targets"] == "Product" and lines["home, lens, mode"] == "China, owner, supply"
    assert lines["offers"] == "5 by 5 actors" and lines["needs"].startswith("3;")


def test_tables_describes_every_column(capsys):
    text = chainmap(capsys, "tables").out
    assert all(word in text for word in ("components", "min_quality", "headroom", "evidence"))


def test_python_dash_m_is_the_command_line():
    done = subprocess.run(
        [sys.executable, "-m", "chainmap", "info", "euv"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and "targets" in done.stdout


def test_help_loads_no_heavy_library():
    heavy = ("pandas", "numpy", "networkx", "pydantic", "scipy", "pyvis", "jinja2", "ruamel", "pycountry")
    script = f"""
import sys
from chainmap.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
sys.stderr.write(" ".join(name for name in {heavy} if name in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "" and "Usage" in done.stdout


def test_a_reader_that_stops_reading_is_no_error():
    words = [sys.executable, "-m", "chainmap", "levels", "metaverse", "-d", "country:USA", "-f", "csv"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asked:
        asked.stdout.readline()
        asked.stdout.close()
        said = asked.stderr.read().decode()
        asked.wait()
    assert "Traceback" not in said and "Exception" not in said, said


@pytest.mark.parametrize("spelling", ["--help", "-h"])
def test_both_spellings_of_help(capsys, spelling):
    assert chainmap(capsys, "levels", spelling).code == 0
