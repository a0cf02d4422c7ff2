# Eight verbs; each sets itself up. Needs Python 3.11 or newer, and nothing else: no conda, no Docker, no server.
.DEFAULT_GOAL := .help
.PHONY: .help demo test lab site lite release bench lint
PYTHON ?= python3
BIN := .venv/bin
ASSIGNMENT ?= logistic_regression
# a folder with a distribution of Pyodide, for a site that fetches nothing from elsewhere
PYODIDE ?=
export PATH := $(CURDIR)/$(BIN):$(PATH)

# plain `make` says what the verbs do
.help:
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  make \1	/' | expand -t 16

# the lock file has hashes and is whole: what was tested is what is installed, and pip looks for nothing else
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python must be 3.11 or newer. Got %s.%s: name another with make PYTHON=…" % sys.version_info[:2])'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/ready ## the whole circle on example submissions: release, grade, feedback, report
	$(BIN)/python -m examples.demo

test: .venv/ready ## every test
	$(BIN)/python -m pytest

lab: .venv/ready ## a course to try out: an example student's JupyterLab, the exchange, the watcher that judges
	$(BIN)/python -m examples.lab

# links to JupyterLite are on the pages if it lies in site/lite
site: .venv/ready ## the lessons, executed, as a website in site/, for any static host or none
	$(BIN)/python -m sphinx -W --keep-going -d docs/site/lessons/.doctrees docs/site site
	@echo "Open site/index.html."

# environments of their own: what they install changes JupyterLab for everything beside it
.venv-lite/ready: docs/lite/lite.lock
.venv-lite-tested/ready: tests/browser/lite.lock
.venv-lite/ready .venv-lite-tested/ready:
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip download --quiet --no-deps --require-hashes --dest $(@D)/wheels --requirement $<
	$(@D)/bin/python -m pip install --quiet --no-deps --no-index --find-links $(@D)/wheels --requirement $<
	@touch $@

lite: .venv-lite/ready ## the same website, and the week to run in any browser in site/lite, for a static host
	.venv-lite/bin/python -m docs.lite site/lite $(if $(PYODIDE),--pyodide "$(PYODIDE)")
	@$(MAKE) --no-print-directory site

release: .venv/ready ## make the student's version from source/, if every gate holds
	$(BIN)/autograder release $(ASSIGNMENT)

.venv-otter/ready: benchmarks/otter.lock
	$(PYTHON) -m venv .venv-otter
	.venv-otter/bin/python -m pip install --quiet --require-hashes --requirement benchmarks/otter.lock
	@touch $@

bench: .venv/ready .venv-otter/ready ## time this, nbgrader, otter-grader and the floor on the same submissions
	$(BIN)/python -m benchmarks

lint: .venv/ready ## style, types
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
