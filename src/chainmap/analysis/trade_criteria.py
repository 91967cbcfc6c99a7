"""Is a component import-dependent by the criteria of the European Commission and of CEPII?

European Commission, Strategic dependencies and capacities, SWD(2021) 352: imports from outside home are
concentrated (HHI above 0.4), more than half of all imports, and larger than exports. Vicard & Wibaux, EU
strategic dependencies: a long view, CEPII Policy Brief 41, 2023: also world exports are concentrated (HHI
above 0.4), and all of it in two years of three, because one product in five flips from year to year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

import pandas as pd

from ..schema import Trade
from ..schema.answers import TradeCriterion
from ..stack import Stack
from ..stack.names import home_codes, label_of
from .frames import frame

__all__ = ["trade_criteria"]

THRESHOLDS = {
    "import_concentration": 0.4,
    "outside_share": 0.5,
    "imports_to_exports": 1.0,
    "export_concentration": 0.4,
}
EU = ("import_concentration", "outside_share", "imports_to_exports")
_KINDS = ("imports", "exports", "world_exports")
_YEARS, _NEEDED = 3, 2
_DIGITS = 9


@dataclass(frozen=True)
class _Figure:
    low: float
    value: float | None
    high: float
    missing: tuple[str, ...] = ()

    def above(self, threshold: float) -> str:
        return "yes" if self.low > threshold else "no" if self.high <= threshold else "unknown"


def trade_criteria(stack: Stack, *, home: str | Iterable[str] | None = None) -> pd.DataFrame:
    """Return how the components of the table ``trade`` stand to the criteria of import dependency.

    Parameters
    ----------
    stack
        The industry; its table ``trade`` holds imports, exports and world exports by partner.
    home
        Only the trade of this home; None: of every home in the table.

    Returns
    -------
    pandas.DataFrame
        Rows home x component x year x criterion, then two verdicts, columns of
        :class:`chainmap.schema.answers.TradeCriterion`. A missing figure may be anything from 0 up, so
        that ``met`` is unknown where it could turn the criterion; ``margin`` says how near the figure is
        to its threshold. Partners without a row are taken not to trade.

    Notes
    -----
    Each bound is attained by some values of the missing figures, or approached.

    Examples
    --------
    >>> import chainmap as cm
    >>> len(cm.trade_criteria(cm.bundled("euv")))  # no trade figures there
    0
    """
    wanted = None if home is None else home_codes(stack, home)
    groups: dict[tuple[str, str], dict[int | None, list[Trade]]] = {}
    for row in sorted(stack.trade, key=lambda one: (one.home, one.component, one.year or 0, one.country)):
        if wanted is None or home_codes(stack, row.home) == wanted:
            groups.setdefault((row.home, row.component), {}).setdefault(row.year, []).append(row)
    cells: list[dict[str, object]] = []
    for (trader, component), years in groups.items():
        members = home_codes(stack, trader)
        met = []
        for year, rows in years.items():
            found = _figures(rows, members)
            cells += [_cell(trader, component, year, name, THRESHOLDS[name], one) for name, one in found.items()]
            said = {name: one.above(THRESHOLDS[name]) for name, one in found.items()}
            missing = tuple(dict.fromkeys(cell for one in found.values() for cell in one.missing))
            cells.append(_verdict(trader, component, year, "eu", [said[name] for name in EU], len(EU), missing))
            met.append((_all(list(said.values())), missing))
        last = met[-_YEARS:]
        missing = tuple(dict.fromkeys(cell for _, cells_of in last for cell in cells_of))
        cells.append(_verdict(trader, component, None, "cepii", [one for one, _ in last], _NEEDED, missing))
    for cell in cells:
        cell["name_en"] = label_of(stack, str(cell["component"]), "en")
        cell["name_zh"] = label_of(stack, str(cell["component"]), "zh")
    return frame((TradeCriterion.model_validate(cell) for cell in cells), TradeCriterion)


def _figures(rows: Sequence[Trade], members: frozenset[str]) -> dict[str, _Figure]:
    """Return the four figures of one component in one year."""
    outside = [row for row in rows if row.country not in members]
    inside = [row for row in rows if row.country in members]
    lacking = {
        kind: tuple(f"trade: {kind} of {row.country}" for row in rows if getattr(row, kind) is None) for kind in _KINDS
    }
    imports = tuple(one for one in lacking["imports"] if one.rpartition(" ")[2] not in members)
    return {
        "import_concentration": _concentration([row.imports for row in outside], imports),
        "outside_share": _share([row.imports for row in outside], [row.imports for row in inside], lacking["imports"]),
        "imports_to_exports": _ratio(
            [row.imports for row in outside], [row.exports for row in rows], imports + lacking["exports"]
        ),
        "export_concentration": _concentration([row.world_exports for row in rows], lacking["world_exports"]),
    }


def _concentration(figures: Sequence[float | None], missing: tuple[str, ...]) -> _Figure:
    """HHI; n missing figures can lower a known index H to H / (1 + n H), and one of them alone lift it to 1."""
    known = [one for one in figures if one is not None]
    total = sum(known)
    if total <= 0:  # without any trade there is nothing to be concentrated
        return _Figure(0.0, None, 1.0 if missing else 0.0, missing)
    index = sum((one / total) ** 2 for one in known)
    if not missing:
        return _Figure(index, index, index)
    return _Figure(index / (1.0 + len(missing) * index), None, 1.0, missing)


def _share(outside: Sequence[float | None], inside: Sequence[float | None], missing: tuple[str, ...]) -> _Figure:
    """Imports from outside home over all imports."""
    far, near = _known(outside), _known(inside)
    least = 0.0 if None in inside or far + near <= 0 else far / (far + near)
    most = 1.0 if None in outside else far / (far + near) if far + near > 0 else 0.0
    if not missing and far + near > 0:
        return _Figure(least, least, most)
    return _Figure(least, None, most, missing)


def _ratio(imports: Sequence[float | None], exports: Sequence[float | None], missing: tuple[str, ...]) -> _Figure:
    """Imports from outside home over all exports; without exports any import is more."""
    bought, sold = _known(imports), _known(exports)
    ratio = bought / sold if sold > 0 else inf if bought > 0 else 0.0
    least = 0.0 if None in exports else ratio
    most = inf if None in imports or (None in exports and bought > 0 and sold <= 0) else ratio
    return _Figure(least, None if missing or ratio == inf else ratio, most, missing)


def _known(figures: Sequence[float | None]) -> float:
    return sum(one for one in figures if one is not None)


def _all(said: Sequence[str]) -> str:
    return "no" if "no" in said else "unknown" if "unknown" in said else "yes"


def _cell(
    home: str, component: str, year: int | None, name: str, threshold: float, found: _Figure
) -> dict[str, object]:
    value = None if found.value is None else round(found.value, _DIGITS)
    return {
        "home": home,
        "component": component,
        "year": year,
        "criterion": name,
        "criterion_low": None if found.low == inf else round(found.low, _DIGITS),
        "criterion_value": value,
        "criterion_high": None if found.high == inf else round(found.high, _DIGITS),
        "threshold": threshold,
        "margin": None if value is None else round(value - threshold, _DIGITS),
        "met": found.above(threshold),
        "missing": len(found.missing),
        "decides": found.missing[0] if found.missing and found.above(threshold) == "unknown" else "",
    }


def _verdict(
    home: str, component: str, year: int | None, name: str, said: Sequence[str], needed: int, missing: tuple[str, ...]
) -> dict[str, object]:
    """Count how many of several parts hold, and say whether that is enough."""
    low, high = said.count("yes"), len(said) - said.count("no")
    met = "yes" if low >= needed else "no" if high < needed else "unknown"
    return {
        "home": home,
        "component": component,
        "year": year,
        "criterion": name,
        "criterion_low": low,
        "criterion_value": low if low == high else None,
        "criterion_high": high,
        "threshold": needed,
        "margin": low - needed if low == high else None,
        "met": met,
        "missing": len(missing),
        "decides": missing[0] if missing and met == "unknown" else "",
    }
