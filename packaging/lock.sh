#!/bin/sh
# Writes packaging/constraints-SYSTEM.txt: exactly what an installer holds, with hashes.   Usage: lock.sh [UV]
# To install one:  pip install --require-hashes --no-deps -r packaging/constraints-windows.txt
#
# PyPI's torch for Linux brings CUDA. The installer holds PyTorch's CPU wheel, named in torch-cpu-linux.txt; so torch
# and what only CUDA needs are left out of constraints-linux.txt. Elsewhere PyPI's own torch is the CPU build.
# For Macs with Intel processors there is no torch any more, and no newer numba: they get no neural encoders.
set -eu
cd "$(dirname "$0")/.."
uv=${1:-uv}
export UV_CUSTOM_COMPILE_COMMAND="make lock" MACOSX_DEPLOYMENT_TARGET=14.0

lock() {  # lock SYSTEM PLATFORM CONSTRAINTS [OPTION...]
    system=$1 platform=$2 constraints=$3
    shift 3
    "$uv" pip compile --quiet --upgrade --generate-hashes --only-binary :all: --no-annotate --python-version 3.11 \
        --python-platform "$platform" --constraint "$constraints" --extra hdf5 --extra vo "$@" \
        --output-file "packaging/constraints-$system.txt" pyproject.toml packaging/tools.txt
}

without=""
for name in torch triton cuda-bindings cuda-pathfinder cuda-toolkit $(
    "$uv" pip compile --quiet --no-annotate --no-header --python-version 3.11 --extra encoders \
        --python-platform x86_64-manylinux_2_34 --constraint constraints.txt pyproject.toml | sed -n 's/^\(nvidia-[^=]*\)==.*/\1/p'
); do without="$without --no-emit-package $name"; done
# shellcheck disable=SC2086  # a list of options
lock linux x86_64-manylinux_2_34 constraints.txt --extra encoders $without
lock windows x86_64-pc-windows-msvc constraints.txt --extra encoders
lock macos-arm64 aarch64-apple-darwin constraints.txt --extra encoders
lock macos-x86_64 x86_64-apple-darwin packaging/macos/intel.txt
