"""Which parts of a workbook are read, and are they sound?

calamine never sees the file. It is given a package built anew from the few parts that were checked here
(sheets, shared strings, styles), under names chosen here; whatever else the file holds (pictures, pivot
caches, links to other files, custom parts) is not even unpacked.

Bounded: :data:`MAX_SHEETS` sheets; :data:`MAX_CELLS` cells over all sheets, counted as last row times
last column, because that much is allocated; :data:`MAX_CHARACTERS` characters of shared strings over all
cells that show them (a short file can show a long text a million times); and what :mod:`.container`
bounds in the zip and :mod:`.scan` and :mod:`.xml_part` inside a part.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .container import BROKEN, SHORTEN, copied, entries_of, open_zip, refuse_formats, unpacked
from .scan import Scan, scan_sheet, scan_strings
from .sheets import Refused
from .xml_part import SAVE_AGAIN, damaged, elements

__all__ = ["MAX_CELLS", "MAX_CHARACTERS", "MAX_SHEETS", "CheckedSheet", "Package", "check_package"]

MAX_SHEETS = 200
MAX_CELLS = 5_000_000
MAX_CHARACTERS = 300_000_000

Entries = Mapping[str, zipfile.ZipInfo]
Relations = Mapping[str, tuple[str, str]]  # by identifier: kind, name of the part

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class CheckedSheet:
    """A worksheet that may be read: its name, and what a pass over its XML found."""

    name: str
    hidden: bool
    scan: Scan


@dataclass(frozen=True)
class Package:
    """What calamine may read: ``clean`` holds exactly ``sheets``, in this order."""

    clean: io.BytesIO
    sheets: tuple[CheckedSheet, ...]
    recalculate: bool
    """The program that saved the file asks for its formulas to be calculated when it is opened."""


def check_package(data: bytes) -> Package:
    """Check the bytes of a file and return what may be read of it; raises :class:`Refused`."""
    archive = open_zip(data)
    with archive:
        try:
            return _check(archive)
        except BROKEN as error:
            raise Refused(f"the file is damaged ({_reason(error)}).", "Take another copy of it.") from None


def _reason(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:80]


def _check(archive: zipfile.ZipFile) -> Package:
    entries = entries_of(archive)
    refuse_formats(archive, entries)
    root = _relations(archive, entries, "")
    book = next((target for kind, target in root.values() if kind == "officeDocument"), "xl/workbook.xml")
    if book.lower() not in entries:
        raise Refused("the file has no workbook in it.", SAVE_AGAIN)
    parts = elements(unpacked(archive, entries[book.lower()]), book, ("sheet", "workbookPr", "calcPr"))
    relations = _relations(archive, entries, book)
    named = _worksheets(parts, relations, entries)

    def flag(element: str, attribute: str) -> bool:
        return any(name == element and values.get(attribute) in ("1", "true") for name, values in parts)

    other = {kind: entries.get(target.lower()) for kind, target in relations.values() if kind != "worksheet"}
    clean = io.BytesIO()
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as out:
        _directory(out, len(named), date1904=flag("workbookPr", "date1904"))
        lengths: list[int] = []
        if strings := other.get("sharedStrings"):
            with out.open("xl/sharedStrings.xml", "w") as target:
                lengths = scan_strings(copied(archive, strings, target), strings.filename, strings.file_size)
        if styles := other.get("styles"):
            content = unpacked(archive, styles)
            elements(content, styles.filename, ())  # only looked through
            out.writestr("xl/styles.xml", content)
        sheets = _scanned(archive, out, named, lengths)
    clean.seek(0)
    return Package(clean, sheets, flag("calcPr", "fullCalcOnLoad"))


def _relations(archive: zipfile.ZipFile, entries: Entries, part: str) -> Relations:
    """Return what a part refers to inside the package: kind (last word of its type) and name."""
    folder, name = posixpath.split(part)
    entry = entries.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
    if entry is None:
        return {}
    found = {}
    for _, values in elements(unpacked(archive, entry), entry.filename, ("Relationship",)):
        if values.get("TargetMode") != "External":
            target = values.get("Target", "").replace("\\", "/")
            path = posixpath.normpath(target if target.startswith("/") else posixpath.join(folder, target))
            found[values.get("Id", "")] = (values.get("Type", "").rpartition("/")[2], path.lstrip("/"))
    return found


def _worksheets(
    parts: Sequence[tuple[str, Mapping[str, str]]], relations: Relations, entries: Entries
) -> list[tuple[str, bool, zipfile.ZipInfo]]:
    """Return name, hidden and entry of every worksheet, in the order of the tabs."""
    tabs = [values for name, values in parts if name == "sheet"]
    if len(tabs) > MAX_SHEETS:
        raise Refused(f"the workbook has more than {MAX_SHEETS} sheets.", SHORTEN)
    named = []
    seen: dict[str, str] = {}
    for tab in tabs:
        name = tab.get("name", "")
        kind, target = relations.get(tab.get("id", ""), ("", ""))
        if kind in ("chartsheet", "dialogsheet"):
            continue
        entry = entries.get(target.lower())
        if kind != "worksheet" or entry is None:
            raise Refused("the file is damaged: the sheet is listed and missing.", SAVE_AGAIN, sheet=name)
        if (other := seen.setdefault(name.casefold(), name)) is not name:
            raise Refused(f"two sheets have the same name: {other!r} and {name!r}.", "Rename one of them.")
        named.append((name, tab.get("state", "visible") != "visible", entry))
    if not named:
        raise Refused("the workbook has no worksheet.", "Put the tables on a worksheet.")
    return named


def _scanned(
    archive: zipfile.ZipFile, out: zipfile.ZipFile, named: list[tuple[str, bool, zipfile.ZipInfo]], lengths: list[int]
) -> tuple[CheckedSheet, ...]:
    """Look at every sheet and copy it, as long as all of them together stay within bounds."""
    sheets: list[CheckedSheet] = []
    longest = max(lengths, default=0)
    cells = characters = 0
    for number, (name, hidden, entry) in enumerate(named, start=1):
        part = entry.filename
        try:
            with out.open(f"xl/worksheets/sheet{number}.xml", "w") as target:
                scan = scan_sheet(copied(archive, entry, target), part)
            cells += scan.last_row * scan.last_column
            if scan.value_cells > scan.last_row * scan.last_column:
                raise damaged("cells are written twice")
            if cells > MAX_CELLS:
                raise Refused(f"the sheets up to here span more than {MAX_CELLS:,} cells.", SHORTEN)
            most = scan.string_cells * longest
            if characters + most > MAX_CHARACTERS:
                most = scan_sheet(copied(archive, entry, io.BytesIO()), part, lengths).shared_characters
            characters += most
            if characters > MAX_CHARACTERS:
                raise Refused(f"the texts up to here have more than {MAX_CHARACTERS:,} characters.", SHORTEN)
        except Refused as refused:
            raise refused.on(name) from None
        sheets.append(CheckedSheet(name, hidden, scan))
    return tuple(sheets)


def _directory(out: zipfile.ZipFile, count: int, *, date1904: bool) -> None:
    """Write the parts that say what the others are; sheets are called 1, 2, 3."""
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="sheet{n}"/>' for n in range(1, count + 1))
    places = [(f"sheet{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)]
    places += [("strings", "sharedStrings", "sharedStrings.xml"), ("styles", "styles", "styles.xml")]
    links = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{at}"/>' for i, kind, at in places)
    out.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
    out.writestr(
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="book" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    )
    out.writestr(
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{date1904:d}"/>'
        f"<sheets>{sheets}</sheets></workbook>",
    )
    out.writestr(
        "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    )
