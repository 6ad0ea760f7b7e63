#!/usr/bin/env bash
# Makes the virtual device's bare Debian, without EdgeMonitor: what a technician has after writing an OS image to a card. As root.
# It takes some minutes and 400 MB of downloads; the result is kept and used for every run.
set -euo pipefail

readonly BASE=$1 DOTNET=$2
readonly TREE=$BASE.new
# The first six are the system, the rest what the package depends on, a broker, and what the tests look and act with.
readonly SYSTEM=systemd-sysv,udev,kmod,dbus,initramfs-tools,zstd
readonly SOFTWARE=ffmpeg,libmosquitto1,libyuv0,mosquitto,mosquitto-clients,ca-certificates,v4l-utils,python3,procps,iproute2

rm -rf -- "$TREE"
debootstrap --variant=minbase --include="$SYSTEM,$SOFTWARE" bookworm "$TREE" >&2

# A small initial RAM disk: the virtual device needs four modules, not four hundred.
printf '%s\n' virtio_pci virtio_blk virtio_console ext4 crc32c_generic >"$TREE/etc/initramfs-tools/modules"
printf 'MODULES=list\nCOMPRESS=gzip\n' >"$TREE/etc/initramfs-tools/conf.d/virtual-device"
DEBIAN_FRONTEND=noninteractive chroot "$TREE" apt-get install -q -y --no-install-recommends linux-image-amd64 >&2
rm -rf -- "$TREE"/var/cache/apt/archives/*.deb "$TREE"/var/lib/apt/lists/*

# The runtime of this machine, under the name of Microsoft's package.
mkdir -p "$TREE/usr/share/dotnet"
cp -a "$DOTNET"/{dotnet,host,shared} "$TREE/usr/share/dotnet/"
ln -sf ../share/dotnet/dotnet "$TREE/usr/bin/dotnet"
stub=$(mktemp -d)
trap 'rm -rf -- "$stub"' EXIT
mkdir "$stub/DEBIAN"
cat >"$stub/DEBIAN/control" <<'CONTROL'
Package: aspnetcore-runtime-10.0
Version: 10.0
Architecture: amd64
Maintainer: none <none@localhost>
Description: stands for the runtime in /usr/share/dotnet
CONTROL
dpkg-deb --build "$stub" "$TREE/stub.deb" >/dev/null
chroot "$TREE" dpkg -i /stub.deb >&2
rm "$TREE/stub.deb"

echo edge-1 >"$TREE/etc/hostname"
echo '127.0.0.1 localhost edge-1' >"$TREE/etc/hosts"
# Nobody logs in; the journal is kept, so that a power cut leaves it to be read.
mkdir -p "$TREE/var/log/journal"
rm -f "$TREE/etc/systemd/system/getty.target.wants/"*
chroot "$TREE" systemctl mask --quiet getty.target serial-getty@ttyS0.service systemd-networkd-wait-online.service
mv -T "$TREE" "$BASE"
