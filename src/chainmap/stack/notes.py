"""What a form says of itself, in both languages: the notes of its headers and its first sheet."""

from __future__ import annotations

from collections.abc import Iterable

from ..schema import TABLES, Column
from .meanings_zh import MEANINGS_ZH, TABLES_ZH
from .one_sheet import FIELDS

__all__ = ["column_note", "field_note", "read_me", "read_me_one_sheet", "setting_note"]


def column_note(column: Column, lang: str = "en") -> str:
    """Return what to write under a header, the language asked for first.

    Examples
    --------
    >>> from chainmap.schema import Offer, columns_of
    >>> columns = {column.name: column for column in columns_of(Offer)}
    >>> print(column_note(columns["share"]))
    share of the component's supply
    0 to 1, or with a percent sign
    empty: not known
    <BLANKLINE>
    在该环节供应中的份额
    0 到 1，或带百分号
    留空：未知
    """
    english = [column.about, *_form_en(column), _empty_en(column)]
    chinese = [MEANINGS_ZH[column.about], *_form_zh(column), _empty_zh(column)]
    return _both("\n".join(english), "\n".join(chinese), lang)


def field_note(name: str, lang: str = "en") -> str:
    """Return what to write under a header of the one-sheet form."""
    about = next(field.about for field in FIELDS if field.name == name)
    return _both(about, MEANINGS_ZH[about], lang)


def setting_note(column: Column, lang: str = "en") -> str:
    """Return in one line what a setting means and what may stand there."""
    both = (column.about, MEANINGS_ZH[column.about])
    choices = "DEU;JPN" if column.kind == "countries" else ", ".join(column.choices)
    return " / ".join(reversed(both) if lang == "zh" else both) + (f" ({choices})" if choices else "")


def _both(english: str, chinese: str, lang: str) -> str:
    return "\n\n".join((chinese, english) if lang == "zh" else (english, chinese))


# --- What may stand in a cell


def _form_en(column: Column) -> list[str]:
    kinds = {
        "id": "an id: letters, digits, - _ . without spaces",
        "yesno": "yes or no",
        "countries": "three-letter codes such as DEU",
        "country": "a three-letter code such as DEU",
        "share": "0 to 1, or with a percent sign",
        "integer": "a whole number",
        "number": "a number",
    }
    lines = [kinds[column.kind]] if column.kind in kinds else []
    if column.choices:
        lines.append(f"one of: {', '.join(column.choices)}")
    if column.ref:
        lines.append(f"the id of a row in the table {' or '.join(_tables(column))}")
    if column.unit not in ("", "share"):
        lines.append(f"unit: {column.unit}")
    if column.several:
        lines.append("several: separated by ;")
    return lines


def _form_zh(column: Column) -> list[str]:
    kinds = {
        "id": "编号：字母、数字、- _ .，不含空格",
        "yesno": "yes（是）或 no（否）",
        "countries": "三字母代码，如 DEU",
        "country": "三字母代码，如 DEU",
        "share": "0 到 1，或带百分号",
        "integer": "整数",
        "number": "数字",
    }
    units = {"months": "月", "year": "年", "currency": "货币", "relative to the leading product": "相对于领先产品"}
    lines = [kinds[column.kind]] if column.kind in kinds else []
    if column.choices:
        lines.append(f"填其中之一：{'、'.join(column.choices)}")
    if column.ref:
        lines.append(f"表 {' 或 '.join(_tables(column))} 中某一行的编号")
    if column.unit not in ("", "share"):
        lines.append(f"单位：{units[column.unit]}")
    if column.several:
        lines.append("多个值用 ; 分隔")
    return lines


def _tables(column: Column) -> list[str]:
    return [ref.partition(".")[0] for ref in column.ref]


def _default(column: Column) -> str | None:
    if column.default in (None, ()):
        return None
    if isinstance(column.default, bool):
        return "yes" if column.default else "no"
    return f"{column.default:g}" if isinstance(column.default, float) else str(column.default)


def _empty_en(column: Column) -> str:
    if column.required:
        return "required"
    default = _default(column)
    return "empty: not known" if default is None else f"empty: {default}"


def _empty_zh(column: Column) -> str:
    if column.required:
        return "必填"
    default = _default(column)
    return "留空：未知" if default is None else f"留空：{default}"


# --- The first sheet


def read_me(tables: Iterable[str], lang: str = "en", *, examples: bool = False) -> tuple[str, ...]:
    """Return the lines of the first sheet of a workbook, or of the text beside the tables of a folder."""
    named = list(tables)
    english = [
        "A stack of chainmap: who supplies what, and what needs what. One sheet (or CSV file) is one table.",
        "Begin with components, actors, offers and needs; the others may stay empty.",
        "The first row of a table names its columns: leave it as it is. What they mean stands in the notes at the "
        "headers of a workbook, and: chainmap tables.",
        "An empty cell means that it is not known. Never write 0 for what is not known.",
        *(["Rows whose ids begin with example- show how it is done: replace or delete them."] if examples else []),
        "Then save, and run: chainmap check NAME, and chainmap run NAME, with the name of this file or folder.",
        "",
        "stack: the name of the stack, and from whose seat it is read",
        *(f"{table}: {_about(table)}" for table in named),
    ]
    chinese = [
        "chainmap 数据：谁供应什么，什么需要什么。每个工作表（或 CSV 文件）是一个表。",
        "先填 components、actors、offers、needs 四个表；其余可以留空。",
        "每个表的第一行是列名，请勿改动。各列的含义见工作簿表头的批注，或运行：chainmap tables。",
        "空单元格表示未知。未知的请勿填 0。",
        *(["编号以 example- 开头的行是示例：请替换或删除。"] if examples else []),
        "然后保存，并运行：chainmap check 名称、chainmap run 名称（名称即本文件或文件夹的名称）。",
        "",
        "stack：数据的名称，以及站在谁的立场",
        *(f"{table}：{TABLES_ZH[table]}" for table in named),
    ]
    return _ordered(english, chinese, lang)


def read_me_one_sheet(sheet: str, lang: str = "en") -> tuple[str, ...]:
    """Return the lines of the first sheet of a workbook in the one-sheet form."""
    english = [
        f"The sheet {sheet!r} is a whole stack of chainmap: one row for each supplier of a component.",
        "Only component, supplier and country are needed; notes at the headers say what the others mean.",
        "An empty cell means that it is not known. Never write 0 for what is not known.",
        "Rows that begin with Example show how it is done: replace or delete them.",
        "Then save, and run: chainmap check NAME, and chainmap run NAME, with the name of this file.",
        "For more detail: chainmap new FULL.xlsx --from NAME turns it into the full form.",
    ]
    chinese = [
        f"工作表“{sheet}”就是一份完整的 chainmap 数据：某一环节的每个供应方占一行。",
        "只需要 component（环节）、supplier（供应方）、country（国家和地区）；其他列的含义见表头批注。",
        "空单元格表示未知。未知的请勿填 0。",
        "以 Example 开头的行是示例：请替换或删除。",
        "然后保存，并运行：chainmap check 名称、chainmap run 名称（名称即本文件的名称）。",
        "需要更多细节时：chainmap new FULL.xlsx --from 名称 可转换为完整的形式。",
    ]
    return _ordered(english, chinese, lang)


def _ordered(english: list[str], chinese: list[str], lang: str) -> tuple[str, ...]:
    return (*chinese, "", *english) if lang == "zh" else (*english, "", *chinese)


def _about(table: str) -> str:
    """Return the summary of a table from its declaration, as a phrase."""
    text = " ".join((TABLES[table].__doc__ or "").split()).rstrip(".")
    return text[:1].lower() + text[1:]
