"""The words of the pages in both languages: the terms of the field, and the labels of the pages.

``TERMS`` are the words of ``METHOD.md`` with one sentence each; ``WORDS`` are the labels and short
sentences of all pages, with ``{name}`` where a value goes. Both languages of a word stand side by
side, so that none can be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .words_brief import BRIEF_WORDS
from .words_chokepoints import CHOKEPOINT_WORDS
from .words_evidence import EVIDENCE_WORDS
from .words_map import MAP_WORDS
from .words_share import SHARE_WORDS

__all__ = ["TERMS", "WORDS", "Pair", "say"]

Pair = tuple[str, str]
"""One text in English and in Chinese."""

TERMS: dict[str, tuple[Pair, Pair]] = {
    "component": (
        ("component", "环节"),
        (
            "What is needed: a technology, part, software, service, or the product itself.",
            "产业所需之物：技术、部件、软件、服务或最终产品。",
        ),
    ),
    "offer": (
        ("offer", "供应项"),
        ("One maker's product that supplies one component.", "一家供应方为某一环节提供的一种产品。"),
    ),
    "need": (
        ("need", "需求"),
        (
            "What a component or an offer requires; alternatives stand in one group.",
            "某一环节或供应项所必需的投入；可相互替代者归为一组。",
        ),
    ),
    "target": (
        ("target", "目标"),
        ("A use of the industry that must keep running.", "必须保持运转的产业应用。"),
    ),
    "home": (
        ("home", "本方"),
        ("The countries or regions from whose seat the questions are asked.", "提问所站立场的国家和地区。"),
    ),
    "lens": (
        ("lens", "视角"),
        (
            "Which tie puts an offer within a country's reach: owner, headquarters, origin, site.",
            "一国凭何种联系能够影响某一供应项：最终所有者、总部、技术来源地或生产地。",
        ),
    ),
    "single": (
        ("single point of failure", "单点"),
        ("One unit whose denial alone stops a target.", "单独断供即可使某一目标中断的一方。"),
    ),
    "chokepoint": (
        ("chokepoint", "卡点"),
        (
            "A component that others can close and whose loss harms a target.",
            "可被外方切断、且切断后会损害目标的环节。",
        ),
    ),
    "proved": (
        ("proved", "已证明"),
        ("Holds whatever suppliers the source leaves unnamed.", "无论来源未列明的供应方做什么，结论都成立。"),
    ),
    "as_listed": (
        ("as listed", "按名单"),
        ("Holds if the named suppliers are all there are.", "如果已列明的供应方就是全部，则结论成立。"),
    ),
    "possible": (
        ("possible", "可能"),
        ("Holds only if something the data do not know turns out badly.", "只有在数据尚不掌握的情况不利时才成立。"),
    ),
    "open_list": (
        ("open list", "开放名单"),
        ("A list of suppliers that no source calls complete.", "没有来源声明其完整的供应方名单。"),
    ),
    "blind_spot": (
        ("blind spot", "盲点"),
        ("A value that the data lack and an answer depends on.", "数据缺失而答案又取决于它的一个值。"),
    ),
    "face": (
        ("face value", "表面份额"),
        ("Share of supply that a country reaches at the last stage only.", "仅看最后一环，一国所能影响的供应份额。"),
    ),
    "substitute": (
        ("substitute", "替代方"),
        (
            "An offer that could stand in for another, now or after some months.",
            "可立即或在若干个月后顶替另一供应项的供应项。",
        ),
    ),
}

WORDS: dict[str, Pair] = (
    MAP_WORDS
    | BRIEF_WORDS
    | CHOKEPOINT_WORDS
    | EVIDENCE_WORDS
    | SHARE_WORDS
    | {f"term_{key}": name for key, (name, _) in TERMS.items()}
    | {f"about_{key}": about for key, (_, about) in TERMS.items()}
)
"""Every label of the pages by its key."""


def say(key: str, **values: object) -> Pair:
    """Return a label in both languages with its values filled in.

    A value that is itself a pair is used in its own language.

    Examples
    --------
    >>> say("state_of", year=2022)
    ('State of 2022', '数据截至 2022 年')
    """
    english, chinese = WORDS[key]
    given = {**plural(values), **values}
    return (
        english.format(**{name: _in(value, 0) for name, value in given.items()}),
        chinese.format(**{name: _in(value, 1) for name, value in given.items()}),
    )


def plural(values: Mapping[str, object]) -> dict[str, object]:
    """Return the letter of the English plural, ``{s}``, where a label counts something.

    Examples
    --------
    >>> say("components_n", n=1)[0], say("components_n", n=2)[0]
    ('1 component', '2 components')
    """
    if "n" not in values:
        return {}
    return {"s": "" if re.sub(r"<[^>]*>", "", str(values["n"])) == "1" else "s"}


def _in(value: object, language: int) -> object:
    return value[language] if isinstance(value, tuple) else value
