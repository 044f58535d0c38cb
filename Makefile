# Two commands: `make demo` opens gzlabel on real galaxies, `make test` runs the whole suite.
# Each sets up what it needs in .venv the first time, and nothing the second time.

PYTHON ?= python3
BIN := .venv/bin
SET_UP := sh packaging/linux/set_up.sh $(PYTHON)

.PHONY: demo test lint suite constraints wheel installer clean

demo: .venv/.demo
	$(BIN)/gzlabel demo

test: .venv/.dev lint suite

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

suite: .venv/.dev
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal

# The whole set of versions that the suite passed with.
constraints: .venv/.dev
	$(BIN)/python -m pip freeze --exclude-editable --exclude gzlabel | sed 's/+cpu//' | grep -v ' @ ' > constraints.txt

wheel: .venv/.dev
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

# The Linux bundle, its .tar.gz and .deb in dist/, and the smoke test of the frozen program.
installer: .venv/.dev
	$(BIN)/python -m pip install --quiet --constraint constraints.txt certifi "pyinstaller>=6.11,<7"
	sh packaging/linux/build.sh $(BIN)/python
	$(BIN)/python packaging/smoke_test.py dist/gzlabel/gzlabel

.venv/.demo: pyproject.toml constraints.txt
	$(SET_UP) .
	touch $@

.venv/.dev: pyproject.toml constraints.txt
	$(SET_UP) '.[dev]'
	touch .venv/.demo $@

clean:
	rm -rf .venv build dist
