"""Who can stop what: the sentences about single countries, coalitions and firms (METHOD section 4)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from ..schema.answers import CutSet, Headline
from ..stack import Stack
from ..structure import viewpoint
from .asked import LANGUAGES, Asked, headline, support
from .words import LENS_WORDS, join, labels, names, quantity

__all__ = ["broken", "coalitions", "firms", "other_lens"]

MOST_GROUPS = 3
DEPTH = 3
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


def coalitions(asked: Asked) -> list[Headline]:
    """One sentence for targets that the same coalitions stop, heaviest first; the rest in one count."""
    rows = [row for row in asked.sets("country", None) if row.order > 0]
    sets: dict[str, list[CutSet]] = {target: [] for target in asked.targets}
    for row in rows:
        sets[row.target].append(row)
    broken_now = {row.target for row in asked.sets("country") if row.order == 0}
    same: dict[tuple[tuple[str, ...], ...], list[str]] = defaultdict(list)
    for target in asked.targets:
        if target not in broken_now:
            same[tuple(row.members for row in _ranked(sets[target]))].append(target)
    weight = {row.component: row.weight or 0.0 for row in asked.stack.components}
    groups = sorted(
        ((tuple(targets), [_ranked(sets[target]) for target in targets]) for key, targets in same.items() if key),
        key=lambda one: (len(one[1][0][0].members) > 1, -sum(weight[target] for target in one[0]), one[0]),
    )
    found = [_can_stop(asked, targets, rows) for targets, rows in groups[:MOST_GROUPS]]
    if groups[MOST_GROUPS:]:
        found.append(_others(asked, groups[MOST_GROUPS:]))
    return found + _nobody(asked, tuple(same.get((), ())))


def _ranked(rows: Sequence[CutSet]) -> list[CutSet]:
    return sorted(rows, key=lambda row: (row.order, row.holds != "proved", row.members))


def _can_stop(asked: Asked, targets: tuple[str, ...], rows: Sequence[Sequence[CutSet]]) -> Headline:
    """Say who can stop targets, through what, and who is next once that is solved."""
    stack, lead = asked.stack, [one[0] for one in rows]
    firmness, single = support(lead), len(lead[0].members) == 1
    proved = firmness["holds"] == "proved"
    through = _through(lead, _single_components(asked))
    later = [one.members for one in rows[0][1:DEPTH]]
    way = _way(stack, through, targets)
    text = {}
    for lang in LANGUAGES:
        what, who = _targets(asked, targets, lang), names(stack, lead[0].members, lang)
        chain = [names(stack, one, lang) for one in later]
        if lang == "en":
            text[lang] = (
                f"{who} {'alone' if single else 'together'} can stop {what}{way[0]}"
                f"{'' if proved else ', as the suppliers are listed'}{_next_en(chain)}."
            )
        else:
            act = "一方断供" if single else "联合断供"
            text[lang] = f"{'' if proved else '按所列供应方，'}{who}{act}即可使{what}中断{way[1]}{_next_zh(chain)}。"
    return headline(
        asked.seen,
        "chokepoint",
        text["en"],
        text["zh"],
        targets=targets,
        members=lead[0].members,
        through=through,
        **firmness,
    )


def _targets(asked: Asked, targets: Sequence[str], lang: str) -> str:
    """Name targets, with their count where they are several of many."""
    named, count = labels(asked.stack, targets, lang, most=4), len(asked.targets)
    if count == 1:
        return named
    if len(targets) == count:
        return f"all {count} targets" if lang == "en" else f"全部{count}个目标"
    if len(targets) == 1:
        return f"{named} (1 of {count} targets)" if lang == "en" else f"{named}（{count}个目标之一）"
    if lang == "en":
        return f"{len(targets)} of {count} targets ({named})"
    return f"{count}个目标中的{len(targets)}个（{named}）"


def _next_en(chain: Sequence[str]) -> str:
    if not chain:
        return ""
    return f"; with that solved, next {'are' if ' and ' in chain[0] else 'is'} {chain[0]}" + "".join(
        f", then {one}" for one in chain[1:]
    )


def _next_zh(chain: Sequence[str]) -> str:
    return (f"；若此项解决，下一个是{chain[0]}" + "".join(f"，再下一个是{one}" for one in chain[1:])) if chain else ""


def _others(asked: Asked, groups: Sequence[tuple[tuple[str, ...], Sequence[Sequence[CutSet]]]]) -> Headline:
    """Count the targets that are not told one by one, by the size of their smallest coalition."""
    sizes = Counter(dict.fromkeys(sorted({len(rows[0][0].members) for _, rows in groups}), 0))
    for targets, rows in groups:
        sizes[len(rows[0][0].members)] += len(targets)
    en = [f"{count} {'falls' if count == 1 else 'fall'} to {_size_en(size)}" for size, count in sizes.items()]
    zh = [f"{count}个可由{_size_zh(size)}使其中断" for size, count in sizes.items()]
    targets = tuple(sorted(name for names_, _ in groups for name in names_))
    rest = [row for _, rows in groups for one in rows for row in one[:1]]
    return headline(
        asked.seen,
        "chokepoint",
        f"of the other {quantity(len(targets), 'target', 'targets')}, {join(en, 'en')}.",
        f"其余{len(targets)}个目标中，{'，'.join(zh)}。",
        targets=targets,
        **support(rest),
    )


def _size_en(size: int) -> str:
    return (
        "one country or region alone"
        if size == 1
        else f"a coalition of {COUNTED[size] if size < len(COUNTED) else size}"
    )


def _size_zh(size: int) -> str:
    count = COUNTED_ZH[size] if size < len(COUNTED_ZH) else size
    return "一个国家或地区单独" if size == 1 else f"{count}个国家和地区联合"


def _nobody(asked: Asked, targets: tuple[str, ...]) -> list[Headline]:
    if not targets:
        return []
    en, zh = (_targets(asked, targets, lang) for lang in LANGUAGES)
    if len(targets) == len(asked.targets) > 1:
        en, zh = f"any of the {len(targets)} targets", f"{len(targets)}个目标中的任何一个"
    outside = (" outside home", "境外") if asked.seen.home else ("", "")
    return [
        headline(
            asked.seen,
            "chokepoint",
            f"no country or region{outside[0]}, alone or with others, is known to stop {en}.",
            f"没有已知的任何{outside[1]}国家和地区（单独或联合）能使{zh}中断。",
            targets=targets,
        )
    ]


def firms(asked: Asked) -> list[Headline]:
    """The firm that alone stops most targets."""
    by_firm: dict[str, list[CutSet]] = defaultdict(list)
    for row in asked.sets("actor"):
        if row.order == 1:
            by_firm[row.members[0]].append(row)
    if not by_firm:
        return []
    unit, rows = min(by_firm.items(), key=lambda one: (-len(one[1]), one[0]))
    targets, firmness = tuple(row.target for row in rows), support(rows)
    through = _through(rows, _single_components(asked))
    who, what = (
        [tell(lang) for lang in LANGUAGES]
        for tell in (partial(names, asked.stack, [unit]), partial(_targets, asked, targets))
    )
    way = _way(asked.stack, through, targets)
    listed = ("", "") if firmness["holds"] == "proved" else (", as the suppliers are listed", "按所列供应方，")
    more = len(by_firm) - 1
    also = (
        f"; {quantity(more, 'other firm', 'other firms')} can stop a target too",
        f"；另有{more}家企业也能使目标中断",
    )
    return [
        headline(
            asked.seen,
            "chokepoint",
            f"one firm, {who[0]}, can stop {what[0]}{way[0]}{listed[0]}{also[0] if more else ''}.",
            f"{listed[1]}{who[1]}一家断供即可使{what[1]}中断{way[1]}{also[1] if more else ''}。",
            targets=targets,
            members=(unit,),
            through=through,
            **firmness,
        )
    ]


def _single_components(asked: Asked) -> Mapping[str, set[str]]:
    """For each target the components whose loss alone stops it."""
    single: dict[str, set[str]] = defaultdict(set)
    for row in asked.sets("component"):
        if row.order == 1:
            single[row.target].add(row.members[0].partition(":")[2])
    return single


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


def _way(stack: Stack, through: Sequence[str], targets: Sequence[str]) -> tuple[str, str]:
    """Say through what a stop works, in both languages; nothing where the targets are closed themselves."""
    if set(through) <= set(targets):
        return "", ""
    return f", through {labels(stack, through, 'en')}", f"，途径是{labels(stack, through, 'zh')}"


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
    way = _way(other.stack, through, targets)
    lens = LENS_WORDS[other.seen.lens]
    lost = (
        f"; {quantity(gone, 'stop', 'stops')} above would not hold" if gone else "",
        f"；上述判断中有{gone}项不再成立" if gone else "",
    )
    return headline(
        other.seen,
        "chokepoint",
        f"judged by {lens[0]}, {who[0]} alone can also stop {what[0]}{way[0]}{lost[0]}.",
        f"若按{lens[1]}判断，{who[1]}一方断供还能使{what[1]}中断{way[1]}{lost[1]}。",
        targets=targets,
        members=members,
        through=through,
        **support(rows),
    )
