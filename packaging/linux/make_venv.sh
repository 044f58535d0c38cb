#!/bin/sh
# Makes an empty environment with pip, whatever Python brings along.   Usage: make_venv.sh PYTHON FOLDER
set -eu
python=$1
folder=$2

rm -rf "$folder"
if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv "$folder"
else
    # Debian keeps ensurepip in a package of its own; the system's pip can fill an empty environment.
    "$python" -m venv --without-pip "$folder"
    "$python" -m pip --python "$folder/bin/python" install --quiet pip
fi
