"""The benchmark still works, and its own checks hold, on small sizes; nothing is timed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "look_through.py"


def test_small_sizes():
    command = [sys.executable, str(SCRIPT), "--rows", "2000", "--table", "450", "--times", "1", "--json"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert [row["rows"] for row in found] == [2000, 2000, 2000, 450]
    assert [row.get("largest_loop", 450) > 1 for row in found] == [False, False, True, True]
    assert all(row["residual"] <= 1e-10 for row in found)
