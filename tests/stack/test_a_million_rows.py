"""A file far beyond the limits is refused in bounded time and memory: run apart, with both limited by the system."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROWS = 1_000_000
SECONDS = 120
"""Generous: on a quiet machine it takes a few."""

ASK = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
except ImportError:
    pass  # Windows has no such limit
from chainmap.stack import problems_of
print(*problems_of(sys.argv[1]), sep="\\n")
"""


def asked(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(path)], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def csv_file(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("component,supplier,country\n")
        file.writelines(f"part {number},firm {number % 1000},DEU\n" for number in range(ROWS))


def workbook(path: Path) -> None:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", types)
        link = '<Relationship Id="r1" Type="{}" Target="{}"/>'
        made.writestr("_rels/.rels", rels.format(link.format(f"{kind}/officeDocument", "xl/workbook.xml")))
        made.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>'
            '<sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        made.writestr(
            "xl/_rels/workbook.xml.rels", rels.format(link.format(f"{kind}/worksheet", "worksheets/sheet1.xml"))
        )
        with made.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{main}"><sheetData>'.encode())
            for row in range(1, ROWS + 1):
                cells = "".join(
                    f'<c r="{letter}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
                    for letter, text in zip("ABC", ("component", "supplier", "country"), strict=True)
                )
                sheet.write(f'<row r="{row}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


@pytest.mark.parametrize("write", [csv_file, workbook])
def test_a_million_rows_are_refused_with_the_limit(write, tmp_path: Path) -> None:
    path = tmp_path / ("big.csv" if write is csv_file else "big.xlsx")
    write(path)
    said = asked(path)
    assert "200,000" in said and "Traceback" not in said
    assert len(said.splitlines()) == 1, said[:2000]
