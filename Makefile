# Eight verbs; each sets itself up. Needs Python 3.11 or newer, and nothing else: no conda, no Docker, no server.
.DEFAULT_GOAL := .help
.PHONY: .help demo test lab site release grade bench lint
PYTHON ?= python3
BIN := .venv/bin
ASSIGNMENT ?= logistic_regression
export PATH := $(CURDIR)/$(BIN):$(PATH)

# plain `make` says what the verbs do
.help:
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  make \1	/' | expand -t 16

# the lock file has hashes: what was tested is what is installed
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python must be 3.11 or newer. Got %s.%s: name another with make PYTHON=…" % sys.version_info[:2])'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/ready ## the whole circle on example submissions: release, grade, feedback, report
	$(BIN)/python -m examples.demo

test: .venv/ready ## every test
	$(BIN)/python -m pytest

lab: .venv/ready ## a course to try out: an example student's JupyterLab, the exchange, the watcher that judges
	$(BIN)/python -m examples.lab

site: .venv/ready ## the lessons, executed, as a website in site/, for any static host or none
	$(BIN)/python -m sphinx -W --keep-going -d docs/site/lessons/.doctrees docs/site site
	@echo "Open site/index.html."

release: .venv/ready ## make the student's version from source/, if every gate holds
	$(BIN)/autograder release $(ASSIGNMENT)

grade: .venv/ready ## judge what lies in submitted/
	$(BIN)/autograder grade $(ASSIGNMENT)

.venv-otter/ready: benchmarks/otter.lock
	$(PYTHON) -m venv .venv-otter
	.venv-otter/bin/python -m pip install --quiet --require-hashes --requirement benchmarks/otter.lock
	@touch $@

bench: .venv/ready .venv-otter/ready ## time this, nbgrader, otter-grader and the floor on the same submissions
	$(BIN)/python -m benchmarks

lint: .venv/ready ## style, types
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
