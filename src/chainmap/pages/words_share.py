"""The words of the file to send and of the brief as a document, in English and in Chinese."""

from __future__ import annotations

__all__ = ["SHARE_WORDS"]

SHARE_WORDS: dict[str, tuple[str, str]] = {
    "share_print": ("Print the brief", "打印简报"),
    "share_inside": ("What is inside", "文件内容"),
    "share_holds": (
        "Inside: {pages}. Components: {components}, offers: {offers}, claims: {claims}, sources: {sources}.",
        "内含：{pages}。{components} 个环节、{offers} 个供应项、{claims} 条依据、{sources} 份来源。",
    ),
    "share_whole": ("Nothing was left out.", "没有略去任何内容。"),
    "share_left_out": ("Left out: {parts}.", "已略去：{parts}。"),
    "part_notes": ("notes", "备注"),
    "part_evidence": ("claims, sources and where they stand", "依据、来源及出处"),
    "part_costs": ("costs", "成本"),
    "share_confidential": ("confidential claims ({n})", "保密依据（{n} 条）"),
    "share_marks": (
        "Without claims nothing is marked as added to the source, and no basis can be withdrawn.",
        "由于略去依据，未标注来源之外增补的内容，也无法逐类撤去依据。",
    ),
    "share_made": (
        "Made by chainmap {version} from the stack {digest}.",
        "由 chainmap {version} 根据数据 {digest} 生成。",
    ),
    "share_given": ("As shared: {digest}.", "分享版：{digest}。"),
    "share_who": (
        "Who stops a target by denying all it reaches, alone or together; in brackets how firmly that holds.",
        "断供其所能影响的一切即可使目标中断的一方或联合，括号内为把握程度。",
    ),
    "share_no_step": ("No stand-in with a known time", "没有所需时间已知的替代方"),
    "share_unreadable": (
        "This browser is too old to open the pages inside; here is the brief.",
        "浏览器版本过旧，无法打开文件内的各页面；以下为简报。",
    ),
}
