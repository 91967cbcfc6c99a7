"""One file to send: every page of a stack in a single HTML file, or the brief as a document, less what is kept back.

Linked pages break when one of them is mailed. Here each page is packed into one file and opens in a frame of it.
What is left out is taken from the stack before anything is made from it, so that its bytes cannot be in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from markupsafe import Markup

from ..analysis.answers import answer_all
from ..errors import WrongQuestion
from ..scenario.run import version
from ..stack import Stack
from ..stack import without as leave_out
from ..stack.without import asked_parts
from ..structure import Viewpoint, viewpoint
from .brief_docx import brief_docx, docx_ready
from .document import PAGES, facts, filled
from .framed import allow, allowed, framed
from .glossary import Pair, say
from .security import asset, environment, packed, seal
from .site import write_pages

__all__ = ["ENDINGS", "share", "shareable"]

ENDINGS = (".html", ".docx")
"""What the name of a file to send may end in."""


def share(
    stack: Stack,
    path: Path | str,
    runs: Sequence[Any] = (),
    *,
    without: str | Iterable[str] = (),
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
    lang: str | None = None,
    done: Callable[[str], object] = str,
) -> Path:
    """Write one file that can be sent: the map, the brief and the evidence, or the brief as a document.

    Parameters
    ----------
    stack
        The industry.
    path
        Where to write; ``.html`` holds every page, needs no network and asks for nothing, ``.docx`` holds the brief
        (this needs the extra ``docx``).
    runs
        Scenario results to tell of.
    without
        What to leave out: any of ``notes``, ``evidence``, ``costs``, see :func:`chainmap.without`. Confidential
        claims are always left out.
    home, lens, mode
        As in :func:`chainmap.available`.
    lang
        ``en`` or ``zh``: the language in which the pages open, the only one of a document; unless given, Chinese
        when the stack has a Chinese title.
    done
        Called with the name of each answer as soon as it is there, for a progress bar.

    Returns
    -------
    Path
        The file. The same bytes for the same input; no path, user or host name is in it.

    Raises
    ------
    WrongQuestion
        For a name that ends otherwise, a part that cannot be left out, or a language that there is not.
    MissingExtra
        When a document is asked for and python-docx is not installed.

    Examples
    --------
    >>> import chainmap as cm
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     cm.share(cm.bundled("euv"), f"{folder}/euv.html", without="notes").name
    'euv.html'
    """
    place, parts = shareable(path), asked_parts(without)
    tongue = lang or ("zh" if stack.settings.title_zh else "en")
    if tongue not in ("en", "zh"):
        raise WrongQuestion(f"there is no language {tongue!r}: use en or zh")
    given = leave_out(stack, parts)
    seen = viewpoint(given, home=home, lens=lens, mode=mode)
    seat: dict[str, Any] = {"home": sorted(seen.home) or "none", "lens": seen.lens, "mode": seen.mode}
    answers = answer_all(given, **seat, done=done)
    if place.suffix.lower() == ".docx":
        year = facts(given, _seat(given, seen))[0]
        foot = [(f"{year[0]}.", f"{year[1]}。"), *_told(stack, given, parts, ["index"])]
        made = brief_docx(given, answers, seen, runs, lang=tongue, foot=foot)
    else:
        with TemporaryDirectory() as folder:
            pages = write_pages(given, folder, answers, runs, lang=tongue, **{**seat, "home": sorted(seen.home)})
            texts = {page.stem: page.read_text(encoding="utf-8") for page in pages}
        if "evidence" in parts:
            texts.pop("evidence", None)
        made = _one_page(stack, given, seen, parts, texts, lang=tongue).encode()
    beside = place.with_name(f".{place.name}.partial")
    try:
        beside.write_bytes(made)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    return place


def shareable(path: Path | str) -> Path:
    """Return the file to write; whatever would keep it from being written is said here, before long work."""
    place = Path(path)
    if place.suffix.lower() not in ENDINGS:
        raise WrongQuestion(f"{place.name!r} has no ending that is known: use {' or '.join(ENDINGS)}")
    if place.is_dir():
        raise WrongQuestion(f"{place} is a folder: name a file in it, such as {place / 'brief.html'}")
    if not place.parent.is_dir():
        raise WrongQuestion(f"{place} cannot be written: there is no folder {place.parent}. Make it first.")
    if place.suffix.lower() == ".docx":
        docx_ready()
    return place


def _one_page(
    stack: Stack, given: Stack, seen: Viewpoint, parts: Sequence[str], texts: Mapping[str, str], *, lang: str
) -> str:
    """Return the file: the pages packed, a bar of tabs, and the brief as it is for print and without script."""
    titles = {name: say(f"page_{name}") for name in PAGES}
    # A brief made for print stands in the file as it is; the other pages open in frames.
    prints = {name: text for name, text in texts.items() if name.split(".")[0] == "brief"} or {"index": texts["index"]}
    pages = {name: framed(text) for name, text in texts.items() if name.split(".")[0] != "brief"}
    order = sorted(pages, key=lambda name: PAGES.index(name) if name in PAGES else len(PAGES))
    papers = [_paper(text, alone=len(prints) == 1) for text in prints.values()]
    title = filled((given.settings.title_en or given.settings.id, given.settings.title_zh or ""))
    made = environment()
    made.globals["say"] = say
    html = made.get_template("share.html.j2").render(
        lang=lang,
        at=int(lang == "zh"),
        title=title,
        facts=facts(given, _seat(given, seen)),
        told=_told(stack, given, parts, order),
        pages=[
            {"name": name, "title": titles.get(name, (name, name)), "packed": packed(pages[name])} for name in order
        ],
        papers=papers,
        styles=[asset("share.css"), *dict.fromkeys(one["style"] for one in papers)],
        script=asset("share.js"),
    )
    inner = [allowed(page) for page in pages.values()]
    return allow(seal(html), {kind: [one for page in inner for one in page[kind]] for kind in ("script", "style")})


def _seat(given: Stack, seen: Viewpoint) -> dict[str, Any]:
    return {"year": given.settings.as_of, "home": sorted(seen.home), "lens": seen.lens}


def _paper(page: str, *, alone: bool) -> dict[str, Any]:
    """Return a page to read as it stands on paper and where no script runs: its text, and its style for both."""
    style = "\n".join(re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL))
    body = re.search(r"<body[^>]*>(.*)</body>", page, flags=re.DOTALL)
    if body is None:
        raise ValueError("a page has no body")
    text = re.sub(r"<(script|nav)\b.*?</\1>", "", body[1], flags=re.DOTALL)
    # Links lead to other pages, which nobody can reach from paper; ids would stand here twice.
    text = re.sub(r' (?:href="(?!https?:)[^"]*"|id="[^"]*"|aria-labelledby="[^"]*"|tabindex="[^"]*")', "", text)
    lang = "zh" if re.search(r'<html[^>]* lang="zh-CN"', page) else "en"
    return {
        "lang": "both" if alone else lang,
        "body": Markup(text),
        "style": Markup(f"@media print, (scripting: none) {{\n{style}\n}}"),
    }


def _told(stack: Stack, given: Stack, parts: Sequence[str], pages: Sequence[str]) -> list[Pair]:
    """Return what the foot says: what is inside, what was left out, from what and with what it was made."""
    names = [say(f"page_{name}") for name in pages if name in PAGES]
    gone: list[Pair] = [say(f"part_{part}") for part in parts]
    secret = 0 if "evidence" in parts else sum(claim.confidential for claim in stack.evidence)
    if secret:
        gone.append(say("share_confidential", n=secret))
    lines = [
        say(
            "share_holds",
            pages=_joined(names),
            components=len(given.components),
            offers=len(given.offers),
            claims=len(given.evidence) - secret,
            sources=len(given.sources),
        ),
        say("share_left_out", parts=_joined(gone)) if gone else say("share_whole"),
    ]
    if "evidence" in parts:
        lines.append(say("share_marks"))
    lines.append(say("share_made", version=version(), digest=stack.digest[:16]))
    if given.digest != stack.digest:
        lines.append(say("share_given", digest=given.digest[:16]))
    return lines


def _joined(several: Sequence[Pair]) -> Pair:
    return (", ".join(one[0] for one in several), "、".join(one[1] for one in several))
