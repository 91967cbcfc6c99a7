"""Sheets as people really keep them: what would have been read wrongly without a word is refused or said."""

from __future__ import annotations

import pytest

from chainmap.errors import Problem
from chainmap.stack.csv_file import read_text
from chainmap.stack.one_sheet.fields import field_called, is_percent
from chainmap.stack.read import Reading
from tests.stack.sheets import of_csv, of_rows, only, said, stack_of, texts
from tests.stack.test_one_sheet import HEAD, stops

THREE = ("component", "supplier", "country")
SHARE = (*THREE, "share")


def errors(reading: Reading) -> list[Problem]:
    return [found for found in reading.problems if found.level == "error"]


def seats(cell: str) -> set[str]:
    return set(stack_of(of_rows(THREE, ("Chip", "A", cell))).actors[0].hq)


# --- Several suppliers in one cell or in several columns


@pytest.mark.parametrize(
    "cell",
    [
        "LM; TPI; Siemens",
        "LM；TPI；Siemens",
        "LM、TPI、Siemens",
        "LM\nTPI\nSiemens",
        "LM / TPI / Siemens",
        "LM; TPI;\nSiemens;",
    ],
)
def test_several_suppliers_in_one_cell_are_refused(cell: str) -> None:
    problem = only(of_rows(THREE, ("Blade", cell, "Denmark; USA; Germany")))
    assert (problem.cell, problem.text) == ("B2", "the cell names 3 suppliers: LM, TPI, Siemens.")
    assert "one row for each supplier" in problem.remedy


@pytest.mark.parametrize("cell", ["Vestas A/S", "LM;", "Contemporary Amperex Technology Co., Ltd.", "Smith & Sons"])
def test_one_supplier_stays_one(cell: str) -> None:
    reading = of_rows(THREE, ("Blade", cell, "Denmark"))
    assert len(stack_of(reading).actors) == 1
    assert texts(reading, "warning") == []


@pytest.mark.parametrize("cell", ["LM, TPI", "LM/TPI", "LM & TPI", "LM and TPI"])
def test_as_many_names_as_countries_are_doubted(cell: str) -> None:
    assert "could be 2 suppliers" in only(of_rows(THREE, ("Blade", cell, "Denmark; USA")), "warning").text


@pytest.mark.parametrize(
    ("head", "field", "named"),
    [
        ("component,Supplier 1,Supplier 2,country", "supplier", "Supplier 1 and Supplier 2"),
        ("component,supplier,Country 1,Country 2", "country", "Country 1 and Country 2"),
        ("component,company,supplier,country", "supplier", "supplier and company"),
        ("component,Part,supplier,country", "component", "component and Part"),
        ("component,供应商1,供应商2,国家", "supplier", "供应商1 and 供应商2"),
    ],
)
def test_a_second_column_of_suppliers_is_refused(head: str, field: str, named: str) -> None:
    problem = only(of_csv(f"{head}\nMagnet,JL,China,Japan\n"))
    assert (problem.line, problem.text) == (1, f"two columns mean {field}: {named}.")
    assert "one row for each supplier" in problem.remedy


def test_a_second_column_of_something_else_is_a_warning() -> None:
    reading = of_csv("component,supplier,country,share 2023,share 2024\nChip,A,China,0.4,0.3\n")
    warning = only(reading, "warning")
    assert warning.text == "two columns mean share: share 2023 and share 2024; only share 2023 is read."
    assert stack_of(reading).offers[0].share == 0.4


def test_a_model_beside_the_product_that_is_the_component_is_said_not_to_be_used() -> None:
    reading = of_csv("product,model,supplier,country\nChip,X1,A,China\n")
    assert stack_of(reading).components[0].name_en == "Chip"
    assert "columns that are not used: model." in texts(reading, "note")


# --- Percent


@pytest.mark.parametrize(
    "header", ["Share in %", "Share %", "share in percent", "Market share, %", "share pct", "占比%"]
)
def test_headers_of_shares_in_percent(header: str) -> None:
    assert (field_called(header) or ("",))[0] == "share"
    assert is_percent(header)
    reading = of_rows((*THREE, header), ("Chip", "A", "China", "40"))
    assert stack_of(reading).offers[0].share == 0.4


def test_a_header_in_percent_is_always_said_with_what_was_read() -> None:
    reading = of_rows((*THREE, "share (%)"), ("Chip", "A", "China", "40"), ("Chip", "B", "Japan", "25-30"))
    assert "the header says percent; read 25% to 40%." in texts(reading, "note")
    assert texts(reading, "warning") == []


def test_fractions_beside_percent_are_named_with_their_cells() -> None:
    reading = of_rows(
        (*THREE, "share (%)"), ("Chip", "A", "China", "0.6"), ("Chip", "B", "Japan", "40"), ("Chip", "C", "USA", "0.3%")
    )
    assert [row.share for row in stack_of(reading).offers] == [0.006, 0.4, 0.003]
    assert "the header says percent; read 0.3% to 40%." in texts(reading, "note")
    warning = only(reading, "warning")
    assert "0.6 (D2)." in warning.text, "what has its own sign is clear"
    assert warning.remedy == "If 0.6 means 60%, write 60."
    assert "0.6 (row 2)" in only(of_csv("component,supplier,country,share %\nX,A,,0.6\nX,B,,40\n"), "warning").text


def test_a_column_of_percent_without_a_sign_is_one_problem_at_its_header() -> None:
    rows = [("Chip", f"Maker {at}", "China", str(at)) for at in range(2, 42)]
    problem = only(of_rows((*THREE, "Share"), *rows))
    assert (problem.cell, problem.text) == (
        "D1",
        "the numbers look like percent: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 28 more.",
    )
    assert "Rename the header to Share (%)" in problem.remedy


def test_percent_among_fractions_is_refused_cell_by_cell() -> None:
    rows = [("Chip", "A", "China", "0.5"), ("Chip", "B", "Japan", "30"), ("Chip", "C", "USA", "20")]
    assert [found.cell for found in errors(of_rows(SHARE, *rows))] == ["D3", "D4"]


@pytest.mark.parametrize(
    ("header", "one", "two", "total"), [("share", "60%", "50%", "110%"), ("share %", "60", "50.5", "110.5%")]
)
def test_sums_are_said_in_percent_where_the_sheet_says_percent(header: str, one: str, two: str, total: str) -> None:
    problem = only(of_rows((*THREE, header), ("Chip", "A", "China", one), ("Chip", "B", "Japan", two)))
    assert problem.text == f"the shares of Chip add up to {total} at least."


def test_sums_of_fractions_are_fractions() -> None:
    problem = only(of_rows(SHARE, ("Chip", "A", "China", "0.6"), ("Chip", "B", "Japan", "0.5")))
    assert problem.text == "the shares of Chip add up to 1.1 at least."


# --- Suppliers who are not named


@pytest.mark.parametrize(
    "word", ["Others", "other", "Various", "Rest of world", "etc.", "其他", "其它", "等", "(Others)"]
)
def test_others_are_no_firm(word: str) -> None:
    """Others of cells and others of motors are not one firm that could stop both."""
    rows = [("Cells", "CATL", "China", "60%"), ("Cells", word, "", "40%"), ("Motor", word, "Germany", "")]
    reading = of_rows(SHARE, *rows)
    stack = stack_of(reading)
    assert [(row.component, row.actor) for row in stack.offers] == [("Cells", "CATL")]
    assert [row.actor for row in stack.actors] == ["CATL"]
    assert {row.component: (row.supply, row.complete) for row in stack.components} == {
        "Cells": ("offers", "no"),
        "Motor": ("unknown", "no"),
    }
    (note,) = (text for text in texts(reading, "note") if "suppliers who are not named" in text)
    assert note.startswith(f"{word}: ") and "Cells, Motor" in note
    assert "attributed to nobody: Cells 40%." in note
    assert ("country:DEU",) not in stops(stack)


def test_an_owner_called_others_is_not_known() -> None:
    reading = of_csv("component,supplier,country,owner\nChip,A,China,Various\nGlass,B,Japan,Various\n")
    assert {row.owner for row in stack_of(reading).actors} == {None}
    assert said(reading, "note", "2 cells such as ? or n/a")


def test_a_product_assembled_by_others_is_not_safe() -> None:
    reading = of_csv("component,supplier,country,needs\nCar,Others,,Cells\nCells,CATL,China,\n")
    assert {row.component: row.supply for row in stack_of(reading).components} == {"Car": "unknown", "Cells": "offers"}


@pytest.mark.parametrize("word", ["n.a.", "N.N.", "tba", "k.A.", "暂无", "待查"])
def test_more_words_for_not_known(word: str) -> None:
    reading = of_rows(HEAD, ("Chip", word, "", "", word))
    assert stack_of(reading).actors == ()
    assert [row.supply for row in stack_of(reading).components] == ["unknown"]


# --- Countries


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Hong Kong, China", "HKG"),
        ("Hong Kong,China", "HKG"),
        ("Hong Kong，China", "HKG"),
        ("Hong Kong SAR", "HKG"),
        ("Macao, China", "MAC"),
        ("Korea, Rep.", "KOR"),
        ("Korea, South", "KOR"),
        ("Taiwan, China", "TWN"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo, Rep.", "COG"),
        ("DR Congo", "COD"),
        ("Republic of the Congo", "COG"),
    ],
)
def test_one_country_with_a_comma(cell: str, code: str) -> None:
    reading = of_rows(THREE, ("Chip", "A", cell))
    assert stack_of(reading).actors[0].hq == (code,)
    assert not said(reading, "note", "several countries")


@pytest.mark.parametrize("cell", ["Georgia, USA", "USA, Georgia", "Georgia，US", "Hong Kong, PRC", "Puerto Rico, USA"])
def test_a_place_and_its_country_are_not_guessed(cell: str) -> None:
    problem = only(of_rows(THREE, ("Chip", "A", cell)))
    assert problem.cell == "C2"
    assert "could be one place or two countries" in problem.text


def test_with_a_semicolon_it_is_a_list() -> None:
    assert seats("Georgia; USA") == {"GEO", "USA"}


def test_a_list_with_commas_is_said() -> None:
    reading = of_rows(THREE, ("Chip", "A", "Germany, France"), ("Glass", "B", "Japan; USA"))
    assert "read as several countries: Germany, France as DEU and FRA." in texts(reading, "note")


@pytest.mark.parametrize("cell", ["Congo", "congo", "刚果"])
def test_two_countries_are_called_congo(cell: str) -> None:
    problem = only(of_rows(THREE, ("Chip", "A", cell)))
    assert "could be two countries" in problem.text
    assert "COD (DR Congo) or COG (Republic of the Congo)" in problem.remedy


# --- Rows that are none


@pytest.mark.parametrize("word", ["Total", "Subtotal", "Sum", "Grand total", "TOTAL:", "合计", "小计", "总计", "总和"])
def test_a_row_of_totals_is_refused(word: str) -> None:
    problem = only(of_rows(SHARE, ("Chip", "A", "China", "60%"), (word, "", "", "100%")))
    assert (problem.cell, "a row of totals" in problem.text, problem.remedy) == ("A3", True, "Delete the row.")


def test_a_header_that_is_repeated_is_passed_over() -> None:
    head = ("Component", "Supplier", "Country")
    reading = of_rows(
        head, ("Chip", "A", "China"), head, ("Glass", "B", "Japan"), ("component", "SUPPLIER ", "country")
    )
    assert [row.actor for row in stack_of(reading).offers] == ["A", "B"]
    assert "rows that repeat the header are not read: 3, 5." in texts(reading, "note")


# --- Columns that were never separated


@pytest.mark.parametrize(
    ("text", "line", "sign"),
    [
        ("component,supplier,country\nMagnet;JL;China\nBlade;LM;Denmark\n", 2, "semicolons"),
        ("component;supplier;country\nMagnet,JL,China\n", 2, "commas"),
        ('component,supplier,country\n"Magnet,JL,China"\n', 2, "commas"),
        ("component，supplier，country\nMagnet，JL，China\n", 1, "full-width commas"),
        ("组件，供应商，国家\n磁体，金力，中国\n", 1, "full-width commas"),
        ('"component,supplier,country"\n"Magnet,JL,China"\n', 1, "commas"),
    ],
)
def test_a_csv_file_whose_columns_were_not_separated(text: str, line: int, sign: str) -> None:
    problem = errors(of_csv(text))[0]
    assert (problem.line, f"separated by {sign}" in problem.text) == (line, True)
    assert "Text to Columns" in problem.remedy and "CSV UTF-8" in problem.remedy


@pytest.mark.parametrize("sign", [",", ";", "，", "\t"])
def test_a_workbook_whose_rows_stand_in_one_column(sign: str) -> None:
    whole = of_rows((sign.join(THREE),), (sign.join(("Magnet", "JL", "China")),))
    assert (only(whole).cell, "one cell" in only(whole).text) == ("A1", True)
    rows = of_rows(THREE, (sign.join(("Magnet", "JL", "China")),), (sign.join(("Blade", "LM", "Denmark")),))
    assert (only(rows).cell, "(and 1 more)" in only(rows).text) == ("A2", True)
    assert "Data > Text to Columns" in only(rows).remedy


def test_a_component_with_commas_and_without_a_supplier_is_one() -> None:
    rows = [("Cells, NMC, 21700", "", ""), ("Motor", "Bosch", "Germany"), ("Glass", "Fuyao", "China")]
    assert stack_of(of_rows(THREE, *rows)).components[0].name_en == "Cells, NMC, 21700"


@pytest.mark.parametrize(
    ("text", "encoding", "wanted"),
    [
        ("Größe,Österreich,Müller\n", "cp1252", "Windows-1252 (Western)"),
        ("component,supplier,country\nGröße,Müller,Österreich\n", "cp1252", "Windows-1252 (Western)"),
        ("component,supplier,country\nRör,Åkers,Sverige\nProdução,Ação,Brasil\n", "cp1252", "Windows-1252 (Western)"),
        ("component,supplier,country\nCréée,Société,France\n", "cp1252", "Windows-1252 (Western)"),
        ("部件,供应商,国家\n电池,宁德时代,中国\n", "gb18030", "GB18030"),
        ("component,supplier,country\nbattery,CATL宁德,中国\n", "gb18030", "GB18030"),
        ("component,supplier,country\n光刻机（ASML）,上海微电子装备,中国\n", "gb18030", "GB18030"),
    ],
)
def test_which_encoding_a_file_looks_like(text: str, encoding: str, wanted: str) -> None:
    _, problems = read_text(text.encode(encoding), file="x.csv")
    assert f"it looks like {wanted}." in problems[0].text


# --- Many problems, and remarks like formulas


def test_equal_problems_are_one() -> None:
    rows = [("Chip", "A", "China"), *((f"Part {at}", "A", "Japan") for at in range(1000))]
    problem = only(of_rows(THREE, *rows))
    assert problem.cell == "C3"
    assert problem.text == "'A' has another country on row 2: CHN (also rows 4, 5 and 997 more)."


def test_problems_between_rows_have_an_end() -> None:
    rows = [(f"Part {at}", f"Maker {at}", country) for country in ("China", "Japan") for at in range(1200)]
    found = errors(of_rows(THREE, *rows))
    assert len(found) == 1001
    assert sum("more than 1,000 problems" in one.text for one in found) == 1


@pytest.mark.parametrize("text", ["- see annex", "=SUM(A1)", "+49 30 1234 call", "@home"])
@pytest.mark.parametrize("column", ["note", "source", "product"])
def test_a_remark_like_a_formula_is_quoted(column: str, text: str) -> None:
    reading = of_rows((*THREE, column), ("Chip", "A", "China", text))
    stack = stack_of(reading)
    kept = {
        "note": stack.components[0].note_en,
        "source": next((row.title for row in stack.sources if row.title != "mine.xlsx"), None),
        "product": stack.offers[0].product_en,
    }
    assert kept[column] == f"“{text}”"
    assert said(reading, "note", f"put in quotes, because a spreadsheet would run them as formulas: {text}.")


@pytest.mark.parametrize("column", ["supplier", "component", "layer"])
def test_a_name_like_a_formula_stays_refused(column: str) -> None:
    row = {"component": "Chip", "supplier": "A", "country": "China", "layer": "Parts"} | {column: "=1+1"}
    assert "would run it as a formula" in only(of_rows(tuple(row), tuple(row.values()))).text
