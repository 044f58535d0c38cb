#!/bin/sh
# Installs exactly what an installer holds beside this checkout, each file by its hash.   Usage: install_locked.sh PYTHON SYSTEM
# SYSTEM is linux, windows, macos-arm64 or macos-x86_64.
set -eu
cd "$(dirname "$0")/.."
python=$1
system=$2

install() {
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps "$@"
}

if [ "$system" = linux ]; then
    install --require-hashes -r packaging/torch-cpu-linux.txt
fi
install --require-hashes -r "packaging/constraints-$system.txt"
