"""Which parameters can be compared, which way is better, and which units are the same for certain.

What does not stand here is not guessed: a gap in it is said to be unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["IN_CHINESE", "PARAMETERS", "Parameter", "convert", "parameter"]

Better = Literal["more", "less"]


@dataclass(frozen=True)
class Parameter:
    """Which way a parameter is better, why, and whether what several uses ask for adds up."""

    better: Better
    why: str
    adds_up: bool = False


_RATE = Parameter("more", "a link that carries more data a second also carries less")
_DELAY = Parameter("less", "an answer that comes sooner serves whoever can wait longer")
_SURE = Parameter("more", "what fails less often serves whoever can bear more failures")
_FINE = Parameter("more", "a finer or faster picture can also show a coarser or slower one")
_COMPUTE = Parameter("more", "computing done for one use is not there for another", adds_up=True)

PARAMETERS: dict[str, Parameter] = {
    "rate": _RATE,
    "bandwidth": _RATE,
    "downlink rate": _RATE,
    "uplink rate": _RATE,
    "速率": _RATE,
    "带宽": _RATE,
    "上行速率": _RATE,
    "下行速率": _RATE,
    "latency": _DELAY,
    "motion-to-photon latency": _DELAY,
    "jitter": _DELAY,
    "时延": _DELAY,
    "延迟": _DELAY,
    "reliability": _SURE,
    "availability": _SURE,
    "可靠性": _SURE,
    "refresh rate": _FINE,
    "resolution": _FINE,
    "刷新率": _FINE,
    "分辨率": _FINE,
    "computing power": _COMPUTE,
    "算力": _COMPUTE,
}

IN_CHINESE = {
    "rate": "速率",
    "bandwidth": "带宽",
    "uplink rate": "上行速率",
    "downlink rate": "下行速率",
    "latency": "时延",
    "reliability": "可靠性",
    "availability": "可用性",
    "refresh rate": "刷新率",
    "resolution": "分辨率",
    "computing power": "算力",
}

_PREFIXES = {"": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21}
_BITS = ("bit/s", "bps")
_UNITS: dict[str, tuple[str, float]] = {
    **{f"{prefix}{unit}": ("bit/s", 10.0**power) for prefix, power in _PREFIXES.items() for unit in _BITS},
    **{f"{prefix}FLOPS": ("FLOPS", 10.0**power) for prefix, power in _PREFIXES.items()},
    **{f"{prefix}Hz": ("Hz", 10.0**power) for prefix, power in _PREFIXES.items()},
    **{unit: ("s", 10.0**power) for unit, power in {"s": 0, "ms": -3, "us": -6, "µs": -6, "μs": -6, "ns": -9}.items()},
    **{unit: ("share", factor) for unit, factor in {"share": 1.0, "percent": 0.01, "%": 0.01}.items()},
}
"""Decimal prefixes in their exact spelling. Bytes are left out: too many texts print Mb for MB."""


def parameter(name: str) -> Parameter | None:
    """Return what is known about a parameter, None if nothing is.

    Examples
    --------
    >>> parameter("Latency").better
    'less'
    >>> parameter("price") is None
    True
    """
    return PARAMETERS.get(" ".join(name.casefold().split()))


def convert(value: float, unit: str | None, into: str | None) -> float | None:
    """Return the value in another unit, None where the two are not known to measure the same.

    Examples
    --------
    >>> convert(1.5, "Gbit/s", "Mbps")
    1500.0
    >>> convert(1.0, "MB/s", "Mbit/s") is None
    True
    """
    first, then = (unit or "").strip(), (into or "").strip()
    if first == then:
        return value if first else None
    if first not in _UNITS or then not in _UNITS or _UNITS[first][0] != _UNITS[then][0]:
        return None
    ratio = _UNITS[first][1] / _UNITS[then][1]
    return float(f"{value * ratio:.12g}")
