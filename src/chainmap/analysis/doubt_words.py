"""How a doubt is said, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from ..schema import Evidence
from ..schema.answers import Headline
from ..stack import Stack
from .evidence import claims
from .words import join, labels, quantity

__all__ = ["told", "told_nothing"]

_BASES = {
    "stated": "原文明言",
    "implied": "原文隐含",
    "inferred": "推断",
    "public": "公开资料",
    "own": "自有资料",
    "assumption": "假设",
}
_CONFIDENCE = {"low": "可信度低", "medium": "可信度中", "high": "可信度高"}


def told(stack: Stack, kind: str, parts: Sequence[str], frees: Sequence[str], head: Headline, lang: str) -> str:
    """Say that a headline falls if these claims are wrong, or if these components have one more supplier."""
    english = lang == "en"
    whole = ""
    if set(frees) < set(head.targets or head.through):
        what = labels(stack, frees, lang, most=4)
        whole = f" for {what}" if english else f"（就{what}而言）"
    if kind == "suppliers":
        what = labels(stack, parts, lang)
        if head.question == "unknown":
            return (
                f"Changes as soon as a supplier of {what} is named."
                if english
                else f"一旦{what}有了具名供应方，此判断即改变。"
            )
        if english:
            each = "each of them has" if len(parts) > 1 else "it has"
            return f"Falls{whole} if somebody beyond this denial also supplies {what}: {each} an open list."
        return f"若另有不受此断供影响的供应方供应{what}，此判断即不成立{whole}：其名单并不完整。"
    rows = claims(stack, parts)
    if english:
        lead = f"Falls{whole} if claim" if len(rows) == 1 else f"Stands{whole} unless {len(rows)} claims fail:"
        said = join([_claim(one, "en") for one in rows], "en")
        return f"{lead} {said} is wrong." if len(rows) == 1 else f"{lead} {said}."
    said = join([_claim(one, "zh") for one in rows], "zh")
    if len(rows) == 1:
        return f"若论据{said}有误，此判断即不成立{whole}。"
    return f"除非{len(rows)}条论据（{said}）同时有误，此判断仍成立{whole}。"


def told_nothing(looked: bool, complete_to: int) -> tuple[str, str]:
    """Say that nothing of that size overturns a headline, or that no claim stands under it."""
    if looked:
        return (
            f"Stands whatever {quantity(complete_to, 'claim', 'claims')} may be wrong; nothing larger was looked for.",
            f"任意{complete_to}条论据有误，此判断仍成立；未再查更多条。",
        )
    return (
        "Rests on no claim that could be withdrawn: on what the data do not hold, or on rows without evidence.",
        "此判断下没有可撤回的论据：它基于数据中没有的内容，或基于没有论据的行。",
    )


def _claim(row: Evidence, lang: str) -> str:
    """Name a claim with its basis and confidence, and what it claims."""
    basis = row.basis if lang == "en" else _BASES[row.basis]
    sure = row.confidence if lang == "en" else _CONFIDENCE.get(row.confidence or "", "")
    known = ", ".join(one for one in (basis, sure) if one) if lang == "en" else "，".join(x for x in (basis, sure) if x)
    return f"{row.evidence} ({known})" if lang == "en" else f"{row.evidence}（{known}）"
