# Aliases; everything works without make (see CONTRIBUTING.md).
PYTHON ?= python3

.PHONY: run test check bench fuzz screenshots lock wheel torture
run:            ## open the window
	$(PYTHON) main.py
test:           ## set-up if needed, every check, every test
	$(PYTHON) -m tests
check: .venv    ## the checks without the tests, mending what can be mended
	.venv/bin/ruff check --fix . && .venv/bin/ruff format . && .venv/bin/mypy && .venv/bin/lint-imports
bench: .venv
	.venv/bin/python -m benchmarks
fuzz: .venv         ## 20,000 broken files through every reader (a quarter of an hour)
	NETJOURNAL_FUZZ=20000 .venv/bin/python -m pytest -q tests/formats/test_mutations.py -n 2 --timeout 3600
torture: .venv      ## kills, power cuts, faults, damage, long walks: a night (SHARE=0.05: half an hour)
	.venv/bin/python -m tests.torture --share $(or $(SHARE),1)
screenshots: .venv
	.venv/bin/python -m pytest -q tests/ui/test_screenshots.py  # into build/screenshots
lock:           ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile pyproject.toml --group dev --universal --upgrade --fork-strategy fewest \
	    --no-header --no-annotate --no-emit-index-url --output-file requirements.lock
wheel:
	uv build --wheel
.venv:
	$(PYTHON) -m tests --version
