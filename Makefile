# chainmap. `make run` and `make test` need nothing but Python 3.11 or newer; they set up the rest.

ARGS =
PYTEST_ARGS =
BIN = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup run test lint deep docs pins browser clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## make .venv with the pinned libraries and chainmap itself (once)
	@bash tools/setup.sh

run: setup ## analyse the bundled metaverse stack into outputs/ (more: make run ARGS="--open")
	@$(BIN)/chainmap run metaverse $(ARGS)

test: setup browser lint ## everything that must hold: style, types, floors, tests
	@$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

lint: setup ## style, types and floors only
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "not formatted: run $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@report=$$($(BIN)/lint-imports 2>&1) || { echo "$$report"; exit 1; }

deep: setup browser ## the same tests with far more random examples, and the slow ones (many minutes)
	@HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

docs: setup ## write the generated pages of docs/ and the counts in data/metaverse/README.md anew
	@mkdir -p docs
	@$(BIN)/chainmap tables --format md --out docs/tables.md
	@$(BIN)/python tools/data_readme.py
	@$(BIN)/python tools/doc_tables.py
	@$(BIN)/python tools/sheet_columns.py

pins: setup ## write constraints.txt anew, with the newest versions
	@echo "resolving the pins..."
	@bash tools/pins.sh $(BIN)/python

browser:
	@bash tools/browser.sh

clean: ## remove what can be made anew: .venv, caches, builds, outputs
	@rm -rf .venv .setup.lock build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@find outputs -mindepth 1 ! -name README.md -delete
