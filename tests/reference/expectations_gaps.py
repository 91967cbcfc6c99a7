"""Requirements of the white paper against what it says is provided, by hand, before the program computed any of it.

Each line is one comparison that a reader of the paper can make: L129 (rates), L130 (latency), L131 (reliability),
L222 (computing power asked for) and L251 (computing power there is) of the text of 2022. A gap is what is missing:
required less provided where more is better, provided less required where less is better; below zero there is room
to spare. Of a range against a range the least and the greatest gap stand here. Nothing below is ever edited to fit.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["GAPS", "RATIOS", "UNANSWERED", "Gap"]


class Gap(NamedTuple):
    """One comparison: who asks, for what, of whom; the gap; whether it is met."""

    line: str
    subjects: tuple[str, ...]
    parameter: str
    provider: str
    gap: tuple[float, float]
    unit: str
    met: str
    """yes: even at the worst; no: not even at the best; part: some uses, or at best."""
    years: tuple[int, int]
    """Of the requirement, and of what is provided."""


COMPUTE = ("ai-computing", "blockchain-computing", "xr-computing")

GAPS = (
    # 5G gives 5 ms above 24 GHz and 10 ms below 6 GHz; VR asks for less than 20: 10 to 15 ms to spare.
    Gap("L130", ("vr-headset",), "latency", "component:5g-service", (-15, -10), "ms", "yes", (2022, 2022)),
    # AR asks for less than 30: 20 to 25 ms to spare.
    Gap("L130", ("ar-glasses",), "latency", "component:5g-service", (-25, -20), "ms", "yes", (2022, 2022)),
    # Edge XR: 20 ms (strong interaction) to 200 ms (medium).
    Gap("L130", ("cloud-rendering",), "latency", "component:5g-service", (-195, -10), "ms", "yes", (2022, 2022)),
    # VR: 2K takes 30 Mbit/s, 8K takes 800; 5G gives 30 to 200: at the best 170 to spare, at the worst 770 short.
    Gap("L129", ("vr-headset",), "rate", "component:5g-service", (-170, 770), "Mbit/s", "part", (2022, 2022)),
    # AR: 20 to 80 down; at the best 180 to spare, at the worst 50 short.
    Gap("L129", ("ar-glasses",), "rate", "component:5g-service", (-180, 50), "Mbit/s", "part", (2022, 2022)),
    # Computing power of the world in 2020: 135 EFLOPS are about 31 %, some 429 to 440.
    Gap(
        "L222, L251",
        ("xr-computing",),
        "computing power",
        "component:computing-power",
        (3900 - 440, 3900 - 429),
        "EFLOPS",
        "no",
        (2030, 2020),
    ),
    Gap(
        "L222, L251",
        ("blockchain-computing",),
        "computing power",
        "component:computing-power",
        (5500 - 440, 5500 - 429),
        "EFLOPS",
        "no",
        (2030, 2020),
    ),
    Gap(
        "L222, L251",
        ("ai-computing",),
        "computing power",
        "component:computing-power",
        (16000 - 440, 16000 - 429),
        "EFLOPS",
        "no",
        (2030, 2020),
    ),
    # 3,900 + 5,500 + 16,000 = 25,400 asked for in all.
    Gap(
        "L222, L251",
        COMPUTE,
        "computing power",
        "component:computing-power",
        (25400 - 440, 25400 - 429),
        "EFLOPS",
        "no",
        (2030, 2020),
    ),
    # China's own 135 EFLOPS of 2020 against all of it.
    Gap("L222, L251", COMPUTE, "computing power", "country:CHN", (25265, 25265), "EFLOPS", "no", (2030, 2020)),
)

RATIOS = {
    # asked for / there is, to two digits after the point: 25,400 / 135, 25,400 / 440 and 25,400 / 429.
    (COMPUTE, "country:CHN", 2020): (188.15, 188.15),
    (COMPUTE, "component:computing-power", 2020): (57.73, 59.21),
    # 16,000 / 440 and 16,000 / 429.
    (("ai-computing",), "component:computing-power", 2020): (36.36, 37.30),
}

UNANSWERED = (
    # AR asks for 10 to 40 Mbit/s up (L129); the paper does not say what 5G gives there.
    ("ar-glasses", "uplink rate"),
)
"""Requirements against which nothing is provided in the source: said, and not taken for met or missed."""

NEARLY_ALL = ("vr-headset", "ar-glasses", "cloud-rendering")
"""They ask for a reliability of nearly 100 %, 5G gives 99.99 (L131): nobody says what "nearly" is, so neither met nor
missed; at most 0.01 percentage points are missing."""
