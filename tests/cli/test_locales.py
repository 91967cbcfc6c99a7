"""The language and the code page of the system change nothing that is written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOCALES = {
    "utf-8": {"PYTHONUTF8": "1"},
    "C": {"PYTHONUTF8": "0", "LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
    "cp936": {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "cp936"},
}
RUN = "import sys; from chainmap.cli import main; main(['run', 'euv', '--lang', 'zh', '--out', sys.argv[1]])"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    found = {}
    for name, variables in LOCALES.items():
        folder = tmp_path_factory.mktemp(name)
        told = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(folder)], capture_output=True, env=told | variables, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        found[name] = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return found


@pytest.mark.parametrize("locale", [name for name in LOCALES if name != "utf-8"])
def test_the_same_bytes_in_every_locale(written: dict[str, dict[str, bytes]], locale: str) -> None:
    assert len(written["utf-8"]) > 20 and any(Path(name).suffix == ".html" for name in written["utf-8"])
    assert written[locale].keys() == written["utf-8"].keys()
    assert [name for name, data in written[locale].items() if data != written["utf-8"][name]] == []
