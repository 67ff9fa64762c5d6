# The commands a newcomer needs are `make serve`, `make check` and `make test`; the rest is below.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python -m
PORT   ?= 8000
LOCK    = requirements.lock
UPGRADE = --upgrade

.PHONY: help serve check test lighthouse site downloads new-case items lock install
help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

serve: install ## Read and write the book at http://127.0.0.1:8000: each save is shown, and checked in the terminal
	@$(RUN) guide.serve --port $(PORT) --check "$(RUN) tests.check"

check: install ## What the sources alone tell, in seconds; of one chapter: make check PAGE=payment-fraud
	@$(RUN) tests.check $(PAGE)

test: install ## Build strictly, finish the site and prove that all of it holds
	@$(VENV)/bin/python -c 'from guide.press import browser; browser.ensure()'
	@$(RUN) pytest --numprocesses auto --maxprocesses 4

site: install ## Make the publishable site/
	@$(RUN) guide.press

downloads: site ## Make what one carries, into site/downloads/
	@$(RUN) guide.press.carry

new-case: install ## Start a case study: make new-case NAME=parcel-routing
	@$(RUN) guide.new_case "$(NAME)"

items: install ## Before a release: write down the ids of new exercises, which then are for good
	@$(RUN) tests.source._items

lighthouse: install ## Measure how fast the pages of site/ are, with AGAINST=folder in turns with another site's; needs Node
	@$(RUN) tests.lighthouse $(AGAINST)

lock: install ## Pin the newest versions that pyproject.toml allows; with UPGRADE= only what no longer fits
	@echo "Resolving $(LOCK)"
	@$(RUN) uv pip compile pyproject.toml --group check --group build --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --python-version 3.11 --quiet $(UPGRADE) -o $(LOCK)

install: $(VENV)/installed
$(VENV)/installed: requirements.lock pyproject.toml
	@echo "Making the environment in $(VENV) from requirements.lock"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with PYTHON=…")'
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(RUN) pip check --quiet --disable-pip-version-check
	@touch $@
