"""Every problem at once, with its place and remedy; nothing half-loaded, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.errors import InvalidStack, Problem
from chainmap.schema import columns_of
from chainmap.schema.answers import ProblemRow
from chainmap.stack import check, checks, problems_of, read_stack, validate
from chainmap.stack.csv_file import MAX_BYTES
from chainmap.stack.folder import FILES, Folder
from chainmap.stack.read import read_files
from chainmap.stack.table_file import MAX_PROBLEMS
from tests.stack.cases import CHECKING, READING, STRICT, Case
from tests.stack.files import GOOD, add, spoil, write_files

CASES = (*READING, *CHECKING, *STRICT)


def fits(problem: Problem, case: Case) -> bool:
    return (
        (problem.file, problem.line, problem.column, problem.level) == (case.file, case.line, case.column, case.level)
        and case.text in problem.text
        and case.remedy in problem.remedy
    )


def test_the_good_stack_is_good(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "small")
    assert problems_of(folder, strict=True) == ()
    stack = read_stack(folder, strict=True)
    assert stack.settings.id == "small"
    assert stack.settings.home == ("CHN",)
    assert [offer.share for offer in stack.offers] == [0.6, 0.4]
    assert stack.offers[0].sites == ("USA", "TWN")
    assert stack.needs[1].essential is False
    assert stack.actors[1].owner is None
    assert validate(stack, strict=True) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_is_named(case: Case, tmp_path: Path) -> None:
    folder = write_files(tmp_path / "small", case.files)
    problems = problems_of(folder, strict=case in STRICT)
    found = [problem for problem in problems if fits(problem, case)]
    assert len(found) == 1, "\n".join(map(repr, problems))
    if case.alone:
        assert len(problems) == 1, "one mistake, one message:\n" + "\n".join(map(str, problems))
    if case.level == "error":
        with pytest.raises(InvalidStack) as caught:
            read_stack(folder, strict=case in STRICT)
        assert found[0] in caught.value.problems
        assert all(problem.level == "error" for problem in caught.value.problems)
    else:
        read_stack(folder)


@pytest.mark.parametrize("case", [case for case in CASES if case.by], ids=lambda case: case.name)
def test_the_check_that_is_named_finds_it(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_files(tmp_path / "small", case.files)
    for group in ("CHECKS", "STRICT"):
        others = tuple(one for one in getattr(checks, group) if one.__name__ != case.by)
        monkeypatch.setattr(checks, group, others)
    assert not any(fits(problem, case) for problem in problems_of(folder, strict=True))


def test_every_check_has_a_case() -> None:
    assert {check.__name__ for check in (*checks.CHECKS, *checks.STRICT)} == {case.by for case in CASES} - {""}


def test_all_problems_at_once(tmp_path: Path) -> None:
    spoilt = {
        **spoil("actors.csv", "USA,acme", "Germany,nobody"),
        **spoil("offers.csv", "0.3,0.4,0.5", "0.5,4,0.3"),
        **spoil("components.csv", "Tool,unknown", "Tool,offers"),
        "stack.yaml": "id: small\nlense: owner\n",
    }
    with pytest.raises(InvalidStack) as caught:
        read_stack(write_files(tmp_path / "small", spoilt))
    places = [(problem.file, problem.line, problem.column) for problem in caught.value.problems]
    assert places == [
        ("actors.csv", 2, "hq"),
        ("actors.csv", 2, "owner"),
        ("components.csv", 4, "supply"),
        ("offers.csv", 3, "share"),
        ("offers.csv", 3, "share_low"),
        ("stack.yaml", 2, "lense"),
    ]


def test_an_unreadable_row_is_not_missed_elsewhere(tmp_path: Path) -> None:
    """A row that cannot be read still carries its id, and what hangs on it is not reported too."""
    spoilt = {
        "offers.csv": "offer,component,actor\nacme-chip,chip,\n",
        "needs.csv": "dependent,input\nphone,acme-chip\n",
    }
    problems = problems_of(write_files(tmp_path / "small", spoilt))
    assert [(problem.file, problem.line, problem.column) for problem in problems] == [("offers.csv", 2, "actor")]


def test_a_row_without_an_id_and_without_its_cells(tmp_path: Path) -> None:
    problems = problems_of(write_files(tmp_path / "small", {"actors.csv": GOOD["actors.csv"] + ",\n\x01,x\n"}))
    assert [(problem.file, problem.line) for problem in problems] == [("actors.csv", 5)]


def test_an_unreadable_table_is_not_missed_elsewhere(tmp_path: Path) -> None:
    problems = problems_of(write_files(tmp_path / "small", {"actors.csv": b"\xff\xfe"}))
    assert [problem.file for problem in problems] == ["actors.csv"]


def test_only_the_first_thousand_problems_are_listed(tmp_path: Path) -> None:
    rows = "".join(f"l{row},x,\n" for row in range(MAX_PROBLEMS + 5))
    problems = problems_of(write_files(tmp_path / "small", {"layers.csv": "layer,rank,name_en\nparts,1,\n" + rows}))
    assert len(problems) == MAX_PROBLEMS + 1
    assert any("5 more problems" in problem.text for problem in problems)


def test_only_the_first_thousand_problems_of_a_check_are_listed(tmp_path: Path) -> None:
    rows = "".join(f"o{row},chip,nobody{row},potential\n" for row in range(MAX_PROBLEMS + 5))
    spoilt = {"offers.csv": "offer,component,actor,status\nacme-chip,chip,acme,\n" + rows}
    problems = problems_of(write_files(tmp_path / "small", spoilt))
    assert len(problems) == MAX_PROBLEMS + 1
    assert any("more problems of this kind" in problem.text for problem in problems)


def test_check_is_the_declared_frame(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "small", spoil("actors.csv", "USA", "UK"))
    frame = check(folder)
    assert list(frame.columns) == [column.name for column in columns_of(ProblemRow)]
    assert frame.to_dict("records") == [
        {
            "file": "actors.csv",
            "sheet": None,
            "cell": None,
            "line": 2,
            "column": "hq",
            "level": "error",
            "text": "'UK' is not an ISO 3166 alpha-3 code.",
            "remedy": "Write GBR.",
        }
    ]
    empty = check(write_files(tmp_path / "good"))
    assert len(empty) == 0
    assert list(empty.dtypes) == list(frame.dtypes)
    assert isinstance(empty, pd.DataFrame)


# --- What people have


def test_without_stack_yaml_the_stack_is_called_like_its_folder(tmp_path: Path) -> None:
    stack = read_stack(write_files(tmp_path / "My stack (2026)", {"stack.yaml": None}))
    assert stack.settings.id == "My-stack-2026"
    assert stack.settings.lens == "owner"


def test_components_actors_and_offers_are_enough(tmp_path: Path) -> None:
    few = dict.fromkeys(GOOD) | {
        "components.csv": "component,weight\nchip,1\n",
        "actors.csv": "actor\nacme\n",
        "offers.csv": "offer,component,actor\na,chip,acme\n",
    }
    assert read_stack(write_files(tmp_path / "few", few)).offers[0].status == "active"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_with_and_without_byte_order_mark(encoding: str, tmp_path: Path) -> None:
    files = {name: text.encode(encoding) for name, text in GOOD.items()}
    assert read_stack(write_files(tmp_path / "a", files)) == read_stack(write_files(tmp_path / "b"))


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "GB2312"])
def test_gb18030_when_asked_for(encoding: str, tmp_path: Path) -> None:
    """The encoding is a property of the files, not of the stack: it reads as the same stack."""
    files = {name: text.encode("gb18030") for name, text in GOOD.items()}
    same = read_stack(write_files(tmp_path / "same"))
    assert read_stack(write_files(tmp_path / "option", files), encoding=encoding) == same
    files["stack.yaml"] += f"encoding: {encoding}\n".encode()
    assert read_stack(write_files(tmp_path / "yaml", files)) == same


def test_the_option_comes_before_the_settings(tmp_path: Path) -> None:
    files = {"stack.yaml": GOOD["stack.yaml"] + "encoding: gb18030\n"}
    assert read_stack(write_files(tmp_path / "a", files), encoding="utf-8").actors[1].name_zh == "最好"


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    problems = problems_of(write_files(tmp_path / "a"), encoding="zlib")
    assert ["'zlib' is not read" in problem.text for problem in problems] == [True]


def test_what_a_spreadsheet_leaves_behind(tmp_path: Path) -> None:
    """CRLF, upper case in the header, empty rows and columns at the end, spaces of every kind."""
    text = "\ufeffLayer, RANK ,name_en,,\r\n parts\u3000,1.0,\u00a0Parts ,,\r\n,,,,\r\n\r\n"
    stack = read_stack(write_files(tmp_path / "a", {"layers.csv": text}))
    assert [(row.layer, row.rank, row.name_en) for row in stack.layers] == [("parts", 1, "Parts")]


def test_circles_of_needs_are_allowed(tmp_path: Path) -> None:
    rows = add("needs.csv", "tool,chip,,1,,,yes,,e1", "acme-chip,chip,,1,,,yes,,e1", "phone,acme-chip,x,1,,,yes,,e1")
    assert problems_of(write_files(tmp_path / "a", rows)) == ()


def test_half_a_range_is_fine(tmp_path: Path) -> None:
    assert problems_of(write_files(tmp_path / "a", spoil("offers.csv", "0.3,0.4,0.5", ",,0.5"))) == ()


def test_shares_that_cannot_reach_1_are_fine_where_the_list_is_open(tmp_path: Path) -> None:
    files = {
        **spoil("components.csv", "offers,yes", "offers,no"),
        "offers.csv": "offer,component,actor,share\na,chip,acme,0.2\n",
    }
    assert problems_of(write_files(tmp_path / "a", files)) == ()


# --- What is not a stack


@pytest.mark.parametrize("name", ["nothing", "a" * 5000, "nul\0byte"])
def test_no_such_folder(name: str, tmp_path: Path) -> None:
    problems = problems_of(tmp_path / name)
    assert len(problems) == 1
    assert "a folder of tables, a workbook (.xlsx) or one sheet" in problems[0].remedy


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    file = tmp_path / "stack.pdf"
    file.write_bytes(b"x")
    with pytest.raises(InvalidStack, match=r"stack\.pdf: this is not a folder of tables, a workbook or a CSV sheet"):
        read_stack(file)


def test_a_folder_without_tables(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    assert ["no table of a stack" in problem.text for problem in problems_of(tmp_path)] == [True]


def test_a_table_that_is_a_folder(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "a", {"layers.csv": None})
    (folder / "layers.csv").mkdir()
    assert [(problem.file, problem.text) for problem in problems_of(folder)] == [("layers.csv", "this is not a file.")]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "a", {"layers.csv": None})
    outside = tmp_path / "secret.csv"
    outside.write_text("layer,rank\nsecret,1\n")
    try:
        (folder / "layers.csv").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")
    problems = problems_of(folder)
    assert [problem.file for problem in problems] == ["layers.csv"]
    assert "leads out of the folder" in problems[0].text


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chainmap.stack.folder.MAX_BYTES", 1_000_000)
    problems = problems_of(write_files(tmp_path / "a", {"layers.csv": "x" * 1_000_001}))
    assert [(problem.file, problem.text) for problem in problems] == [("layers.csv", "the file has more than 1 MB.")]
    assert MAX_BYTES == 100_000_000


def test_problems_hold_no_path_of_this_machine(tmp_path: Path) -> None:
    for case in CASES:
        for problem in problems_of(write_files(tmp_path / case.name.replace(" ", "-"), case.files), strict=True):
            assert str(tmp_path) not in str(problem)


# --- Any bytes at all


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, bytes]:
    """The good stack with a few bytes changed, cut or doubled, or a whole file of noise."""
    files = {name: text.encode() for name, text in GOOD.items()}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(FILES))
        data = files.get(name, b"since,table\n")
        at = draw(st.integers(0, len(data)))
        width = draw(st.integers(0, 20))
        noise = draw(
            st.one_of(
                st.binary(max_size=12),
                st.text(max_size=12).map(lambda text: text.encode("utf-8", "replace")),
                st.sampled_from(
                    [b'"', b",", b"\n", b"\r", b";", b"\0", b"\xff", b"&a *a", b"!!x", b"{[", b"1e999", b"-"]
                ),
            )
        )
        files[name] = draw(st.sampled_from([data[:at] + noise + data[at + width :], data[:at], noise]))
    return files


@given(mutated(), st.sampled_from([None, "gb18030", "utf-8", "latin-1"]), st.booleans())
def test_no_bytes_cause_a_traceback(files: dict[str, bytes], encoding: str | None, strict: bool) -> None:
    reading = read_files(Folder("small", files), encoding=encoding, strict=strict)
    errors = [problem for problem in reading.problems if problem.level == "error"]
    assert (reading.stack is None) == bool(errors)
    assert all(problem.text and problem.remedy for problem in reading.problems)
    assert "".join(map(str, reading.problems)).isprintable()
    if reading.stack is not None:
        assert not [problem for problem in validate(reading.stack) if problem.level == "error"]
