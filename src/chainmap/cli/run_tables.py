"""The tables of the main job: one file an answer and format, or all answers in one workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import WrongQuestion

if TYPE_CHECKING:
    import pandas as pd

    from ..scenario import Run
    from ..stack import Stack
    from ..structure import Viewpoint

__all__ = ["CHOICES", "formats_asked", "formats_told", "write_tables"]

CHOICES = {"csv": "CSV", "json": "JSON", "xlsx": "Excel", "parquet": "Parquet"}
"""What ``--tables`` takes, and how the formats are called."""
WORKBOOK = "answers.xlsx"

TOLD = {
    "headlines": ("The most important findings, each a sentence.", "最重要的结论，每条一句。"),
    "available": ("What works while nobody denies anything.", "无人断供时各环节能否运转。"),
    "levels": ("How much of each component is left: the bounds of its level.", "各环节剩余多少：水平的上下界。"),
    "single_points": (
        "Who can stop a target alone, by every lens and kind of unit.",
        "谁能单独使某一目标中断，按各视角和各类单位。",
    ),
    "cut_sets": (
        "The smallest sets of units that, denying together, stop a target.",
        "联合断供即可使某一目标中断的最小组合。",
    ),
    "chokepoints": (
        "Countries and components in the order in which they can be used against home.",
        "国家和地区以及环节按其可被用来对付本方的程度排序。",
    ),
    "importance": (
        "How much each unit matters for whether a target stops, if each may deny.",
        "若各方均可能断供，每一方对目标是否中断有多重要。",
    ),
    "coalition_game": (
        "How the power to stop targets is spread: Shapley values.",
        "中断目标的力量如何分布：沙普利值。",
    ),
    "leverage": ("What home and each country can take from each other.", "本方与各国家和地区可使对方损失多少。"),
    "dependency": ("The share of each component's supply that others reach.", "各环节供应中他方所能影响的份额。"),
    "look_through": (
        "The share of each component that others touch at any stage, and what of it is hidden upstream.",
        "各环节中他方在任一层级所触及的份额，以及其中藏于上游的部分。",
    ),
    "exposure": (
        "Every country against every target: who depends on whom, and by which route most.",
        "各国家和地区对各目标：谁依赖谁，主要经由哪条路径。",
    ),
    "concentration": ("How concentrated the supply of each component is.", "各环节供应的集中程度。"),
    "substitutes": ("What could stand in for each offer, and how soon.", "什么可以替代各供应项，需要多久。"),
    "coverage": ("How much the data know of each component.", "数据对各环节掌握多少。"),
    "blind_spots": ("What the data do not know and an answer depends on.", "数据尚不掌握而结论所依赖之处。"),
    "basis": (
        "Which headlines come or go when the claims of one basis are withdrawn.",
        "撤去某一类依据后，哪些要点消失或出现。",
    ),
    "before_after": ("Each component before and after the scenario.", "各环节在情景前后的状态。"),
}
"""Each answer in one sentence, in English and Chinese."""


def formats_asked(words: str) -> tuple[str, ...]:
    """Return the formats of ``--tables csv,xlsx``, each once, in the order of ``CHOICES``.

    Raises
    ------
    WrongQuestion
        For a word that is no format, or none at all.
    MissingExtra
        When a format needs a library that is not installed.

    Examples
    --------
    >>> formats_asked("XLSX, csv")
    ('csv', 'xlsx')
    """
    from ..exchange.tables import ready

    asked = [word.strip().lstrip(".").lower() for word in words.replace(";", ",").split(",") if word.strip()]
    unknown = [word for word in asked if word not in CHOICES]
    if unknown or not asked:
        wrong = f"no format {', '.join(map(repr, unknown))} of tables" if unknown else "no tables without a format"
        raise WrongQuestion(f"--tables: there are {wrong}: choose from {', '.join(CHOICES)}, separated by commas")
    found = tuple(form for form in CHOICES if form in asked)
    for form in found:
        ready(form)
    return found


def formats_told(forms: Sequence[str], lang: str) -> str:
    """Return the names of formats as a person lists them.

    Examples
    --------
    >>> formats_told(("csv", "json", "xlsx"), "en"), formats_told(("csv", "json"), "zh")
    ('CSV, JSON and Excel', 'CSV 与 JSON')
    """
    names = [CHOICES[form] for form in forms]
    comma, both = ("、", " 与 ") if lang == "zh" else (", ", " and ")
    return both.join([comma.join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def write_tables(
    folder: Path,
    stack: Stack,
    seen: Viewpoint,
    answers: Mapping[str, pd.DataFrame],
    runs: Sequence[Run],
    *,
    forms: Sequence[str],
    lang: str,
) -> int:
    """Write every answer and every scenario's tables, and return how many tables that is."""
    from ..exchange import write_table
    from ..exchange.answer_workbook import Part, joint_workbook
    from ..scenario.run import version

    folder.mkdir()
    about: dict[str, Any] = {
        "stack": stack.settings.id,
        "as_of": stack.settings.as_of,
        "digest": stack.digest,
        "version": version(),
        "home": sorted(seen.home),
        "lens": seen.lens,
        "mode": seen.mode,
    }
    tables = [(Part(name, table, _told(name, lang)), about) for name, table in answers.items()]
    for one in runs:
        script = one.scenario.name
        origin = {**about, "scenario": script}
        for name, table in one.tables.items():
            tables.append((Part(f"scenario-{script}-{name}", table, _told(name, lang, script)), origin))
    for part, origin in tables:
        for form in forms:
            if form != "xlsx":
                write_table(part.table, folder / f"{part.name}.{form}", origin)
    if "xlsx" in forms:
        (folder / WORKBOOK).write_bytes(joint_workbook([part for part, _ in tables], about, lang=lang))
    return len(tables)


def _told(name: str, lang: str, script: str = "") -> str:
    told = TOLD[name][lang == "zh"]
    if not script:
        return told
    return f"情景 {script}：{told}" if lang == "zh" else f"Scenario {script}: {told}"
