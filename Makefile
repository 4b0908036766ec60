# The commands of the project. `make help` lists them; each sets itself up.
SHELL := /bin/bash
PORT ?= 8000
STAGE ?= dev
# The processors that a package is made for: arm64 (AWS Graviton, a fifth cheaper) or x86_64.
ARCH ?= arm64
EXAMPLES ?= 200
VENV ?= .venv
PYTHON := $(VENV)/bin/python
# What the environment is made with: `python3` or `python3.11`, whichever is the version that pyproject.toml asks for.
PYTHON_VERSION := 3.11
IS_RIGHT := import sys; sys.exit("%s%d.%d" % (sys.implementation.name, *sys.version_info[:2]) != "cpython$(PYTHON_VERSION)")
NAMES := python3 python$(PYTHON_VERSION)
PYTHON3 ?= $(or $(firstword $(foreach name,$(NAMES),$(shell $(name) -c '$(IS_RIGHT)' 2> /dev/null && echo $(name)))),python3)
# Tests start many processes; none should compile what another one has compiled already.
export PYTHONDONTWRITEBYTECODE :=
# Installed once per change of a requirements file; uv installs in seconds what pip needs minutes for.
UV_VERSION := 0.13.9
REQUIREMENTS := requirements.txt requirements-dev.txt infra/local/requirements.txt $(wildcard infra/layers/*/requirements.txt clients/*/pyproject.toml)
STAMP := $(VENV)/.installed
# An environment that MiniStack has for itself: its Lambda processes see what is installed there.
MINISTACK_VENV := .venv-ministack
MINISTACK_PACKAGES := ministack==1.5.33 aws-sam-translator==1.115.0 boto3==1.43.106
MINISTACK_STAMP := $(MINISTACK_VENV)/.installed

# The web console is built by Node.js; without it everything else works, and /app says what is missing.
CONSOLE := chalicelib/api/pages/console/manifest.json
CONSOLE_SOURCES := $(wildcard console/*.mjs console/src/*.* console/src/*/*.ts console/src/*/*.tsx console/src/*/*.json)
CONSOLE_STAMP := console/node_modules/.installed
CONSOLE_TYPES := console/src/api/schema.d.ts
HAS_NODE := $(shell { command -v node && command -v npm; } 2> /dev/null)

.DEFAULT_GOAL := help
.PHONY: help setup client console no-console run mail-in rulesets demo test test-fast browser coverage attack faults e2e fuzz-api lint lint-console format bench bench-load bench-extraction fit pdfa pictures mail-pictures screenshots package lock audit checkov deploy destroy clean

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# An environment that another Python made, whose Python has gone, that was moved, or was left half made, is made anew.
IS_USABLE := $(PYTHON) -c 'import pip; $(IS_RIGHT)' && grep -qF "$(abspath $(VENV))" $(VENV)/bin/activate
ifneq ($(shell { $(IS_USABLE); } 2> /dev/null && echo usable),usable)
.PHONY: $(PYTHON)
endif

$(PYTHON):
	@$(PYTHON3) -c '$(IS_RIGHT)' 2> /dev/null || { \
		found=$$($(PYTHON3) --version 2>&1 | grep -o 'Python [0-9][^ ]*'); \
		echo "This needs CPython $(PYTHON_VERSION); $(PYTHON3) is $${found:-not there}."; \
		echo "Say where one is: make $(or $(MAKECMDGOALS),setup) PYTHON3=/path/to/python$(PYTHON_VERSION)"; exit 2; } >&2
	$(PYTHON3) -m venv --clear $(VENV)

$(STAMP): $(PYTHON) $(REQUIREMENTS)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(PYTHON) -m uv pip install --quiet --python $(PYTHON) -r requirements-dev.txt
	$(PYTHON) -m uv pip install --quiet --python $(PYTHON) --no-deps -r infra/local/requirements.txt -r infra/layers/recognise/requirements.txt
	@touch $@

setup: $(STAMP) $(if $(HAS_NODE),console,no-console)  ## create .venv, install what changed, build the console

console: $(CONSOLE)  ## build the web console (needs Node.js 20)

no-console:
	@echo "Node.js is not there: the web console is not built, and /app says so." >&2

$(CONSOLE_STAMP): $(wildcard console/package-lock.json)
	@cd console && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

$(CONSOLE): $(CONSOLE_STAMP) $(CONSOLE_SOURCES)
	@node console/build.mjs

# The types of the API's shapes, from its own description: only the compiler's check needs them.
$(CONSOLE_TYPES): $(CONSOLE_STAMP) $(wildcard chalicelib/api/models/*.py chalicelib/api/models/*/*.py chalicelib/api/routes/*.py chalicelib/api/routes/*/*.py)
	@$(PYTHON) -m tools.openapi build/openapi.json
	@cd console && npx --no-install openapi-typescript ../build/openapi.json -o src/api/schema.d.ts > /dev/null

client: setup  ## write clients/python anew after a change of the API's description (needs the network)
	@$(PYTHON) -m tools.python_client

run: setup  ## start the whole back end on this machine (PORT=8000)
	@exec $(PYTHON) -m infra.local --port $(PORT)

# Without STAGE on the command line the packs are for this machine.
rulesets: setup  ## install published rule packs (IDS=..., FROM=folder with their files, STAGE=also in its bucket)
	@$(PYTHON) -m infra.rulesets install $(IDS) $(if $(FROM),--from "$(FROM)") $(if $(filter file,$(origin STAGE)),,--stage $(STAGE))

mail-in: setup  ## mail a file to a company of a running `make run` (FILE=mail.eml TO=its address, else the mail's To)
	@$(PYTHON) -m infra.local.mail.incoming --port $(PORT) $(if $(TO),--to "$(TO)") "$(FILE)"

demo: setup  ## upload the sample invoices to a running `make run` and show what was read
	@$(PYTHON) -m infra.local.demo --port $(PORT)

# Two workers: each begins with one half of the files in their order, so that what the tests of a file share is made
# once; the first to finish takes from the other's end.
PYTEST := $(PYTHON) -m pytest -n 2 --dist worksteal

test: setup  ## unit, integration and browser tests
	$(PYTEST)

test-fast: setup  ## those that need no AWS, child process, recogniser or browser: in a minute, for while you work
	$(PYTEST) -m "not slow"

browser: setup  ## the browser tests alone, which need Chromium
	$(PYTHON) -m pytest tests/browser

coverage: setup  ## the same, and which lines and branches they reach; a third slower
	$(PYTEST) --cov --cov-report=term

attack: setup  ## the attacks that were tried on the system, as tests by kind, with counts
	$(PYTHON) -m tests.attack

faults: setup  ## every call to AWS of the main flows disturbed in every way; takes a while
	$(PYTHON) -m pytest tests/faults -n 2 --no-header --show-capture=no --faults-page docs/faults.md

$(MINISTACK_STAMP): $(STAMP) Makefile
	@$(PYTHON) -m uv venv --quiet --clear --python $(PYTHON) $(MINISTACK_VENV)
	$(PYTHON) -m uv pip install --quiet --python $(MINISTACK_VENV)/bin/python $(MINISTACK_PACKAGES)
	@touch $@

e2e: setup $(MINISTACK_STAMP)  ## deploy the package on a local AWS-compatible stack and run the main job over it
	$(PYTHON) -m pytest tests/e2e -v -s --no-header

fuzz-api: setup  ## make requests by the API's description and check the answers against it (EXAMPLES=200 a route)
	$(PYTHON) -m tests.fuzz --examples $(EXAMPLES)

# Cognitive complexity that a function may have.
MAX_COMPLEXITY := 12
BOUNDED := app.py bench chalicelib $(wildcard clients/python/invoice_client/*.py) infra samples tools

lint: setup  ## style, types, import rules, template
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	PYTHONPATH=. $(VENV)/bin/lint-imports
	$(if $(HAS_NODE),$(MAKE) --no-print-directory lint-console,@echo "Node.js is not there: the console's types are not checked.")
	$(VENV)/bin/complexipy --max-complexity-allowed $(MAX_COMPLEXITY) --failed --plain $(BOUNDED)
	@printf '%s\n' dev staging prod | xargs -P 2 -I {} $(PYTHON) -m infra.package --template-only --stage {}
	$(VENV)/bin/cfn-lint build/templates/*/template.json

lint-console: setup $(CONSOLE_TYPES)  ## the console's types against the API's description
	cd console && npx --no-install tsc

format: setup  ## format the code and mend what can be mended
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

# Sizes of the benchmarks of load and cost: minutes by default, as in docs/scale.md with FULL=1.
BENCH_SIZES := $(if $(FULL),PIPELINE_INVOICES=1000 COST_INVOICES=60 API_SECONDS=30 API_INVOICES=30,)

bench: setup  ## run the benchmarks; each prints a table (FULL=1 for full sizes)
	@for file in bench/*.py; do echo "== $$file"; $(BENCH_SIZES) PYTHONPATH=. $(PYTHON) $$file || exit 1; done

bench-load: setup  ## only those of load and cost, and their figures into docs/scale.md (FULL=1 for full sizes)
	@$(BENCH_SIZES) $(PYTHON) -m bench.load.paste docs/scale.md

package: setup  ## build what is deployed into build/STAGE and print its sizes (STAGE=dev ARCH=arm64 or x86_64)
	$(PYTHON) -m infra.package --stage $(STAGE) --arch $(ARCH)

LAYERS := $(notdir $(patsubst %/requirements.txt,%,$(wildcard infra/layers/*/requirements.txt)))
LOCK := $(PYTHON) -m uv pip compile --quiet --generate-hashes --no-header --python-version $(PYTHON_VERSION) --only-binary :all:

# A lock has the hashes of a release's files for every processor; which releases those are must not depend on it either.
lock: setup  ## write the exact files that are deployed, with their hashes, after a change of requirements
	@mkdir -p build/locks
	@set -e; for name in function $(LAYERS); do \
		from=infra/layers/$$name/requirements.txt; glibc=28; \
		if test $$name = function; then from=requirements.txt; glibc=17; fi; \
		for processor in x86_64 aarch64; do \
			cp infra/locks/$$name.txt build/locks/$$processor.txt; \
			$(LOCK) $$(test $$name = recognise && echo --no-deps) --python-platform $$processor-manylinux_2_$$glibc \
				$$from -o build/locks/$$processor.txt; \
		done; \
		cmp build/locks/x86_64.txt build/locks/aarch64.txt; \
		cp build/locks/x86_64.txt infra/locks/$$name.txt; \
	done
	$(PYTHON) -m infra.licences

# Programs that are not installed with the project: uv runs each in an environment of its own.
AUDIT := $(PYTHON) -m uv tool run --quiet --from pip-audit==2.10.1 pip-audit --disable-pip --require-hashes --strict
CHECKOV := $(PYTHON) -m uv tool run --quiet --from checkov==3.3.30 checkov --quiet --compact --framework cloudformation

audit: setup  ## ask for known weaknesses of what is deployed (needs the network)
	for lock in infra/locks/*.txt; do $(AUDIT) -r $$lock || exit 1; done

checkov: setup  ## check the finished template against checkov's rules; .checkov.yaml explains what is left out
	@$(PYTHON) -m infra.package --template-only --stage prod
	$(CHECKOV) --config-file .checkov.yaml --file build/templates/prod/template.json

deploy: package  ## deploy a stage with your AWS credentials (STAGE=dev BUCKET=where artifacts go ARCH=arm64)
	@test -n "$(BUCKET)" || { echo "name the bucket that artifacts go to: make deploy BUCKET=..."; exit 2; }
	$(PYTHON) -m infra.deploy --stage $(STAGE) --bucket $(BUCKET) $(PARAMETERS:%=--parameter %)

destroy: setup  ## take a stage down: dev with all its data; others need CONFIRM=invoices-STAGE and keep theirs
	$(PYTHON) -m infra.destroy --stage $(STAGE) $(if $(CONFIRM),--confirm $(CONFIRM))

bench-extraction: setup  ## how well and how fast invoices are read; FUZZ=10000 for more mutated files
	@$(PYTHON) -m uv pip install --quiet --python $(PYTHON) -r bench/requirements.txt || echo "without invoice2data"
	@PYTHONPATH=. $(PYTHON) bench/extraction.py

fit: setup  ## fit the weights of the reader on a folder of invoices and say what they are worth (CORPUS=..., ONLY=weights)
	@$(PYTHON) -m uv pip install --quiet --python $(PYTHON) -r bench/requirements.txt
	@PYTHONPATH=. $(PYTHON) -m bench.fitting $(ONLY)

pdfa: setup  ## check hybrid invoices with veraPDF, where that is installed
	@if command -v verapdf > /dev/null; then \
		PYTHONPATH=. $(PYTHON) -m tests.unit.documents.archival build/pdfa && verapdf --flavour 3b --format text build/pdfa; \
	else echo "skipped: veraPDF is not installed (https://verapdf.org)"; fi

screenshots: setup  ## pictures of every screen of the console into docs/images/console (needs Chromium)
	$(PYTHON) -m tests.browser.pictures

pictures: setup  ## draw sample invoices in every template into docs/images
	$(PYTHON) -m tests.unit.documents.pictures

mail-pictures: setup  ## pictures of the mails into docs/images/mails (needs Chromium)
	$(PYTHON) -m tests.browser.mail_pictures

clean:  ## remove what the commands made
	rm -rf .venv $(MINISTACK_VENV) $(dir $(CONSOLE)) $(CONSOLE_TYPES) console/node_modules build .chalice/deployments .coverage* .hypothesis .schemathesis .*_cache
