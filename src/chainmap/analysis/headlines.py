"""What would one say in one sentence? Headlines, each made from the numbers, none written by hand.

METHOD section 4: at most seven; each names what stops, who can stop it, and the two or three
components through which it works; what holds only as the suppliers are listed says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ..schema.answers import CutSet, Headline
from ..stack import Stack
from ..structure import Structure, Viewpoint, compile_structure, viewpoint
from .concentration import offers_by_component
from .cutsets import cut_set_rows
from .frames import frame
from .supply import targets_of
from .words import LENS_WORDS, labels, names, quantity, sentence, some

__all__ = ["headline", "headlines"]

MOST = 7
LARGEST_COALITION = 3
LANGUAGES = ("en", "zh")
COUNTED = ("no", "one", "two", "three", "four")
LENSES_COMPARED = ("origin", "hq", "site")


def headlines(
    stack: Stack,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """Return at most seven sentences for a decision maker, most important first.

    Parameters
    ----------
    stack
        The industry.
    home, lens, mode
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        Columns of :class:`chainmap.schema.answers.Headline`. A headline uses the reading
        ``as_listed`` unless ``holds`` says ``proved``; ``rests_on`` lists the open lists of suppliers
        that it relies on, ``beyond_source`` marks links that the source does not state.
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    asked = _Asked(structure, seen, targets_of(stack))
    rows = [*_broken(asked), *_alone(asked, "country", most=3), *_together(asked)]
    rows += [*_alone(asked, "actor", most=1), *_imports(asked), *_unnamed(asked), *_other_lens(asked)]
    return frame([row.model_copy(update={"rank": at + 1}) for at, row in enumerate(rows[:MOST])], Headline)


@dataclass(frozen=True)
class _Asked:
    """A question that all sentences of one page share."""

    structure: Structure
    seen: Viewpoint
    targets: tuple[str, ...]

    @property
    def stack(self) -> Stack:
        return self.seen.stack

    def sets(self, by: str, max_order: int = 1) -> list[CutSet]:
        """Return the minimal cut sets whose members are all known."""
        return cut_set_rows(self.structure, self.seen, self.targets, by, max_order=max_order, known=True)

    def cone(self, targets: Sequence[str]) -> set[str]:
        """Return the components that the targets draw on."""
        reached = {at for name in targets for at in self.structure.cone(self.structure.position[name])}
        nodes = self.structure.nodes
        return {nodes[at].id for at in reached if nodes[at].kind in ("component", "market")}


def headline(seen: Viewpoint, question: str, en: str, zh: str, **cells: object) -> Headline:
    """Return one headline; what is not given is empty, and its rank is set by whoever lists it."""
    empty: dict[str, object] = {"targets": (), "members": (), "through": ()}
    told = {"text_en": sentence(en), "text_zh": zh}
    return Headline.model_validate(
        {"rank": 0, "lens": seen.lens, "question": question, **empty, **told, **cells}
    )


def _support(rows: Sequence[CutSet]) -> dict[str, object]:
    """How firmly a sentence stands that repeats these rows."""
    return {
        "holds": "proved" if all(row.holds == "proved" for row in rows) else "as_listed",
        "rests_on": tuple(sorted({one for row in rows for one in row.rests_on})),
        "beyond_source": all(row.beyond_source for row in rows),
    }


def _broken(asked: _Asked) -> list[Headline]:
    """Targets that stop with nothing denied come first: the data, or the industry, has a hole."""
    rows = [row for row in asked.sets("country") if row.order == 0]
    if not rows:
        return []
    targets, through = tuple(row.target for row in rows), _through(rows, {})
    what, parts = ([labels(asked.stack, one, lang) for lang in ("en", "zh")] for one in (targets, through))
    return [
        headline(
            asked.seen,
            "chokepoint",
            f"as the suppliers are listed, {what[0]} cannot be supplied today, with nothing denied: "
            f"no listed supplier of {parts[0]} is good enough.",
            f"按所列供应方，即使无人断供，{what[1]}今天也无法供应：{parts[1]}没有够用的供应方。",
            targets=targets,
            through=through,
            **_support(rows),
        )
    ]


def _alone(asked: _Asked, kind: str, *, most: int) -> list[Headline]:
    """One sentence for each unit that stops targets alone; units with the same reach share one."""
    rows = [row for row in asked.sets(kind) if row.order == 1]
    found = _grouped(asked, rows)
    return [
        _can_stop(asked, targets, through, members, same) for targets, through, members, same in found[:most]
    ]


Group = tuple[tuple[str, ...], tuple[str, ...], list[tuple[str, ...]], list[CutSet]]


def _grouped(asked: _Asked, rows: Sequence[CutSet]) -> list[Group]:
    """Group cut sets that stop the same targets through the same components, heaviest first."""
    alone: dict[str, set[str]] = defaultdict(set)
    for row in asked.sets("component"):
        if row.order == 1:
            alone[row.target].add(row.members[0].partition(":")[2])
    by_members: dict[tuple[str, ...], list[CutSet]] = defaultdict(list)
    for row in rows:
        by_members[row.members].append(row)
    same: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    for members, found in sorted(by_members.items()):
        same[tuple(row.target for row in found), _through(found, alone)].append(members)
    weight = {row.component: row.weight or 0.0 for row in asked.stack.components}
    groups = [
        (targets, through, members, [row for one in members for row in by_members[one]])
        for (targets, through), members in same.items()
    ]
    return sorted(groups, key=lambda one: (-sum(weight[name] for name in one[0]), one[2]))


def _through(rows: Sequence[CutSet], alone: Mapping[str, set[str]], most: int = 3) -> tuple[str, ...]:
    """The components named in a sentence: those that stop the target by themselves, in most targets."""
    score: Counter[str] = Counter()
    nearest: dict[str, int] = {}
    for row in rows:
        for at, component in enumerate(row.through):
            score[component] += 2 if component in alone.get(row.target, ()) else 1
            nearest[component] = min(at, nearest.get(component, at))
    best = sorted(score, key=lambda one: (-score[one], nearest[one], one))
    return tuple(best[:most])


def _can_stop(
    asked: _Asked,
    stopped: tuple[str, ...],
    through: tuple[str, ...],
    members: Sequence[tuple[str, ...]],
    rows: Sequence[CutSet],
) -> Headline:
    stack, count, units = asked.stack, len(asked.targets), [one for part in members for one in part]
    support = _support(rows)
    proved, firm = support["holds"] == "proved", units[0].startswith("actor:")
    who = {lang: names(stack, units, lang) for lang in LANGUAGES}
    what = {lang: labels(stack, stopped, lang) for lang in LANGUAGES}
    parts = {lang: labels(stack, through, lang) for lang in LANGUAGES}
    lead = f"one firm, {who['en']}," if firm else f"{who['en']} alone"
    if len(units) > 1:
        lead = f"any one of {who['en']} alone"
    each = (
        f"{who['zh']}{'中任何一家' if firm else '中任何一方'}"
        if len(units) > 1
        else who["zh"] + ("一家" if firm else "一方")
    )
    return headline(
        asked.seen,
        "chokepoint",
        f"{lead} can stop {len(stopped)} of {count} targets ({what['en']}), through {parts['en']}"
        + ("." if proved else ", as the suppliers are listed."),
        f"{'' if proved else '按所列供应方，'}{each}断供即可使{count}个目标中的{len(stopped)}个（{what['zh']}）中断，"
        f"途径是{parts['zh']}。",
        targets=stopped,
        members=tuple(units),
        through=through,
        **support,
    )


def _together(asked: _Asked) -> list[Headline]:
    """For targets that no single country stops: the smallest coalition that stops most of them, or none."""
    rows = asked.sets("country", LARGEST_COALITION)
    exposed = {row.target for row in rows if row.order < 2}
    safe = [one for one in asked.targets if one not in exposed]
    found = []
    for order in range(2, LARGEST_COALITION + 1):
        while groups := _grouped(asked, [row for row in rows if row.order == order and row.target in safe]):
            targets, through, members, same = groups[0]
            others = {row.members for row in rows if row.order == order and row.target in targets} - {
                members[0]
            }
            found.append(_coalition(asked, targets, through, members[0], same, len(others)))
            safe = [one for one in safe if one not in targets]
    return [*found, _no_coalition(asked, tuple(safe))] if safe else found


def _coalition(
    asked: _Asked,
    targets: tuple[str, ...],
    through: tuple[str, ...],
    members: tuple[str, ...],
    rows: Sequence[CutSet],
    others: int,
) -> Headline:
    stack, support = asked.stack, _support(rows)
    proved, size = support["holds"] == "proved", len(members)
    what = [labels(stack, targets, lang) for lang in LANGUAGES]
    who = [names(stack, members, lang) for lang in LANGUAGES]
    parts = [labels(stack, through, lang) for lang in LANGUAGES]
    fewer = {2: ("no single country or region", "任何单一境外国家和地区")}.get(
        size, (f"no {COUNTED[size - 1]} countries or regions", f"任何{size - 1}个境外国家和地区联合")
    )
    more = ("", "")
    if others:
        more = (
            f"; so can {quantity(others, 'other coalition', 'other coalitions')} of that size",
            f"；另有{others}组{size}方联合也可以",
        )
    return headline(
        asked.seen,
        "chokepoint",
        f"{fewer[0]} outside home can stop {what[0]}; {who[0]} together can, "
        f"through {parts[0]}{'' if proved else ', as the suppliers are listed'}{more[0]}.",
        f"{'' if proved else '按所列供应方，'}{fewer[1]}都不能使{what[1]}中断；{who[1]}联合断供则可以，"
        f"途径是{parts[1]}{more[1]}。",
        targets=targets,
        members=members,
        through=through,
        **support,
    )


def _no_coalition(asked: _Asked, targets: tuple[str, ...]) -> Headline:
    en, zh = (labels(asked.stack, targets, lang) for lang in ("en", "zh"))
    return headline(
        asked.seen,
        "chokepoint",
        f"no {COUNTED[LARGEST_COALITION]} countries or regions outside home are known to stop {en}.",
        f"没有已知的任何{LARGEST_COALITION}个境外国家和地区联合能使{zh}中断。",
        targets=targets,
    )


def _imports(asked: _Asked) -> list[Headline]:
    """Count the components all of whose named suppliers are foreign."""
    seen, cone = asked.seen, asked.cone(asked.targets)
    supplied = [(row, offers) for row, offers in offers_by_component(asked.stack) if row.component in cone]

    def foreign(offer: str) -> bool:
        return offer not in seen.untouchable and seen.reaches[offer].falls_to(seen.all_foreign)

    every = [row for row, offers in supplied if all(foreign(offer.offer) for offer in offers)]
    if not seen.home or not every:
        return []
    cones = [asked.cone([target]) for target in asked.targets]
    parts = [
        row.component
        for row in sorted(every, key=lambda one: (-sum(one.component in c for c in cones), one.component))
    ]
    lens_en, lens_zh = LENS_WORDS[seen.lens]
    return [
        headline(
            seen,
            "dependency",
            f"in {len(parts)} of {quantity(len(supplied), 'component', 'components')} with named suppliers "
            f"every one of them is foreign by {lens_en}: {some(asked.stack, parts, 'en')}.",
            f"在{len(supplied)}个有具名供应方的环节中，{len(parts)}个环节的供应方按{lens_zh}全部在境外："
            f"{some(asked.stack, parts, 'zh')}。",
            targets=asked.targets,
            through=tuple(parts),
            holds="as_listed",
            rests_on=tuple(sorted(row.component for row in every if row.complete != "yes")),
        )
    ]


def _unnamed(asked: _Asked) -> list[Headline]:
    """Say for how many components nobody is named, first those that stop a target by themselves."""
    cone = asked.cone(asked.targets)
    blind = sorted(
        row.component for row in asked.stack.components if row.supply == "unknown" and row.component in cone
    )
    if not blind:
        return []
    rows = cut_set_rows(asked.structure, asked.seen, asked.targets, "component")
    fatal = sorted({row.members[0].partition(":")[2] for row in rows if row.holds == "possible"})
    have = "component has" if len(blind) == 1 else "components have"
    more = ("", "")
    if fatal:
        more = (
            f"; any one of {some(asked.stack, fatal, 'en')} would stop a target"
            if len(fatal) > 1
            else f"; {some(asked.stack, fatal, 'en')} alone would stop a target",
            f"；其中{some(asked.stack, fatal, 'zh')}{'任一' if len(fatal) > 1 else ''}一旦断供即有目标中断",
        )
    return [
        headline(
            asked.seen,
            "unknown",
            f"{len(blind)} {have} no named supplier and count as unknown, not as safe: "
            f"{some(asked.stack, blind, 'en')}{more[0]}.",
            f"{len(blind)}个环节没有具名供应方，按未知处理，不视为安全：{some(asked.stack, blind, 'zh')}{more[1]}。",
            targets=asked.targets,
            members=tuple(f"unknown:{one}" for one in blind),
            through=tuple(blind),
            holds="possible",
        )
    ]


def _other_lens(asked: _Asked) -> list[Headline]:
    """Say for one other lens what it changes: countries that stop more, or no longer, alone."""
    here = {(row.target, row.members) for row in asked.sets("country") if row.order == 1}
    for lens in LENSES_COMPARED:
        if lens == asked.seen.lens:
            continue
        home = sorted(asked.seen.home) or "none"
        other = _Asked(
            asked.structure, viewpoint(asked.stack, home=home, lens=lens, mode=asked.seen.mode), asked.targets
        )
        found = [row for row in other.sets("country") if row.order == 1]
        new = [row for row in found if (row.target, row.members) not in here]
        gone = len(here - {(row.target, row.members) for row in found})
        if new:
            return [_changed(other, new, gone)]
    return []


def _changed(other: _Asked, rows: Sequence[CutSet], gone: int) -> Headline:
    members = tuple(sorted({row.members[0] for row in rows}))
    targets, through = tuple(sorted({row.target for row in rows})), _through(rows, {})
    who = [names(other.stack, members, lang) for lang in LANGUAGES]
    what = [labels(other.stack, targets, lang) for lang in LANGUAGES]
    parts = [labels(other.stack, through, lang) for lang in LANGUAGES]
    lens = LENS_WORDS[other.seen.lens]
    lost = (
        f"; {quantity(gone, 'stop', 'stops')} above would not hold" if gone else "",
        f"；上述判断中有{gone}项不再成立" if gone else "",
    )
    return headline(
        other.seen,
        "chokepoint",
        f"judged by {lens[0]}, {who[0]} alone can also stop {what[0]}, through {parts[0]}{lost[0]}.",
        f"若按{lens[1]}判断，{who[1]}一方断供还能使{what[1]}中断，途径是{parts[1]}{lost[1]}。",
        targets=targets,
        members=members,
        through=through,
        **_support(rows),
    )
