# `make demo` and `make test` are all it takes; what they need they install (Scripts/prepare).
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
VENV := .tools/venv/bin
# How long `make fuzz` tries each target.
SECONDS ?= 60

.PHONY: help demo test unit browser drills fuzz build release clean

help:
	@echo "make demo     a virtual country at work, with a link to sign in (release build)"
	@echo "make test     every test (debug build)"
	@echo "make unit     Swift tests only      make browser   tests in a real browser only"
	@echo "make drills   what a thief, root, a coerced court and a bad officer get: a table of numbers"
	@echo "make fuzz     what strangers can send, changed at random for SECONDS=60 a target; TARGET= names one (see Fuzz/README.md)"
	@echo "make release  .build/release/gantry"

demo: release
	exec .build/release/gantry demo --folder demo

release:
	Scripts/prepare
	swift build -c release --product gantry

build:
	Scripts/prepare --tests
	swift build --build-tests

test: build
	Scripts/test

unit: build
	swift test --skip-build

browser: build
	$(VENV)/python -m pytest Tests/Browser

drills: build
	Scripts/drills

fuzz: build
	Scripts/fuzz "$(SECONDS)" $(TARGET)

clean:
	rm -rf .build .tools artifacts demo
