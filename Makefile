# What a person types. The build itself is CMake's: see CMakePresets.json.
.DEFAULT_GOAL := help
.PHONY: help setup configure build demo test bench check format install clean
jobs ?= $(shell nproc)
prefix ?= /usr/local

help:
	@echo "make demo      install what is missing, build, and carry the example shop through seven migrations"
	@echo "make test      install what is missing, build, and run every test"
	@echo "make build     build/lockkeeper"
	@echo "make install   lockkeeper and lk into $(prefix)/bin (prefix=… to change)"
	@echo "make bench     benchmarks: ratios against a floor measured in the same run"
	@echo "make check     what CI checks besides tests: formatting, ranks, clang-tidy"
	@echo "make format    format the sources"
	@echo "make clean     remove what was built"

setup:
	@tools/setup

configure: setup
	@cmake --preset release >build-configure.log 2>&1 || { cat build-configure.log; rm -f build-configure.log; exit 1; }
	@rm -f build-configure.log

build: configure
	@cmake --build --preset release --parallel $(jobs) --target lockkeeper

demo: build
	@tools/demo

test: configure
	@cmake --build --preset release --parallel $(jobs)
	@tools/test

bench: build
	@bench/run all

check: build
	@tools/check

format:
	@git ls-files 'src/*.cpp' 'src/*.h' | xargs clang-format-19 -i

install: build
	@cmake --install build --strip --prefix $(prefix)

clean:
	@rm -rf build build-* .demo
