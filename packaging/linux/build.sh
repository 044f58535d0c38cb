#!/bin/sh
# Builds dist/gzlabel (a folder that runs anywhere), dist/gzlabel-VERSION-linux-ARCH.tar.gz and the .deb.
# Usage: build.sh [PYTHON]   PYTHON was filled by install_locked.sh.
set -eu
cd "$(dirname "$0")/../.."
python=${1:-.venv-installer/bin/python}

# The same sources give the same bundle: times and hash order are fixed.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0
# What is built is this checkout, whatever gzlabel is installed in the environment.
export PYTHONPATH="$PWD"

"$python" -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build packaging/gzlabel.spec

version=$(dist/gzlabel/gzlabel --version | cut -d' ' -f2)
architecture=$(dpkg --print-architecture 2>/dev/null || uname -m)
find dist/gzlabel -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    -C dist -cf - gzlabel | gzip -n >"dist/gzlabel-$version-linux-$architecture.tar.gz"
if command -v dpkg-deb >/dev/null; then
    sh packaging/linux/make_deb.sh "$version" "$architecture"
fi
du -sh dist/gzlabel dist/gzlabel-*.tar.gz dist/*.deb
