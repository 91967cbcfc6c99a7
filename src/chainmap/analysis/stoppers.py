"""Who can stop what: the sentences about single countries, coalitions and firms (METHOD section 4)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ..schema.answers import CutSet, Headline
from ..structure import viewpoint
from .asked import LANGUAGES, Asked, headline, support
from .words import LENS_WORDS, labels, names, quantity

__all__ = ["alone", "broken", "other_lens", "together"]

LARGEST_COALITION = 3
COUNTED = ("no", "one", "two", "three", "four")
COUNTED_ZH = ("零", "一", "两", "三", "四")
LENSES_COMPARED = ("origin", "hq", "site")


def broken(asked: Asked) -> list[Headline]:
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
            **support(rows),
        )
    ]


def alone(asked: Asked, kind: str, *, most: int) -> list[Headline]:
    """One sentence for each unit that stops targets alone; units with the same reach share one."""
    rows = [row for row in asked.sets(kind) if row.order == 1]
    found = _grouped(asked, rows)
    return [_can_stop(asked, targets, through, members, same) for targets, through, members, same in found[:most]]


Group = tuple[tuple[str, ...], tuple[str, ...], list[tuple[str, ...]], list[CutSet]]


def _grouped(asked: Asked, rows: Sequence[CutSet]) -> list[Group]:
    """Group cut sets that stop the same targets through the same components, heaviest first."""
    single: dict[str, set[str]] = defaultdict(set)
    for row in asked.sets("component"):
        if row.order == 1:
            single[row.target].add(row.members[0].partition(":")[2])
    by_members: dict[tuple[str, ...], list[CutSet]] = defaultdict(list)
    for row in rows:
        by_members[row.members].append(row)
    same: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    for members, found in sorted(by_members.items()):
        same[tuple(row.target for row in found), _through(found, single)].append(members)
    weight = {row.component: row.weight or 0.0 for row in asked.stack.components}
    groups = [
        (targets, through, members, [row for one in members for row in by_members[one]])
        for (targets, through), members in same.items()
    ]
    return sorted(groups, key=lambda one: (-sum(weight[name] for name in one[0]), one[2]))


def _through(rows: Sequence[CutSet], single: Mapping[str, set[str]], most: int = 3) -> tuple[str, ...]:
    """The components named in a sentence: those that stop the target by themselves, in most targets."""
    score: Counter[str] = Counter()
    nearest: dict[str, int] = {}
    for row in rows:
        for at, component in enumerate(row.through):
            score[component] += 2 if component in single.get(row.target, ()) else 1
            nearest[component] = min(at, nearest.get(component, at))
    best = sorted(score, key=lambda one: (-score[one], nearest[one], one))
    return tuple(best[:most])


def _can_stop(
    asked: Asked,
    stopped: tuple[str, ...],
    through: tuple[str, ...],
    members: Sequence[tuple[str, ...]],
    rows: Sequence[CutSet],
) -> Headline:
    stack, count, units = asked.stack, len(asked.targets), [one for part in members for one in part]
    firmness = support(rows)
    proved, firm = firmness["holds"] == "proved", units[0].startswith("actor:")
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
    of_all = (f"{len(stopped)} of {count} targets ({what['en']})", f"{count}个目标中的{len(stopped)}个（{what['zh']}）")
    if count == 1:
        of_all = (what["en"], what["zh"])
    return headline(
        asked.seen,
        "chokepoint",
        f"{lead} can stop {of_all[0]}, through {parts['en']}{'' if proved else ', as the suppliers are listed'}.",
        f"{'' if proved else '按所列供应方，'}{each}断供即可使{of_all[1]}中断，途径是{parts['zh']}。",
        targets=stopped,
        members=tuple(units),
        through=through,
        **firmness,
    )


def together(asked: Asked) -> list[Headline]:
    """For targets that no single country stops: the smallest coalition that stops most of them, or none."""
    rows = asked.sets("country", LARGEST_COALITION)
    exposed = {row.target for row in rows if row.order < 2}
    safe = [one for one in asked.targets if one not in exposed]
    found = []
    for order in range(2, LARGEST_COALITION + 1):
        while groups := _grouped(asked, [row for row in rows if row.order == order and row.target in safe]):
            targets, through, members, same = groups[0]
            others = {row.members for row in rows if row.order == order and row.target in targets} - {members[0]}
            found.append(_coalition(asked, targets, through, members[0], same, len(others)))
            safe = [one for one in safe if one not in targets]
    return [*found, _no_coalition(asked, tuple(safe))] if safe else found


def _coalition(
    asked: Asked,
    targets: tuple[str, ...],
    through: tuple[str, ...],
    members: tuple[str, ...],
    rows: Sequence[CutSet],
    others: int,
) -> Headline:
    stack, firmness = asked.stack, support(rows)
    proved, size = firmness["holds"] == "proved", len(members)
    what = [labels(stack, targets, lang) for lang in LANGUAGES]
    who = [names(stack, members, lang) for lang in LANGUAGES]
    parts = [labels(stack, through, lang) for lang in LANGUAGES]
    fewer = {2: ("no single country or region", "任何单一境外国家和地区")}.get(
        size, (f"no {COUNTED[size - 1]} countries or regions", f"任何{COUNTED_ZH[size - 1]}个境外国家和地区联合")
    )
    more = ("", "")
    if others:
        more = (
            f"; so can {quantity(others, 'other coalition', 'other coalitions')} of {COUNTED[size]}",
            f"；另有{others}组{COUNTED_ZH[size]}方组合同样可以",
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
        **firmness,
    )


def _no_coalition(asked: Asked, targets: tuple[str, ...]) -> Headline:
    en, zh = (labels(asked.stack, targets, lang) for lang in ("en", "zh"))
    return headline(
        asked.seen,
        "chokepoint",
        f"no {COUNTED[LARGEST_COALITION]} countries or regions outside home are known to stop {en}.",
        f"没有已知的任何{COUNTED_ZH[LARGEST_COALITION]}个境外国家和地区联合能使{zh}中断。",
        targets=targets,
    )


def other_lens(asked: Asked) -> list[Headline]:
    """Say for one other lens what it changes: countries that stop more, or no longer, alone."""
    here = {(row.target, row.members) for row in asked.sets("country") if row.order == 1}
    for lens in LENSES_COMPARED:
        if lens == asked.seen.lens:
            continue
        home = sorted(asked.seen.home) or "none"
        other = Asked(
            asked.structure, viewpoint(asked.stack, home=home, lens=lens, mode=asked.seen.mode), asked.targets
        )
        found = [row for row in other.sets("country") if row.order == 1]
        new = [row for row in found if (row.target, row.members) not in here]
        gone = len(here - {(row.target, row.members) for row in found})
        if new:
            return [_changed(other, new, gone)]
    return []


def _changed(other: Asked, rows: Sequence[CutSet], gone: int) -> Headline:
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
        **support(rows),
    )
