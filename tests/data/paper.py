"""What the white paper prints: the names in it, its figures and its wording, taken from the text mechanically."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

CHINESE = "\u4e00-\u9fff"

# --- Names: five rules, none of which knows the data
#
# 1. Latin runs of three letters and more; words that stand side by side are kept together (``Magic Leap``), and
#    :func:`resolves` may take them apart again.
# 2. Lists after a cue such as 代表性企业 or 代表如, split at the Chinese list marks; also those after 对于, which
#    names the technologies to break through.
# 3. Lists that end in 等…企业, 等…巨头 and their like (华为、中兴、大唐、电信运营等国内领军通信设备企业).
# 4. Cells of tables that hold no sentence (of a cell in both scripts the Latin part is the name, by rule 1), and
#    names in quotation marks or angle brackets inside cells.
# 5. Lines that begin with a short name and a colon (城市技术：...), and short lines under the headings of the slide
#    of devices.

LATIN = re.compile(r"(?:(?<![0-9.])[0-9](?=[a-z]{2}))?[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9+]*(?:[-.][A-Za-z0-9]+)*")
CLAUSE_ENDS = re.compile(rf"[、；，。：:（）()/“”《》【】{CHINESE}]+")
LIST_MARKS = re.compile(r"[、；，;,/]")
SENTENCE = re.compile(r"[。！？；，,]|√|<")
QUOTED = re.compile(r"“([^”]{2,24})”|《([^》]{2,60})》|\"([^\"]{2,24})\"")
CUE = re.compile(r"(?:代表性企业[：:]|代表如|涌现出一批|对于(?:带动)?(?=[^。：:，\t]*、[^。：:，\t]*等))([^。：:，]+)")
MAKERS = "(?:企业|巨头|公司|厂商|厂家|供应商)"
ENDS_IN_MAKERS = re.compile(rf"([^。：:；，]*、[^。：:；]*?)(?:等|在内的)[^。，、]{{0,20}}?{MAKERS}")
BEFORE_A_LIST = re.compile(r"^.*(?:包括|全球范围内|除|涌现出一批|通过)")
COLON = re.compile(r"^(?!\S*(?:来源|企业|单位|领域)：)([^\s：:，。、]{2,12})：")
DEVICE_HEADINGS = ("VR头显", "嗅觉面罩", "脑机接口", "AR眼镜", "触觉手套")
MARKUP = re.compile(r"<[^>]*>|\*\*|●|√")


def names(text: str) -> list[tuple[str, int]]:
    """Return every name that the rules find, with the number of its line, in order and once a line."""
    rows: list[tuple[str, int]] = []
    under_device = False
    for number, raw in enumerate(text.splitlines(), 1):
        line = MARKUP.sub(" ", raw) if "\t" not in raw else raw
        cells = [MARKUP.sub(" ", cell).strip() for cell in raw.split("\t")]
        here = [name for cell in cells for clause in CLAUSE_ENDS.split(cell) for name in _latin(clause)]
        here += _in_lists(line)
        if len(cells) > 1:
            here += [name for cell in cells for name in _in_cell(cell)]
        if match := COLON.match(line.strip()):
            here.append(match.group(1))
        stripped = raw.strip()
        if stripped.startswith(DEVICE_HEADINGS) and len(stripped) <= 6:
            under_device = True
        elif stripped.startswith(("交互设备和内容", "PART")):
            under_device = False
        elif under_device and stripped and len(stripped) <= 40:
            here += re.split(r"[/（(]", stripped)[: 2 if "/" in stripped else 1]
        seen: set[str] = set()
        for name in map(_clean, here):
            if len(name) >= 2 and not name.isdigit() and name.casefold() not in seen:
                seen.add(name.casefold())
                rows.append((name, number))
    return rows


def key(name: str) -> str:
    """Return a name without case, width, spaces and marks."""
    return re.sub(r"[\s\-_.·,'’“”\"()（）&]+", "", unicodedata.normalize("NFKC", name).casefold())


def keys_of(cells: Iterable[str]) -> set[str]:
    """Return the keys of names, and of the parts of a name that lists several (``AYAYI、诺亚Noah``)."""
    parts = {part for cell in cells for part in (cell, *re.split(r"[;,、与和（）()/]| and others| and ", cell))}
    return {key(part) for part in parts} - {""}


def resolves(name: str, keys: set[str]) -> bool:
    """Return whether the name is known, or every piece of it when it is cut at its spaces or between scripts."""
    if key(name) in keys:
        return True
    words = re.findall(rf"[{CHINESE}]+|[^\s{CHINESE}]+", name)
    reached = [True] + [False] * len(words)
    for start in range(len(words)):
        for stop in range(start + 1, len(words) + 1):
            if reached[start] and stop - start < len(words) and key("".join(words[start:stop])) in keys:
                reached[stop] = True
    return len(words) > 1 and reached[-1]


def exceptions(file: Path) -> dict[str, tuple[int, str]]:
    """Return the names that need no row: key -> line on which the name stands first, and the reason."""
    with file.open(encoding="utf-8", newline="") as handle:
        return {key(row["name"]): (int(row["line"]), row["reason"].strip()) for row in csv.DictReader(handle)}


def _clean(name: str) -> str:
    return name.strip().strip("*“”\"'（）()等 \t").strip()


def _latin(clause: str) -> list[str]:
    """Return Latin words one space apart as one name, if one of them has three letters."""
    found: list[list[str]] = []
    end = -2
    for match in LATIN.finditer(clause):
        if found and match.start() == end + 1 and clause[end] == " ":
            found[-1].append(match.group())
        else:
            found.append([match.group()])
        end = match.end()
    runs = (" ".join(words) for words in found)
    return [run for run in runs if max(len(re.sub("[^A-Za-zÀ-ÿ]", "", word)) for word in run.split()) >= 3]


def _in_lists(line: str) -> list[str]:
    found = [name for match in CUE.finditer(line) for name in LIST_MARKS.split(match.group(1).split("等")[0])]
    for match in ENDS_IN_MAKERS.finditer(line):
        found += [BEFORE_A_LIST.sub("", part) for part in match.group(1).split("、")]
    return found


def _in_cell(cell: str) -> list[str]:
    quoted = [next(part for part in match.groups() if part) for match in QUOTED.finditer(cell)]
    if not cell or SENTENCE.search(cell) or re.search(r"\d", cell):
        return quoted
    if not quoted and not LATIN.search(cell):
        return re.split(r"[、/—]", cell)
    return quoted + (cell.split("—")[:1] if "—" in cell else [])


# --- Figures

NUMERALS = dict(enumerate("一二三四五六七八九", 1))


def spellings(value: float) -> set[str]:
    """Return the ways in which the paper may print a number: 61 for a share of 0.61, 2万 for 20000, 1/3 for a third."""
    found = {f"{value:g}", f"{value:.10g}", f"{value:,.10g}"}
    if 0 < value < 1:
        found |= {f"{value * 100:.10g}%", f"{value * 100:.10g}"}
        found |= {f"1/{round(1 / value)}"} if abs(1 / value - round(1 / value)) < 0.1 else set()
    for unit, size in (("万", 1e4), ("亿", 1e8)):
        found |= {f"{value / size:.10g}{unit}"} if value >= size else set()
    if value in NUMERALS:
        found.add(NUMERALS[int(value)])
    return found


def printed(value: float, text: str) -> bool:
    """Return whether a text prints the number, not as a part of a longer one."""
    return any(
        re.search(rf"(?<![\d.]){re.escape(way)}(?!,?\d|\.\d)" if way[0].isdigit() else re.escape(way), text)
        for way in spellings(value)
    )


def lines(locator: str) -> list[int]:
    """Return the line numbers in a locator: ``L301-303`` gives 301, 302 and 303."""
    found: list[int] = []
    for first, last in re.findall(r"L(\d+)(?:-L?(\d+))?", locator):
        found += range(int(first), int(last or first) + 1)
    return found


# --- Wording


def runs(text: str, length: int = 16) -> set[str]:
    """Return every run of so many Chinese characters, whatever marks, digits or Latin letters stand between them."""
    found: set[str] = set()
    for line in text.splitlines():
        only = "".join(re.findall(f"[{CHINESE}]", line))
        found |= {only[at : at + length] for at in range(len(only) - length + 1)}
    return found
