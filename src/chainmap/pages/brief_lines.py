"""The brief as plain blocks of text in one language: headings, paragraphs, points and two tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..stack import Stack
from ..stack.jurisdiction import reach
from ..structure import Viewpoint
from . import sections
from .document import facts, filled
from .figures import Answers
from .glossary import Pair, say
from .index import seven
from .payload import payload

__all__ = ["HEADING", "POINT", "TABLE", "TEXT", "TITLE", "Block", "brief_lines"]

TITLE, HEADING, TEXT, POINT, TABLE = "title", "heading", "text", "point", "table"

MOST_SETS = 3
"""Coalitions of one target in the table; the rest is on the page of the chokepoints."""


@dataclass(frozen=True)
class Block:
    """One piece of the brief.

    ``texts`` hold the text and what qualifies it; a table has ``rows`` instead, its head first.
    """

    kind: str
    texts: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def brief_lines(stack: Stack, answers: Answers, seen: Viewpoint, runs: Sequence[Any] = (), *, lang: str) -> list[Block]:
    """Return the brief in the order of its seven questions.

    Parameters
    ----------
    stack
        The industry.
    answers
        Answer frames by name; a part whose answer is missing says so in one line.
    seen
        The seat of the answers.
    runs
        Scenario results.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    list of Block
        The title, from when and whose seat, the headlines, and a heading for each question.
    """
    reaches = reach(stack, seen.lens, seen.home)
    data = payload(stack, answers, reaches, home=seen.home, lens=seen.lens, mode=seen.mode, lang=lang)
    page = seven(stack, answers, data)
    words = _Words(lang)
    blocks = [
        Block(TITLE, (words.of(filled(data["title"])),)),
        Block(TEXT, (" · ".join(map(words.of, facts(stack, data))),)),
        Block(TEXT, (" · ".join(words(key, n=count.value) for key, count, _ in page["counts"]),)),
    ]
    for row in page["headlines"]:
        beside = [words(f"term_{row['holds']}")] if row["holds"] else []
        if row["rests_on"]:
            beside.append(f"{words('rests_on')} {words.names(row['rests_on'])}")
        if row["beyond"]:
            beside.append(words("beyond"))
        blocks.append(Block(POINT, (words.of(row["text"]), *([f"({'; '.join(beside)})"] if beside else []))))
    if not page["headlines"]:
        blocks.append(Block(TEXT, (words("no_headlines"),)))
    questions: tuple[Callable[[_Words, Mapping[str, Any]], list[Block]], ...] = (_who, _few, _ripe, _first)
    for number, question in enumerate(questions, start=1):
        blocks += [words.heading(number), *question(words, page)]
    blocks += [words.heading(5), *_in_turn(words, page), *_scenarios(words, sections.scenarios(stack, runs))]
    blocks += [words.heading(6), *_unknown(words, page)]
    return [*blocks, words.heading(7), *_overturned(words, page)]


class _Words:
    """The labels and names of one language."""

    def __init__(self, lang: str) -> None:
        self.at = int(lang == "zh")
        self.comma, self.colon = ("、", "：") if self.at else (", ", ": ")

    def __call__(self, key: str, **values: object) -> str:
        return say(key, **values)[self.at]

    def of(self, both: Pair | Sequence[str]) -> str:
        return str(both[self.at])

    def heading(self, number: int) -> Block:
        return Block(HEADING, (f"{number} {self(f'q{number}')}",))

    def names(self, several: Sequence[tuple[str, Pair]], most: int = 6) -> str:
        told = self.comma.join(self.of(name) for _, name in several[:most])
        return f"{told} +{len(several) - most}" if len(several) > most else told

    def missing(self) -> list[Block]:
        return [Block(TEXT, (self("missing"),))]

    def ends(self, cells: Sequence[Any]) -> str:
        return "–".join(one.value for one in cells) or self("not_known")


def _who(words: _Words, page: Mapping[str, Any]) -> list[Block]:
    """One row a target: who stops it alone, and the smallest coalitions."""
    one = page["stoppers"]
    if one is None:
        return words.missing()
    alone: dict[str, str] = {}
    for row in one["rows"]:
        pairs = zip(one["countries"], row["cells"], strict=True)
        marks = [
            f"{words.of(country['name'])} ({words('term_' + cell['holds'])})"
            for country, cell in pairs
            if cell and cell["holds"]
        ]
        alone[row["target"]] = words.comma.join(marks)
    together = {target: group for group in one["coalitions"] or () for target, _ in group["targets"]}
    names = {row["target"]: row["name"] for row in one["rows"]} | dict(one["nobody"])
    order = [target for group in one["coalitions"] or () for target, _ in group["targets"]]
    rows = [(words("target"), words("rung_1"), words("q1_coalitions"))]
    for target in dict.fromkeys([*order, *names]):
        if target in names:
            rows.append((words.of(names[target]), alone.get(target) or "–", _coalitions(words, together.get(target))))
    blocks = [Block(TEXT, (words("share_who"),))]
    if len(rows) > 1:
        blocks.append(Block(TABLE, rows=tuple(rows)))
    for row in one["makers"]:
        targets = words.comma.join(map(words.of, row["targets"]))
        blocks.append(
            Block(POINT, (f"{words.of(row['name'])}{words.colon}{targets}", f"({words('term_' + row['holds'])})"))
        )
    return blocks if one["makers"] else [*blocks, Block(TEXT, (words("q1_no_makers"),))]


def _coalitions(words: _Words, group: Mapping[str, Any] | None) -> str:
    several = [cut for cut in group["cuts"] if len(cut["members"]) > 1] if group else []
    told = [
        f"{' + '.join(words.of(one['name']) for one in cut['members'])} ({words('term_' + cut['holds'])})"
        for cut in several[:MOST_SETS]
    ]
    return "; ".join(told) or "–"


def _few(words: _Words, page: Mapping[str, Any]) -> list[Block]:
    two = page["chokepoints"]
    if two is None:
        return words.missing()
    if not two["rows"]:
        return [Block(TEXT, (words("q2_none"),))]
    blocks = [Block(TEXT, (words("q2_how"),))]
    for row in two["rows"]:
        parts = [f"{words('col_stops')}{words.colon}{words('k_of_n', k=row['stopped'], n=page['targets'])}"]
        if row["closers"]:
            parts.append(
                f"{words('closed_by')}{words.colon}{words.comma.join(words.of(one['name']) for one in row['closers'])}"
            )
        if row["supply"] == "unknown":
            parts.append(words("supply_unknown"))
        else:
            safe = words("k_of_n", k=row["own"] + row["free"], n=row["listed"])
            parts.append(f"{words('inside')}{words.colon}{safe}")
        parts.append(
            f"{words('fastest')}{words.colon}{words.of(row['months']) if row['months'] else words('not_known')}"
        )
        text = f"{words.of(row['name'])} — {'; '.join(parts)}"
        blocks.append(Block(POINT, (text, f"({words('term_' + row['holds'])})")))
    return [*blocks, *([Block(TEXT, (words("more", n=two["more"]),))] if two["more"] else [])]


def _ripe(words: _Words, page: Mapping[str, Any]) -> list[Block]:
    three = page["ripeness"]
    if not three["all"]:
        return [Block(TEXT, (words("q3_none"),))]
    blocks = [Block(TEXT, (words("q3_lead", all=three["all"], **three["counts"]),))]
    for kind, rows in three["groups"]:
        names = [(row["component"], row["name"]) for row in rows]
        blocks.append(Block(POINT, (f"{words(f'ripe_{kind}')}{words.colon}{words.names(names, len(names))}",)))
    return blocks


def _first(words: _Words, page: Mapping[str, Any]) -> list[Block]:
    """What to do first: a row for each stand-in, with its months and cost."""
    four = page["steps"]
    if four is None:
        return words.missing()
    columns = ("col_name", "stand_in", "time", "cost") if four["costed"] else ("col_name", "stand_in", "time")
    rows = [tuple(map(words, columns))]
    for row in four["rows"]:
        for one in row["stand_ins"]:
            name = f"{words.of(one['name'])} {' '.join(one['codes'])}".strip()
            cost = f"{words.ends(one['cost'])} {page['currency']}" if one["cost"] else words("not_known")
            line = (words.of(row["name"]), name, words("months_of", n=words.ends(one["months"])), cost)
            rows.append(line[: len(columns)])
    nothing = [(row["component"], row["name"]) for row in four["rows"] if not row["stand_ins"]]
    blocks = [Block(TEXT, (words("q4_lead" if four["rows"] else "q4_no_first"),))]
    if len(rows) > 1:
        blocks.append(Block(TABLE, rows=tuple(rows)))
    if nothing:
        blocks.append(Block(TEXT, (f"{words('share_no_step')}{words.colon}{words.names(nothing, len(nothing))}",)))
    return blocks if four["costed"] else [*blocks, Block(TEXT, (words("q4_no_cost"),))]


def _in_turn(words: _Words, page: Mapping[str, Any]) -> list[Block]:
    five = page["in_turn"]
    if five is None:
        return words.missing()
    rows = [row for row in five["rows"] if row["cells"][0] and row["cells"][0].value != "0"]
    if not rows:
        return [Block(TEXT, (words("q5_nobody" if five["rows"] else "q5_no_home"),))]
    blocks = [Block(TEXT, (words("q5_how"),))]
    for row in rows:
        names = words.comma.join(words.of(name) for _, name, _ in row["units"])
        heads = ("turn_listed", "turn_proved", "turn_back")
        told = [f"{words(key)}{words.colon}{one.value}" for key, one in zip(heads, row["cells"], strict=True) if one]
        blocks.append(Block(POINT, (f"{names} — {'; '.join(told)}",)))
    return blocks


def _scenarios(words: _Words, runs: Sequence[Mapping[str, Any]]) -> list[Block]:
    blocks = []
    for run in runs:
        name = words.of(filled(run["about"])).strip() or run["name"]
        count = words("q5_count", n=run["stopped"], all=len(run["targets"]))
        blocks.append(Block(POINT, (f"{name}{words.colon}{count}", *(words.of(text) for text in run["said"][:2]))))
    return blocks


def _unknown(words: _Words, page: Mapping[str, Any]) -> list[Block]:
    six = page["unknowns"]
    if six is None:
        return words.missing()
    if not six["all"]:
        return [Block(TEXT, (words("q6_none"),))]
    kinds = words.comma.join(f"{words.of(kind)} {_count(count)}" for kind, count in six["kinds"])
    blocks = [Block(TEXT, (f"{words('q6_how', n=_count(six['all']))} {kinds}",))]
    if page["known"]:
        told = words.comma.join(f"{words(word)} {known.value}" for word, known, _ in page["known"])
        listed = page["known"][0][2].value
        blocks.append(Block(TEXT, (f"{words('q6_lists', n=listed)}{words.colon}{told}",)))
    first = [Block(POINT, (words.of(row["text"]),)) for row in six["rows"]]
    return [*blocks, Block(TEXT, (words("q6_first"),)), *first]


def _overturned(words: _Words, page: Mapping[str, Any]) -> list[Block]:
    seven = page["overturned"]
    if seven is None:
        return words.missing()
    if not seven["rows"]:
        return [Block(TEXT, (words("q7_none"),))]
    blocks = [Block(TEXT, (words("q7_how", all=seven["all"].value if seven["all"] else "–"),))]
    for row in seven["rows"]:
        counts = (("q7_lost", "lost"), ("q7_gained", "gained"))
        told = "; ".join(f"{words(key)}{words.colon}{row[change]['n'].value}" for key, change in counts)
        blocks.append(Block(POINT, (f"{words.of(row['name'])} — {told}",)))
    return blocks


def _count(number: Any) -> str:
    """Return a count, whether it comes as a number or with its place."""
    return str(getattr(number, "value", number))
