"""What a reader of the metaverse tables expects to overturn a headline, written before it was computed.

The claims are those of ``data/metaverse/evidence.csv``, read as the tables stand; each expectation names what it was
read from. Home China, lens owner. Nothing below is ever edited to fit: where a result differs the test is marked with
the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

__all__ = ["EXPECTATIONS", "Expectation"]


@dataclass(frozen=True)
class Expectation:
    """What is expected of the table of doubts, and how to find out."""

    name: str
    read_from: str
    says: str
    check: Callable[[pd.DataFrame], bool]


def _sets(table: pd.DataFrame, rank: int, kind: str, order: int) -> set[tuple[str, ...]]:
    rows = table[(table["rank"] == rank) & (table["kind"] == kind) & (table["order"] == order)]
    return set(rows["members"])


def _about(table: pd.DataFrame, words: str) -> list[int]:
    return sorted(set(table.loc[table["headline_en"].str.contains(words, regex=False), "rank"]))


def games_rest_on_one_assumption(table: pd.DataFrame) -> bool:
    """The grade of domestic headset chips is an assumption; with better ones an American denial leaves chips."""
    ranks = _about(table, "The United States alone can stop Metaverse and VR games")
    return bool(ranks) and ("as-xrsoc-q",) in _sets(table, ranks[0], "claims", 1)


def games_fall_with_one_more_chip_maker(table: pd.DataFrame) -> bool:
    """One more maker of headset chips whom America does not reach is enough."""
    ranks = _about(table, "The United States alone can stop Metaverse and VR games")
    return bool(ranks) and ("xr-soc",) in _sets(table, ranks[0], "suppliers", 1)


def cad_rests_on_one_assumption(table: pd.DataFrame) -> bool:
    """That domestic CAD is not good enough for complex products is a grade that one claim assumes."""
    ranks = _about(table, "can stop Industrial research and design")
    return bool(ranks) and ("as-cad-q",) in _sets(table, ranks[0], "claims", 1)


def siemens_counts_only_as_owner(table: pd.DataFrame) -> bool:
    """Germany is in the coalition that closes EDA only because Siemens owns Mentor: one public claim."""
    ranks = _about(table, "Germany and the United States together can stop")
    return bool(ranks) and ("hq-siemens-eda",) in _sets(table, ranks[0], "claims", 1)


def unknown_ends_with_a_name(table: pd.DataFrame) -> bool:
    """That nobody is named for tracking rests on no claim: it ends when somebody is named."""
    ranks = _about(table, "have no named supplier")
    return bool(ranks) and ("tracking",) in _sets(table, ranks[0], "suppliers", 1)


EXPECTATIONS = (
    Expectation(
        "games-rest-on-one-assumption",
        "offers of xr-soc, claim as-xrsoc-q",
        games_rest_on_one_assumption.__doc__ or "",
        games_rest_on_one_assumption,
    ),
    Expectation(
        "games-fall-with-one-more-chip-maker",
        "offers of xr-soc",
        games_fall_with_one_more_chip_maker.__doc__ or "",
        games_fall_with_one_more_chip_maker,
    ),
    Expectation(
        "cad-rests-on-one-assumption",
        "need of industrial-design on cad-3d, claim as-cad-q; L460",
        cad_rests_on_one_assumption.__doc__ or "",
        cad_rests_on_one_assumption,
    ),
    Expectation(
        "siemens-counts-only-as-owner",
        "actor siemens-eda, claim hq-siemens-eda",
        siemens_counts_only_as_owner.__doc__ or "",
        siemens_counts_only_as_owner,
    ),
    Expectation(
        "unknown-ends-with-a-name",
        "component tracking; L553",
        unknown_ends_with_a_name.__doc__ or "",
        unknown_ends_with_a_name,
    ),
)
