#!/usr/bin/env bash
# Write constraints.txt: the newest versions that pyproject.toml allows, one set for every Python from 3.11 on
# and for every platform, with the hashes of the files on PyPI.
#
# usage: tools/pins.sh PYTHON
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$1" -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install -qq uv

# The build backend is pinned too, so that the package is built without fetching anything more.
printf 'hatchling\neditables\n' >"$scratch/build.in"
cat >"$scratch/constraints.txt" <<'HEADER'
# What chainmap runs, is tested and is built with, for Python 3.11 and newer on every platform.
# Generated from pyproject.toml by `make pins`: do not edit.
HEADER
UV_NO_CONFIG=1 "$scratch/venv/bin/uv" pip compile pyproject.toml "$scratch/build.in" --extra test \
    --universal --python-version 3.11 --fork-strategy fewest --upgrade \
    --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet \
    >>"$scratch/constraints.txt"
if grep -nE '://|file:' "$scratch/constraints.txt"; then
    echo "pins: an address got into the pins" >&2
    exit 1
fi
cp "$scratch/constraints.txt" constraints.txt
