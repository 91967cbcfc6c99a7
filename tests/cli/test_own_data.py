"""``chainmap new`` and ``chainmap export``: what they write works, and they write nowhere else."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

import chainmap as cm
from chainmap.stack import bundled_names, data_folder
from tests.cli.terminal import chainmap

SHEET = "component,supplier,country,needs\nPhone,,,Chip\nChip,Acme,Germany,\nChip,Best,JPN,\n"
FORMS = (["mine"], ["mine.xlsx"], ["mine.csv"], ["mine.xlsx", "--one-sheet"], ["MINE.XLSX"], ["v1.2"])


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    place = tmp_path / "inside"
    place.mkdir()
    (place / "sheet.csv").write_text(SHEET)
    monkeypatch.chdir(place)
    return place


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- new


@pytest.mark.parametrize("words", FORMS, ids=" ".join)
def test_what_the_last_lines_say_works(capsys, here, words):
    """The two commands printed at the end check the new stack and answer its questions."""
    done = chainmap(capsys, "new", *words, "--lang", "en")
    assert done.code == 0, done.err
    *_, check, run = done.out.splitlines()
    assert [line.split()[:2] for line in (check, run)] == [["chainmap", "check"], ["chainmap", "run"]]
    checked = chainmap(capsys, *shlex.split(check)[1:])
    assert checked.code == 0 and " 0 errors" in checked.out and "an example row of the template" in checked.out
    ran = chainmap(capsys, *shlex.split(run)[1:], "--lang", "en")
    assert ran.code == 0, ran.err
    assert "Germany and Japan together can stop Example product" in ran.out


@pytest.mark.parametrize("words", [["mine"], ["mine.xlsx"], ["mine.csv"]], ids=" ".join)
def test_nothing_but_what_was_named_is_written(capsys, here, words):
    before = files(here.parent)
    chainmap(capsys, "new", *words)
    new = set(files(here.parent)) - set(before)
    assert new and all(name == f"inside/{words[0]}" or name.startswith(f"inside/{words[0]}/") for name in new)
    assert {name: data for name, data in files(here.parent).items() if name in before} == before


def test_a_name_with_a_space_is_printed_as_it_must_be_typed(capsys, here):
    done = chainmap(capsys, "new", "my stack.xlsx", "--lang", "en")
    assert done.out.splitlines()[-1].strip() == 'chainmap run "my stack.xlsx"'
    assert cm.read_stack("my stack.xlsx").settings.id == "my-stack"


def test_chinese(capsys, here):
    done = chainmap(capsys, "new", "数据.xlsx", "--lang", "zh")
    assert done.code == 0 and "替换示例行" in done.out and "chainmap run 数据.xlsx" in done.out
    assert cm.read_stack("数据.xlsx").settings.id == "数据"
    chainmap(capsys, "new", "夹", "--lang", "zh")
    assert (here / "夹" / "read-me.txt").read_text(encoding="utf-8").startswith("chainmap 数据")


@pytest.mark.parametrize("target", ["full", "full.xlsx"])
@pytest.mark.parametrize("source", ["sheet.csv", "euv", "folder", "book.xlsx"])
def test_from_any_form_to_the_full_one_keeps_the_digest(capsys, here, source, target):
    if source in ("folder", "book.xlsx"):
        cm.write_stack(cm.bundled("euv"), source)
    done = chainmap(capsys, "new", target, "--from", source, "--lang", "en")
    assert done.code == 0, done.err
    assert "example" not in done.out
    given = cm.bundled("euv") if source == "euv" else cm.read_stack(source)
    assert cm.read_stack(target).digest == given.digest
    assert chainmap(capsys, "check", target).out == f"{target}: 0 errors, 0 warnings\n"
    assert ("note: sheet.csv" in done.err) == (source == "sheet.csv"), "each guess is told"


def test_from_data_with_errors_writes_nothing(capsys, here):
    (here / "sheet.csv").write_text(SHEET.replace("Germany", "Nowhereland"))
    before = files(here)
    done = chainmap(capsys, "new", "full", "--from", "sheet.csv")
    assert done.code == 2 and "Nowhereland" in done.err and "Traceback" not in done.err
    assert files(here) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sheet.csv"], "already there"),
        (["."], "already there"),
        ([""], "has no name"),
        ([" "], "has no name"),
        (["con.xlsx"], "on Windows"),
        (["NUL"], "on Windows"),
        (["com1.tar.csv"], "on Windows"),
        (["no/such/place"], "there is no folder no/such"),
        (["../no/../x/y.xlsx"], "there is no folder"),
        (["sheet.csv/inside"], "there is no folder"),
        (["euv"], "bundled stack"),
        (["mine.xls"], "use mine.xlsx"),
        (["mine.ods"], "use mine.xlsx"),
        (["mine", "--one-sheet"], "mine.xlsx or mine.csv"),
        (["mine.csv", "--from", "euv"], "full form"),
        (["mine.xlsx", "--one-sheet", "--from", "euv"], "full form"),
        (["mine", "--from", "euvv"], "did you mean euv"),
        (["mine", "--lang", "fr"], "en or zh"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_written_is_one_message_and_nothing_changes(capsys, here, words, said):
    before = files(here.parent)
    done = chainmap(capsys, "new", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err and "Traceback" not in done.err, done.err
    assert files(here.parent) == before


# --- export


@pytest.mark.parametrize("name", bundled_names())
def test_export_there_and_back(capsys, here, name):
    for stack, target in ((name, "book.xlsx"), ("book.xlsx", "folder")):
        done = chainmap(capsys, "export", stack, "--out", target)
        assert done.code == 0, done.err
        assert cm.bundled(name).digest[:16] in done.out
    assert cm.read_stack("folder").digest == cm.bundled(name).digest
    bundled = {file: data for file, data in files(data_folder() / name).items() if file.endswith(".csv")}
    assert {file for file in files(here / "folder") if file.endswith(".csv")} == set(bundled)


def test_export_as_of_a_year_and_of_one_basis(capsys, here):
    assert chainmap(capsys, "export", "metaverse", "--as-of", "2025", "-o", "later").code == 0
    assert chainmap(capsys, "export", "metaverse", "--basis", "stated", "-o", "stated.xlsx").code == 0
    assert cm.read_stack("later") == cm.as_of(cm.bundled("metaverse"), 2025) != cm.bundled("metaverse")
    assert cm.read_stack("stated.xlsx") == cm.with_basis(cm.bundled("metaverse"), "stated") != cm.bundled("metaverse")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["euv", "-o", "sheet.csv"], "one sheet cannot hold every table"),
        (["euv", "-o", "euv.pdf"], "use euv.xlsx"),
        (["euv", "-o", "mine.xlsx"], "already there"),
        (["euv", "-o", "."], "already there"),
        (["euv", "-o", "no/such.xlsx"], "there is no folder no"),
        (["euvv", "-o", "x"], "did you mean euv"),
        (["euv"], "--out"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_exported(capsys, here, words, said):
    """A stack of one's own is never replaced, whatever is exported over it."""
    cm.write_stack(cm.bundled("euv"), "mine.xlsx")
    before = files(here.parent)
    done = chainmap(capsys, "export", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err and "Traceback" not in done.err, done.err
    assert files(here.parent) == before
