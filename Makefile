# A machine with Python 3.11 or later (with its venv module) and make needs nothing else; LibreOffice
# and Gnumeric, where they are installed, make more tests run.
#
# Not for Windows. There, once:
#   py -m venv .venv
#   .venv\Scripts\pip install --require-hashes -r requirements-dev.lock
#   .venv\Scripts\pip install --no-deps --no-build-isolation -e .
# and then the commands of the recipes below, with .venv\Scripts for .venv/bin.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PY     := $(BIN)/python
PIP    := $(PY) -m pip --disable-pip-version-check --quiet
STAMP  := $(VENV)/.installed
# A lock names versions and hashes, never the index that someone happened to get them from.
LOCK   := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
          --generate-hashes --no-emit-index-url --no-emit-find-links \
          --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help venv demo desk test test-slow bench mutants rule check format pages docs lock upgrade build wheel-test windows-folder clean

help: ## print this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | awk -F '\t' '{printf "  make %-15s %s\n", $$1, $$2}'

venv: $(STAMP) ## create .venv: the locked versions and this package, editable

# Not after a change of pyproject.toml, most of which is settings of tools; `make lock` touches the
# lock when dependencies change. After a change of [project.scripts]: make clean venv.
$(STAMP): requirements-dev.lock
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and f"Python 3.11 or later is needed and {sys.executable} is {v[0]}.{v[1]}; name another: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

demo: venv ## issue, fill in, check and merge workbooks of made-up units
	$(PY) -m scripts.demo

desk: venv ## the desk, on a quarter of made-up units in build/ban-lam-viec
	$(PY) -m scripts.desk

test: venv ## the quick tests
	$(BIN)/pytest -n auto --dist worksteal -m 'not slow'

test-slow: venv ## the slow tests
	$(BIN)/pytest -n auto --dist worksteal -m slow

bench: venv ## how fast we are beside others, written to docs/benchmarks.md: make bench FILES=40
	$(BIN)/uv pip install --quiet --python $(PY) --group bench
	$(PY) -m scripts.bench $(FILES) --write

mutants: venv ## small faults put into the code, of which tests must notice each: make mutants ROOMS=consolidate
	$(PY) -m scripts.mutants $(ROOMS)

rule: venv ## one rule's cases in the validator, LibreOffice and Gnumeric: make rule R=R22
	@test -n "$(R)" || { echo 'Which rule? For example: make rule R=R22' >&2; exit 2; }
	CCHC_RULE=$(R) $(BIN)/pytest --no-header -q tests/test_rules.py tests/parity/test_rule_cases.py \
	    -k 'says_what_its_cases or every_relation or shows_what_the_cases'

check: venv ## style, types, directions of imports, definitions
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy cchc_sheets tests $(wildcard scripts)
	$(BIN)/mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/win32 cchc_sheets
	$(BIN)/lint-imports
	$(PY) -m cchc_sheets lint

format: venv ## format the code and mend what can be mended by itself
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

pages: venv ## write the generated pages in docs/ anew
	$(PY) -m scripts.pages

docs: venv ## the documentation as a site, in build/docs; a broken link is an error
	$(BIN)/sphinx-build -nWE --keep-going -q -j auto -c docs . build/docs
	@echo build/docs/index.html

lock: venv ## write the locks anew after a change of dependencies in pyproject.toml
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock

upgrade: LOCK += --upgrade
upgrade: lock ## the same, with the newest versions of everything

build: venv ## wheel and source distribution in dist/, the wheel from the source distribution
	rm -rf dist
	$(PY) -m build --no-isolation

wheel-test: build ## the wheel alone, in a fresh environment away from the clone
	PYTHON=$(abspath $(PY)) .ci/wheel-test dist/*.whl requirements.lock

windows-folder: build ## a folder for Windows with its own Python: make windows-folder EMBEDDED=python-3.11.9-embed-amd64.zip
	$(PY) -m scripts.windows_folder dist/*.whl $(if $(EMBEDDED),--python $(EMBEDDED)) $(if $(SHA256),--sha256 $(SHA256))

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
