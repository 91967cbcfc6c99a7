"""Words and sentences in English and Chinese, made from names, counts and causes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..stack import Stack
from ..stack.names import name_of
from .trace import Cause

__all__ = ["LENS_WORDS", "because", "join", "labels", "names", "quantity", "sentence", "some"]

LENS_WORDS = {
    "owner": ("ultimate owner", "最终所有者"),
    "hq": ("headquarters", "总部所在地"),
    "origin": ("where the technology was developed", "技术来源地"),
    "site": ("where it is made", "生产地"),
    "label": ("the source's own label", "原文标注"),
    "any": ("any jurisdiction that reaches it", "任一管辖"),
}
_WITH_ARTICLE = ("USA", "NLD", "GBR", "PHL", "ARE", "CZE", "DOM", "BHS", "GMB")


def join(parts: Sequence[str], lang: str) -> str:
    """Join names as a sentence does: A, B and C; 甲、乙和丙."""
    if len(parts) < 2:
        return "".join(parts)
    if lang == "zh":
        return "、".join(parts[:-1]) + "和" + parts[-1]
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def names(stack: Stack, units: Iterable[str], lang: str, *, most: int = 4) -> str:
    """Return the names of units joined, with a count of those left out."""
    found = list(dict.fromkeys(_spoken(stack, unit, lang) for unit in units))
    if len(found) > most:
        rest = len(found) - most + 1
        more = f"{rest} more" if lang == "en" else f"另外{rest}项"
        found = [*found[: most - 1], more]
    return join(found, lang)


def labels(stack: Stack, components: Iterable[str], lang: str, *, most: int = 5) -> str:
    """Return the names of components joined."""
    return names(stack, [f"component:{one}" for one in components], lang, most=most)


def some(stack: Stack, components: Sequence[str], lang: str, *, most: int = 4) -> str:
    """Return the names of the first few components, and that there are others."""
    found = [name_of(stack, f"component:{one}", lang) for one in components[:most]]
    if len(components) > most:
        return "、".join(found) + "等" if lang == "zh" else ", ".join(found) + " and others"
    return join(found, lang)


def _spoken(stack: Stack, unit: str, lang: str) -> str:
    """Return a name as a sentence needs it: with its article, where English wants one."""
    kind, _, key = unit.partition(":")
    article = "the " if lang == "en" and kind == "country" and key in _WITH_ARTICLE else ""
    return article + name_of(stack, unit, lang)


def sentence(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def quantity(count: int, one: str, many: str) -> str:
    """Return ``1 supplier`` or ``3 suppliers``."""
    return f"{count} {one if count == 1 else many}"


def because(stack: Stack, causes: Sequence[Cause], lang: str, *, most: int = 2) -> str:
    """Say in a few sentences why something stops.

    Parameters
    ----------
    stack
        The industry.
    causes
        Where the stop begins, nearest first.
    lang
        ``en`` or ``zh``.
    most
        How many causes to spell out; the rest are counted.
    """
    told = [_cause(stack, cause, lang) for cause in causes[:most]]
    left = len(causes) - len(told)
    if left and lang == "en":
        told.append(f"{quantity(left, 'more cause', 'more causes')} upstream.")
    elif left:
        told.append(f"上游另有{left}个原因。")
    return " ".join(told) if lang == "en" else "".join(told)


def _cause(stack: Stack, cause: Cause, lang: str) -> str:
    way = [_step(stack, step, lang) for step in cause.chain if step != cause.component]
    what = name_of(stack, f"component:{cause.component}", lang)
    lost = names(stack, [f"offer:{offer}" for offer in cause.lost], lang)
    text = _loss_en(what, lost, cause) if lang == "en" else _loss_zh(what, lost, cause)
    if not way:
        return text + ("." if lang == "en" else "。")
    chain = " ← ".join(reversed(way))
    return f"{text} (needed by {chain})." if lang == "en" else f"{text}（需要它的环节：{chain}）。"


def _loss_en(what: str, lost: str, cause: Cause) -> str:
    if not cause.named:
        return f"{what}: no supplier is known to be good enough"
    if not cause.lost:
        return f"{what}: no listed offer is good enough"
    if cause.listed == 1:
        return f"{what}: the only listed offer falls, {lost}"
    if len(cause.lost) == cause.listed:
        return f"{what}: all {cause.listed} listed offers fall, {lost}"
    few = f"{len(cause.lost)} of {cause.listed} listed offers fall, {lost}"
    return f"{what}: {few}, and the others fail with their inputs"


def _loss_zh(what: str, lost: str, cause: Cause) -> str:
    if not cause.named:
        return f"{what}：没有已知够用的供应方"
    if not cause.lost:
        return f"{what}：所列产品无一够用"
    if cause.listed == 1:
        return f"{what}：唯一列出的产品被断供（{lost}）"
    if len(cause.lost) == cause.listed:
        return f"{what}：所列{cause.listed}个产品全部被断供（{lost}）"
    return f"{what}：所列{cause.listed}个产品中{len(cause.lost)}个被断供（{lost}），其余因上游中断而失效"


def _step(stack: Stack, key: str, lang: str) -> str:
    for kind in ("component", "offer"):
        name = name_of(stack, f"{kind}:{key}", lang)
        if name != key:
            return name
    return key
