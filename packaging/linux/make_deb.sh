#!/bin/sh
# Packs dist/gzlabel as a Debian package.  Usage: make_deb.sh VERSION ARCHITECTURE
set -eu
version=$1
architecture=$2
root=build/deb
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/opt" "$root/usr/bin" "$root/usr/share/applications" "$root/usr/share/mime/packages" \
    "$root/usr/share/icons/hicolor/scalable/apps" "$root/usr/share/doc/gzlabel" "$root/usr/share/man/man1" \
    "$root/usr/share/metainfo"

cp -a dist/gzlabel "$root/opt/gzlabel"
gzip -9nc packaging/linux/gzlabel.1 >"$root/usr/share/man/man1/gzlabel.1.gz"
ln -s /opt/gzlabel/gzlabel "$root/usr/bin/gzlabel"
cp packaging/linux/gzlabel.desktop "$root/usr/share/applications/"
cp packaging/linux/org.gzlabel.desk.metainfo.xml "$root/usr/share/metainfo/"
cp packaging/linux/gzlabel-mime.xml "$root/usr/share/mime/packages/gzlabel.xml"
cp resources/icons/gzlabel.svg "$root/usr/share/icons/hicolor/scalable/apps/gzlabel.svg"
{
    cat LICENSE
    printf '\nThe licences of every library that comes along lie in /opt/gzlabel/_internal/licences.\n'
} >"$root/usr/share/doc/gzlabel/copyright"
{
    printf 'gzlabel (%s) stable; urgency=medium\n\n  * See https://keepachangelog.com and CHANGELOG.md of this version.\n\n' "$version"
    printf ' -- The gzlabel founders <gzlabel@users.noreply.github.com>  %s\n' \
        "$(date -u -R --date="@${SOURCE_DATE_EPOCH:-0}")"
} | gzip -9n >"$root/usr/share/doc/gzlabel/changelog.gz"
mkdir -p "$root/usr/share/lintian/overrides"
cp packaging/linux/lintian-overrides "$root/usr/share/lintian/overrides/gzlabel"
chmod -R u=rwX,go=rX "$root"
find "$root/opt" -type f \( -name '*.so*' -o -iname '*license*' \) -exec chmod 644 {} +
find "$root/opt" -name .gitignore -delete

# The bundled Python and libraries need at least the C library of the machine that built them.
libc=$(ldd --version | sed -n '1s/.* //p')

cat >"$root/DEBIAN/control" <<CONTROL
Package: gzlabel
Version: $version
Architecture: $architecture
Maintainer: The gzlabel founders <gzlabel@users.noreply.github.com>
Installed-Size: $(du -sk "$root/opt" | cut -f1)
Depends: libc6 (>= $libc), libgl1, libegl1, libxkbcommon0, libfontconfig1, libglib2.0-0 | libglib2.0-0t64, libdbus-1-3, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libxcb-xkb1, libxkbcommon-x11-0, fonts-dejavu-core | fonts-freefont-ttf
Recommends: ca-certificates
Section: science
Priority: optional
Description: find the rare galaxies in a catalogue
 A desk on which an astronomer rates galaxies by key, chosen by a Gaussian
 process over image embeddings, with a live map and clusters that learn.
CONTROL

(cd "$root" && find opt usr -type f -exec md5sum {} + | LC_ALL=C sort -k2 >DEBIAN/md5sums)
find "$root" -exec touch --no-dereference --date="@${SOURCE_DATE_EPOCH:-0}" {} +
# No maintainer scripts: the menu, the icon and the file type are taken up and given back by the triggers of
# desktop-file-utils, gtk-update-icon-cache and shared-mime-info. Above level 3 the packing takes many minutes and saves little.
dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "dist/gzlabel_${version}_${architecture}.deb" >/dev/null
rm -rf "$root"
