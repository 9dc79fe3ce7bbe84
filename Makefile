# Muster: what can be done in this checkout. `make` alone lists it.
# demo and test need git, make and Python 3.11 or newer; everything else is set up in .venv, which belongs to this file.

PYTHON ?= python3.13 python3.12 python3.11 python3.14 python3
ARGS   ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# Whatever would send an installation, an import or an assertion elsewhere stays outside. Proxies, mirrors and
# certificates (PIP_INDEX_URL, PIP_CERT, …) are the machine's own business and stay.
unexport PYTHONHOME PYTHONPATH PYTHONOPTIMIZE PYTHONSTARTUP PYTHONWARNINGS VIRTUAL_ENV
unexport PIP_BUILD_CONSTRAINT PIP_CONSTRAINT PIP_DRY_RUN PIP_EDITABLE PIP_IGNORE_INSTALLED PIP_NO_BINARY PIP_NO_DEPS
unexport PIP_ONLY_BINARY PIP_PREFIX PIP_PYTHON PIP_REPORT PIP_REQUIREMENT PIP_ROOT PIP_TARGET PIP_USER

# A browser that playwright has to fetch stays in the checkout too.
export PLAYWRIGHT_BROWSERS_PATH := $(CURDIR)/.venv/browsers

IN_VENV := .venv/bin/python -m
# Bytecode is compiled here, once: without it every start of muster takes two seconds more.
INSTALL := $(IN_VENV) pip install --quiet --disable-pip-version-check --no-input --compile --no-build-isolation

help: ## this list
	@echo "make …"; sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 10

demo: .venv/.runtime ## LCOO's standing on 26 October 2016: printed here, and as a page to open in a browser
	@mkdir -p build/demo
	@MUSTER_HOME="$(CURDIR)/.muster" .venv/bin/muster standing lcoo --on 2016-10-26
	@MUSTER_HOME="$(CURDIR)/.muster" .venv/bin/muster standing lcoo --on 2016-10-26 --format html \
		--output build/demo/lcoo-standing.html
	@MUSTER_HOME="$(CURDIR)/.muster" .venv/bin/muster standing lcoo --on 2016-10-26 --format json \
		--output build/demo/lcoo-standing.json
	@MUSTER_HOME="$(CURDIR)/.muster" .venv/bin/muster record prepare
	@MUSTER_HOME="$(CURDIR)/.muster" .venv/bin/muster group sample --upstream --standing build/demo/lcoo-standing.json
	@MUSTER_HOME="$(CURDIR)/.muster" .venv/bin/muster roadmap proof lcoo --window 2017-02-27..2017-08-30
	@echo "To see its pages: make serve"

serve: .venv/.runtime ## the pages of the demo, and all else that a group does, at http://localhost:8000 (ARGS="--port 8080")
	@MUSTER_HOME="$(CURDIR)/.muster" .venv/bin/muster serve $(ARGS)

test: .venv/.test .venv/.browser ## every test, with the coverage of branches (ARGS="-k words" for some, without)
	@$(IN_VENV) pytest --numprocesses auto --dist loadgroup $(or $(ARGS),--cov --cov-report term)

fast: .venv/.test ## the rules alone (tests/domain): no disk, no process, seconds
	@$(IN_VENV) pytest tests/domain --quiet $(ARGS)

check: .venv/.check ## lint, format, types and import contracts
	@$(IN_VENV) ruff check .
	@$(IN_VENV) ruff format --check .
	@$(IN_VENV) mypy src tests
	@.venv/bin/lint-imports --no-logo

bench: .venv/.test ## the benchmarks (benchmarks/README.md says how to read them)
	@$(IN_VENV) benchmarks $(ARGS)

docs: .venv/.test ## write the reference pages from the code
	@.venv/bin/python -m docs.generate

pins: .venv/.pins ## resolve pyproject.toml into requirements/ (ARGS=--upgrade for newer versions)
	@$(PIN) pyproject.toml -o requirements/runtime.txt
	@$(PIN) --group build -c requirements/runtime.txt -o requirements/build.txt
	@$(PIN) pyproject.toml --extra spark --extra postgres --group test -c requirements/runtime.txt -o requirements/test.txt
	@$(PIN) --group check -c requirements/test.txt -o requirements/check.txt
	@$(PIN) --group pins -o requirements/pins.txt

clean: ## remove everything that can be made again: .venv, the demo's evidence, reports, caches
	rm -rf .venv .muster build dist src/*.egg-info .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help demo serve test fast check bench docs pins clean

# ── How .venv is set up ──────────────────────────────────────────────────────────────────────────────────────────────
# One stamp a step, so that the second time nothing is done. A virtual environment knows its own path by heart: if it
# lies elsewhere than when it was made, or its Python is gone, it is made anew.

ifneq ($(shell [ -x .venv/bin/python ] && [ "$$(cat .venv/.made 2>/dev/null)" = "$$(pwd -P)" ] && echo ready),ready)
.PHONY: .venv/.made
endif

.venv/.made:
	@sh -euc "$$MAKE_VENV"
	@pwd -P > $@

.venv/.runtime: .venv/.made pyproject.toml requirements/build.txt requirements/runtime.txt
	@echo "Installing Muster into .venv (once; about 100 MB to fetch)"
	@$(INSTALL) --require-hashes -r requirements/build.txt
	@$(INSTALL) --require-hashes -r requirements/runtime.txt
	@$(INSTALL) --no-deps --editable .
	@touch $@

.venv/.test: .venv/.runtime requirements/test.txt
	@echo "Installing what the tests need into .venv (once; about 600 MB to fetch, most of it Spark)"
	@$(INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

.venv/.check: .venv/.test requirements/check.txt
	@$(INSTALL) --require-hashes -r requirements/check.txt
	@touch $@

.venv/.pins: .venv/.runtime requirements/pins.txt
	@$(INSTALL) --require-hashes -r requirements/pins.txt
	@touch $@

.venv/.browser: .venv/.test
	@sh -euc "$$FIND_BROWSER"
	@touch $@

PIN = $(IN_VENV) uv pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--annotation-style line --custom-compile-command "make pins" $(ARGS)

# Sets $$root to what makes a command run as root without a question asked; fails if nothing does.
define AS_ROOT
as_root() {
    if [ "$$(id -u)" = 0 ]; then root=; else root="sudo -n"; $$root true 2>/dev/null; fi
}
endef

# The first Python that is new enough and can make a virtual environment; else the first that is new enough, helped by
# Debian's package for it.
define MAKE_VENV
$(AS_ROOT)
python=
for name in $(PYTHON); do
    "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    python=$${python:-$$name}
    if "$$name" -c 'import ensurepip, venv' 2>/dev/null; then python=$$name; break; fi
done
if [ -z "$$python" ]; then
    echo "Muster needs Python 3.11 or newer, and found none (looked for: $(PYTHON)). Install one, or name it: make PYTHON=/path/to/python3" >&2
    exit 1
fi
if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if ! { command -v apt-get >/dev/null && as_root; } ; then
        echo "$$python cannot make virtual environments. On Debian and Ubuntu: sudo apt-get install $$package" >&2
        exit 1
    fi
    echo "Installing $$package, without which $$python cannot make virtual environments"
    $$root env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -qq; apt-get install -y -qq $$package" >/dev/null
fi
"$$python" -m venv --clear .venv
endef

# The system's browser; else Debian's Chromium, if we may install it; else the one that playwright fetches.
define FIND_BROWSER
$(AS_ROOT)
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$$name" >/dev/null; then exit; fi
done
if command -v apt-get >/dev/null && as_root; then
    echo "Installing Chromium, in which the tests read the report"
    $$root env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -qq; apt-get install -y -qq chromium" >/dev/null \
        && chromium --version && exit
fi
echo "Fetching Chromium into .venv, in which the tests read the report"
.venv/bin/python -m playwright install chromium || {
    echo "The tests need Chromium or Google Chrome on the PATH. Install one and run make test again." >&2
    exit 1
}
endef
export MAKE_VENV FIND_BROWSER
