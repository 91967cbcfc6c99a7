"""What to find out, and what it would decide, in both languages."""

from __future__ import annotations

from ..schema.answers import CellValue
from ..stack import Stack
from ..stack.names import label_of, name_of
from .share_width import Narrowing
from .words import labels, quantity

__all__ = ["told"]


def told(stack: Stack, row: CellValue, width: Narrowing | None, lang: str) -> str:
    """Say what to find out about a cell and what it decides.

    Parameters
    ----------
    stack
        The industry.
    row
        Everything but the sentences.
    width
        For a share, the foreign share that it keeps a range.
    lang
        ``en`` or ``zh``.
    """
    english = lang == "en"
    ask = _ask(stack, row, lang)
    if width is not None:
        part = label_of(stack, row.component, lang)
        span, points = _percent(width.low, width.high), _percent(width.least, width.most)
        if english:
            return f"To narrow the foreign share of {part}, {span} % today, by {points} points, find out {ask}."
        return f"{part}的境外份额目前为{span} %；查明{ask}可将其收窄{points}个百分点。"
    if not row.targets:
        return f"No stop of a target turns on {ask} alone." if english else f"没有任何目标中断单独取决于{ask}。"
    what = labels(stack, row.targets, lang, most=4)
    if english:
        counts = [
            f"{quantity(row.stops_undone, 'stop', 'stops')} would be undone at the best answer",
            f"{quantity(row.stops_added, 'stop', 'stops')} added or proved at the worst",
        ]
        return f"To decide whether {what} can be stopped, find out {ask}: {', '.join(counts)}."
    counts = [f"最好的答案可消除{row.stops_undone}项中断", f"最坏的答案会新增或证实{row.stops_added}项"]
    return f"要判断{what}是否会中断，须查明{ask}：{'，'.join(counts)}。"


def _ask(stack: Stack, row: CellValue, lang: str) -> str:
    """Say what is to be found out."""
    english, part = lang == "en", label_of(stack, row.component, lang)
    if row.kind == "supply":
        return f"who supplies {part}" if english else f"谁供应{part}"
    if row.kind == "list":
        return (
            f"whether anybody else supplies {part}, beyond the listed" if english else f"所列之外是否还有人供应{part}"
        )
    if row.kind == "owner":
        who = name_of(stack, f"actor:{row.row}", lang)
        return f"who owns {who}" if english else f"{who}归谁所有"
    if row.kind == "jurisdiction":
        who = name_of(stack, f"{'actor' if row.table == 'actors' else 'offer'}:{row.row}", lang)
        return f"whose jurisdiction reaches {who} ({row.column})" if english else f"谁能管辖{who}（{row.column}）"
    what = _product(stack, row.row, lang)
    if row.kind == "quality":
        return f"how good {what} is ({part})" if english else f"{what}（{part}）的质量"
    return f"the share of {what}" if english else f"{what}的份额"


def _product(stack: Stack, offer: str, lang: str) -> str:
    """Name a product with its maker."""
    (maker,) = (row.actor for row in stack.offers if row.offer == offer)
    what, who = name_of(stack, f"offer:{offer}", lang), name_of(stack, f"actor:{maker}", lang)
    return f"{what} ({who})" if lang == "en" else f"{what}（{who}）"


def _percent(low: float, high: float) -> str:
    first, last = f"{100 * low:.0f}", f"{100 * high:.0f}"
    return first if first == last else f"{first}-{last}"
