#!/bin/sh
# Takes a signing certificate, and the account to notarise with, into a keychain of their own on a machine that is
# thrown away afterwards; nothing where they are not given. Usage: keychain.sh FOLDER
#   MACOS_CERTIFICATE, MACOS_CERTIFICATE_PASSWORD      a .p12 file in base64, and what opens it
#   APPLE_ID, APPLE_TEAM_ID, APPLE_APP_PASSWORD        for notarising, kept as NOTARY_PROFILE
set -eu
[ -n "${MACOS_CERTIFICATE:-}" ] || exit 0
certificate="$1/certificate.p12"
keychain="$1/signing.keychain-db"
password=$(openssl rand -hex 16)

printf '%s' "$MACOS_CERTIFICATE" | base64 --decode >"$certificate"
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 21600 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$certificate" -k "$keychain" -P "$MACOS_CERTIFICATE_PASSWORD" -t cert -f pkcs12 -T /usr/bin/codesign
rm "$certificate"
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
if [ -n "${APPLE_ID:-}" ]; then
    xcrun notarytool store-credentials "$NOTARY_PROFILE" --keychain "$keychain" \
        --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM_ID" --password "$APPLE_APP_PASSWORD"
fi
