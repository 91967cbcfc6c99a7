"""The XML of one part, piece by piece: nothing gets through that no spreadsheet program writes.

Bounded: UTF-8 only; no declaration but the first line, no comment and no CDATA (so no entities, and no
second way to read the same bytes); two tags at most 2 MB apart, because expat reads an open tag again
with every piece.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from xml.parsers import expat

from .sheets import Refused

__all__ = ["CHUNK", "SAVE_AGAIN", "damaged", "elements", "feed"]

CHUNK = 1 << 20
SAVE_AGAIN = "Open the file in a spreadsheet program and save it again as .xlsx."


def damaged(reason: str) -> Refused:
    """Refuse a file that no spreadsheet program wrote like this."""
    return Refused(f"the file is damaged: {reason}.", SAVE_AGAIN)


def _checked(chunks: Iterable[bytes], part: str) -> Iterator[bytes]:
    """Pass the bytes of an XML part on, unless they hold what no spreadsheet program writes."""
    last = b""
    for place, chunk in enumerate(chunks):
        seen = last + chunk
        if b"\0" in chunk:
            raise Refused(f"its part {part} is not UTF-8 text.", SAVE_AGAIN)
        declaration = seen.find(b"<?") if place == 0 else -1
        trick = min((at for at in (seen.find(b"<!"), seen.find(b"<?", declaration + 1)) if at >= 0), default=None)
        if declaration > 3:
            trick = declaration if trick is None else min(trick, declaration)
        if trick is not None:
            words = {b"<!DOCTYPE", b"<!ENTITY", b"<![CDATA[", b"<!--"}
            word = next((word for word in words if seen.startswith(word, trick)), seen[trick : trick + 2]).decode()
            raise Refused(f"its part {part} holds {word}, which no spreadsheet program writes.", SAVE_AGAIN)
        if len(chunk) >= CHUNK and b"<" not in chunk:
            raise damaged(f"its part {part} holds a piece without an end")
        last = chunk[-1:]
        yield chunk


def feed(parser: expat.XMLParserType, chunks: Iterable[bytes], part: str) -> None:
    """Parse a part to its end."""
    try:
        for chunk in _checked(chunks, part):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise damaged(f"its part {part} is not valid XML ({reason})") from None


def elements(data: bytes, part: str, wanted: Collection[str]) -> list[tuple[str, Mapping[str, str]]]:
    """Return the wanted elements of a part in order: name and attributes, all without prefixes."""
    found: list[tuple[str, Mapping[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in wanted:
            found.append((local, {key.rpartition(":")[2]: value for key, value in attributes.items()}))

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = start
    feed(parser, (data[at : at + CHUNK] for at in range(0, len(data), CHUNK)), part)
    return found
