"""The brief as a document for a word processor: the seven questions in their order, in one language.

The only importer of python-docx, which is the extra ``docx``. The answers are those of the page ``index.html``.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtra
from ..stack import Stack
from ..structure import Viewpoint
from .brief_lines import HEADING, POINT, TABLE, TITLE, Block, brief_lines
from .figures import Answers
from .glossary import Pair

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

__all__ = ["brief_docx", "docx_ready"]

LATIN, CHINESE = "Calibri", "Microsoft YaHei"
"""Fonts named for each script; a system without them puts its own in their place."""

MOMENT = datetime.datetime(2000, 1, 1)
"""A fixed date in place of a clock, so that the same input gives the same bytes."""

_NOT_XML = re.compile("[\\x00-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]+")


def docx_ready() -> None:
    """Say that python-docx is missing, before long work.

    Raises
    ------
    MissingExtra
        When it is not installed.
    """
    if find_spec("docx") is None:
        raise MissingExtra("python-docx", "docx")


def brief_docx(
    stack: Stack, answers: Answers, seen: Viewpoint, runs: Sequence[Any] = (), *, lang: str, foot: Iterable[Pair] = ()
) -> bytes:
    """Return the brief as a .docx file.

    Parameters
    ----------
    stack
        The industry.
    answers
        Answer frames by name; a section whose answer is missing says so in one line.
    seen
        The seat of the answers.
    runs
        Scenario results.
    lang
        ``en`` or ``zh``.
    foot
        What stands at the foot of every page.

    Returns
    -------
    bytes
        The file; the same bytes for the same input.
    """
    docx_ready()
    from docx import Document  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 10.5), ("Title", 22), ("Heading 1", 14), ("Footer", 8)):
        _font(made.styles[name], lang)
        made.styles[name].font.size = Pt(size)
    blocks = brief_lines(stack, answers, seen, runs, lang=lang)
    for block in blocks:
        _put(made, block)
    section.footer.paragraphs[0].text = _clean(" ".join(text[lang == "zh"] for text in foot))
    about = made.core_properties
    about.title, about.author, about.last_modified_by, about.comments = _clean(blocks[0].texts[0]), "chainmap", "", ""
    about.language = "zh-CN" if lang == "zh" else "en"
    about.created = about.modified = MOMENT
    about.revision = 1
    target = io.BytesIO()
    made.save(target)
    return _dateless(target.getvalue())


def _put(made: Document, block: Block) -> None:
    """Append one block; what is data only ever becomes text."""
    texts = [_clean(text) for text in block.texts]
    if block.kind == TABLE:
        table = made.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        for at, row in enumerate(block.rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                run = cell.paragraphs[0].add_run(_clean(text))
                run.bold = at == 0
        _repeat_head(table.rows[0]._tr)
        made.add_paragraph()
    elif block.kind == TITLE:
        made.add_heading(texts[0], level=0)
    elif block.kind == HEADING:
        made.add_heading(texts[0], level=1)
    else:
        paragraph = made.add_paragraph(style="List Bullet" if block.kind == POINT else None)
        paragraph.add_run(texts[0])
        for text in texts[1:]:
            paragraph.add_run(f" {text}").italic = True


def _font(style: ParagraphStyle, lang: str) -> None:
    """Name a font for each script, in place of the theme's, which may have no Chinese letters."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    style.font.name = LATIN
    letters = style.element.get_or_add_rPr()
    fonts = letters.find(qn("w:rFonts"))
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    for script, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", CHINESE)):
        fonts.set(qn(f"w:{script}"), font)
    for old in letters.findall(qn("w:lang")):
        letters.remove(old)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-US")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    letters.append(spoken)
    if lang == "zh":  # quotation marks and dashes take the Chinese form
        fonts.set(qn("w:hint"), "eastAsia")


def _repeat_head(row: Any) -> None:
    """Let the first row of a table stand on every page on which the table goes on."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _clean(text: str) -> str:
    r"""Return a text that a document can hold: control characters become one space.

    Examples
    --------
    >>> _clean("a\x07\nb")
    'a b'
    """
    return _NOT_XML.sub(" ", text)


def _dateless(data: bytes) -> bytes:
    """Return the same archive with fixed dates and one order, because a zip names the time of its making."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        names = given.namelist()
        for name in sorted(names, key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            made.writestr(entry, given.read(name))
    return target.getvalue()
