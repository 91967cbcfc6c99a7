#!/usr/bin/env bash
# Make .venv ready: create it, install the pinned libraries and chainmap itself (editable).
# Does nothing when that was done before with the same pins, pyproject.toml and place.
#
# usage: tools/setup.sh        (PYTHON=... chooses the Python)
set -euo pipefail
cd "$(dirname "$0")/.."

# The stamp: the place on the first line (scripts in .venv name it), what was installed on the second.
stamp=.venv/setup.stamp
wanted="$PWD
$(cat constraints.txt pyproject.toml | cksum)"

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

ready() {
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && .venv/bin/python -c "$new_enough" 2>/dev/null
}

usable() {
    .venv/bin/python -c "$new_enough; import pip" >/dev/null 2>&1 &&
        { [ ! -f "$stamp" ] || [ "$(head -n 1 "$stamp")" = "$PWD" ]; }
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
        if "$candidate" -c "$new_enough" >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    if [ -n "${PYTHON:-}" ]; then
        echo "setup: PYTHON=$PYTHON is no Python 3.11 or newer." >&2
    else
        echo "setup: chainmap needs Python 3.11 or newer, found: $(python3 --version 2>/dev/null || echo none)." >&2
        echo "setup: install one, or name it: make setup PYTHON=/path/to/python3.12" >&2
    fi
    return 1
}

if ready; then exit 0; fi

# Two set-ups at once would spoil each other: the second waits, then finds the work done.
if command -v flock >/dev/null; then
    exec 9>.setup.lock
    flock 9
    if ready; then exit 0; fi
fi

if usable; then
    echo "bringing the virtual environment up to date..."
else
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "setup: this Python has no venv or pip; on Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
    echo "setting up the virtual environment (once, about a minute)..."
    rm -rf .venv
    "$python" -m venv .venv
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"; }
pip install -qq --require-hashes -r constraints.txt
pip install -qq --no-deps --no-build-isolation -e .
echo "$wanted" >"$stamp"
