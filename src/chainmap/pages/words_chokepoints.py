"""The labels and short sentences of the page of the chokepoints, in English and in Chinese."""

from __future__ import annotations

__all__ = ["CHOKEPOINT_WORDS"]

CHOKEPOINT_WORDS: dict[str, tuple[str, str]] = {
    "c_intro": (
        "Which smallest sets of countries and regions, blocs, makers or components stop which target, through what, "
        "and what that costs.",
        "哪些国家和地区、国家集团、供应方或环节的最小组合能使哪些目标中断，通过什么环节，代价多大。",
    ),
    "c_filter": ("Target", "目标"),
    "c_filter_all": ("All targets", "全部目标"),
    "c_filter_none": ("None for this target.", "该目标没有。"),
    # lenses
    "c_lenses": ("Alone, under every lens", "各视角下谁能单独做到"),
    "c_lenses_how": (
        "Each cell names the countries and regions that alone stop the target when that tie counts. A dash: nobody "
        "alone, as far as the data know. Bold: the lens of this page.",
        "每格列出按该种联系单独即可使目标中断的国家和地区；短横：就现有数据无一方可单独做到。粗体：本页所用视角。",
    ),
    # sets
    "c_sets": ("The smallest coalitions", "最小的联合"),
    "c_sets_how": (
        "All members of a set must deny; none may be missing. The fewer it takes, the graver; after them stands what "
        "comes next when that gap is closed.",
        "一组中的各方须全部参与断供，缺一不可。所需越少越严重；其后是补上这一缺口后的下一处。",
    ),
    "c_by_country": ("Countries and regions", "国家和地区"),
    "c_by_bloc": ("Blocs, acting as one, and countries outside them", "国家集团（整体行动）及集团外国家"),
    "c_by_actor": ("Makers and owners", "供应方与所有者"),
    "c_by_component": ("Components", "环节"),
    "c_component_how": (
        "Here a component is lost altogether, whoever could have denied it.",
        "此处指某一环节完全失去，不论由谁断供。",
    ),
    "c_complete": ("Complete for sets of up to {n}.", "不超过 {n} 方的组合已全部列出。"),
    "c_none": ("No such set is known.", "没有已知的此类组合。"),
    "c_rest": ("{n} more in the table file.", "另有 {n} 行见数据表文件。"),
    "c_who": ("Together", "须联手各方"),
    "c_order": ("How many", "所需数量"),
    "c_firm": ("How firm", "成立程度"),
    "c_through": ("Through", "通过"),
    "c_rests": ("Rests on open lists", "取决于开放名单"),
    "c_place": ("On the map", "在图谱上"),
    "c_show": ("show", "显示"),
    # ranks and losses
    "c_ranks": ("Ranks and losses", "排序与损失"),
    "c_ranks_how": (
        "Ranked by how few it takes to close it, then by what is lost, then by how long it lasts. Losses are in "
        "target weight, {weight} in all; short run: shares as they are; long run: rerouted. Wide: the data do not "
        "know it to within half the scale.",
        "先按最少几方可切断，再按损失，再按持续时间排序。损失以目标权重计，合计 {weight}；短期：份额不变；"
        "长期：重新配置后。“过宽”：数据所知范围超过量程一半。",
    ),
    "rank": ("Rank", "位次"),
    "rank_unit": ("Chokepoint", "卡点"),
    "rank_closed": ("Countries it takes", "最少几国"),
    "rank_fewest": ("Fewest it takes", "最少几方"),
    "rank_by_component": ("Components", "环节"),
    "rank_by_country": ("Countries and regions", "国家和地区"),
    "rank_by_bloc": ("Blocs", "国家集团"),
    "rank_by_actor": ("Makers and owners", "供应方与所有者"),
    "rank_by_offer": ("Offers", "供应项"),
    "rank_short": ("Loss, short run", "短期损失"),
    "rank_long": ("Loss, long run", "长期损失"),
    "rank_months": ("Until replaced", "替代所需"),
    "rank_capability": ("Loss x months", "损失×月数"),
    "rank_known": ("Shares known", "已知份额"),
    "rank_wide": ("wide", "过宽"),
    "rank_horizon": ("{n} months at least: no time is known", "至少 {n} 个月：所需时间不明"),
    "rank_proved": ("proved: rank {n}", "已证明：第 {n} 位"),
    "apart_home": ("Only home could close:", "只有本方可切断："),
    "apart_nobody": ("Nobody could close:", "无人可切断："),
    "apart_unknown": ("Not known who could close:", "不清楚谁可切断："),
    "c_contrast": ("What centrality would have said", "中心性指标会怎么说"),
    "c_contrast_how": (
        "The place of a component among {n} by how many paths run through it, by PageRank and by links, beside ours: "
        "a much used part with many makers is central and no chokepoint.",
        "某一环节在 {n} 个环节中按经过路径数、PageRank 和连接数的位次，与本页位次对照："
        "用途广但供应方众多的部件处于中心，却并非卡点。",
    ),
    "c_ours": ("Rank here", "本页位次"),
    "central_betweenness": ("Paths through it", "经过路径"),
    "central_pagerank": ("PageRank", "PageRank 位次"),
    "central_degree": ("Links", "连接数"),
    # importance
    "c_importance": ("Importance, if each may deny", "重要度（若各方均可能断供）"),
    "c_importance_how": (
        "Each unit is given a probability of denying, by itself and independent of the others; the figures compare "
        "units and do not forecast.",
        "为每一方设定彼此独立的断供概率；数值用于比较，不是预测。",
    ),
    "c_unit": ("Unit", "一方"),
    "c_probability": ("Given: {p}. The weightiest units of each target.", "设定为 {p}。列出各目标最重要的几方。"),
    "c_top": ("Target stops", "目标中断概率"),
    "measure_fussell_vesely": (
        "Share of stops with a smallest set it is in",
        "中断中含其最小组合的比例",
    ),
    "measure_birnbaum": ("Difference its denial makes", "其断供造成的差别"),
    "measure_criticality": ("Decisive in a stop", "中断由其决定的概率"),
    "measure_diagnostic": ("Denies, given a stop", "中断时其断供的概率"),
    "measure_raw": ("Times likelier if it denies", "其断供时可能性倍数"),
    "measure_infinite": ("it never stops then", "此时不再中断"),
    "measure_rrw": ("Times rarer if it does not", "其不断供时降低倍数"),
    # game
    "c_game": ("Who holds the power", "力量如何分布"),
    "c_game_how": (
        "Shapley value: what a country or region adds, on average over all orders of joining, to the target weight "
        "that can be stopped; together they can stop {everybody} of {weight}.",
        "沙普利值：各国家和地区按所有加入顺序平均，为可中断的目标权重增加多少；"
        "全部联手可中断 {weight} 中的 {everybody}。",
    ),
    "c_game_sampled": ("Estimated from {n} random orders.", "由 {n} 个随机顺序估计。"),
    "c_power": ("Share of the power", "力量份额"),
    "c_value": ("Target weight", "目标权重"),
    "c_alone": ("Of it alone", "其中单独可做到"),
    # leverage
    "c_leverage": ("Leverage, both ways", "双向影响力"),
    "c_leverage_how": (
        "What each can take from the other, in target weight of {weight}; of theirs: what each would lose if it built "
        "the same targets from the same offers and home denied. Those with equal figures share a row.",
        "双方可使对方损失多少，以目标权重计，合计 {weight}；对方损失指：若对方以同样供应项建设同样目标而本方断供，"
        "其所失。数值相同者合为一行。",
    ),
    "they_to_us": ("They deny, we lose", "对方断供，本方损失"),
    "us_to_them": ("We deny, they lose", "本方断供，对方损失"),
    "lev_stopped": ("Targets stopped", "中断目标数"),
}
