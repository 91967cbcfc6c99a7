"""The words of the map of a large stack: groups of components, and tables that show their first rows."""

from __future__ import annotations

__all__ = ["GROUPS_WORDS"]

GROUPS_WORDS: dict[str, tuple[str, str]] = {
    "groups": ("All groups", "全部分组"),
    "groups_its": ("Its group", "所在分组"),
    "groups_other": ("other kinds", "其他类别"),
    "groups_unsaid": ("kind not stated", "未注明类别"),
    "groups_offers": ("{n} offer{s}, {share} foreign", "{n} 个供应项，境外占 {share}"),
    "groups_foreign": ("{share} foreign", "境外 {share}"),
    "groups_no_offers": ("no offer listed", "未列供应项"),
    "groups_part": ("{from} to {to} of", "第 {from} 至 {to} 项，共"),
    "groups_back": ("← {n} before", "← 前 {n} 项"),
    "groups_worst": ("The hardest hit first", "受影响重者在前"),
    "groups_members": ("Components", "环节"),
    "groups_more": ("{n} more on the map and in the table", "另有 {n} 项见图谱和表格"),
    "groups_hint": (
        "A card is a group of components and the share of its offers that is foreign. Click it for its components; "
        "point at it for what feeds it and what it feeds.",
        "每张卡片是一组环节及其供应项中境外的占比。点击查看其中的环节，指向它可见其上下游。",
    ),
    "first_rows": ("The first {n} of {all} rows", "共 {all} 行，显示前 {n} 行"),
    "more_rows": ("Show {n} more rows", "再显示 {n} 行"),
    "first_units": (
        "The {n} countries and regions that reach the most offers, of {all}, and {targets} of {targets_all} targets",
        "在 {all} 个国家和地区中取可影响供应项最多的 {n} 个；{targets_all} 个目标中取 {targets} 个",
    ),
}
