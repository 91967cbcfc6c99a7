"""The tables of the metaverse stack hold what the white paper says, and say which of it is not from the paper."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

import chainmap as cm
from chainmap.schema import TABLES
from chainmap.stack import data_folder
from tests.data import paper

FOLDER = data_folder() / "metaverse"
PAPER = "whitepaper-2022"
EXCEPTIONS = Path(__file__).parent / "paper_names_exceptions.csv"
CHINESE = re.compile(f"[{paper.CHINESE}]")


@cache
def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a table as they stand in the file."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def text(shared: Path) -> str:
    return (shared / "source" / "metaverse-whitepaper-2022.txt").read_text(encoding="utf-8")


TABLES_HERE = sorted(path.stem for path in FOLDER.glob("*.csv"))
CLAIMS = {row["evidence"]: row for row in rows("evidence")}
CITING = [(table, row) for table in TABLES_HERE for row in rows(table) if table != "evidence" and "evidence" in row]


def cited(row: dict[str, str]) -> list[str]:
    return [one.strip() for one in row["evidence"].split(";") if one.strip()]


def named(table: str, row: dict[str, str]) -> str:
    return f"{table}: {' '.join(list(row.values())[:3])}"


# --- The tables themselves


@pytest.mark.parametrize("name", ["metaverse", "euv"])
def test_the_strict_check_finds_nothing(name):
    problems = cm.check(data_folder() / name, strict=True)
    assert problems.empty, problems.to_string()


@pytest.mark.parametrize("table", TABLES_HERE)
def test_files_are_plain(table):
    raw = (FOLDER / f"{table}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n")
    assert table in TABLES and "\u00a0" not in raw.decode("utf-8")


def test_both_languages_everywhere():
    missing = []
    for table in TABLES_HERE:
        for row in rows(table):
            pairs = [column for column in row if f"{column[:-3]}_zh" in row and column.endswith("_en")]
            for english in pairs:
                chinese = f"{english[:-3]}_zh"
                if bool(row[english].strip()) != bool(row[chinese].strip()) or CHINESE.search(row[english]):
                    missing.append((named(table, row), english))
                if english in ("name_en", "claim_en", "product_en") and not row[english].strip():
                    missing.append((named(table, row), english))
                if english in ("claim_en", "note_en") and row[chinese] and not CHINESE.search(row[chinese]):
                    missing.append((named(table, row), chinese))
    assert missing == []
    settings = cm.bundled("metaverse").settings
    assert settings.title_en and settings.title_zh and CHINESE.search(settings.title_zh)


def test_domestic_actors_have_their_region():
    """The paper has a whole part on cities; a firm at home without one says so in its evidence."""
    without = {row["actor"] for row in rows("actors") if row["hq"] == "CHN" and not row["region"]}
    assert len(without) <= 6, without


# --- Claims


def test_every_evidence_id_resolves_and_every_claim_is_used():
    used = {one for _, row in CITING for one in cited(row)}
    assert used - CLAIMS.keys() == set()
    assert CLAIMS.keys() - used == set()
    assert [named(table, row) for table, row in CITING if not cited(row)] == []


def test_every_claim_has_its_basis_and_place():
    wrong = []
    for name, row in CLAIMS.items():
        on_paper = row["source"] == PAPER
        if row["basis"] in ("stated", "implied") and not (on_paper and paper.lines(row["locator"])):
            wrong.append((name, "stated or implied, but without a line of the paper"))
        if row["basis"] == "inferred" and not on_paper:
            wrong.append((name, "inferred from what?"))
        if row["basis"] == "assumption" and row["source"] != "authors":
            wrong.append((name, "an assumption of somebody else"))
        if row["basis"] == "public" and (on_paper or row["source"] == "authors"):
            wrong.append((name, "public, but from the paper or from ourselves"))
    assert wrong == []


def test_what_a_claim_supports_is_a_column_of_a_row_that_cites_it():
    columns: dict[str, set[str]] = {}
    for table, row in CITING:
        for one in cited(row):
            columns.setdefault(one, set()).update(TABLES[table].model_fields)
    wrong = {
        (name, column)
        for name, row in CLAIMS.items()
        for column in filter(None, row["supports"].split(";"))
        if column not in columns[name]
    }
    assert wrong == set()


def test_locators_name_a_heading_and_lines_of_the_paper(text):
    printed = text.splitlines()
    wrong = []
    for name, row in CLAIMS.items():
        if row["source"] != PAPER:
            continue
        match = re.fullmatch(r'part [1-4], "(?P<heading>.+)", L\d+(-\d+)?(, L\d+(-\d+)?)*', row["locator"])
        at = paper.lines(row["locator"])
        if not match or not at or max(at) > len(printed):
            wrong.append((name, row["locator"]))
        elif not any(printed[line - 1].strip() for line in at):
            wrong.append((name, "empty lines"))
        elif not any(match["heading"] in line.replace("\t", "") for line in printed):
            wrong.append((name, "no such heading"))
    assert wrong == []


def test_figures_that_are_stated_are_printed_on_the_line(text):
    """Facts and specs of stated basis carry the number that the paper prints where the claim points."""
    printed = text.splitlines()
    numbers = {"facts": ("low", "value", "high"), "specs": ("low", "high")}
    checked, absent = 0, []
    for table, columns in numbers.items():
        for row in rows(table):
            stated = [CLAIMS[one] for one in cited(row) if CLAIMS[one]["basis"] == "stated"]
            where = "\n".join(printed[line - 1] for claim in stated for line in paper.lines(claim["locator"]))
            for column in columns if stated else ():
                checked += bool(row[column])
                if row[column] and not paper.printed(float(row[column]), where):
                    absent.append((named(table, row), row[column]))
    assert absent == [] and checked >= 60


def test_shares_are_never_stated():
    """The charts were lost: what shares there are come from named public sources, as ranges with their year."""
    for row in rows("offers"):
        if row["share"]:
            assert row["share_year"] and {"public"} & {CLAIMS[one]["basis"] for one in cited(row)}, row["offer"]


def test_numbers_in_stated_claims_are_printed_on_the_line(text):
    printed, absent = text.splitlines(), []
    number = re.compile(r"(?<![\w.-])(\d[\d,]*(?:\.\d+)?)(?![\dA-Z]) ?(billion|million|亿|万)?")
    scale = {"": 1.0, "billion": 1e9, "million": 1e6, "亿": 1e8, "万": 1e4}
    for name, row in CLAIMS.items():
        if row["basis"] != "stated":
            continue
        where = "\n".join(printed[line - 1] for line in paper.lines(row["locator"]))
        for column in ("claim_en", "claim_zh"):
            for figure, size in number.findall(row[column]):
                value = float(figure.replace(",", "")) * scale[size]
                if not paper.printed(value, where):
                    absent.append((name, column, figure))
    assert absent == []


def test_no_sentence_of_the_paper_is_reproduced(text):
    """No run of 16 Chinese characters is shared, but titles, headings in locators, and names of firms."""
    of_paper = paper.runs(text)
    titles = {"evidence": ("locator",), "policies": ("name_zh",), "sources": ("title", "publisher")}
    shared_runs = [
        (named(table, row), column, found)
        for table in TABLES_HERE
        for row in rows(table)
        for column, cell in row.items()
        if column not in titles.get(table, ())
        for found in sorted(paper.runs(cell) & of_paper)[:1]
    ]
    assert shared_runs == []
    allowed = {
        run for row in (*rows("policies"), *rows("sources")) for cell in row.values() for run in paper.runs(cell)
    }
    root = data_folder().parent
    for file in (FOLDER / "README.md", root / "docs" / "reading-metaverse.md", FOLDER / "stack.yaml"):
        if file.is_file():
            assert paper.runs(file.read_text(encoding="utf-8")) & of_paper <= allowed, file.name


# --- Names


def test_every_name_of_the_paper_is_found_or_excused(text):
    stack = cm.bundled("metaverse")
    keys = paper.keys_of(
        cell
        for row in (*stack.components, *stack.actors, *stack.offers)
        for field in ("component", "actor", "offer", "name_en", "name_zh", "product_en", "product_zh")
        for cell in (getattr(row, field, None),)
        if cell
    ) | paper.keys_of(alias for row in stack.actors for alias in row.aliases)
    excused = paper.exceptions(EXCEPTIONS)
    found = paper.names(text)
    assert len(found) >= 290
    lost = [(name, line) for name, line in found if not paper.resolves(name, keys) and paper.key(name) not in excused]
    assert lost == []
    first: dict[str, int] = {}
    for name, line in found:
        first.setdefault(paper.key(name), line)
    stale = {name for name in excused if name not in first or paper.resolves(name, keys)}
    assert stale == set(), "these need no exception any more"
    assert {name: line for name, (line, _) in excused.items() if line != first[name]} == {}
    assert all(len(reason) >= 4 for _, reason in excused.values())


def test_rows_that_a_reason_points_to_exist():
    ids = {row[column] for table, column in KEYS.items() for row in rows(table)} | {"rate", "latency", "reliability"}
    for _, reason in paper.exceptions(EXCEPTIONS).values():
        for group in re.findall(
            r"\b(?:components?|claims?|offers?|product of|layer) ([a-z0-9, -]+?)(?: and others)?$", reason
        ):
            for one in re.split(r", | and ", group):
                assert one in ids, (reason, one)


KEYS = {"components": "component", "actors": "actor", "offers": "offer", "evidence": "evidence", "layers": "layer"}

MISPRINTS = [
    ("比科", 165, "actors", "superpix", "k-superpix"),
    ("科尼尔", 137, "components", "5g-service", "k-kearney"),
    ("黄浦区", 496, "policies", "guangzhou-huangpu", "k-huangpu"),
    ("EFLPOS", 222, "components", "ai-computing", "k-efplos"),
    ("超写实数字物", 285, "offers", "xiangxin-creation", "k-digital-thing"),
    ("Sense1", 181, "actors", "sensel", "k-sensel"),
    ("sales force", 242, "actors", "salesforce", "k-salesforce"),
    ("流转运输", 103, "components", "low-delay-streaming", "k-streaming-misprint"),
    ("移动链接", 97, "components", "mobile-wifi-handover", "k-mobile-misprint"),
    ("2003年", 302, "offers", "parasolid", "k-ugs-2007"),
    ("LUFTMY", 209, "actors", "luftmy", "k-luftmy"),
    ("Dassault", 305, "actors", "open-cascade", "k-occt"),
    ("Synchron", 430, "actors", "synchron", "k-synchron-twice"),
    ("马斯克收购", 425, "actors", "neuralink", "k-neuralink"),
]


@pytest.mark.parametrize(("printed", "line", "table", "row", "claim"), MISPRINTS, ids=[one[4] for one in MISPRINTS])
def test_slips_are_corrected_by_a_claim_of_their_own(text, printed, line, table, row, claim):
    assert printed in text.splitlines()[line - 1]
    assert CLAIMS[claim]["basis"] == "public"
    (found,) = [one for one in rows(table) if next(iter(one.values())) == row]
    assert claim in cited(found)


@pytest.mark.parametrize(
    "printed", ["比科", "Sense1", "sales force", "LUFTMY", "广州勒夫迈", "微软小冰", "UGS", "MATRA"]
)
def test_printed_forms_stay_findable(printed):
    answer = cm.available(cm.bundled("metaverse"), deny=[printed])
    assert not answer.empty


# --- The model behind the answers


def test_what_is_beyond_the_paper_is_marked():
    """A component that rests on no claim about the paper is beyond it."""
    for row in rows("components"):
        if not any(CLAIMS[one]["source"] == PAPER for one in cited(row)):
            assert row["beyond_source"] == "yes", row["component"]


def test_qualities_and_months_are_ranges_with_a_reason():
    """They are assumptions: each says so, and none is bare."""
    for row in rows("offers"):
        bases = {CLAIMS[one]["basis"] for one in cited(row)}
        if row["quality"] or row["quality_low"]:
            assert {"assumption", "implied"} & bases or row["quality"] == "1", row["offer"]
        if row["lead_months"]:
            assert row["lead_months_low"] and row["lead_months_high"] and row["status"] == "potential", row["offer"]
    for row in rows("switches"):
        assert row["months_low"] and row["months_high"], named("switches", row)
        assert {CLAIMS[one]["basis"] for one in cited(row)} & {"assumption", "public"}


def test_lists_are_complete_only_where_a_source_says_so():
    stack = cm.bundled("metaverse")
    complete = {row.component: row.evidence for row in stack.components if row.complete == "yes"}
    assert set(complete) == {"euv-lithography", "lithography-immersion"}
    assert all(any(CLAIMS[one]["basis"] == "public" for one in evidence) for evidence in complete.values())


def test_targets_weigh_the_same_by_assumption():
    stack = cm.bundled("metaverse")
    targets = [row for row in stack.components if row.weight is not None]
    assert len(targets) == 17 and {row.weight for row in targets} == {1}
    assert all("as-equal-weights" in row.evidence for row in targets)
    assert {row.component for row in stack.components if row.layer == "application"} - {
        row.component for row in targets
    } == {"surgical-robot", "industrial-robot"}
