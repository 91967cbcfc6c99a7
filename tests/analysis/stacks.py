"""Two stacks that the tests of the analyses share."""

from __future__ import annotations

import random

import chainmap as cm
from chainmap.schema import TABLES, Evidence, Source, Switch
from tests.structure.tiny import firm, made, need, part, target, tiny

__all__ = ["EUV", "INDUSTRY", "shuffled"]

EUV = cm.bundled("euv")
"""METHOD section 12, as it ships; home China."""

INDUSTRY = tiny(
    Source(source="paper", title="A paper"),
    Evidence(evidence="e-stated", source="paper", basis="stated", as_of=2020),
    Evidence(evidence="e-assumed", basis="assumption", as_of=2018),
    target("games", name_en="Games", name_zh="游戏", weight=2.0),
    target("office", name_en="Office", name_zh="办公"),
    part("gpu", name_en="Graphics", name_zh="显卡", complete="yes", evidence=("e-stated",)),
    part("mems", name_en="Sensors", name_zh="传感器", complete="top"),
    part("eda", name_en="Design tools", name_zh="设计工具"),
    part("tracking", name_en="Tracking", name_zh="追踪", supply="unknown"),
    part("standard", name_en="Standard", name_zh="标准", supply="open"),
    firm("nvidia", "USA", name_en="Nvidia", name_zh="英伟达", aliases=("NV",), evidence=("e-stated",)),
    firm("amd", "USA", name_en="AMD"),
    firm("moore", "CHN", name_en="Moore Threads", name_zh="摩尔线程"),
    firm("bosch", "DEU", name_en="Bosch", name_zh="博世"),
    firm("silan", "CHN", name_en="Silan", name_zh="士兰微"),
    firm("grey", name_en="Grey"),
    firm("mentor", "USA", owner="siemens", name_en="Mentor"),
    firm("siemens", "DEU", name_en="Siemens", name_zh="西门子"),
    made("gpu", "nvidia", share=0.7, origin=("USA",), evidence=("e-stated",)),
    made("gpu", "amd", share_low=0.2, share_high=0.3, origin=("USA",), evidence=("e-assumed",)),
    made("gpu", "moore", status="potential", lead_months=24.0, origin=("USA",), cost=5.0),
    made("mems", "bosch", share=0.4, quality=1.0),
    made("mems", "silan", share=0.2, quality=0.3),
    made("mems", "grey"),
    made("eda", "mentor", origin=("USA",)),
    Switch(from_offer="nvidia-gpu", to_offer="amd-gpu", months=6.0, cost=2.0, evidence=("e-assumed",)),
    need("games", "gpu", evidence=("e-stated",)),
    need("games", "mems", min_quality=0.9),
    need("games", "tracking"),
    need("office", "mems"),
    need("office", "tracking", essential=False, weight=0.2),
    need("gpu", "eda", licence="perpetual", evidence=("e-assumed",)),
    need("moore-gpu", "eda"),
    need("eda", "standard"),
    need("standard", "eda"),
    home=("CHN",),
    as_of=2022,
)
"""Unknown supply, quality, jurisdiction and shares, a potential offer, a switch, a licence and a loop."""


def shuffled(stack, seed: int):
    """Return the stack with the rows of every table in another order."""
    rows = [row for name in TABLES for row in stack.table(name)]
    random.Random(seed).shuffle(rows)
    return tiny(*rows, **stack.settings.model_dump())
