"""Are these bytes a sound zip of the kind that spreadsheet programs write, and no other format?

Bounded: :data:`MAX_UNPACKED` bytes declared over all entries, and no entry is unpacked beyond what it
declares; :data:`MAX_ENTRIES` entries, none encrypted, none overlapping, none twice. Files with macros or
a password and other formats are refused by name.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import IO

from .sheets import Refused
from .xml_part import CHUNK, SAVE_AGAIN, elements

__all__ = [
    "BROKEN",
    "MAX_ENTRIES",
    "MAX_UNPACKED",
    "SHORTEN",
    "copied",
    "entries_of",
    "open_zip",
    "refuse_formats",
    "unpacked",
]

MAX_UNPACKED = 300_000_000
MAX_ENTRIES = 5_000
_MAX_SMALL = 30_000_000  # workbook.xml, the styles and the lists of relations

SHORTEN = "Delete what does not belong to the tables, or split the file."
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open the zip, or say what the file is instead."""
    if not data:
        raise Refused("the file is empty.", "Take another copy of it.")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("the file is locked with a password.", "Save it without a password.")
        raise Refused("this is a workbook in the old format .xls.", "Open it and save it as .xlsx.")
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise Refused("this is not an .xlsx workbook.", "Save the tables as .xlsx.")
    # Counted before the directory is read, so that a directory of millions costs nothing.
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise Refused(f"the file has more than {MAX_ENTRIES:,} parts.", SHORTEN)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN:
        raise Refused("the file is cut off or damaged.", "Take another copy of it.") from None


def entries_of(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name in small letters, after a look at the directory as a whole."""
    found = archive.infolist()
    if sum(entry.file_size for entry in found) > MAX_UNPACKED:
        raise Refused(f"the file unpacks to more than {MAX_UNPACKED // 1_000_000} MB.", SHORTEN)
    if any(entry.flag_bits & 0x41 for entry in found):
        raise Refused("parts of the file are locked with a password.", "Save it without a password.")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in found):
        raise Refused("the file is packed in a way that no spreadsheet program uses.", SAVE_AGAIN)
    end = 0
    for entry in sorted(found, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Refused("parts of the file overlap.", SAVE_AGAIN)
        end = entry.header_offset + 30 + entry.compress_size  # the header has 30 bytes and then the name
    entries = {entry.filename.replace("\\", "/").lower(): entry for entry in found}
    if len(entries) < len(found):
        raise Refused("the file holds two parts of the same name.", SAVE_AGAIN)
    return entries


def refuse_formats(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> None:
    """Say which other format it is; macros are refused wherever they stand."""
    if "mimetype" in entries or "content.xml" in entries:
        raise Refused("this is an OpenDocument file, such as .ods.", "Open it and save it as .xlsx.")
    if "xl/workbook.bin" in entries:
        raise Refused("this is a binary workbook (.xlsb).", "Open it and save it as .xlsx.")
    types = entries.get("[content_types].xml")
    if types is None:
        raise Refused("this is a zip file and not an .xlsx workbook.", "Save the tables as .xlsx.")
    declared = [
        values.get("ContentType", "")
        for _, values in elements(unpacked(archive, types), types.filename, ("Default", "Override"))
    ]
    macros = any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in declared)
    if macros or any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in entries):
        raise Refused("the workbook holds macros.", "Save it as .xlsx, which has none.")
    if not any("spreadsheetml" in kind for kind in declared):
        raise Refused("this is not a workbook but another kind of document.", "Save the tables as .xlsx.")


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a part that is small in every workbook."""
    if entry.file_size > _MAX_SMALL:
        raise Refused(f"its part {entry.filename} is larger than {_MAX_SMALL // 1_000_000} MB.", SHORTEN)
    return archive.read(entry)


def copied(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: IO[bytes]) -> Iterator[bytes]:
    """Unpack an entry piece by piece, never more than it declares, and keep what was unpacked."""
    with archive.open(entry) as source:
        while chunk := source.read(CHUNK):
            target.write(chunk)
            yield chunk
