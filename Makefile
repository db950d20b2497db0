# Every command sets up what it needs first; sitebuild/setup.sh does nothing where all is there.

PORT ?= 8000
BIN := $(CURDIR)/.venv/bin
# .venv/bin has Node too where the machine has none
PYTHON := PATH="$(BIN):$$PATH" "$(BIN)/python"
TOOL := PATH="$(BIN):$$PATH" node_modules/.bin
SCRIPTS := docs/javascripts/*.mjs docs/javascripts/*/*.?s docs/javascripts/*.mts docs/stylesheets/*.css sitebuild/*.mjs tests/*/*.mjs
# held by make lock only
UV := 0.13.9

.DEFAULT_GOAL := help
.PHONY: help setup serve dev build test check format bench prices module lock

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1	/p' Makefile | expand -t 16

setup: ## Only set up: .venv and node_modules
	@sh sitebuild/setup.sh

serve: setup ## Build the site and serve it: http://127.0.0.1:8000/real-time-tax/ (another port: PORT=8001)
	@$(PYTHON) -m sitebuild serve --port "$(PORT)"

dev: setup ## Serve the site, and build it again at every change
	@$(PYTHON) -m sitebuild dev --port "$(PORT)"

build: setup ## Write the site into site/, for the address SITE_URL
	@$(PYTHON) -m sitebuild build

test: check ## Check, and run every test, those in the browser too (some of them: T="tests/site -k links")
	@$(PYTHON) -m sitebuild.chromium
	@$(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(T)

check: setup ## Check formatting, lint, types and spelling
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m mypy
	@$(BIN)/codespell
	@$(TOOL)/prettier --check $(SCRIPTS)
	@$(TOOL)/tsc
	@$(TOOL)/tsc --project sitebuild
	@$(TOOL)/tsc --project docs/javascripts/offline

format: setup ## Format the code, and mend what lint can mend
	@$(PYTHON) -m ruff check --fix-only
	@$(PYTHON) -m ruff format
	@$(TOOL)/prettier --write $(SCRIPTS)

bench: setup ## Measure what the quality bars are about
	@$(PYTHON) -m sitebuild.chromium
	@$(PYTHON) -m tests.bench

prices: setup ## Refresh the prices from the public price lists (only say what would change: P=--dry-run)
	@$(PYTHON) -m sitebuild.prices $(P)

module: setup ## Make the skeleton of a new module: make module NAME=8-8-data-contracts
	@$(PYTHON) -m sitebuild.module "$(NAME)"

# Locked versions stay unless pyproject.toml or package.json says otherwise. To take new ones: make lock NEW=--upgrade
lock: setup ## Lock what pyproject.toml and package.json name
	@uv=$$(mktemp -d) && trap 'rm -rf "$$uv"' EXIT && \
	$(PYTHON) -m venv "$$uv" && "$$uv/bin/python" -m pip install --quiet uv==$(UV) && \
	compile() { UV_CUSTOM_COMPILE_COMMAND="make lock" "$$uv/bin/uv" pip compile --quiet --universal --generate-hashes \
	    --no-emit-index-url --no-annotate --python-version 3.12 $(NEW) pyproject.toml "$$@"; } && \
	compile --group site --group test --group dev --output-file requirements.lock && \
	compile --group node --output-file requirements-node.lock
	@PATH="$(BIN):$$PATH" npm install --package-lock-only --ignore-scripts --loglevel=error
