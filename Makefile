# `make demo` shows the site with demo content, `make test` runs all tests. Nothing needs to be installed before but
# Python 3.11 and, for the browser tests, Chromium.

ADDRESS ?= localhost:8000
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
MANAGE := $(RUN) manage.py

export PYTHONPATH := $(CURDIR):$(CURDIR)/site
export UV_NO_PROGRESS := 1
export UV_LINK_MODE := copy

.PHONY: help demo test test-sqlite lint types format lock messages benchmark pictures environment dev-environment

help:  ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: environment  ## Serve the site with demo content (ADDRESS=host:port, localhost:8000 if not given)
	@DEBUG=$${DEBUG:-false} LOG_LEVEL=$${LOG_LEVEL:-WARNING} BASE_URL="http://$(ADDRESS)" $(MANAGE) serve_demo

test: dev-environment  ## Run all tests on PostgreSQL, browser tests included (PYTEST_ARGUMENTS="-k word")
	@$(RUN) -m pytest -n auto --dist worksteal $(PYTEST_ARGUMENTS)

test-sqlite: dev-environment  ## Run all tests but the browser's on SQLite
	@TEST_DB=sqlite $(RUN) -m pytest -m "not e2e and not heavy" -n auto --dist worksteal $(PYTEST_ARGUMENTS)

lint: dev-environment  ## Check style, templates and import layers
	@$(RUN) -m ruff check --output-format concise .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m djlint --lint --quiet templates
	@$(VENV)/bin/lint-imports --no-logo

types: dev-environment  ## Check types
	@$(RUN) -m mypy

format: dev-environment  ## Put Python files into the agreed form
	@$(RUN) -m ruff check --fix --quiet .
	@$(RUN) -m ruff format .

lock: environment  ## Write the locked requirements anew from requirements*.in (UPGRADE=--upgrade for new releases)
	@$(VENV)/bin/uv pip compile $(LOCK) requirements.in --output-file requirements.txt
	@$(VENV)/bin/uv pip compile $(LOCK) requirements-dev.in --constraints requirements.txt \
		--output-file requirements-dev.txt
	@$(VENV)/bin/uv pip compile $(LOCK) requirements-uv.in --output-file requirements-uv.txt
LOCK = --quiet --universal --python-version 3.11 --generate-hashes --fork-strategy fewest --no-emit-index-url --no-emit-find-links \
	--no-annotate --custom-compile-command "make lock" $(UPGRADE)

benchmark: dev-environment  ## Measure what pages cost with few and many rows (see benchmarks/)
	@$(VENV)/bin/python -m pytest benchmarks -q -s -p no:cacheprovider -n 0

messages: dev-environment  ## Collect texts from code and templates into locale/ and compile them
	@$(MANAGE) messages

pictures: dev-environment  ## Take the pictures of docs/redaktion.md anew, from a demo that runs in another window
	@$(RUN) docs/pictures.py http://$(ADDRESS)

environment: $(VENV)/.runtime
dev-environment: $(VENV)/.development

$(VENV)/bin/uv: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 …"; exit 1; }
	@echo "→ Making the environment $(VENV)"
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV) || { echo "On Debian: sudo apt-get install -y python3-venv"; exit 1; }
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

$(VENV)/.runtime: $(VENV)/bin/uv requirements.txt
	@echo "→ Installing what the site needs"
	@test -e $(VENV)/.development || VIRTUAL_ENV=$(VENV) $(VENV)/bin/uv pip sync --quiet --compile-bytecode --require-hashes requirements.txt
	@test ! -e $(VENV)/.development || $(MAKE) --no-print-directory dev-environment
	@touch $@

$(VENV)/.development: $(VENV)/bin/uv requirements-dev.txt
	@echo "→ Installing what tests and checks need"
	@VIRTUAL_ENV=$(VENV) $(VENV)/bin/uv pip sync --quiet --compile-bytecode --require-hashes requirements-dev.txt
	@touch $@ $(VENV)/.runtime
