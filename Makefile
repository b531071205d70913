# `make demo` and `make test` are all it takes; what they need they install (Scripts/prepare).
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
VENV := .tools/venv/bin
# How long `make fuzz` tries each target.
SECONDS ?= 60

.PHONY: help demo test unit browser drills fuzz build release deb deb-test clean

help:
	@echo "make demo     a virtual country at work, with a link to sign in (release build)"
	@echo "make test     every test (debug build)"
	@echo "make unit     Swift tests only      make browser   tests in a real browser only"
	@echo "make drills   what a thief, root, a coerced court and a bad officer get: a table of numbers"
	@echo "make fuzz     what strangers can send, changed at random for SECONDS=60 a target; TARGET= names one (see Fuzz/README.md)"
	@echo "make release  .build/release/gantry, which needs Debian's libraries and nothing else"
	@echo "make deb      a Debian package in artifacts/deb      make deb-test  installs, upgrades and removes it in a scratch root"

demo: release
	exec .build/release/gantry demo --folder demo

release:
	Scripts/prepare
	swift build -c release --static-swift-stdlib --product gantry

deb: release
	Scripts/deb

deb-test: deb
	$(VENV)/python -m pytest Tests/Browser/test_package.py

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
