"""Measure look-through: large chains, and a full input-output table beside pymrio.

Run it by hand: ``python benchmarks/look_through.py`` (``--json`` for a file, ``--rows`` for smaller chains).
It prints medians of processor seconds of one thread and of wall seconds, and the aim beside each.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from scipy import sparse

from chainmap.kernels.look_through import absorb

COUNTRIES = 20
NEEDS = 8


def measured(work: Callable[[], Any], times: int) -> tuple[Any, float, float]:
    """Return the result and the medians of processor and wall seconds."""
    processor, wall, result = [], [], None
    for _ in range(times):
        before, begun = time.process_time(), time.perf_counter()
        result = work()
        processor.append(time.process_time() - before)
        wall.append(time.perf_counter() - begun)
    return result, statistics.median(processor), statistics.median(wall)


def chain(rows: int, *, feedback: bool, seed: int = 0) -> tuple[sparse.csr_array, np.ndarray]:
    """Draw a chain by tiers: each row needs up to eight rows before it, mostly near ones; and 3 % back."""
    rng = np.random.default_rng(seed)
    line = np.repeat(np.arange(rows), NEEDS)
    need = line - 1 - (rng.pareto(0.8, rows * NEEDS) * 5).astype(np.int64).clip(0, rows)
    need = np.maximum(0, need)
    kept = need < line
    weights = sparse.csr_array((rng.random(kept.sum()), (line[kept], need[kept])), shape=(rows, rows))
    if feedback:
        count = int(0.03 * weights.nnz)
        late = rng.integers(0, rows, count)
        early = np.maximum(0, late - rng.integers(1, 200, count))
        weights = weights + sparse.csr_array((np.full(count, 0.02), (early, late)), shape=(rows, rows))
    total = weights.sum(axis=1)
    weights = sparse.csr_array(sparse.diags_array(0.6 / np.where(total > 0, total, 1)) @ weights)
    weights.sort_indices()
    own = np.zeros((rows, COUNTRIES))
    own[np.arange(rows), rng.integers(0, COUNTRIES, rows)] = 0.4
    own[np.diff(weights.indptr) == 0] *= 2.5
    return weights, own


def chains(rows: int, times: int) -> list[dict[str, Any]]:
    """Measure a chain without loops (in order, and shuffled) and with 3 % feedback."""
    found = []
    straight, own = chain(rows, feedback=False)
    order = np.random.default_rng(1).permutation(rows)
    shuffled = sparse.csr_array(straight[order][:, order])
    back, own_back = chain(rows, feedback=True)
    cases = [
        ("no loops, inputs first", straight, own, 0.3),
        ("no loops, shuffled rows", shuffled, own[order], None),
        ("3 % feedback needs", back, own_back, 3.0),
    ]
    for name, table, touched, aim in cases:
        result, processor, wall = measured(
            lambda table=table, touched=touched: absorb(
                table.indptr, table.indices, table.data, touched, tolerance=1e-10
            ),
            times,
        )
        off = float(np.abs(result.values.sum(axis=1) - 1).max())
        assert result.settled and off < 1e-7, "what all countries touch is everything"
        found.append(
            {
                "case": name,
                "rows": rows,
                "needs": table.nnz,
                "columns": COUNTRIES,
                "processor_s": round(processor, 3),
                "wall_s": round(wall, 3),
                "aim_s": aim,
                "passes": result.passes,
                "largest_loop": result.largest_loop,
                "residual": result.residual,
            }
        )
    return found


def full_table(rows: int, times: int) -> list[dict[str, Any]]:
    """Measure multipliers of five factors on a full table, beside pymrio's inverse where it is installed."""
    rng = np.random.default_rng(0)
    needs = rng.random((rows, rows)) ** 8
    needs *= (0.5 * rng.random(rows) / needs.sum(axis=0))[None, :]
    factors = rng.random((5, rows))
    table = sparse.csr_array(needs.T)
    own = np.ascontiguousarray(factors.T)
    result, processor, wall = measured(lambda: absorb(table.indptr, table.indices, table.data, own), times)
    found: dict[str, Any] = {
        "case": "full table, five factors",
        "rows": rows,
        "needs": table.nnz,
        "columns": 5,
        "processor_s": round(processor, 3),
        "wall_s": round(wall, 3),
        "passes": result.passes,
        "residual": result.residual,
    }
    if importlib.util.find_spec("pymrio") is None:
        found["note"] = "pymrio is not installed: pip install pymrio"
        return [found]
    frame = importlib.import_module("pandas").DataFrame(needs)
    inverse = importlib.import_module("pymrio").calc_L
    other, slow, slow_wall = measured(lambda: factors @ inverse(frame).to_numpy(), 1)
    found["pymrio_processor_s"] = round(slow, 3)
    found["pymrio_wall_s"] = round(slow_wall, 3)
    found["times_faster"] = round(slow / processor, 1)
    found["aim_times_faster"] = 3
    found["largest_relative_difference"] = float(np.abs(result.values.T / other - 1).max())
    assert found["largest_relative_difference"] < 1e-10
    return [found]


def markdown(rows: list[dict[str, Any]]) -> str:
    """Return the results as a table."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(str(row.get(name, "")) for name in names) + " |" for row in rows]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000, help="rows of the chains")
    asked.add_argument("--table", type=int, default=5_000, help="rows of the full table; 0: leave it out")
    asked.add_argument("--times", type=int, default=5, help="how often each is measured")
    asked.add_argument("--json", action="store_true", help="print JSON instead of a table")
    given = asked.parse_args()
    rows = chains(given.rows, given.times)
    if given.table:
        rows += full_table(given.table, given.times)
    sys.stdout.write((json.dumps(rows, indent=2) if given.json else markdown(rows)) + "\n")


if __name__ == "__main__":
    main()
