#!/usr/bin/env bash
# From package N to N+1, back, and off, in a Debian tree without a running systemd. As root.
# usage: upgrade.sh FOLDER PACKAGE   FOLDER/base is the bare system
set -euo pipefail

HERE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly HERE FOLDER=$1 PACKAGE=$2
readonly TREE=$FOLDER/upgrade
readonly CONFIGURATION=$TREE/etc/edgemonitor/edgemonitor.json OUTBOX=$TREE/var/lib/edgemonitor-publish/outbox.db
failed=0

leave() {
    umount -q "$TREE/proc" || true
    rm -rf --one-file-system -- "$TREE"
}
trap leave EXIT

check() { # WHAT COMMAND...
    if "${@:2}"; then
        echo "ok $1"
    else
        echo "FAILED $1"
        failed=$((failed + 1))
    fi
}

inside() { chroot "$TREE" env DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }

make_version() { # VERSION [SCRIPT]
    "$HERE/make-version.sh" "$PACKAGE" "$TREE/edgemonitor_$1.deb" "$@"
}

version_is() { inside dpkg -s edgemonitor | grep -qx "Version: $1"; }
holds() { grep -q "$2" "$1"; }
is_gone() { [[ ! -e $1 ]]; }
fails_with() { # STATUS COMMAND...
    local status=0
    "${@:2}" || status=$?
    ((status == $1))
}

rm -rf --one-file-system -- "$TREE"
cp -a --reflink=auto "$FOLDER/base" "$TREE"
mount -t proc proc "$TREE/proc"
make_version 1.0
make_version 2.0 'echo "// a comment of version 2" >>etc/edgemonitor/edgemonitor.json'
# A program that understands nothing.
make_version 3.0 ': >usr/lib/edgemonitor/edgemonitor.dll'

inside dpkg -i /edgemonitor_1.0.deb >"$TREE/install.log" 2>&1 || true
check 'a fresh installation says what has to be chosen' holds "$TREE/install.log" 'attention.mode'
check 'and the room' holds "$TREE/install.log" 'device.room'
check 'the two users are there' holds "$TREE/etc/passwd" '^edgemonitor-sense:'
check 'the services are enabled' test -L "$TREE/etc/systemd/system/edgemonitor.target.wants/edgemonitor-sense.service"
check 'others cannot read the configuration' test "$(stat -c '%a %U' "$CONFIGURATION")" = '640 root'
check 'the marker of an appliance is there' test -f "$TREE/usr/lib/edgemonitor/appliance"

sed -i 's|// "site": "north"|"site": "south"|; s|// "room": "room-12"|"room": "room-1"|; s|// "mode": "orientation"|"mode": "orientation"|' "$CONFIGURATION"
mkdir -p "${OUTBOX%/*}"
echo windows >"$OUTBOX"
check 'a configuration with the three choices is accepted' inside edgemonitor check-config /etc/edgemonitor/edgemonitor.json >/dev/null
check 'without a way back nothing is updated' fails_with 2 inside edgemonitor-update /edgemonitor_2.0.deb
check 'version 2 is installed' inside edgemonitor-update /edgemonitor_2.0.deb /edgemonitor_1.0.deb
check 'and is version 2' version_is 2.0
check 'the configuration is the old one' holds "$CONFIGURATION" '"site": "south"'
check 'the outbox is the old one' holds "$OUTBOX" windows
check 'a version that does not understand the configuration is refused' fails_with 1 inside edgemonitor-update /edgemonitor_3.0.deb
check 'and version 2 stays' version_is 2.0
check 'the way back is kept' test -f "$TREE/var/cache/edgemonitor/edgemonitor_1.0.deb"
check 'back to version 1' inside edgemonitor-update /edgemonitor_1.0.deb
check 'and is version 1' version_is 1.0
check 'the configuration is still there' holds "$CONFIGURATION" '"site": "south"'

inside dpkg -r edgemonitor >/dev/null 2>&1
check 'removed, the configuration stays' test -f "$CONFIGURATION"
check 'and the outbox' test -f "$OUTBOX"
inside dpkg -P edgemonitor >/dev/null 2>&1
check 'purged, the configuration is gone' is_gone "$CONFIGURATION"
check 'and the outbox' is_gone "$OUTBOX"
echo "package: $failed failed; $SECONDS s"
((failed == 0))
