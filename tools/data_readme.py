"""Write the generated parts of ``data/metaverse/README.md`` anew: counts, and where assumed qualities turn an answer.

usage: .venv/bin/python tools/data_readme.py [--check | --flips]

With ``--check`` nothing is written; the exit code is 1 when the file is not current. ``--flips`` only prints where
assumed qualities turn an answer.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import chainmap as cm
from chainmap.schema import BASES, TABLES
from chainmap.stack import data_folder
from chainmap.structure.compile import enough

README = data_folder() / "metaverse" / "README.md"

Cuts = frozenset[tuple[str, tuple[str, ...]]]
"""Smallest coalitions of known countries, each with the target that it stops."""


# --- Counts


def counts(stack: cm.Stack) -> str:
    """Return how many rows each table has, by the best claim that each row cites."""
    basis = {claim.evidence: claim.basis for claim in stack.evidence}
    used = [one for one in BASES if one in basis.values()]
    lines = [f"| table | rows | {' | '.join(used)} |", "|---|---:|" + "---:|" * len(used)]
    for name in TABLES:
        rows = stack.table(name)
        if not rows:
            continue
        if name == "evidence":
            best = Counter(claim.basis for claim in stack.evidence)
        elif "evidence" in TABLES[name].model_fields:
            best = Counter(min((basis[one] for one in row.evidence), key=BASES.index) for row in rows)
        else:
            best = Counter()
        cells = [str(best[one] or "") for one in used]
        lines.append(f"| `{name}` | {len(rows)} | {' | '.join(cells)} |")
    supply = Counter(row.supply for row in stack.components)
    layers = Counter(row.layer for row in stack.components)
    targets = sum(row.weight is not None for row in stack.components)
    potential = sum(row.status == "potential" for row in stack.offers)
    beyond = sum(row.beyond_source for row in stack.components)
    lines += [
        "",
        f"Components: {', '.join(f'{layers[row.layer]} {row.layer}' for row in stack.layers)}; "
        f"{targets} of them are targets and {beyond} go beyond the paper. Supply: {supply['offers']} by named offers, "
        f"{supply['open']} open, {supply['unknown']} unknown. Offers: {len(stack.offers) - potential} active, "
        f"{potential} potential.",
    ]
    return "\n".join(lines)


# --- Where assumed qualities turn an answer


@dataclass(frozen=True)
class Assumption:
    """One assumed figure about quality: of some offers of a component, or the threshold that its users set."""

    component: str
    what: str
    """``offers`` or ``threshold``."""
    ids: tuple[str, ...]
    """The offers, or the components and offers whose needs set the threshold."""
    low: float | None
    best: float
    high: float | None

    def at(self, stack: cm.Stack, value: float) -> cm.Stack:
        """Return the stack in which the figure is known to be ``value``."""
        if self.what == "threshold":
            cell = {"min_quality": value}
            needs = (
                row.model_copy(update=cell)
                if row.input == self.component and row.dependent in self.ids and row.min_quality == self.best
                else row
                for row in stack.needs
            )
            return replace(stack, needs=tuple(needs))
        cells = {"quality_low": value, "quality": value, "quality_high": value}
        offers = (row.model_copy(update=cells) if row.offer in self.ids else row for row in stack.offers)
        return replace(stack, offers=tuple(offers))


@dataclass(frozen=True)
class Flip:
    """The value nearest to an assumed one at which the smallest coalitions of countries change."""

    assumption: Assumption
    value: float
    rising: bool
    """Whether the figure has to reach the value from below, or to fall to it."""
    lost: Cuts
    gained: Cuts

    @property
    def inside(self) -> bool:
        """Whether the value lies in the range that is assumed."""
        assumed = self.assumption
        low = assumed.best if assumed.low is None else assumed.low
        high = assumed.best if assumed.high is None else assumed.high
        return low <= self.value <= high


def assumptions(stack: cm.Stack) -> list[Assumption]:
    """Return the quality assumptions about components of which somebody asks a minimal quality."""
    thresholds: dict[tuple[str, float], list[str]] = {}
    for need in stack.needs:
        if need.min_quality is not None:
            thresholds.setdefault((need.input, need.min_quality), []).append(need.dependent)
    found: list[Assumption] = []
    for component in dict.fromkeys(name for name, _ in thresholds):
        ranges: dict[tuple[float | None, float, float | None], list[str]] = {}
        for offer in stack.offers:
            if offer.component == component and offer.status == "active" and offer.quality is not None:
                ranges.setdefault((offer.quality_low, offer.quality, offer.quality_high), []).append(offer.offer)
        found += [Assumption(component, "offers", tuple(ids), *box) for box, ids in ranges.items()]
        found += [
            Assumption(component, "threshold", tuple(dependents), None, value, None)
            for (name, value), dependents in thresholds.items()
            if name == component
        ]
    return found


def country_cuts(stack: cm.Stack, targets: Iterable[str]) -> Cuts:
    """Return the smallest coalitions of known countries that stop each of some targets."""
    asked = set(targets)
    components = (
        row if row.component in asked else row.model_copy(update={"weight": None}) for row in stack.components
    )
    table = cm.minimal_cut_sets(replace(stack, components=tuple(components)), by="country")
    known = table[table["holds"] != "possible"]
    return frozenset(
        (target, tuple(one.removeprefix("country:") for one in members))
        for target, members in zip(known["target"], known["members"], strict=True)
    )


def quality_flips(stack: cm.Stack) -> list[tuple[Assumption, list[Flip]]]:
    """Find for each quality assumption the nearest values below and above at which a cut set appears or goes.

    Better offers and lower thresholds only ever remove coalitions, so that bisection (in hundredths) finds them.
    """
    structure = cm.compile_structure(stack)
    targets = [row.component for row in stack.components if row.weight is not None]
    cones = {target: structure.components_in(structure.position[target]) for target in targets}
    result: list[tuple[Assumption, list[Flip]]] = []
    for assumed in assumptions(stack):
        touched = [target for target in targets if assumed.component in cones[target]]
        today = country_cuts(stack, touched)

        known: dict[tuple[bool | None, ...], Cuts] = {}

        def turned(
            hundredths: int,
            assumed: Assumption = assumed,
            touched: list[str] = touched,
            known: dict[tuple[bool | None, ...], Cuts] = known,
        ) -> Cuts:
            # Only which offers suffice for whom can change an answer: ask once for each such case.
            changed = assumed.at(stack, hundredths / 100)
            case = _sufficient(changed, assumed.component)
            if case not in known:
                known[case] = country_cuts(changed, touched)
            return known[case]

        flips = []
        for end in (0, 100):
            at = _nearest(
                round(assumed.best * 100), end, lambda value, today=today, turned=turned: turned(value) != today
            )
            if at is not None:
                after = turned(at)
                flips.append(Flip(assumed, at / 100, end == 100, today - after, after - today))
        result.append((assumed, flips))
    return result


def _sufficient(stack: cm.Stack, component: str) -> tuple[bool | None, ...]:
    thresholds = [row.min_quality for row in stack.needs if row.input == component and row.min_quality is not None]
    return tuple(
        enough(offer, threshold) for offer in stack.offers if offer.component == component for threshold in thresholds
    )


def _nearest(start: int, end: int, differs: Callable[[int], bool]) -> int | None:
    """Return the number nearest to ``start``, on the way to ``end``, from which on something differs."""
    if start == end or not differs(end):
        return None
    same, other = start, end
    while abs(other - same) > 1:
        middle = (same + other) // 2
        same, other = (same, middle) if differs(middle) else (middle, other)
    return other


def flips_table(stack: cm.Stack) -> str:
    """Return the flips as a table in Markdown."""
    names = {row.component: row for row in stack.components}
    lines = [
        "| component | assumed figure | value, range | turns at | what changes then |",
        "|---|---|---|---|---|",
    ]
    steady: list[str] = []
    for assumed, flips in quality_flips(stack):
        part = names[assumed.component]
        what = "threshold of " if assumed.what == "threshold" else "quality of "
        span = f"{assumed.best:g}"
        if assumed.low is not None and assumed.high is not None:
            span += f", {assumed.low:g} to {assumed.high:g}"
        start = f"| {part.name_en} {part.name_zh} | {what}{_listed(assumed.ids)} | {span} |"
        if not flips:
            steady.append(f"{part.name_en}: {what}{_listed(assumed.ids)}")
        for flip in flips:
            mark = ", in the range" if flip.inside and assumed.what == "offers" else ""
            value = f"{flip.value:.2f} and {'more' if flip.rising else 'less'}{mark}"
            lines.append(f"{start} {value} | {_said(flip)} |")
    if steady:
        lines += ["", f"No value of its own turns an answer for {'; '.join(steady)}."]
    return "\n".join(lines)


def _said(flip: Flip) -> str:
    """Say which coalitions come and go; a coalition that gives way to a part of itself is not told twice."""
    smaller = [(target, set(members)) for target, members in flip.gained]
    larger = [(target, set(members)) for target, members in flip.lost]
    lost = [
        (target, members)
        for target, members in flip.lost
        if not any(target == where and few < set(members) for where, few in smaller)
    ]
    gained = [
        (target, members)
        for target, members in flip.gained
        if not any(target == where and few < set(members) for where, few in larger)
    ]
    parts = [_sentence(gained, ""), _sentence(lost, "no longer ")]
    return "; ".join(part for part in parts if part)


def _sentence(cuts: list[tuple[str, tuple[str, ...]]], adverb: str) -> str:
    by_members: dict[tuple[str, ...], list[str]] = {}
    for target, members in sorted(cuts, key=lambda one: (len(one[1]), one[1], one[0])):
        by_members.setdefault(members, []).append(target)
    told: dict[tuple[str, ...], list[str]] = {}
    for members, targets in by_members.items():
        told.setdefault(tuple(targets), []).append(" + ".join(members) or "nothing at all")
    return "; ".join(
        f"{' and '.join(who) if len(who) < 3 else ', '.join(who)} {adverb}{'stops' if len(who) == 1 else 'stop'} "
        f"{_listed(targets)}"
        for targets, who in told.items()
    )


def _listed(ids: Iterable[str], most: int = 4) -> str:
    every = [f"`{one}`" for one in ids]
    if len(every) > most:
        return f"{', '.join(every[: most - 1])} and {len(every) - most + 1} more"
    return ", ".join(every)


# --- The file


def written(text: str, stack: cm.Stack) -> str:
    """Return the text of the README with its generated parts anew."""
    for name, make in {"counts": counts, "flips": flips_table}.items():
        marked = re.compile(rf"(<!-- {name}: generated -->\n).*?(<!-- {name}: end -->)", re.DOTALL)
        if not marked.search(text):
            raise SystemExit(f"{README} has no place for {name}")
        part = make(stack)
        text = marked.sub(lambda match, part=part: f"{match.group(1)}{part}\n{match.group(2)}", text)
    return text


def main(arguments: list[str]) -> int:
    """Write the file, check it, or print the turning points."""
    if "--flips" in arguments:
        print(flips_table(cm.bundled("metaverse")))
        return 0
    before = README.read_text(encoding="utf-8")
    after = written(before, cm.bundled("metaverse"))
    if "--check" in arguments:
        return int(before != after)
    if before != after:
        Path(README).write_text(after, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
