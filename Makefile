# `make review` opens the app on samples/, `make test` runs the tests, `make check` the checks.
# Each makes its own environment in .venv first; README.md gives the plain pip lines these stand for.
# `make test-camel` runs the tests of the engine that needs torch, in .venv-camel: the others must pass without it.

PYTHON ?= python3
VENV ?= .venv
CAMEL_VENV ?= .venv-camel

.PHONY: review test test-camel check

review: $(VENV)/.review
	$(VENV)/bin/muraji review samples --store samples.db

test: $(VENV)/.dev
	$(VENV)/bin/python -m pytest --numprocesses 2 --dist loadfile

test-camel: $(CAMEL_VENV)/.camel
	$(CAMEL_VENV)/bin/python -m pytest tests/extract/camel tests/extract/test_engines.py tests/tui/test_engines.py

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

# torch first and by its number: that one is built for processors only, others bring gigabytes for graphics cards.
$(CAMEL_VENV)/.camel: pyproject.toml
	test -x $(CAMEL_VENV)/bin/python || $(PYTHON) -m venv $(CAMEL_VENV)
	$(CAMEL_VENV)/bin/python -m pip install --quiet --disable-pip-version-check 'torch==2.13.0'
	$(CAMEL_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[camel,dev]'
	touch $@
