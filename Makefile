# Everything phidot does from a checkout; `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := all
.PHONY: all check test lint format budgets second fuzz tune bench example pdf dist clean help

all: $(READY) ## derive every family, write generated/, verify, print the table
	@$(BIN)/python -m derive make

$(READY): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

check: $(READY) ## is generated/ exactly what would be written? (missing, left over, stale)
	@$(BIN)/python -m derive check

test: $(READY) ## run everything that must hold
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal

lint: $(READY) ## ruff, ruff format, mypy --strict
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(READY) ## apply ruff's fixes and format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

budgets: $(READY) ## measure every kernel on the full sample and record its error
	@$(BIN)/python -m derive budgets

second: $(READY) ## compare Hessians, transports and laws of every family with the oracle
	@PHIDOT_ALL=1 $(BIN)/python -m pytest -q tests/families/test_second.py \
		tests/families/test_second_autodiff.py tests/families/test_transport.py \
		tests/families/test_law_functions.py tests/families/test_log_density.py \
		tests/families/test_law_remote.py tests/families/test_budget.py

fuzz: $(READY) ## compare the roots' kernels with the oracle at 20000 random points each
	@$(BIN)/python -m derive fuzz

tune: $(READY) ## choose the borders between the regimes of roots by time, on an idle machine
	@$(BIN)/python -m derive tune

.cache/tfp/ready: benchmarks/tfp.txt
	@$(BIN)/python -m venv --clear .cache/tfp
	@.cache/tfp/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

bench: $(READY) ## time every kernel against hand-written loops and NumPy; the roots against PyTorch, JAX and TFP; the map against scipy; writes benchmarks/*.md
	@$(BIN)/python -c 'import torch' 2> /dev/null || $(BIN)/python -m pip install --quiet -c constraints.txt -e '.[benchmark]'
	@$(MAKE) --no-print-directory .cache/tfp/ready \
	  || echo "TensorFlow Probability could not be installed; the table says so" >&2
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.roots
	@$(BIN)/python -m benchmarks.maps

example: $(READY) ## run the example: sensitivities of a queue's mean waiting time
	@$(BIN)/python examples/waiting_time.py

pdf: ## build generated/latex/phidot.pdf where a LaTeX is installed
	@command -v pdflatex > /dev/null || { \
	  echo "pdflatex is not installed; on Debian: apt-get install texlive-latex-recommended"; exit 1; }
	@cd generated/latex && pdflatex -interaction=nonstopmode -halt-on-error phidot.tex > /dev/null \
	  && pdflatex -interaction=nonstopmode -halt-on-error phidot.tex > /dev/null \
	  && mkdir -p ../../build && mv phidot.pdf ../../build/ && rm -f phidot.aux phidot.log phidot.toc
	@echo "wrote build/phidot.pdf"

dist: $(READY) ## build the wheel and the sdist into dist/
	@$(BIN)/python -m build --outdir dist

clean: ## remove what can be made again, generated/ aside
	@rm -rf .cache build dist .pytest_cache .mypy_cache .ruff_cache

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10
