"""Workbooks put together by hand, part by part, so that a test can spoil exactly one of them."""

from __future__ import annotations

import io
import zipfile

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NS = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/></Types>'
)
# Formats by number: 0 general, 1 a date, 2 a time, 3 date and time, 4 hours, 5 percent
STYLES = (
    f'{_HEAD}<styleSheet {NS}><numFmts count="1"><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>'
    '<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="22"/>'
    '<xf numFmtId="170"/><xf numFmtId="10"/></cellXfs></styleSheet>'
)


def cell(address: str, inner: str, kind: str = "", style: str = "") -> str:
    t = f' t="{kind}"' if kind else ""
    s = f' s="{style}"' if style else ""
    return f'<c r="{address}"{s}{t}>{inner}</c>'


def sheet(rows: str, after: str = "") -> str:
    return f"{_HEAD}<worksheet {NS}><sheetData>{rows}</sheetData>{after}</worksheet>"


def strings(*items: str) -> str:
    return f'{_HEAD}<sst {NS} uniqueCount="{len(items)}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def book(*tabs: str, extra: str = "") -> str:
    return f"{_HEAD}<workbook {NS}>{extra}<sheets>{''.join(tabs)}</sheets></workbook>"


def tab(name: str, number: int, more: str = "") -> str:
    return f'<sheet name="{name}" sheetId="{number}" {more} r:id="rId{number}"/>'


def relations(*found: tuple[str, str, str]) -> str:
    links = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{at}"/>' for i, kind, at in found)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def parts(*sheets: str, shared: str | None = None) -> dict[str, str | bytes]:
    """The parts of a sound workbook with these sheets, by name."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book(*(tab(f"Sheet{n}", n) for n in range(1, len(sheets) + 1))),
        "xl/_rels/workbook.xml.rels": relations(
            *((f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)),
            ("s1", "styles", "styles.xml"),
            ("s2", "sharedStrings", "sharedStrings.xml"),
        ),
        "xl/styles.xml": STYLES,
    }
    found |= {f"xl/worksheets/sheet{n}.xml": text for n, text in enumerate(sheets, start=1)}
    return found | ({"xl/sharedStrings.xml": shared} if shared is not None else {})


def pack(found: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return packed.getvalue()


def workbook(rows: str, after: str = "", *, shared: str | None = None, **changed: str | bytes) -> bytes:
    """A workbook of one sheet."""
    return pack(parts(sheet(rows, after), shared=shared) | changed)


PLAIN = '<row r="1">' + cell("A1", "<v>1</v>") + "</row>"
