"""The words of the map's seats, filters and exports, in English and in Chinese."""

from __future__ import annotations

__all__ = ["SEATS_WORDS"]

SEATS_WORDS: dict[str, tuple[str, str]] = {
    # change seats
    "seats": ("Change seats", "换位看"),
    "seats_title": ("Who can stop whom: two seats side by side", "谁能使谁中断：两方立场并列"),
    "seats_same": ("On the same evidence: {claims} · {lens} · {mode}", "依据相同：{claims} · {lens} · {mode}"),
    "seats_other": ("The other seat", "另一方立场"),
    "seats_denies": ("{who} denies", "{who}断供"),
    "seats_suffers": ("seen from {home}, {n} of {all} targets stop", "从{home}看，{all} 个目标中有 {n} 个中断"),
    "seats_suffers_one": ("seen from {home}, {n} of {all} targets stops", "从{home}看，{all} 个目标中有 {n} 个中断"),
    "seats_stoppers": (
        "{n} countries or regions can each stop at least one of {all} targets alone",
        "有 {n} 个国家和地区可各自单独使 {all} 个目标中的至少一个中断",
    ),
    "seats_stopper": (
        "One country or region can stop at least one of {all} targets alone",
        "有 1 个国家和地区可单独使 {all} 个目标中的至少一个中断",
    ),
    "seats_nobody": (
        "No country or region stops any of {all} targets alone",
        "没有国家和地区可单独使 {all} 个目标中的任何一个中断",
    ),
    "seats_doubtful": (
        "Only possibly, if something unknown fails too: {n} more",
        "仅在未知因素也失去时才可能：另有 {n} 个",
    ),
    "seats_untouched": ("Reach offers, but stop no target alone: {n}", "能影响供应项，但不能单独使目标中断：{n} 个"),
    "seats_untargeted": ("The stack names no targets: no component has a weight.", "未设目标：没有环节带有权重。"),
    "seats_live": (
        "Counted live in this page. Headlines are written only for {homes}.",
        "由本页面实时计算。要点仅为以下立场撰写：{homes}。",
    ),
    "seats_live_only": (
        "Counted live in this page; no headlines are written for this seat.",
        "由本页面实时计算；未为此立场撰写要点。",
    ),
    "seats_other_lens": (
        "Headlines are written for {lens}, {mode}; the table is counted live for what is chosen above.",
        "要点按“{lens}，{mode}”撰写；表格按上方所选实时计算。",
    ),
    "seats_label": (
        "The source's own labels say domestic and foreign from its own seat only: from any other they mean nothing.",
        "来源的标注仅从其自身立场有意义，换作其他立场则无意义。",
    ),
    "seats_owner": ("Compare by ultimate owner", "改按最终所有者比较"),
    "seats_caption": (
        "How many of {all} targets each stops alone, seen from {home}",
        "从{home}看，各自单独可中断的目标数（共 {all} 个）",
    ),
    "seats_show": ("Show on the map: {who} denied, seen from {home}", "在图谱上查看：{who}断供，立场为{home}"),
    "seats_gaps": ("{n} stopped already, with nothing denied, are not counted.", "另有 {n} 个未断供即已中断，未计入。"),
    "seats_part": (
        "Of {all} countries and regions, the {n} that reach the most offers are counted",
        "在 {all} 个国家和地区中，计入影响供应项最多的 {n} 个",
    ),
    "seats_targets": ("Stops", "中断"),
    # filters
    "filter": ("Filter", "筛选"),
    "filter_layer": ("Layer", "层"),
    "filter_kind": ("Kind", "类别"),
    "filter_reach": ("Has offers that a country or region can reach", "有供应项受某国家和地区影响"),
    "filter_supply": ("Supply", "供应"),
    "filter_fate": ("State", "状态"),
    "filter_closer": ("Who alone can stop it", "谁可单独使其中断"),
    "filter_short_reach": ("Reached by", "受影响于"),
    "filter_short_closer": ("Stopped alone by", "可单独中断者"),
    "filter_all": ("all", "全部"),
    "filter_any_closer": ("any one country or region", "任一国家和地区"),
    "filter_offers": ("suppliers are named", "已列明供应方"),
    "filter_shown": ("{n} of {all} shown", "显示 {n} / {all}"),
    "filter_clear": ("Clear filters", "清除筛选"),
    "filter_drop": ("Remove the filter {what}", "取消筛选：{what}"),
    "filter_active": ("Filters in force", "当前筛选"),
    "filter_hidden": ("{n} more are filtered out", "另有 {n} 条被筛选隐去"),
    # exports
    "export": ("Export", "导出"),
    "export_svg": ("Picture to scale (SVG)", "矢量图（SVG）"),
    "export_png": ("Picture (PNG)", "图片（PNG）"),
    "export_csv": ("Table (CSV)", "表格（CSV）"),
    "export_yaml": ("What-if as a scenario file (YAML)", "此假设的情景文件（YAML）"),
    "export_print": ("Print", "打印"),
    "export_nothing": ("Deny something first.", "请先选择断供对象。"),
    "export_posited": (
        "A scenario file cannot deny an offer of which nobody knows whose it is: take back {what}.",
        "情景文件无法表达归属不明的供应项断供：请先恢复{what}。",
    ),
    "export_done": ("{name} is saved.", "已保存 {name}。"),
    "export_failed": ("The picture is too large for this browser; use SVG.", "图片超出此浏览器的限制；请用 SVG。"),
    "export_id": ("Id", "标识"),
    "export_denied": ("Denied: {what}", "断供：{what}"),
    "export_none": ("Nothing is denied.", "尚未断供。"),
    "export_made": ("Made with chainmap from {id}, digest {digest}", "由 chainmap 根据 {id} 生成，摘要 {digest}"),
}
