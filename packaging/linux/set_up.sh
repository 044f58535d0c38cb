#!/bin/sh
# Makes .venv and installs gzlabel into it.  Usage: set_up.sh PYTHON REQUIREMENT
set -eu
python=$1
requirement=$2

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "gzlabel needs Python 3.11 or newer; $python is $("$python" --version 2>&1). Name another: make PYTHON=python3.12" >&2
    exit 1
}

sh "$(dirname "$0")/qt_libraries.sh"

[ -x .venv/bin/python ] || sh "$(dirname "$0")/make_venv.sh" "$python" .venv

echo "Installing gzlabel and its libraries into .venv (a few minutes the first time) ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable "$requirement"
