# treatygraph: two commands, `make demo` and `make test`; `make help` lists the rest.
# Needs GNU make and Python 3.11 or newer; everything else is installed into .venv by hash.

.DEFAULT_GOAL := help
.SUFFIXES:
PORT ?= 8000
PID_FILE ?= data/demo.pid
PYTEST_ARGS ?=
UV_VERSION := 0.13.9
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input install -qq
RUNTIME := .venv/installed-runtime
DEV := .venv/installed-dev
BENCH := .venv/installed-bench

.PHONY: help demo stop test check lint smoke bench evaluate calibrate lock clean anew

help:  ## what each command does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-17s%s\n", $$1, $$2 }'
	@echo "  PORT=8001 (demo)  DETACH=1 (demo)  PYTEST_ARGS='-k sparql' (test)  UPGRADE=1 (lock)  PYTHON=python3.12 (any)"

demo: $(RUNTIME)  ## ingest the sample articles and serve them; DETACH=1 serves in the background
ifneq ($(strip $(DETACH)),)
	@.venv/bin/treatygraph demo --port "$(PORT)" --detach --pid-file "$(PID_FILE)"
else
	@exec scripts/foreground.sh .venv/bin/treatygraph demo --port "$(PORT)"
endif

stop:  ## end the server that `make demo DETACH=1` left running
	@if [ -x $(PY) ]; then $(PY) -m server.background "$(PID_FILE)"; else echo "nothing runs"; fi

test: $(DEV)  ## the tests, with branch coverage of at least 90 %
	@$(PY) -m pytest -n auto --dist loadfile --cov --cov-report=term:skip-covered --cov-fail-under=90 $(PYTEST_ARGS)

check: lint test  ## everything that must hold before a push: lint, then test

lint: $(DEV)  ## style, types, import floors and locks
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) scripts/check_locks.py

smoke: $(DEV)  ## the demo as a stranger meets it: start, ask, stop, on a free port
	@$(PY) scripts/smoke.py

bench: $(BENCH)  ## ratios against peers in the same run; BENCH_ARGS=--quick for a short one
	@$(PY) -m bench $(BENCH_ARGS)

evaluate: $(RUNTIME)  ## precision and recall on annotated texts: unread ones, then those that the rules were tuned on
	@echo "== texts kept unread: the figures to report"
	@.venv/bin/treatygraph evaluate tests/corpus/heldout
	@echo "== texts that the rules were tuned on: no measure of quality"
	@.venv/bin/treatygraph evaluate tests/corpus
	@.venv/bin/treatygraph calibrate --check tests/corpus

calibrate: $(RUNTIME)  ## write anew how often each rule is right on the texts it was tuned on
	@.venv/bin/treatygraph calibrate tests/corpus

lock:  ## write the lock files anew from pyproject.toml; UPGRADE=1 takes newer releases
	@scripts/lock.sh "$$(scripts/find_python.sh '$(PYTHON)')" $(UV_VERSION) $(UPGRADE)

clean: stop  ## remove the environment, the caches and the demo's data
	rm -rf .venv .venv-lock .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage data build dist

# An environment remembers the folder that it was made in; one that was moved, or whose Python is gone, is made anew.
sound := $(shell .venv/bin/python -c '' 2>/dev/null && [ "$$(cat .venv/made-here)" = "$$(pwd -P)" ] && echo yes)
.venv/made-here: $(if $(sound),,anew)
	@scripts/environment.sh '$(PYTHON)'
anew:

# The dev lock holds the runtime pins too, so both stamps share one environment and neither undoes the other.
$(RUNTIME): .venv/made-here requirements.lock pyproject.toml
	@echo "installing the locked dependencies (half a minute on a usual line)"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.lock
	@echo "installing the locked tools"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(BENCH): $(DEV) requirements-bench.lock
	@echo "installing what is compared with"
	@$(PIP) --require-hashes -r requirements-bench.lock
	@touch $@
