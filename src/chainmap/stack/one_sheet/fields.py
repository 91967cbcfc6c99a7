"""The columns of the one-sheet form, and the words by which people call them in two languages."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..texts import tidy

__all__ = ["FIELDS", "Field", "field_called", "is_percent"]


@dataclass(frozen=True)
class Field:
    """One column of the sheet: its name, what it means, and other words for it, already folded."""

    name: str
    about: str
    words: tuple[str, ...]
    required: bool = False


FIELDS: tuple[Field, ...] = (
    Field(
        "component",
        "what is needed: a part, material, software, service or the product itself",
        (
            *("components", "part", "parts", "item", "material", "technology", "component name", "input", "segment"),
            *(
                "组件",
                "部件",
                "零部件",
                "零件",
                "环节",
                "产业环节",
                "产业链环节",
                "产品环节",
                "材料",
                "技术",
                "名称",
                "元器件",
            ),
        ),
        required=True,
    ),
    Field(
        "supplier",
        "who supplies it, one in a row; empty: nobody is known; Others: somebody who is not named",
        (
            *("suppliers", "vendor", "company", "firm", "manufacturer", "producer", "maker", "provider", "seller"),
            *("supplier name", "company name", "供应商", "供货商", "厂商", "厂家", "企业", "公司", "生产商", "制造商"),
            *("供应企业", "代表企业", "企业名称", "公司名称"),
        ),
        required=True,
    ),
    Field(
        "country",
        "where the supplier has its headquarters: a code or a name, in English or Chinese; empty: not known",
        (
            *("country or region", "nation", "supplier country", "country of supplier", "hq", "headquarters"),
            *(
                "hq country",
                "location",
                "国家",
                "国别",
                "国家和地区",
                "国家或地区",
                "国家地区",
                "总部",
                "总部所在地",
                "所在国",
            ),
            *("所属国家", "所属国", "地区"),
        ),
        required=True,
    ),
    Field(
        "needs",
        "what the component is made of or depends on: names of other components, separated by ; "
        "(A | B: one of them is enough)",
        (
            *("need", "requires", "inputs", "depends on", "dependencies", "upstream", "made of", "needs components"),
            *("需要", "依赖", "上游", "投入", "所需", "所需组件", "组成", "上游组件"),
        ),
    ),
    Field(
        "share",
        "the supplier's share of the component's supply: 0.45, 45% or a range such as 40-50%",
        ("market share", "shares", "supply share", "份额", "市场份额", "占比", "市占率", "市场占有率"),
    ),
    Field("layer", "the layer of the industry", ("tier", "stage", "level", "层", "层级", "产业层", "层次", "阶段")),
    Field(
        "quality",
        "how good it is beside the leading product, 0 to 1 or in percent",
        ("performance", "relative quality", "质量", "性能", "水平", "相对水平"),
    ),
    Field(
        "owner",
        "who owns the supplier, if somebody else does",
        (
            *("parent", "parent company", "ultimate owner", "owned by", "shareholder", "controlling shareholder"),
            *("母公司", "控股方", "所有者", "控股股东", "实际控制人", "股东"),
        ),
    ),
    Field(
        "owner_country",
        "where the owner has its headquarters",
        ("country of owner", "parent country", "母公司国家", "母公司所在国", "控股方国家", "股东国家"),
    ),
    Field(
        "source",
        "where you know it from",
        (
            "sources",
            "reference",
            "references",
            "evidence",
            "link",
            "url",
            "来源",
            "出处",
            "资料来源",
            "数据来源",
            "参考",
        ),
    ),
    Field(
        "target",
        "yes: the questions are about this component; without the column, about what no other component needs",
        ("targets", "end product", "final product", "目标", "终端产品", "最终产品", "是否目标"),
    ),
    Field(
        "product",
        "the supplier's product",
        ("product name", "model", "brand", "产品", "产品名称", "型号", "代表产品"),
    ),
    Field(
        "note",
        "a word of your own; it is kept with the component",
        ("notes", "comment", "comments", "remark", "remarks", "备注", "说明", "注释"),
    ),
)


_IN_PERCENT = re.compile(r"(\w)[\s,_]+(?:in[\s_]+)?(?:%|per ?cent(?:age)?\b|pct\b\.?)")


def folded(text: str) -> str:
    """Return a header as it is compared: without case, unit, punctuation and double spaces.

    Examples
    --------
    >>> folded("Share in %"), folded("Market share (percent)"), folded("Made in")
    ('share', 'market share', 'made in')
    """
    plain = unicodedata.normalize("NFKC", tidy(text)).casefold()
    plain = _IN_PERCENT.sub(r"\1", plain)
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]|[%*:_/#.\-]", " ", plain)
    return " ".join(plain.split())


def is_percent(text: str) -> bool:
    """Say whether a header gives its unit as percent."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "%" in plain or "百分" in plain or re.search(r"per ?cent|\bpct\b", plain) is not None


MAX_HEADER = 120
"""Characters in a cell that can still be a header."""


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    found = {folded(word): field.name for field in FIELDS for word in field.words}
    return found | {folded(field.name): field.name for field in FIELDS}


@lru_cache(maxsize=4096)
def field_called(header: str) -> tuple[str, bool] | None:
    """Return the field that a header means, and whether its name is the field's own; None if none is near.

    A header in two languages (``component / 组件``) is understood when one of its parts is.

    Examples
    --------
    >>> field_called("Supplier"), field_called("供应商"), field_called("Suplier"), field_called("price")
    (('supplier', True), ('supplier', False), ('supplier', False), None)
    """
    if len(header) > MAX_HEADER:
        return None
    said, words = folded(header), _words()
    if said in words:
        return words[said], said == folded(words[said])
    parts = {words[part] for part in map(folded, re.split(r"[/|\n(（]", tidy(header))) if part in words}
    scripts = (part.strip() for part in re.findall(r"[a-z ]+|[\u4e00-\u9fff]+", said))
    parts |= {words[part] for part in scripts if part in words}
    if len(parts) == 1:
        return parts.pop(), False
    if said.isascii() and len(said) >= 5 and (near := _near(said)) is not None:
        return near, False
    return None


def _near(said: str) -> str | None:
    """Return the field of a word that is only misspelt."""
    words = _words()
    near = difflib.get_close_matches(said, words, n=1, cutoff=0.87)
    return words[near[0]] if near else None
