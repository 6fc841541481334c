# みちしるべ: the front door. `make help` lists what there is.
# Everything lives in this folder: .tools (uv), .venv (app), .venv-nlu (Rasa), var (state, model).
SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

UV_VERSION := 0.13
PYTHON := python3.11
VAR := $(or $(MICHI_VAR),var)
MODEL := $(VAR)/models/michi.tar.gz
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON := $(PYTHON)

UV := .tools/bin/uv
APP := .venv/.ready
NLU := .venv-nlu/.ready
TRAINED_FROM := $(VAR)/models/trained-from

.PHONY: run
run: $(APP) $(NLU) train  ## 全部を用意して始める (Ctrl-C で止まる)
	@exec .venv/bin/michi run

.PHONY: test
test: $(APP) $(NLU) train browser  ## すべてのテスト
	@.venv/bin/python -m pytest -n 2

.PHONY: bench
bench: $(APP) $(NLU) train  ## 速さと正しさの表
	@.venv/bin/python -m benchmarks

.PHONY: lint
lint: $(APP)  ## ruff と mypy
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy

.PHONY: setup
setup: $(APP) $(NLU)  ## 2つの環境だけを用意する

.PHONY: train
train: $(APP) $(NLU)  ## 学習データが変わっていればRasaのモデルを作る
	@.venv/bin/python -m ops.train "$(VAR)/models"

.PHONY: browser
browser:  # Chromium for the browser tests; only root may install it
	@if ! command -v chromium >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Chromium を入れています…"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null \
		|| echo "Chromium を入れられませんでした。ブラウザーのテストはとばします。"; \
	fi

.PHONY: clean
clean:  ## 環境とモデルを消す (データベースは残す)
	rm -rf .tools .venv .venv-nlu "$(VAR)/models"

.PHONY: help
help:  ## この一覧
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | awk -F ':.*  ## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(UV):
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 が要ります (Debian: apt install python3 python3-pip)"; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "pip が要ります (Debian: apt install python3-pip)"; exit 1; }
	@echo "uv を入れています…"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --upgrade --target .tools "uv~=$(UV_VERSION).0"

$(APP): uv.lock pyproject.toml | $(UV)
	@echo "アプリの環境を用意しています (はじめは1分ほど)…"
	@UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --quiet --locked --group app --group dev --compile-bytecode
	@touch $@

$(NLU): uv.lock pyproject.toml | $(UV)
	@echo "Rasaの環境を用意しています (はじめは2分ほど、2.8 GB)…"
	@UV_PROJECT_ENVIRONMENT=.venv-nlu $(UV) sync --quiet --locked --group nlu --no-install-project --compile-bytecode
	@touch $@
