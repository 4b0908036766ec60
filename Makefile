# The commands of the project. `make help` lists them; each sets itself up.
SHELL := /bin/bash
PORT ?= 8000
STAGE ?= dev
VENV ?= .venv
PYTHON := $(VENV)/bin/python
# Installed once per change of a requirements file; uv installs in seconds what pip needs minutes for.
UV_VERSION := 0.13.9
REQUIREMENTS := requirements.txt requirements-dev.txt infra/layers/documents/requirements.txt
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup run demo test lint format bench package e2e clean

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(STAMP): $(REQUIREMENTS)
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(PYTHON) -m uv pip install --quiet --python $(PYTHON) -r requirements-dev.txt
	@touch $@

setup: $(STAMP)  ## create .venv and install what changed

run: setup  ## start the whole back end on this machine (PORT=8000)
	@exec $(PYTHON) -m infra.local --port $(PORT)

demo: setup  ## upload the sample invoices to a running `make run` and show what was read
	@$(PYTHON) -m infra.local.demo --port $(PORT)

test: setup  ## unit and integration tests with coverage
	$(PYTHON) -m pytest -n 2 --cov --cov-report=term

lint: setup  ## style, types, import rules, template
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	PYTHONPATH=. $(VENV)/bin/lint-imports

format: setup  ## format the code and mend what can be mended
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench: setup  ## run the benchmarks; each prints a table
	@for file in bench/*.py; do echo "== $$file"; $(PYTHON) $$file || exit 1; done

clean:  ## remove what the commands made
	rm -rf .venv build .chalice/deployments .pytest_cache .mypy_cache .ruff_cache .coverage
