#!/bin/sh
# Builds dist/gzlabel.app and dist/gzlabel-VERSION-macos-ARCH.dmg. Usage: build.sh [PYTHON]
# Signing and notarising happen where these are set:
#   SIGN_IDENTITY      "Developer ID Application: NAME (TEAM)"
#   NOTARY_PROFILE     a profile stored by `xcrun notarytool store-credentials`
set -eu
cd "$(dirname "$0")/../.."
python=${1:-.venv/bin/python}

"$python" packaging/make_icons.py
"$python" -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build packaging/gzlabel.spec

version=$(dist/gzlabel.app/Contents/MacOS/gzlabel --version | cut -d' ' -f2)
image="dist/gzlabel-$version-macos-$(uname -m).dmg"

if [ -n "${SIGN_IDENTITY:-}" ]; then
    codesign --deep --force --options runtime --timestamp --entitlements packaging/macos/entitlements.plist \
        --sign "$SIGN_IDENTITY" dist/gzlabel.app
    codesign --verify --deep --strict dist/gzlabel.app
fi

staging=$(mktemp -d)
cp -R dist/gzlabel.app "$staging/"
ln -s /Applications "$staging/Applications"
hdiutil create -volname gzlabel -srcfolder "$staging" -format UDZO -ov "$image"
rm -rf "$staging"

if [ -n "${SIGN_IDENTITY:-}" ]; then
    codesign --sign "$SIGN_IDENTITY" --timestamp "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
