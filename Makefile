# `make review` opens the app on samples/, `make test` runs the tests, `make check` the checks.
# Each makes its own environment in .venv first; README.md gives the plain pip lines these stand for.

PYTHON ?= python3
VENV ?= .venv

.PHONY: review test check

review: $(VENV)/.review
	$(VENV)/bin/muraji review samples --store samples.db

test: $(VENV)/.dev
	$(VENV)/bin/python -m pytest

check: $(VENV)/.dev
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	PYTHONPATH=. $(VENV)/bin/lint-imports

$(VENV)/.review: pyproject.toml
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[html]'
	touch $@

$(VENV)/.dev: pyproject.toml
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[html,dev]'
	touch $@ $(VENV)/.review
