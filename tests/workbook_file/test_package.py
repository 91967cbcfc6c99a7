"""Files that are no sound workbooks: each is refused with one message and a remedy, and none can do harm."""

from __future__ import annotations

import io
import random
import re
import struct
import tracemalloc
import zipfile

import pytest

from chainmap.errors import Problem
from chainmap.workbook_file import package, read, read_workbook, scan
from tests.workbook_file.parts import NS, PLAIN, book, cell, pack, parts, relations, sheet, strings, tab, workbook

SAVE_AGAIN = "Open the file in a spreadsheet program and save it again as .xlsx."
COPY = "Take another copy of it."
SAVE_TABLES = "Save the tables as .xlsx."
NO_PASSWORD = "Save it without a password."
NO_MACROS = "Save it as .xlsx, which has none."
AS_XLSX = "Open it and save it as .xlsx."
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(data: bytes) -> Problem:
    found = read_workbook(data, file="a.xlsx")
    assert found.sheets == ()
    (problem,) = found.problems
    assert problem.level == "error"
    assert problem.remedy.endswith(".")
    return problem


def changed(old: bytes, **parts_changed: str | bytes) -> bytes:
    """Add or replace parts of a sound workbook."""
    with zipfile.ZipFile(io.BytesIO(old)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()} | parts_changed)


SOUND = workbook(PLAIN)
TYPES = parts(sheet(PLAIN))["[Content_Types].xml"]


def test_the_sound_one_is_read() -> None:
    assert read_workbook(SOUND, file="a.xlsx").sheets[0].rows == ((1, ("1",)),)


IN_SHEET = "the file is damaged: in its part xl/worksheets/sheet1.xml"
MACRO_TYPES = str(TYPES).replace("openxmlformats-officedocument.spreadsheetml.sheet", "ms-excel.sheet.macroEnabled")
LETTER_TYPES = str(TYPES).replace("spreadsheetml", "wordprocessingml")
NO_LIST = "it cannot be read (Cell string index not found in shared strings table)."


@pytest.mark.parametrize(
    ("data", "text", "remedy"),
    [
        (b"", "the file is empty.", COPY),
        (b"actor,share\r\nasml,0.9\r\n", "this is not an .xlsx workbook.", SAVE_TABLES),
        (bytes(1000), "this is not an .xlsx workbook.", SAVE_TABLES),
        (SOUND[: len(SOUND) // 2], "the file is cut off or damaged.", COPY),
        (b"PK\x03\x04", "the file is cut off or damaged.", COPY),
        (CFB + "Workbook".encode("utf-16-le"), "this is a workbook in the old format .xls.", AS_XLSX),
        (CFB + "EncryptedPackage".encode("utf-16-le"), "the file is locked with a password.", NO_PASSWORD),
        (pack({"xl/workbook.bin": b""}), "this is a binary workbook (.xlsb).", AS_XLSX),
        (pack({"mimetype": b"application/..."}), "this is an OpenDocument file, such as .ods.", AS_XLSX),
        (pack({"notes.txt": "hello"}), "this is a zip file and not an .xlsx workbook.", SAVE_TABLES),
        (
            changed(SOUND, **{"[Content_Types].xml": LETTER_TYPES}),
            "this is not a workbook but another kind of document.",
            SAVE_TABLES,
        ),
        (changed(SOUND, **{"[Content_Types].xml": MACRO_TYPES}), "the workbook holds macros.", NO_MACROS),
        (changed(SOUND, **{"xl/vbaProject.bin": b"x"}), "the workbook holds macros.", NO_MACROS),
        (changed(SOUND, **{"custom/VBAPROJECT.BIN": b"x"}), "the workbook holds macros.", NO_MACROS),
        (changed(SOUND, **{"xl/macrosheets/sheet1.xml": b"x"}), "the workbook holds macros.", NO_MACROS),
        (changed(SOUND, **{"XL/WORKBOOK.XML": b"x"}), "the file holds two parts of the same name.", SAVE_AGAIN),
        (
            changed(SOUND, **{"_rels/.rels": relations(("r", "officeDocument", "xl/none.xml"))}),
            "the file has no workbook in it.",
            SAVE_AGAIN,
        ),
        (
            changed(SOUND, **{"xl/workbook.xml": "<workbook>"}),
            "the file is damaged: its part xl/workbook.xml is not valid XML (no element found).",
            SAVE_AGAIN,
        ),
        (
            changed(SOUND, **{"xl/styles.xml": "<styleSheet"}),
            "the file is damaged: its part xl/styles.xml is not valid XML (unclosed token).",
            SAVE_AGAIN,
        ),
        (
            workbook('<row r="1"><c r="A1"><v>1</v></row>'),
            "the file is damaged: its part xl/worksheets/sheet1.xml is not valid XML (mismatched tag).",
            SAVE_AGAIN,
        ),
        (
            workbook("<v>1</v>"),
            "the file is damaged: its part xl/worksheets/sheet1.xml has a value outside of a cell.",
            SAVE_AGAIN,
        ),
        (workbook("<row><c><v>1</v></c></row>"), f"{IN_SHEET} a cell has no address.", SAVE_AGAIN),
        (workbook('<row><c r="1A"><v>1</v></c></row>'), f"{IN_SHEET} '1A' is no address of a cell.", SAVE_AGAIN),
        (workbook('<row><c r="A01"><v>1</v></c></row>'), f"{IN_SHEET} 'A01' is no address of a cell.", SAVE_AGAIN),
        (workbook('<row><c r="ZZZ1"><v>1</v></c></row>'), f"{IN_SHEET} 'ZZZ1' is no address of a cell.", SAVE_AGAIN),
        (workbook("<row>" + cell("A1", "<v>7</v>", "s") + "</row>", shared=strings("<t>a</t>")), NO_LIST, SAVE_AGAIN),
    ],
)
def test_refused_files(data: bytes, text: str, remedy: str) -> None:
    problem = refused(data)
    assert (problem.text, problem.remedy) == (text, remedy)


@pytest.mark.parametrize("part", sorted(parts(sheet(PLAIN), shared=strings())))
@pytest.mark.parametrize(
    ("trick", "word"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', "<!DOCTYPE"),
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', "<!ENTITY"),
        ("<!-- x -->", "<!--"),
        ("<?x y?>", "<?"),
    ],
)
def test_declarations_are_refused_in_every_part(part: str, trick: str, word: str) -> None:
    found = parts(sheet(PLAIN), shared=strings("<t>a</t>"))
    declaration, _, rest = str(found[part]).partition("?>")
    for content in (f"{declaration}?>{trick}{rest}", f"{declaration}?>{rest}{trick}"):
        problem = refused(pack(found | {part: content}))
        assert problem.text == f"its part {part} holds {word}, which no spreadsheet program writes."
        assert problem.remedy == SAVE_AGAIN


def test_a_declaration_across_two_pieces_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the length of the pieces, also where "<" ends one and "!" begins the next."""
    content = sheet(PLAIN) + "<!-- x -->"
    for size in (1, 2, 7, len(content) - 9, len(content) - 8):
        monkeypatch.setattr("chainmap.workbook_file.container.CHUNK", size)
        assert refused(pack(parts(content))).text.endswith("writes.")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_only_utf_8_is_read(encoding: str) -> None:
    content = sheet(PLAIN).replace("UTF-8", encoding).encode(encoding)
    problem = refused(changed(SOUND, **{"xl/worksheets/sheet1.xml": content}))
    assert problem.text == "its part xl/worksheets/sheet1.xml is not UTF-8 text."
    assert problem.remedy == SAVE_AGAIN


def test_a_byte_order_mark_is_no_harm() -> None:
    data = changed(SOUND, **{"xl/worksheets/sheet1.xml": b"\xef\xbb\xbf" + sheet(PLAIN).encode()})
    assert read_workbook(data, file="a.xlsx").sheets[0].rows == ((1, ("1",)),)


def test_what_is_not_read_does_no_harm() -> None:
    """Links to other files, pivot caches, pictures, a theme: not even unpacked."""
    odd = {
        "xl/externalLinks/externalLink1.xml": "<!DOCTYPE x>",
        "xl/media/image1.png": b"\x89PNG",
        "xl/pivotCache/x.xml": "<",
    }
    assert read_workbook(changed(SOUND, **odd), file="a.xlsx").problems == ()


# --- Names and kinds of sheets


def test_two_sheets_of_one_name() -> None:
    found = parts(sheet(PLAIN), sheet(PLAIN))
    found["xl/workbook.xml"] = book(tab("Offers", 1), tab("offers", 2))
    problem = refused(pack(found))
    assert problem.text == "two sheets have the same name: 'Offers' and 'offers'."
    assert problem.remedy == "Rename one of them."


def test_charts_only() -> None:
    found = parts(sheet(PLAIN))
    found["xl/_rels/workbook.xml.rels"] = relations(("rId1", "chartsheet", "chartsheets/sheet1.xml"))
    problem = refused(pack(found))
    assert (problem.text, problem.remedy) == ("the workbook has no worksheet.", "Put the tables on a worksheet.")


def test_a_chart_beside_a_sheet_is_passed_over() -> None:
    found = parts(sheet(PLAIN), sheet(PLAIN))
    rels = str(found["xl/_rels/workbook.xml.rels"])
    found["xl/_rels/workbook.xml.rels"] = rels.replace("worksheet", "chartsheet", 1)
    assert [one.name for one in read_workbook(pack(found), file="a.xlsx").sheets] == ["Sheet2"]


def test_a_missing_sheet_is_named() -> None:
    found = parts(sheet(PLAIN))
    del found["xl/worksheets/sheet1.xml"]
    assert (
        str(refused(pack(found)))
        == f"a.xlsx, sheet Sheet1: the file is damaged: the sheet is listed and missing. {SAVE_AGAIN}"
    )


def test_too_many_sheets() -> None:
    found = parts(*[sheet("")] * 201)
    assert refused(pack(found)).text == "the workbook has more than 200 sheets."
    del found["xl/worksheets/sheet201.xml"]
    found["xl/workbook.xml"] = book(*(tab(f"Sheet{n}", n) for n in range(1, 201)))
    assert len(read_workbook(pack(found), file="a.xlsx").sheets) == 200


def test_parts_under_other_names_are_followed() -> None:
    """The workbook is where the relations say, in any case and with any kind of slash."""
    found = parts(sheet(PLAIN))
    found["_rels/.rels"] = relations(("r", "officeDocument", "/xl/book.xml"))
    found["xl/book.xml"] = found.pop("xl/workbook.xml")
    found["xl/_rels/book.xml.rels"] = relations(("rId1", "worksheet", "..\\Data\\One.XML"))
    found["data/one.xml"] = found.pop("xl/worksheets/sheet1.xml")
    assert read_workbook(pack(found), file="a.xlsx").sheets[0].rows == ((1, ("1",)),)


# --- Zips that are made to hurt


def directory_changed(data: bytes, offset: int, form: str, value: int) -> bytes:
    """Change one field in every entry of the zip's directory (offsets as in APPNOTE 4.3.12)."""
    spoilt = bytearray(data)
    for found in re.finditer(b"PK\x01\x02", data):
        struct.pack_into(form, spoilt, found.start() + offset, value)
    return bytes(spoilt)


@pytest.mark.parametrize(
    ("offset", "form", "value", "text"),
    [
        (8, "<H", 1, "parts of the file are locked with a password."),
        (10, "<H", 14, "the file is packed in a way that no spreadsheet program uses."),
        (24, "<I", 0x7FFFFFFF, "the file unpacks to more than 300 MB."),
        (42, "<I", 0, "parts of the file overlap."),
        (16, "<I", 1, "the file is damaged (Bad CRC-32 for file '[Content_Types].xml')."),
        (24, "<I", 40, "the file is damaged (Bad CRC-32 for file '[Content_Types].xml')."),
    ],
)
def test_spoilt_directories(offset: int, form: str, value: int, text: str) -> None:
    assert refused(directory_changed(SOUND, offset, form, value)).text == text


def test_too_many_parts() -> None:
    many = pack(parts(sheet(PLAIN)) | {f"x/{n}": b"" for n in range(5_001)})
    assert refused(many).text == "the file has more than 5,000 parts."


def test_bombs_are_refused_in_little_memory() -> None:
    """A part of 310 MB that packs to 300 kB, declared honestly, and one that declares only 1 MB of its 100."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts(sheet(PLAIN)).items():
            archive.writestr(name, content)
        with archive.open("xl/media/x", "w") as target:
            for _ in range(310):
                target.write(bytes(1_000_000))
    text = "<sheetData>" + " " * 100_000_000
    lying = pack(parts(text))
    lying = lying.replace(struct.pack("<I", len(text)), struct.pack("<I", 1_000_000))
    tracemalloc.start()
    try:
        assert refused(packed.getvalue()).text == "the file unpacks to more than 300 MB."
        assert refused(lying).text == "the file is damaged (Bad CRC-32 for file 'xl/worksheets/sheet1.xml')."
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


# --- Sheets that are made to hurt


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("XFD1048576", "200,000 rows"),
        ("A200001", "200,000 rows"),
        ("ALM1", "1,000 columns"),
        ("A9999999", "200,000 rows"),
    ],
)
def test_a_lone_cell_far_away(address: str, limit: str) -> None:
    problem = refused(workbook(PLAIN + '<row r="2">' + cell(address, "<v>1</v>") + "</row>"))
    assert problem.text == f"the sheet has a cell beyond {limit}."
    assert (problem.sheet, problem.cell) == ("Sheet1", address)


def test_a_styled_cell_far_away_that_holds_nothing_is_no_harm() -> None:
    data = workbook(PLAIN + '<row r="1048576">' + cell("XFD1048576", "", style="1") + "</row>")
    assert read_workbook(data, file="a.xlsx").sheets[0].rows == ((1, ("1",)),)


def test_the_area_is_bounded_over_all_sheets() -> None:
    """A cell at Y200000 spans 25 x 200,000 = 5,000,000 cells: one such sheet is read, and one cell more is not."""
    far = sheet('<row r="200000">' + cell("Y200000", "<v>1</v>") + "</row>")
    row = read_workbook(pack(parts(far)), file="a.xlsx").sheets[0].rows
    assert row == ((200_000, ("",) * 24 + ("1",)),)
    problem = refused(pack(parts(far, sheet(PLAIN))))
    assert (problem.text, problem.sheet) == ("the sheets up to here span more than 5,000,000 cells.", "Sheet2")


def test_a_declared_number_of_texts_reserves_no_memory() -> None:
    shared = strings("<t>a</t>").replace('uniqueCount="1"', 'uniqueCount="99999999999"')
    problem = refused(workbook(PLAIN, shared=shared))
    assert problem.text == "the file is damaged: its part xl/sharedStrings.xml declares more texts than it can hold."


def test_too_many_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MAX_TEXTS", 2)
    assert read_workbook(workbook(PLAIN, shared=strings("", "")), file="a.xlsx").problems == ()
    assert refused(workbook(PLAIN, shared=strings("", "", ""))).text == "the file holds more than 2 texts."


def test_one_long_text_in_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three cells of 10 characters and one of 1 are 31; the bound of 4 x 10 alone does not refuse them."""
    cells = "".join(cell(f"A{n}", f"<v>{index}</v>", "s") for n, index in ((1, 0), (2, 0), (3, 0), (4, 1)))
    data = workbook(f'<row r="1">{cells}</row>', shared=strings("<t>0123456789</t>", "<t>a</t>"))
    monkeypatch.setattr(package, "MAX_CHARACTERS", 31)
    assert len(read_workbook(data, file="a.xlsx").sheets[0].rows) == 4
    monkeypatch.setattr(package, "MAX_CHARACTERS", 30)
    assert refused(data).text == "the texts up to here have more than 30 characters."


@pytest.mark.parametrize(
    ("inner", "style", "reason"),
    [
        ("<f>B1</f>", "", "the cell holds a formula without a saved value."),
        ("<v>1</v>", "1", "the cell holds the date 1900-01-01."),
    ],
)
def test_too_many_refused_cells(inner: str, style: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (read, scan):
        monkeypatch.setattr(module, "MAX_REFUSED", 1_000)

    def rows(count: int) -> str:
        return "".join(f'<row r="{n}">' + cell(f"A{n}", inner, "", style) + "</row>" for n in range(1, count + 1))

    assert len(read_workbook(workbook(rows(1_000)), file="a.xlsx").sheets[0].refused) == 1_000
    problem = refused(workbook(rows(1_001)))
    assert problem.text == f"more than 1,000 cells cannot be taken as they are; in the last one, {reason}"
    assert problem.sheet == "Sheet1"


def test_formulas_without_values_count_as_far_as_they_reach() -> None:
    cells = '<row r="1">' + cell("ALL1", "<f>B1</f>") + '</row><row r="9999">' + cell("A9999", "<f>B1</f>") + "</row>"
    assert refused(workbook(cells)).text == "the sheets up to here span more than 5,000,000 cells."


def test_cells_written_twice() -> None:
    problem = refused(workbook('<row r="1">' + cell("A1", "<v>1</v>") * 2 + "</row>"))
    assert (problem.text, problem.remedy) == ("the file is damaged: cells are written twice.", SAVE_AGAIN)


def test_too_many_merged_ranges() -> None:
    problem = refused(workbook(PLAIN, "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 20_001 + "</mergeCells>"))
    assert (problem.text, problem.remedy) == ("the sheet has more than 20,000 merged ranges.", "Unmerge the cells.")


def test_a_tag_without_an_end() -> None:
    content = f'<worksheet {NS}><sheetData><row r="1"><c r="{"A" * 3_000_000}'
    problem = refused(changed(SOUND, **{"xl/worksheets/sheet1.xml": content}))
    assert problem.text == "the file is damaged: its part xl/worksheets/sheet1.xml holds a piece without an end."


def test_no_bytes_raise() -> None:
    """Sound files with a byte changed, some cut off: read or refused, and both happen often."""
    chance = random.Random(20)
    sound = workbook(
        '<row r="1">' + cell("A1", "<v>0</v>", "s") + cell("B1", "<v>2</v>", "", "1") + "</row>",
        shared=strings("<t>a</t>"),
    )
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as target, zipfile.ZipFile(io.BytesIO(sound)) as source:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    outcomes = {"read": 0, "refused": 0}
    for data in (sound, stored.getvalue()):
        for _ in range(400):
            spoilt = bytearray(data)
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            if chance.random() < 0.1:
                del spoilt[chance.randrange(len(spoilt)) :]
            got = read_workbook(bytes(spoilt), file="a.xlsx")
            outcomes["read" if got.sheets else "refused"] += 1
            assert bool(got.sheets) != any(problem.level == "error" for problem in got.problems)
    assert min(outcomes.values()) > 60


def test_no_xml_raises() -> None:
    """The same inside a sheet and its texts, where no checksum stands in the way."""
    chance = random.Random(21)
    content = sheet('<row r="1">' + cell("A1", "<v>0</v>", "s") + cell("B1", "<f>A1</f><v>2</v>", "", "1") + "</row>")
    found = parts(content, shared=strings("<t>a</t>", "<t>b</t>"))
    signs = b"<>/\"'=&;# A1cvrsi9-"
    outcomes = {"read": 0, "refused": 0}
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"):
        for _ in range(150):
            spoilt = bytearray(str(found[part]).encode())
            spoilt[chance.randrange(150, len(spoilt))] = chance.choice(signs)
            got = read_workbook(pack(found | {part: bytes(spoilt)}), file="a.xlsx")
            outcomes["read" if got.sheets else "refused"] += 1
            assert bool(got.sheets) != any(problem.level == "error" for problem in got.problems)
    assert min(outcomes.values()) > 80
