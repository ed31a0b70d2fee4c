# `make demo` and `make test` need Python 3.11 to 3.13 with venv, and nothing else: they set up
# .venv themselves. PYTHON3 chooses the Python: make test PYTHON3=python3.12

PYTHON3 ?= python3
VENV ?= .venv
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet
CATALOGUES := $(shell find ledger_core plugins -name '*.po' 2>/dev/null)

.PHONY: help setup demo test check site format catalogues examples reference faults hostile hostile-books many-clubs fuzz benchmarks bundle clean

help:
	@echo "make demo        a club's meeting and its report, in a copy of an example"
	@echo "make test        all tests"
	@echo "make check       style, types and the import contract"
	@echo "make site        the documentation, in build/site, without a warning"
	@echo "make format      let ruff tidy the code"
	@echo "make catalogues  compile the message catalogues"
	@echo "make examples    write the example clubs anew"
	@echo "make reference   the loan engine against a slow one, on 100,000 random loans"
	@echo "make benchmarks  schedules a second against a Decimal loop and numpy-financial"
	@echo "make faults      5,000 lives of a club on a failing disk"
	@echo "make hostile     10,000 hostile texts through every format of a report"
	@echo "make hostile-books  received books through their reader, and once more under strace"
	@echo "make fuzz        1,000,000 mutated books through the reader of received ones"
	@echo "make many-clubs  3,000 clubs are consolidated, a crasher, an endless and a huge one among them"
	@echo "make bundle      folders and zips for computers without network, in dist"
	@echo "make setup       what the other targets need, in $(VENV)"
	@echo "make clean       remove what the targets made"

setup: $(VENV)/.developer

demo: $(VENV)/.user
	$(PYTHON) examples/demo.py

test: $(VENV)/.developer
	$(PYTHON) -m pytest -n 2

check: $(VENV)/.developer
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

# Open build/site/index.html: nothing in it comes from another computer.
site: $(VENV)/.docs
	NO_MKDOCS_2_WARNING=1 $(VENV)/bin/mkdocs build --quiet --strict

format: $(VENV)/.developer
	$(PYTHON) -m ruff check --fix-only .
	$(PYTHON) -m ruff format .

catalogues: $(VENV)/.developer
	$(PYTHON) hatch_build.py

# After a change of narrations, terms or loan arithmetic: the example clubs, written anew.
examples: $(VENV)/.user
	rm -rf examples/hanh-phuc examples/mong
	$(PYTHON) -m ledger_core.simulation.examples examples

# Some ten minutes. Another seed: make reference SEED=2
SEED ?= 1
HISTORIES ?= 100000
reference: $(VENV)/.developer
	$(PYTHON) -m tests.reference --histories $(HISTORIES) --seed $(SEED) --processes 2

benchmarks: $(VENV)/.developer
	$(PIP) install --editable '.[bench]'
	$(PYTHON) benchmarks/schedules.py
	$(PYTHON) -m benchmarks.checking
	$(PYTHON) -m benchmarks.reports
	$(PYTHON) -m benchmarks.fava
	$(PYTHON) -m benchmarks.consolidation 300 2

# Some ten minutes. Others: make faults SEED=20000 LIVES=1000
LIVES ?= 5000
faults: $(VENV)/.developer
	$(PYTHON) -m tests.fault_simulation --runs $(LIVES) --seed $(SEED)

# Some minutes. Others: make hostile SEED=2 TEXTS=1000
TEXTS ?= 10000
hostile: $(VENV)/.developer
	$(PYTHON) -m tests.hostile_exports --texts $(TEXTS) --seed $(SEED)

# Some minutes. Another corpus: make hostile-books BOOKS=folder
BOOKS ?= tests/received_books
hostile-books: $(VENV)/.developer
	$(PYTHON) -m tests.received $(BOOKS)
	@if command -v strace >/dev/null; then $(PYTHON) -m tests.received.tracing $(BOOKS); \
	  else echo "strace is not installed: its part is left out" >&2; fi

# Some two hours. Others: make fuzz SEED=2 MUTATIONS=10000
MUTATIONS ?= 1000000
fuzz: $(VENV)/.developer
	$(PYTHON) -m tests.received.fuzzing --mutations $(MUTATIONS) --seed $(SEED) --processes 2

# Some ten minutes. Fewer: make many-clubs CLUBS=300
CLUBS ?= 3000
many-clubs: $(VENV)/.developer
	$(PYTHON) -m tests.many_clubs --clubs $(CLUBS)

# Some minutes and 130 MB of wheels; tried on Linux without network afterwards.
bundle: $(PYTHON)
	$(PYTHON) packaging/bundle.py --try

clean:
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find ledger_core plugins tests examples -name __pycache__ -prune -exec rm -rf {} +
	find ledger_core plugins -name '*.mo' -delete

$(PYTHON):
	@$(PYTHON3) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed; name it: make PYTHON3=python3.12" >&2; exit 1; }
	@$(PYTHON3) -c 'import ensurepip, venv' || \
	  { echo "Python's venv is missing. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON3) -m venv $(VENV)

$(VENV)/.user: pyproject.toml hatch_build.py $(CATALOGUES) | $(PYTHON)
	$(PIP) install --editable .
	@touch $@

$(VENV)/.docs: pyproject.toml hatch_build.py | $(PYTHON)
	$(PIP) install --editable '.[dev,docs]'
	@touch $@

# The tests compile the catalogues themselves, so a changed one asks for no new set-up.
$(VENV)/.developer: pyproject.toml hatch_build.py | $(PYTHON)
	$(PIP) install --editable '.[dev]'
	@touch $@
