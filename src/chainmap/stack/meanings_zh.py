"""What tables and columns mean, in Chinese, for the notes of a form; the English stands at each column.

A meaning is found by its English text, so that a text that changed has no Chinese until somebody writes it.
"""

from __future__ import annotations

__all__ = ["MEANINGS_ZH", "TABLES_ZH"]

TABLES_ZH = {
    "sources": "作为依据的文献",
    "evidence": "用自己的话写出的论断，以及文献中支持它的位置",
    "layers": "产业的各层，上游在前",
    "components": "所需要的：技术、部件、软件、服务，以及产品本身",
    "actors": "供应方及其所有者：企业、联盟、社区",
    "offers": "一家供应方为某一环节提供的一种产品",
    "needs": "环节或供应项需要什么；备选项放在同一组",
    "switches": "用一个供应项替换另一个所需的时间与成本",
    "specs": "同一参数与单位下，用途的要求与技术的能力",
    "facts": "来源中关于某一事物的数字",
    "policies": "地区政策",
    "blocs": "国家集团的成员",
    "changes": "注明年份的单元格改动，以较晚年份提问时生效",
    "jurisdictions": "国家和地区的名称，用于自带名称不合适之处",
    "trade": "各环节的贸易数字",
    "flows": "供应项或环节的实物量",
}
"""Tables by name."""

_SETTINGS = {
    "name of the stack; also the folder of its outputs": "名称，也是结果文件夹的名称",
    "title in English": "英文标题",
    "title in Chinese": "中文标题",
    "the countries from whose seat the questions are asked": "站在哪些国家的立场提问",
    "which jurisdiction reaches an offer": "以何种联系判定一国能否左右某一供应项",
    "supply: new supply stops; use: use is revoked": "supply：停止新的供应；use：连使用也被收回",
    "how far ahead the questions look": "提问所看的期限",
    "level below which a target counts as stopped in scenarios": "情景中，目标低于此水平即视为中断",
    "currency of every cost": "所有成本的货币",
    "the year whose state the stack describes": "数据所描述的年份",
    "encoding of the CSV files when it is not UTF-8, for example gb18030": "CSV 文件不是 UTF-8 时的编码，如 gb18030",
}
_PROOF = {
    "id of the document": "文献的编号",
    "title as published": "文献发表时的标题",
    "who published it": "发布者",
    "year of publication": "发表年份",
    "terms under which it may be used": "使用许可",
    "id of the claim": "论断的编号",
    "the document": "出自哪份文献",
    "part, heading, page or line in the document": "文献中的部分、标题、页或行",
    "what is claimed, in English": "论断（英文）",
    "what is claimed, in Chinese": "论断（中文）",
    "how the claim is known": "论断从何而知",
    "how sure the claim is": "论断的把握程度",
    "the year for which it holds": "论断成立的年份",
    "the columns it supports in the rows that cite it, such as hq;owner; empty: the whole row": (
        "它支持引用行中的哪些列，如 hq;owner；留空：整行"
    ),
    "leave it out of anything that is shared": "对外分享时不带上它",
    "claims that support this row": "支持本行的论断",
}
_COMPONENTS = {
    "id of the layer": "层的编号",
    "1 is furthest upstream": "1 为最上游",
    "name in English": "英文名称",
    "name in Chinese": "中文名称",
    "id of the component": "环节的编号",
    "the layer it belongs to": "所属的层",
    "a short word such as software, device, material, standard": "一个短词，如 software、device、material、standard",
    "offers: somebody listed supplies it; open: assembled, in-house or commons, nobody can deny it; "
    "unknown: the source names nobody": (
        "offers：由所列供应方供应；open：自行组装、自有或公共，无人能断供；unknown：来源未列供应方"
    ),
    "yes: a source says that the list of suppliers is complete; top: it is a top-n ranking": (
        "yes：有来源称供应方名单完整；top：名单是前若干名的排名"
    ),
    "whether it works yet, whoever supplies it": "无论由谁供应，技术是否已可用",
    "set = it is a target; how much it counts among the targets": "填写即为目标；数值是它在各目标中的权重",
    "the component of which this is a variant": "它是哪个环节的变体",
    "trade codes of the Harmonised System": "海关协调制度（HS）编码",
    "the main source does not name it; it was added": "主要来源未提及，是后来补充的",
    "a word of explanation in English": "英文说明",
    "a word of explanation in Chinese": "中文说明",
}
_ACTORS = {
    "id of the actor": "供应方的编号",
    "other names, printed forms and misprints included": "其他名称，包括印刷写法与误写",
    "firm, consortium, community, operator, ...": "firm、consortium、community、operator 等",
    "where its headquarters are": "总部所在地",
    "province or city": "省或市",
    "who owns it; itself when independent; empty = not known": "由谁所有；独立者填自己；留空 = 未知",
    "domestic, foreign, or country codes, as the source printed it": (
        "来源所印的 domestic（境内）、foreign（境外）或国家代码"
    ),
}
_OFFERS = {
    "id of the offer": "供应项的编号",
    "what it supplies": "供应哪个环节",
    "who makes it": "由谁供应",
    "product name in English": "产品英文名称",
    "product name in Chinese": "产品中文名称",
    "potential: not on the market yet; never counts until a plan or a scenario step starts it": (
        "potential：尚未上市；由方案或情景步骤启动后才计入"
    ),
    "lowest share of the component's supply": "在该环节供应中的份额（最低）",
    "share of the component's supply": "在该环节供应中的份额",
    "highest share of the component's supply": "在该环节供应中的份额（最高）",
    "year of the share": "份额的年份",
    "lowest quality": "质量（最低）",
    "quality": "质量",
    "highest quality": "质量（最高）",
    "where the technology was developed": "技术来源地",
    "open: published source, nobody can deny it; source: the actor owns the source; licence: it does not": (
        "open：源代码公开，无人能断供；source：供应方拥有源代码；licence：不拥有"
    ),
    "where it is made": "生产地",
    "spare capacity as a share of today's output": "空余产能与当前产量之比",
    "shortest time to bring it to market": "上市所需时间（最短）",
    "time to bring it to market": "上市所需时间",
    "longest time to bring it to market": "上市所需时间（最长）",
    "months from first to full capacity": "从投产到满产的月数",
    "lowest cost of bringing it to market": "上市所需成本（最低）",
    "cost of bringing it to market": "上市所需成本",
    "highest cost of bringing it to market": "上市所需成本（最高）",
}
_NEEDS = {
    "the component or offer that needs": "有需要的环节或供应项",
    "the component or offer that is needed": "被需要的环节或供应项",
    "needs of one dependent with the same group are alternatives": "同一需要方的同组各行互为备选",
    "how many of the group must work": "组内至少要有几项可用",
    "lowest share of the dependent's value that hangs on the group": "需要方的价值中取决于该组的份额（最低）",
    "share of the dependent's value that hangs on the group": "需要方的价值中取决于该组的份额",
    "highest share of the dependent's value that hangs on the group": "需要方的价值中取决于该组的份额（最高）",
    "lowest share of use among the alternatives of the group": "在组内各备选项中的使用份额（最低）",
    "share of use among the alternatives of the group": "在组内各备选项中的使用份额",
    "highest share of use among the alternatives of the group": "在组内各备选项中的使用份额（最高）",
    "without it the dependent stops; no: it only loses the weight": "缺了它需要方即中断；no：只失去相应权重",
    "offers below this quality do not serve this need": "质量低于此值的供应项不能满足该需要",
    "subscription: needs a live input; perpetual: keeps what it had when new supply stops; "
    "source: keeps it even when use is revoked": (
        "subscription：须持续供应；perpetual：停止新供应后保留已有的；source：收回使用权后仍保留"
    ),
    "months of input in stock": "库存可用的月数",
}
_SWITCHES = {
    "the offer that is replaced": "被替换的供应项",
    "the offer that replaces it": "替换它的供应项",
    "shortest time to switch": "替换所需时间（最短）",
    "time to switch": "替换所需时间",
    "longest time to switch": "替换所需时间（最长）",
    "lowest cost": "成本（最低）",
    "cost": "成本",
    "highest cost": "成本（最高）",
    "quality after the switch over quality before": "替换后与替换前的质量之比",
}
_FIGURES = {
    "the component": "环节",
    "whether the subject asks for it or gives it": "requires：要求；provides：能提供",
    "for example latency": "参数，例如 latency（时延）",
    "lowest value": "最低值",
    "value": "值",
    "highest value": "最高值",
    "unit of both": "两个值的单位",
    "unit of all three": "三个值的单位",
    "year of the figure": "数字的年份",
    "id of the figure": "数字的编号",
    "what the figure is about: an id, a country, or a word": "数字所指：编号、国家或一个词",
    "what is measured": "所衡量的指标",
    "id of the policy": "政策的编号",
    "province, city or district": "省、市或区",
    "first year": "起始年份",
    "last year": "结束年份",
    "what it is about": "政策内容",
    "id of the bloc": "集团的编号",
    "a member": "成员",
    "member since": "加入年份",
    "member until the end of": "成员资格持续到哪一年年底",
    "first year in which it holds": "开始生效的年份",
    "which table": "哪个表",
    "id of the row": "行的编号",
    "which column": "哪一列",
    "the new value": "新的值",
    "ISO 3166 alpha-3 code": "ISO 3166 三字母代码",
    "whose trade": "谁的贸易",
    "which component": "哪个环节",
    "partner; members of home included": "贸易伙伴；包括本方成员",
    "year": "年份",
    "imports of home from the country": "本方从该国的进口",
    "exports of home to the country": "本方对该国的出口",
    "exports of the country to the world": "该国对全世界的出口",
    "offer or component": "供应项或环节",
    "what it can make in a period": "每期的产能",
    "what is asked of it in a period": "每期的需求",
    "finished stock": "成品库存",
    "unit of the quantities": "数量的单位",
    "length of a period": "一期的长度",
}
_ONE_SHEET = {
    "what is needed: a part, material, software, service or the product itself": (
        "所需要的：部件、材料、软件、服务或产品本身"
    ),
    "who supplies it, one in a row; empty: nobody is known; Others: somebody who is not named": (
        "由谁供应，每行一家；留空：不知道有谁；写“其他”：有供应者但未写明"
    ),
    "where the supplier has its headquarters: a code or a name, in English or Chinese; empty: not known": (
        "供应方总部所在地：代码，或中英文名称；留空：未知"
    ),
    "what the component is made of or depends on: names of other components, separated by ; "
    "(A | B: one of them is enough)": "由什么组成或依赖什么：其他环节的名称，用 ; 分隔（A | B：有其一即可）",
    "the supplier's share of the component's supply: 0.45, 45% or a range such as 40-50%": (
        "供应方在该环节供应中的份额：0.45、45% 或范围 40-50%"
    ),
    "the layer of the industry": "所属的产业层",
    "how good it is beside the leading product, 0 to 1 or in percent": "与领先产品相比的水平：0 到 1，或百分比",
    "who owns the supplier, if somebody else does": "供应方若为他方所有，由谁所有",
    "where the owner has its headquarters": "所有者总部所在地",
    "where you know it from": "从何处得知",
    "yes: the questions are about this component; without the column, about what no other component needs": (
        "yes：所问的就是这一环节；没有这一列时，所问的是不被其他环节需要的环节"
    ),
    "the supplier's product": "供应方的产品",
    "a word of your own; it is kept with the component": "自己的备注，随环节保存",
}

MEANINGS_ZH = {
    **_SETTINGS,
    **_PROOF,
    **_COMPONENTS,
    **_ACTORS,
    **_OFFERS,
    **_NEEDS,
    **_SWITCHES,
    **_FIGURES,
    **_ONE_SHEET,
}
"""Meanings of columns, by their English text."""
