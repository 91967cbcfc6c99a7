"""One sentence about a requirement and what is provided, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from ..schema.answers import RequirementGap
from .parameters import IN_CHINESE
from .words import join, sentence

__all__ = ["told"]

_REASONS = {
    "nobody": (
        "the data do not say what is provided, so that it is neither met nor missed",
        "数据没有给出可提供的数值，无法判断是否满足",
    ),
    "units": (
        "the two units are not known to measure the same, so that they are not compared",
        "两个单位是否可换算并不确定，不作比较",
    ),
    "direction": (
        "whether more or less of it is better is not known, so that no gap is worked out",
        "该参数以大为好还是以小为好未知，不计算差距",
    ),
}


def told(row: RequirementGap, subjects: Sequence[str], provider: str, reason: str, lang: str) -> str:
    """Return the sentence about one row.

    Parameters
    ----------
    row
        Everything but the sentences.
    subjects, provider
        Their names in the language.
    reason
        Why there is no gap: ``nobody``, ``units``, ``direction``; empty where there is one.
    lang
        ``en`` or ``zh``.
    """
    english = lang == "en"
    asks = _range(row.required_low, row.required_high, row.unit, lang)
    gives = _range(row.provided_low, row.provided_high, row.provided_unit, lang)
    who, what = join(list(subjects), lang), row.parameter if english else IN_CHINESE.get(row.parameter, row.parameter)
    when, then = (_year(year, lang) for year in (row.required_year, row.provided_year))
    lead = f"{who}: {what} asked for is {asks}{when}" if english else f"{who}：所需{what}为{asks}{when}"
    if row.provider:
        lead += f", and by {provider} it is {gives}{then}" if english else f"，{provider}可提供{gives}{then}"
    end = _REASONS[reason][not english] if reason else _verdict(row, lang)
    apart = row.required_year is not None and row.provided_year is not None and row.required_year != row.provided_year
    late = (". The years differ", "。两者年份不同")[not english] if apart else ""
    return sentence(f"{lead}; {end}{late}.") if english else f"{lead}；{end}{late}。"


def _verdict(row: RequirementGap, lang: str) -> str:
    english = lang == "en"
    gap = _range(_above(row.gap_low), _above(row.gap_high), row.unit, lang)
    spare = _range(_below(row.gap_high), _below(row.gap_low), row.unit, lang)
    if row.met == "yes":
        return f"met, with {spare} to spare" if english else f"满足，余量{spare}"
    if row.met == "no":
        times = _range(row.ratio_low, row.ratio_high, "", lang, digits=1)
        if english:
            return f"not met, short by {gap} ({times} times)"
        return f"不满足，相差{gap}（{times}倍）"
    if row.met == "part":
        return _in_part(row, lang)
    return _REASONS_OPEN[not english]


def _in_part(row: RequirementGap, lang: str) -> str:
    """Say what is missing at the worst, and whether the strictest use is out of reach even at the best."""
    strict, best = (
        (row.required_high, row.provided_high) if row.better == "more" else (row.required_low, row.provided_low)
    )
    short = (strict or 0.0) - (best or 0.0) if row.better == "more" else (best or 0.0) - (strict or 0.0)
    worst = f"{_number(row.gap_high)} {row.unit}"
    if short > 0:
        still = f"{_number(short)} {row.unit}"
        if lang == "en":
            return f"met for the mildest use at the best; the strictest is short by {still} to {worst}"
        return f"最好时可满足最低要求；最高要求相差{still}至{worst}"
    if lang == "en":
        return f"met at the best; at the worst the strictest use is short by {worst}"
    return f"最好时满足；最差时最高要求相差{worst}"


_REASONS_OPEN = (
    "an end of the two ranges is not stated, so that it is neither met nor missed",
    "范围的一端没有给出，无法判断是否满足",
)


def _above(gap: float | None) -> float | None:
    return None if gap is None else max(0.0, gap)


def _below(gap: float | None) -> float | None:
    return None if gap is None else max(0.0, -gap)


def _range(low: float | None, high: float | None, unit: str, lang: str, *, digits: int | None = None) -> str:
    """Say a range; one figure alone is a limit."""
    first, last = (_number(one, digits) for one in (low, high))
    english = lang == "en"
    if low is None and high is None:
        return "an amount that is not stated" if english else "未给出的数值"
    if low is None or high is None:
        word = ("at least", "不低于") if high is None else ("at most", "不超过")
        said = f"{word[0]} {first or last}" if english else f"{word[1]}{first or last}"
    elif first == last:
        said = first
    else:
        said = f"{first} to {last}" if english else f"{first}至{last}"
    return f"{said} {unit}".strip()


def _number(value: float | None, digits: int | None = None) -> str:
    if value is None:
        return ""
    shown = round(value, digits) if digits is not None else value
    return f"{shown:,.10g}"


def _year(year: int | None, lang: str) -> str:
    if year is None:
        return ""
    return f" ({year})" if lang == "en" else f"（{year}年）"
