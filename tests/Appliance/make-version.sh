#!/usr/bin/env bash
# The same package under another version.
# usage: make-version.sh PACKAGE OUT VERSION [SCRIPT]   SCRIPT, run among the package's files, changes some
set -euo pipefail

readonly PACKAGE=$1 OUT=$2 VERSION=$3 SCRIPT=${4:-}
tree=$(mktemp -d)
trap 'rm -rf -- "$tree"' EXIT
dpkg-deb -R "$PACKAGE" "$tree"
sed -i "s/^Version: .*/Version: $VERSION/" "$tree/DEBIAN/control"
(cd "$tree" && eval "$SCRIPT")
dpkg-deb --root-owner-group -Zgzip -z1 --build "$tree" "$OUT" >/dev/null
