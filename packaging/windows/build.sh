#!/bin/sh
# Builds dist/gzlabel and dist/gzlabel-VERSION-windows-x64.exe, in the shell of Git for Windows. Usage: build.sh [PYTHON]
# The program and its installer are signed where this is set:
#   SIGN_COMMAND       such as: signtool sign /fd sha256 /tr http://timestamp.digicert.com /td sha256 /n NAME
set -eu
cd "$(dirname "$0")/../.."
python=${1:-.venv/Scripts/python.exe}
export MSYS_NO_PATHCONV=1  # or this shell takes /D for a folder of its own

"$python" packaging/make_icons.py
"$python" -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build packaging/gzlabel.spec

# Windows ends its lines with a carriage return, which this shell would keep as part of the version.
version=$(dist/gzlabel/gzlabel.exe --version | tr -d '\r' | cut -d' ' -f2)
set -- "/DVersion=$version"
if [ -n "${SIGN_COMMAND:-}" ]; then
    # shellcheck disable=SC2086  # a command and its options
    $SIGN_COMMAND dist/gzlabel/gzlabel.exe
    # Inno Setup puts the file to be signed where $f stands.
    set -- "$@" "/Ssign=$SIGN_COMMAND \$f" /DSign
fi
iscc "$@" packaging/windows/gzlabel.iss
