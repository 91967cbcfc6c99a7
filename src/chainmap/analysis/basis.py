"""Which headlines hang on which kind of claim?

Every basis is withdrawn in turn (METHOD section 8): claims go, suppliers never vanish from the world.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from ..schema import BASES
from ..schema.answers import BasisEffect
from ..stack import Stack, with_basis
from .frames import frame
from .headlines import headlines

__all__ = ["basis_effects"]


def basis_effects(
    stack: Stack,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """Withdraw all claims of each basis in turn and say which headlines are lost and gained.

    Parameters
    ----------
    stack
        The industry.
    home, lens, mode
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        Columns of :class:`chainmap.schema.answers.BasisEffect`; the basis that is doubted first comes
        first. A headline counts as the same while its question, targets and members are. A basis on
        which no headline hangs has one row with ``change`` none.

    Notes
    -----
    One set of headlines for each basis that the stack uses.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.basis_effects(cm.bundled("euv"))["change"].tolist()
    ['lost', 'lost', 'lost', 'gained']
    """
    counts = Counter[str](claim.basis for claim in stack.evidence)
    before = _told(headlines(stack, home=home, lens=lens, mode=mode))
    rows = []
    for basis in reversed(BASES):
        left = [one for one in BASES if one != basis]
        if not counts[basis]:
            continue
        after = _told(headlines(with_basis(stack, left), home=home, lens=lens, mode=mode))
        changed = [("lost", before[key]) for key in before if key not in after]
        changed += [("gained", after[key]) for key in after if key not in before]
        for change, text in changed or [("none", ("", ""))]:
            rows.append(
                BasisEffect.model_validate(
                    {"basis": basis, "claims": counts[basis], "change": change, "text_en": text[0], "text_zh": text[1]}
                )
            )
    return frame(rows, BasisEffect)


def _told(table: pd.DataFrame) -> dict[tuple[str, tuple[str, ...], tuple[str, ...]], tuple[str, str]]:
    return {
        (row["question"], row["targets"], row["members"]): (row["text_en"], row["text_zh"])
        for row in table.to_dict("records")
    }
