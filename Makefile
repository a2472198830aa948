# make demo   installs all and reads the sample reports: a record, a brief in the terminal, brief.html
# make test   installs all and runs the tests
# make check  lint, strict types, import contracts, docs checks and accuracy floors (what CI runs before the tests)

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
# The system's pip installs into the environment, so that Debian needs no python3-venv.
PIP := $(PYTHON) -m pip --python $(PY) --disable-pip-version-check
export OMP_NUM_THREADS ?= 1
export MPLCONFIGDIR ?= $(CURDIR)/$(VENV)/matplotlib

.PHONY: demo test install install-dev check format lock bench docs clean

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml $(VENV)/pyvenv.cfg
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

demo: install
	@rm -f demo.db demo.db-wal demo.db-shm
	$(VENV)/bin/communique read samples --record demo.db
	$(VENV)/bin/communique brief --record demo.db
	$(VENV)/bin/communique brief --record demo.db --format html --output brief.html
	$(VENV)/bin/communique verify --record demo.db

test: install-dev
	$(PY) -m pytest

check: install-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --config pyproject.toml
	$(PY) -m pytest tests/test_docs.py tests/test_house.py tests/test_floors.py

format: install-dev
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

# New versions of what we stand on; review the changes before committing them.
lock: install-dev
	$(VENV)/bin/pip-compile -q --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host \
	  --no-emit-find-links --no-header --no-annotate --build-deps-for editable --extra model --extra frames \
	  --output-file requirements.lock pyproject.toml
	$(VENV)/bin/pip-compile -q --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host \
	  --no-emit-find-links --no-header --no-annotate --build-deps-for editable --all-extras \
	  --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

bench: install
	$(PY) benchmarks/reading.py

clean:
	rm -rf $(VENV) demo.db* brief.html .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
