"""The criteria of trade on the command line, on a stack that has figures."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from chainmap.stack import data_folder
from tests.cli.terminal import chainmap

# The worked example of CEPII: imports 70, 20, 10 and world exports 60, 25, 15 of three partners.
TRADE = """home,component,country,year,imports,exports,world_exports
eu27,chip,CHN,2023,70,40,60
eu27,chip,USA,2023,20,0,25
eu27,chip,JPN,2023,10,0,15
"""


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_trade_criteria_in_every_format(capsys, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "euv-trade"
    shutil.copytree(data_folder() / "euv", folder)
    (folder / "trade.csv").write_text(TRADE, encoding="utf-8")
    done = chainmap(capsys, "trade-criteria", str(folder), "--home", "eu27", "--format", form, "--lang", "en")
    assert done.code == 0, done.err
    if form == "json":
        rows = {row["criterion"]: row for row in json.loads(done.out)["rows"]}
        assert rows["import_concentration"]["criterion_value"] == pytest.approx(0.54)
        assert rows["export_concentration"]["criterion_value"] == pytest.approx(0.445)
        assert rows["imports_to_exports"]["criterion_value"] == pytest.approx(2.5)
    else:
        assert "0.54" in done.out
