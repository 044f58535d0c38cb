#!/bin/sh
# The system libraries that Qt's window needs. As root on Debian or Ubuntu the missing ones are installed;
# otherwise the exact command is printed, and nothing has been changed.
set -eu
[ "$(uname -s)" = Linux ] || exit 0

missing=""
need() {  # need LIBRARY PACKAGE
    "$ldconfig" -p | grep -q "$1" || missing="$missing $2"
}

ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
need libGL.so.1 libgl1
need libEGL.so.1 libegl1
need libxkbcommon.so.0 libxkbcommon0
need libfontconfig.so.1 libfontconfig1
need libglib-2.0.so.0 libglib2.0-0
need libdbus-1.so.3 libdbus-1-3
need libxcb-cursor.so.0 libxcb-cursor0
need libxcb-icccm.so.4 libxcb-icccm4
need libxcb-keysyms.so.1 libxcb-keysyms1
need libxcb-shape.so.0 libxcb-shape0
need libxcb-xkb.so.1 libxcb-xkb1
need libxkbcommon-x11.so.0 libxkbcommon-x11-0
find /usr/share/fonts /usr/local/share/fonts -name '*.[to]tf' 2>/dev/null | grep -q . || missing="$missing fonts-dejavu-core"

[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing the system libraries that Qt needs:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi

if command -v apt-get >/dev/null; then
    echo "Qt needs system libraries that are missing here. Type this, then call make again:" >&2
    echo "    sudo apt-get install$missing" >&2
else
    echo "Qt needs system libraries that are missing here. Their Debian names are:$missing" >&2
    echo "Install their equivalents with your system's package manager, then call make again." >&2
fi
exit 1
