# Two commands: `make demo` opens gzlabel on real galaxies, `make test` runs the whole suite.
# Each sets up what it needs in .venv the first time, and nothing the second time.

PYTHON ?= python3
BIN := .venv/bin
HELD := .venv-installer/bin/python
SET_UP := sh packaging/linux/set_up.sh $(PYTHON)

.PHONY: demo test self-test lint suite tour constraints wheel installer lock audit sbom licences clean

demo: .venv/.demo
	$(BIN)/gzlabel demo

test: .venv/.dev lint suite

# What an installation tries of itself.
self-test: .venv/.dev
	$(BIN)/gzlabel --self-test

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

suite: .venv/.dev
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal

# A scripted person goes through everything with real keys and mouse; photographs are left in TO, to be looked at.
TO ?= demo-output/tour
tour: .venv/.dev
	$(BIN)/python -m tests.tour $(TO)

# The whole set of versions that the suite passed with.
constraints: .venv/.dev
	$(BIN)/python -m pip freeze --exclude-editable --exclude gzlabel | sed 's/+cpu//' | grep -v ' @ ' > constraints.txt

wheel: .venv/.dev
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

# The Linux bundle, its .tar.gz and .deb in dist/, from exactly the locked versions, and the smoke test of the frozen program.
installer: .venv-installer/.held
	sh packaging/linux/build.sh $(HELD)
	$(HELD) packaging/smoke_test.py dist/gzlabel/gzlabel --source $(HELD)

# Exact versions with hashes of all that the installers hold, for each system.
lock: .venv/.tools
	sh packaging/lock.sh $(BIN)/uv

# Known weaknesses of what the installers hold; a distribution that could not be looked up counts as a failure.
audit: .venv/.tools
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off -r packaging/constraints-linux.txt
	mkdir -p dist
	sed -n 's/^\(torch==[^+ ]*\).*/\1/p' packaging/torch-cpu-linux.txt > dist/torch.txt
	$(BIN)/pip-audit --strict --disable-pip --no-deps --progress-spinner off -r dist/torch.txt

# What the Linux bundle in dist/ holds, with licences, for other programs to read: dist/gzlabel-linux.cdx.json (CycloneDX).
sbom: .venv/.tools .venv-installer/.held
	@test -d dist/gzlabel || { echo "There is no dist/gzlabel yet: call make installer first." >&2; exit 1; }
	$(HELD) packaging/sbom.py $(BIN)/cyclonedx-py dist/gzlabel dist/gzlabel-linux.cdx.json

# The licence of everything in the Linux installer; fails where one may not be passed on, or has no text.
licences: .venv-installer/.held
	$(HELD) packaging/licences.py

.venv-installer/.held: pyproject.toml packaging/constraints-linux.txt packaging/torch-cpu-linux.txt
	sh packaging/linux/qt_libraries.sh
	sh packaging/linux/make_venv.sh $(PYTHON) .venv-installer
	sh packaging/install_locked.sh $(HELD) linux
	touch $@

.venv/.tools: .venv/.dev
	$(BIN)/python -m pip install --quiet uv pip-audit cyclonedx-bom
	touch $@

.venv/.demo: pyproject.toml constraints.txt
	$(SET_UP) .
	touch $@

.venv/.dev: pyproject.toml constraints.txt
	$(SET_UP) '.[dev]'
	touch .venv/.demo $@

clean:
	rm -rf .venv .venv-installer build dist
