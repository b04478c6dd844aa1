# The two commands a newcomer needs are `make demo` and `make test`.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# What Python compiles is kept: without it each of a program's starts compiles fourteen hundred files again.
unexport PYTHONDONTWRITEBYTECODE
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/darna/locale/*/LC_MESSAGES/django.po))

.PHONY: demo test check types imports messages weights bench drill spark locks clean

demo: $(STAMP) $(CATALOGUES)
	@DARNA_HOME="$${DARNA_HOME:-$(CURDIR)/var/demo}" $(BIN)/darna demo --port $(PORT)

test: $(VENV)/.installed-for-tests
	@$(BIN)/python scripts/system_needs.py
	@bash scripts/test.sh

check: $(VENV)/.installed-for-tests
	@$(BIN)/ruff check src tests scripts conftest.py && $(BIN)/ruff format --check src tests scripts conftest.py

types: $(VENV)/.installed-for-tests
	@bash scripts/types.sh

imports: $(VENV)/.installed-for-tests
	@$(BIN)/lint-imports --no-cache

messages: $(VENV)/.installed-for-tests
	@bash scripts/messages.sh

weights: $(VENV)/.installed-for-tests
	@$(BIN)/python scripts/page_weights.py

bench: $(VENV)/.installed-for-tests
	@$(BIN)/darna bench pages --persons 100000

drill: $(VENV)/.installed-for-tests
	@DRILL_KILLS=20 $(BIN)/python -m pytest -s -m drill tests/drills

# Half a gigabyte and Java 17, for whoever compares registers beyond one machine.
spark: $(VENV)/.installed-for-tests
	@$(BIN)/uv pip install --python $(BIN)/python --quiet --require-hashes -r requirements/spark.txt
	@$(BIN)/python -m pytest -k spark src/darna/methods/linkage

locks: $(VENV)/.installed-for-tests
	@bash scripts/locks.sh

clean:
	@rm -rf $(VENV) var

$(STAMP): requirements/uv.txt requirements/run.txt pyproject.toml scripts/install.sh
	@bash scripts/install.sh "$(PYTHON)" "$(VENV)" requirements/run.txt
	@touch $@

$(VENV)/.installed-for-tests: requirements/uv.txt requirements/test.txt pyproject.toml scripts/install.sh
	@bash scripts/install.sh "$(PYTHON)" "$(VENV)" requirements/test.txt
	@touch $@ $(STAMP)

# An update brings new words without new packages.
%.mo: %.po | $(STAMP)
	@$(BIN)/python scripts/compile_catalogues.py
