# Two commands do everything on a fresh machine: `make run` starts the program, `make test` checks it.
.DEFAULT_GOAL := help
.PHONY: help setup run test check unit bench dist smoke shots lock clean

BIN := .venv/bin
PYTEST := --cov --cov-report= -p no:cacheprovider

help:  ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup:  ## install everything the program needs; leaves .venv/bin/coach
	@sh packaging/system-packages.sh run
	@sh packaging/environment.sh run
	@! $(BIN)/coach models list | grep -q '^tiny-en' || $(BIN)/coach models get tiny-en --quiet

run: setup  ## start the program (without a screen or microphone: one spoken example, reviewed)
	@$(BIN)/coach start

tools: setup
	@sh packaging/system-packages.sh test
	@sh packaging/environment.sh dev

test: tools check unit  ## check and test everything, as CI does

check: tools  ## style, types and the house's contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: tools
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m "not endtoend" -n auto --dist worksteal $(PYTEST)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m endtoend --cov-append $(PYTEST)
	$(BIN)/python -m coverage report --fail-under=90
	$(BIN)/python -m coverage report --fail-under=98 --include='coach/analysis/*,coach/practice/*'

bench: tools  ## print the figures: speed, memory, accuracy
	@for script in tests/benchmarks/[a-z]*.py tests/benchmarks/[a-z]*/[a-z]*.py; do echo "== $$script"; PYTHONPATH=. $(BIN)/python "$$script" || exit 1; done

shots: tools  ## draw every page with sample data into shots/
	$(BIN)/python -m tests.tools.shots shots

dist: tools  ## build the wheel, the sdist and a folder that runs without Python
	@sh packaging/environment.sh dist
	$(BIN)/python -m build --no-isolation --outdir dist
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build packaging/anchor-coach.spec

smoke:  ## start the built program in an environment without Python and analyse a file
	sh packaging/smoke.sh

lock: tools  ## write constraints.txt anew from what is installed
	@sh packaging/environment.sh dist
	@sh packaging/lock.sh

clean:  ## remove what make built (never your takes)
	rm -rf .venv build dist shots .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
