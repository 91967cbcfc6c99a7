"""The bytes of an XML file -> elements, each with its line; nothing in the file can reach outside it.

Expat from the standard library, with document types refused: without one there are no entities, so nothing can be
fetched and nothing can swell. Size, depth and number of elements are bounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from ..errors import Problem

__all__ = ["Element", "XmlProblem", "read_xml"]

MAX_BYTES = 50_000_000
MAX_DEPTH = 100
MAX_ELEMENTS = 2_000_000


@dataclass(slots=True)
class Element:
    """A tag with its attributes, what stands inside it, and the line on which it begins."""

    tag: str
    given: dict[str, str]
    line: int
    inside: list[Element] = field(default_factory=list)


class XmlProblem(Exception):
    """The file is no XML that we read; holds the one :class:`Problem` that says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def read_xml(path: Path) -> Element:
    """Return the root element of a file; text between tags is left out.

    Raises
    ------
    XmlProblem
        When the file is not well-formed, has a document type, or is larger or deeper than the bounds.
    """
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        text = f"the file has more than {MAX_BYTES:,} bytes."
        raise XmlProblem(Problem(path.name, None, None, text, "Leave out what is not asked about."))
    return _Reader(path.name).read(data)


class _Reader:
    """Follows the events of one parse; used once."""

    def __init__(self, file: str) -> None:
        self.file, self.count = file, 0
        self.root: Element | None = None
        self.open: list[Element] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype

    def read(self, data: bytes) -> Element:
        try:
            self.parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError) as error:  # also encodings that nobody knows
            said = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)
            raise self._problem(f"this is no well-formed XML: {said}.", "Export the file anew.") from None
        assert self.root is not None  # expat refuses a file without an element
        return self.root

    def _problem(self, text: str, remedy: str) -> XmlProblem:
        return XmlProblem(Problem(self.file, self.parser.CurrentLineNumber, None, text, remedy))

    def _start(self, tag: str, given: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= MAX_DEPTH:
            raise self._problem(
                f"elements stand more than {MAX_DEPTH} deep.", "Give inner formulas gates of their own."
            )
        if self.count > MAX_ELEMENTS:
            raise self._problem(f"there are more than {MAX_ELEMENTS:,} elements.", "Leave out what is not asked about.")
        element = Element(tag, given, self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].inside.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _tag: str) -> None:
        self.open.pop()

    def _doctype(self, *_declared: object) -> None:
        raise self._problem(
            "the file declares a document type, which could pull in other files.", "Delete the line <!DOCTYPE ...>."
        )
