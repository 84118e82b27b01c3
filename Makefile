# What people type. Needs make and Python 3.11 or newer; everything else is set up in .venv.

# The first of these that is new enough makes .venv; `make run PYTHON=...` names another.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11 python
BIN := .venv/bin
BOT := $(BIN)/casualty-bot
READY := .venv/installed

# A question reaches the bot as typed: through the environment, read by neither make nor the shell.
unexport q
export QUESTION = $(value q)

.PHONY: help run ask test check lint eval bench format lock
.NOTPARALLEL:

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

run: $(READY) ## ask questions at the terminal, or one a line from standard input
	@$(BOT) chat

ask: $(READY) ## answer one question: make ask q="how many Russian soldiers have died?"
	@test -n "$$QUESTION" || { echo 'usage: make ask q="how many Russian soldiers have died?"' >&2; exit 2; }
	@$(BOT) ask -- "$$QUESTION"

test: $(READY) ## run the tests, on every core
	$(BIN)/pytest -q --numprocesses auto

check: lint test ## all that a change must pass: lint, then test

lint: $(READY) ## check format, style, types, layers and claims
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BOT) claims format --check knowledge/claims.json tests/stores/*.json
	$(BOT) claims check knowledge/claims.json

eval: $(READY) ## ask the tables of questions and compare with the results on file
	$(BIN)/python -m bot.bench tests/questions

bench: $(READY) ## time what people wait for against the least it could cost
	$(BIN)/python -m bot.bench.speed tests/questions/record.jsonl

format: $(READY) ## format the code and mend what can be mended by itself
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: $(READY) ## lock the newest versions that pyproject.toml allows
	@test -x build/uv/bin/uv || { $(BIN)/python -m venv build/uv && build/uv/bin/pip install -qq uv; }
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --output-file requirements-dev.lock --constraint requirements.lock --group dev pyproject.toml

COMPILE = build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	--generate-hashes --custom-compile-command "make lock"

# --- set-up ---

PIP := $(BIN)/python -m pip --disable-pip-version-check

.venv/locked: requirements-dev.lock
	@found=; for python in $(PYTHON); do \
	    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null </dev/null; \
	    then found=$$python; break; fi; \
	done; \
	test -n "$$found" || { echo "casualty-bot needs Python 3.11 or newer, and none of these is: $(PYTHON)." \
	    "Install one, or name it: make PYTHON=/path/to/python" >&2; exit 1; }; \
	$$found -c 'import ensurepip, venv' 2>/dev/null </dev/null || { echo "$$found cannot make virtual environments:" \
	    "install your system's package for that (on Debian and Ubuntu: python3-venv) and try again." >&2; exit 1; }; \
	echo "Setting up .venv: once, about half a minute." >&2; \
	$$found -m venv --clear .venv </dev/null
	@$(PIP) install -qq --require-hashes --requirement requirements-dev.lock </dev/null
	@touch $@

$(READY): .venv/locked pyproject.toml
	@$(PIP) install -qq --no-deps --no-build-isolation --editable . </dev/null
	@touch $@
