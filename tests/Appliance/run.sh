#!/usr/bin/env bash
# Boots a virtual device with the package installed and has it test itself; cuts its power once on the way. As root.
# usage: run.sh FOLDER PACKAGE VIDEO [TEST...]
#   FOLDER keeps the bare system between runs, VIDEO is what its camera sees, TEST is a part of a test's name
# Exit status: 0 all passed, 1 some failed, 75 none failed but this machine was too slow for all of them.
set -euo pipefail

HERE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly HERE FOLDER=$1 PACKAGE=$2 VIDEO=$3 TESTS=("${@:4}")
readonly BASE=$FOLDER/base TREE=$FOLDER/tree DISK=$FOLDER/disk.ext4 RESULTS=$FOLDER/results
# Of this machine, for everything; a busy machine needs it all. The device's own clock runs by its own instructions.
readonly LIMIT_SECONDS=${APPLIANCE_TEST_SECONDS:-540}

qemu='' tail=''
trap '[[ -z $tail ]] || kill "$tail" 2>/dev/null || true; [[ -z $qemu ]] || kill -KILL "$qemu" 2>/dev/null || true; ! mountpoint -q "$TREE/proc" || umount "$TREE/proc"; rm -rf --one-file-system -- "$TREE"' EXIT

install_package() {
    rm -rf --one-file-system -- "$TREE"
    cp -a --reflink=auto "$BASE" "$TREE"
    cp "$PACKAGE" "$TREE/package.deb"
    # The package asks the program itself about the configuration, and .NET needs to see its own memory.
    mount -t proc proc "$TREE/proc"
    chroot "$TREE" dpkg -i /package.deb
    umount "$TREE/proc"
    install -m 0640 "$HERE/guest/edgemonitor.json" "$TREE/etc/edgemonitor/edgemonitor.json"
    chroot "$TREE" chgrp edgemonitor /etc/edgemonitor/edgemonitor.json

    mkdir -p "$TREE/opt/device-test"
    mv "$TREE/package.deb" "$TREE/opt/device-test/installed.deb"
    "$HERE/make-version.sh" "$PACKAGE" "$TREE/opt/device-test/next.deb" 2.0
    # One whose configuration is understood, and whose camera half refuses to start.
    "$HERE/make-version.sh" "$PACKAGE" "$TREE/opt/device-test/damaged.deb" 3.0 'echo >>usr/lib/edgemonitor/models/mtcnn-pnet.onnx'
    cp "$HERE"/guest/*.py "$TREE/opt/device-test/"
    cp "$HERE"/guest/*.service "$TREE/etc/systemd/system/"
    sed -i "s|device.py|& ${TESTS[*]}|" "$TREE/etc/systemd/system/device-test.service"
    chroot "$TREE" systemctl enable --quiet device-test.service record.service film.service
    # A camera, and what it sees: a device that captures (0x1) and one that plays (0x100), with one HDMI plug each.
    echo 'options vivid n_devs=1 node_types=0x101 num_inputs=1 input_types=3 num_outputs=1 output_types=1' >"$TREE/etc/modprobe.d/camera.conf"
    echo vivid >"$TREE/etc/modules-load.d/camera.conf"
    # Raw, in the device's own format: a slow board has better to do than to decode a film for its camera.
    ffmpeg -nostdin -v error -y -t 10 -i "$VIDEO" -r 2 -pix_fmt yuv420p -f rawvideo "$TREE/opt/device-test/classroom.yuv"
    rm -f "$DISK"
    mke2fs -q -t ext4 -d "$TREE" "$DISK" 2600M
    cp "$TREE"/boot/vmlinuz-* "$FOLDER/vmlinuz"
    cp "$TREE"/boot/initrd.img-* "$FOLDER/initrd"
    rm -rf --one-file-system -- "$TREE"
}

# A processor that takes a nanosecond for each instruction and skips idle time: what the device calls a minute is sixty thousand
# million instructions, however busy this machine is.
boot() { # TIME
    qemu-system-x86_64 -accel tcg -cpu max -icount shift=0,sleep=off -m 2048 -nodefaults -nographic -no-reboot \
        -rtc "base=$1,clock=vm" -serial "file:$FOLDER/console" \
        -kernel "$FOLDER/vmlinuz" -initrd "$FOLDER/initrd" \
        -append 'root=/dev/vda rw console=ttyS0 quiet loglevel=3 mitigations=off random.trust_cpu=on systemd.show_status=no' \
        -drive "file=$DISK,if=virtio,format=raw,cache=writethrough" \
        -device virtio-serial -chardev "file,id=results,path=$RESULTS,append=on" -device virtserialport,chardev=results,name=results &
    qemu=$!
}

# Waits for a line of the device.
await() { # LINE
    until grep -qx -- "$1" "$RESULTS"; do
        if ((SECONDS > LIMIT_SECONDS)); then
            echo "stopped after $LIMIT_SECONDS s: this machine is too busy for all tests" >>"$RESULTS"
            return 1
        fi
        kill -0 "$qemu" 2>/dev/null || { echo "FAILED the device has ended by itself; see $FOLDER/console" >>"$RESULTS"; return 1; }
        grep -qx end "$RESULTS" && return 1
        sleep 1
    done
}

power_off() {
    kill -KILL "$qemu" 2>/dev/null || true
    wait "$qemu" 2>/dev/null || true
    qemu=''
}

install_package >&2
: >"$RESULTS"
tail -f "$RESULTS" >&2 &
tail=$!
boot "$(date -u +%Y-%m-%dT%H:%M:%S)"
if await 'cut the power'; then
    power_off
    now=$(awk '/^clock / { time = $2 } END { print time + 30 }' "$RESULTS")
    boot "$(date -u -d "@$now" +%Y-%m-%dT%H:%M:%S)"
    await end || true
fi
power_off
sleep 1
kill "$tail"
tail=''

failed=$(grep -c '^FAILED' "$RESULTS" || true)
echo "virtual device: $(grep -c '^ok' "$RESULTS" || true) passed, $failed failed; $SECONDS s"
((failed == 0)) || exit 1
grep -qx end "$RESULTS" || exit 75
