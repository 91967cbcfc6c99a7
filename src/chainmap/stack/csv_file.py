"""The bytes of a file -> text -> lines of cells, each with its line number.

UTF-8 with or without byte order mark is read; GB18030 (and so GBK and GB2312) when asked for. Everything
else is refused with the place and, where it can be told, the encoding it looks like: a wrong guess would
put wrong names into a stack without a word.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from ..errors import Problem
from .grid import Grid, Record

__all__ = ["MAX_BYTES", "known_encoding", "read_csv", "read_text"]

MAX_BYTES = 100_000_000
"""Bytes in one file."""

_GB18030 = {"gb18030", "gbk", "gb2312", "cp936", "936", "euc-cn"}
_UTF8 = {"utf-8", "utf8", "utf-8-sig"}
_OTHER_UNICODE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_CHINESE_RUN = re.compile(rb"(?<![\x80-\xff])(?:[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])+(?![\x80-\xff])")
_SHORT_RUN = re.compile(rb"(?<![\x80-\xff])[\xc0-\xff]{1,2}(?![\x80-\xff])")
_IN_A_WORD = re.compile(rb"(?<=[A-Za-z])[\xc0-\xff]{1,2}(?=[A-Za-z])|(?<=[a-z])[\xc0-\xff]{1,2}(?![\x80-\xff])")
_AS_UTF8 = "Save it as CSV UTF-8."
_IF_WRONG = "If names look wrong, save every file in the same encoding."


def known_encoding(name: str) -> str | None:
    """Return ``utf-8`` or ``gb18030`` for any of their names, None for every other encoding."""
    plain = name.strip().casefold().replace("_", "-")
    if plain in _UTF8:
        return "utf-8"
    return "gb18030" if plain in _GB18030 else None


def read_text(data: bytes, *, file: str, encoding: str = "utf-8") -> tuple[str, tuple[Problem, ...]]:
    """Decode a file; the text is empty when a problem says that it cannot be read."""
    for mark, name in _OTHER_UNICODE:
        if data.startswith(mark):
            return "", (Problem(file, 1, None, f"the file is in {name}.", _AS_UTF8),)
    notes: tuple[Problem, ...] = ()
    if data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    elif encoding == "gb18030" and (also := _as_utf8(data)) is not None:
        if any(sign >= "\u0800" for sign in also):
            return also, (
                Problem(file, None, None, "the file was read as UTF-8, not as GB18030.", _IF_WRONG, "warning"),
            )
        notes = (
            Problem(file, None, None, "the file was read as GB18030; it could also be UTF-8.", _IF_WRONG, "warning"),
        )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return "", (_undecodable(data, error.start, file, encoding),)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        what = "the file contains a NUL byte, so it is not a text file or is in UTF-16."
        return "", (Problem(file, line, None, what, _AS_UTF8),)
    return text, notes


def _as_utf8(data: bytes) -> str | None:
    """Return the text when the bytes are valid UTF-8 and not plain ASCII.

    With a character of three bytes or more, such as a Chinese one, they hardly can be anything else; a
    short text in GB18030 can look like Greek or Cyrillic.
    """
    try:
        return None if data.isascii() else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _undecodable(data: bytes, at: int, file: str, encoding: str) -> Problem:
    line = data.count(b"\n", 0, at) + 1
    column = at - (data.rfind(b"\n", 0, at) + 1) + 1
    name = "GB18030" if encoding == "gb18030" else "UTF-8"
    what = f"byte 0x{data[at]:02X} (byte {column:,} of the line, {at + 1:,} of the file) is not {name}"
    if name == "GB18030":
        return Problem(file, line, None, f"{what}.", _AS_UTF8)
    looks = _looks_like(data)
    if looks == "GB18030":
        remedy = "Write encoding: gb18030 in stack.yaml, pass --encoding gb18030, or save it as CSV UTF-8."
        return Problem(file, line, None, f"{what}; it looks like GB18030.", remedy)
    return Problem(file, line, None, f"{what}; it looks like {looks}." if looks else f"{what}.", _AS_UTF8)


def _looks_like(data: bytes) -> str | None:
    """Say which encoding bytes that are not UTF-8 are likely in.

    Chinese characters in GB18030 are two bytes of A1 and above, one after the other, so that nearly every run
    of such bytes can be cut into the Chinese characters of GB2312. In Western text one such byte, or two,
    stand inside a word of ASCII letters; two that follow each other (the o and s of a German *Größe*) are a
    Chinese character by chance only. In damaged UTF-8 nearly all is well.
    """
    sample = data[:1_000_000]
    decoded = sample.decode("utf-8", errors="replace")
    wrong = decoded.count("\ufffd")
    if sum(sign > "\x7f" for sign in decoded) - wrong >= 10 * wrong:
        return "damaged UTF-8"
    high = sum(byte >= 0x80 for byte in sample)
    in_words = sum(map(len, _IN_A_WORD.findall(sample)))
    chinese = sum(map(len, _CHINESE_RUN.findall(sample)))
    if chinese >= 0.9 * high and in_words < 0.5 * high:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            return None
        signs = [sign for sign in text if sign > "\x7f"]
        ideographs = sum("\u4e00" <= sign <= "\u9fff" for sign in signs)
        return "GB18030" if ideographs >= 0.5 * len(signs) else None
    short = sum(map(len, _SHORT_RUN.findall(sample)))
    return "Windows-1252 (Western)" if short >= 0.6 * high else None


def read_csv(text: str, *, file: str, separator: str = ",", at_most: int | None = None) -> Grid:
    """Split the text of a file into records, all or the first few; rows without any text are left out."""
    records: list[Record] = []
    try:
        for record in _records(text, separator):
            if any(cell.strip() for cell in record.cells):
                records.append(record)
            if at_most is not None and len(records) >= at_most:
                return Grid(tuple(records), complete=False)
    except _Broken as broken:
        return Grid(tuple(records), (Problem(file, broken.line, None, broken.what, broken.remedy),), complete=False)
    return Grid(tuple(records))


class _Broken(Exception):
    def __init__(self, line: int, what: str, remedy: str) -> None:
        self.line, self.what, self.remedy = line, what, remedy


def _records(text: str, separator: str) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    line = 1
    try:
        for cells in reader:
            yield Record(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        reason = str(error)
        if "unexpected end" in reason or "field larger" in reason:
            what = 'a quotation mark (") is opened in this row and not closed.'
            if "larger" in reason:
                what = f"a cell has more than {csv.field_size_limit():,} characters; perhaps {what}"
            raise _Broken(line, what, 'Close it, or double it ("") where it is part of the text.') from None
        if "after" in reason:
            where = "" if reader.line_num <= line else f" (noticed on line {reader.line_num})"
            what = f'a quotation mark (") stands inside a quoted cell{where}.'
            raise _Broken(line, what, 'Double it (""), or close the one that is open.') from None
        raise _Broken(line, f"the row cannot be read: {reason}.", "Save the file as CSV with commas.") from None
