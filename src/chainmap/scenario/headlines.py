"""The sentences of a scenario: what stops, what may stop, what is weakened, and where it begins."""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis.asked import headline
from ..analysis.words import labels, quantity, some
from ..schema.answers import Headline, ScenarioChange
from ..structure import Viewpoint

__all__ = ["scenario_headlines"]


def scenario_headlines(seen: Viewpoint, rows: Sequence[ScenarioChange]) -> list[Headline]:
    """Return the sentences in the order in which one would say them."""
    targets = [row for row in rows if row.target]
    stopped = [row for row in targets if _stops(row)]
    doubtful = [row for row in targets if row.state_after == "works" and row.holds == "possible"]
    weaker = [
        row
        for row in targets
        if row not in stopped and row not in doubtful and row.short_after_low < row.short_before_low
    ]
    groups = (("stopped", stopped), ("doubtful", doubtful), ("weaker", weaker))
    found = [_line(seen, kind, group, len(targets)) for kind, group in groups if group]
    if not found:
        names = tuple(row.component for row in targets)
        text = (f"All {len(targets)} targets keep working.", f"全部{len(targets)}个目标继续运行。")
        found.append(headline(seen, "scenario", *text, targets=names))
    closed = [row.component for row in rows if not row.target and _stops(row)]
    if closed:
        found.append(_upstream(seen, closed))
    return [row.model_copy(update={"rank": at + 1}) for at, row in enumerate(found)]


def _stops(row: ScenarioChange) -> bool:
    return row.state_after == "stopped" and row.state_before == "works"


def _line(seen: Viewpoint, kind: str, rows: Sequence[ScenarioChange], count: int) -> Headline:
    targets = tuple(row.component for row in rows)
    en, zh = (labels(seen.stack, targets, lang) for lang in ("en", "zh"))
    proved = kind == "stopped" and all(row.holds == "proved" for row in rows)
    number, s = f"{len(rows)} of {count} targets", "s" if len(rows) == 1 else ""
    text = {
        "stopped": (
            f"{number} stop{s}{'' if proved else ', as the suppliers are listed'}: {en}.",
            f"{'' if proved else '按所列供应方，'}{count}个目标中有{len(rows)}个中断：{zh}。",
        ),
        "doubtful": (
            f"{number} may stop, because some suppliers on their chains are not known: {en}.",
            f"{count}个目标中有{len(rows)}个可能中断，因为其链条上有未知的供应方：{zh}。",
        ),
        "weaker": (
            f"{number} keep{s} working, but may be weakened: {en}.",
            f"{count}个目标中有{len(rows)}个继续运行，但可能受损：{zh}。",
        ),
    }[kind]
    holds = "proved" if proved else {"stopped": "as_listed", "doubtful": "possible", "weaker": ""}[kind]
    rests_on = tuple(sorted({one for row in rows for one in row.rests_on}))
    return headline(seen, "scenario", *text, targets=targets, holds=holds, rests_on=rests_on)


def _upstream(seen: Viewpoint, closed: Sequence[str]) -> Headline:
    en, zh = (some(seen.stack, closed, lang, most=5) for lang in ("en", "zh"))
    return headline(
        seen,
        "scenario",
        f"{quantity(len(closed), 'component stops', 'components stop')} along the chain: {en}.",
        f"链条上有{len(closed)}个环节中断：{zh}。",
        through=tuple(closed),
        holds="as_listed",
    )
