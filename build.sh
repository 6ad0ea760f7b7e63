#!/usr/bin/env bash
# Everything that is done with this repository, from a bare Debian 12 machine to a running demonstration.
# One verb is one function; what the verbs share is in eng/.
set -euo pipefail

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly ROOT
# shellcheck source=eng/common.sh
source "$ROOT/eng/common.sh"
# shellcheck source=eng/restore.sh
source "$ROOT/eng/restore.sh"
# shellcheck source=eng/compile.sh
source "$ROOT/eng/compile.sh"
# shellcheck source=eng/check.sh
source "$ROOT/eng/check.sh"
# shellcheck source=eng/package.sh
source "$ROOT/eng/package.sh"

usage() {
    cat <<'USAGE'
usage: ./build.sh VERB [ARGS]

  demo [--once] [--keep]  show it at work: 20 moving faces, a broker, the agent and the dashboard
                          (--once: until three windows came back, then print the last one; --keep: keep logs)
  run --config FILE       run the agent on your own camera and broker
  dashboard ARGS...       run the dashboard (--help for its options)
  exec ARGS...            run `edgemonitor ARGS...`, built first when sources changed
  restore                 install and download everything that the other verbs need
  build [--arm64]         compile all (Release); --arm64: publish the agent for Raspberry Pi and Jetson
  package [--version V] [ARCHITECTURE...]
                          make the Debian packages of agent and dashboard (amd64 and arm64) in artifacts/packages
  test [ARGS]             run all tests; ARGS go to `dotnet test`
  test-appliance [TEST]   install the package on a virtual device that tests itself: start, sandboxes, faults, power cut (as root)
  bench [--quick] [ARGS]  measure how long the parts of a frame take; ARGS go to BenchmarkDotNet (`--filter '*Scan*'`)
  soak [--minutes N]      the agent on the looped demo video (20 minutes if not told otherwise), its memory watched
  lint                    check formatting, analyzers, scripts and lock files
  clean                   remove what was built; downloads stay

examples
  ./build.sh demo
  ./build.sh exec analyze class.jpg --format jsonl
  ./build.sh exec check-config my-room.json
  ./build.sh run --config my-room.json
  ./build.sh dashboard --mqtt-host broker.example
  ./build.sh test --filter-class '*TopicsTests'
  ./build.sh test --project tests/EdgeMonitor.Capture.Tests

What a verb needs is installed when it is missing (Debian packages with apt-get as root or through sudo).
USAGE
}

no_arguments() { # VERB ARGS...
    (($# == 1)) || usage_error "$1 takes no arguments, but got: ${*:2}"
}

verb_restore() {
    no_arguments restore "$@"
    need_packages "${BUILD_PACKAGES[@]}" "${RUN_PACKAGES[@]}" "${BROKER_PACKAGES[@]}" "${TEST_PACKAGES[@]}" "${LINT_PACKAGES[@]}"
    need_npm
    need_nuget
}

verb_build() {
    local compile=compile_solution
    case "$*" in
        '') ;;
        --arm64) compile=publish_arm64 ;;
        *) usage_error "build takes --arm64 or nothing, but got: $*" ;;
    esac
    need_build_tools
    "$compile"
}

verb_package() {
    local version architectures=() architecture package
    version=$(product_version)
    while (($# > 0)); do
        case $1 in
            --version)
                [[ ${2:-} =~ ^[0-9][0-9A-Za-z.+~]*$ ]] || usage_error "--version takes a Debian version such as 0.2.0, not: ${2:-}"
                version=$2
                shift
                ;;
            amd64 | arm64) architectures+=("$1") ;;
            *) usage_error "package takes --version V, amd64 and arm64, but got: $1" ;;
        esac
        shift
    done
    need_packages "${PACKAGE_PACKAGES[@]}"
    need_build_tools
    ((${#architectures[@]} > 0)) || architectures=(amd64 arm64)
    for architecture in "${architectures[@]}"; do
        for package in edgemonitor edgemonitor-dashboard; do
            make_package "$package" "$architecture" "$version"
        done
    done
    check_packages "$version"
    say "the packages are in artifacts/packages; deploy/APPLIANCE.md says how to install them"
}

verb_test() {
    need_packages "${RUN_PACKAGES[@]}" "${BROKER_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
    need_build_tools
    need_node
    compile_solution
    run_tests "$@"
}

# A test of what cannot be tested here: systemd, its sandboxes, a camera of the kernel's, a power cut.
verb_test_appliance() {
    if ((EUID != 0)); then
        say "skipped: test-appliance makes a Debian tree and has to be root (chroot, device files)"
        return
    fi
    if ! unshare --mount mount -t proc proc /proc 2>/dev/null; then
        say "skipped: test-appliance has to mount things, which is not allowed here"
        return
    fi
    if ! (need_packages "${APPLIANCE_PACKAGES[@]}"); then
        say "skipped: test-appliance needs ${APPLIANCE_PACKAGES[*]}, which cannot be installed here"
        return
    fi
    need_packages "${RUN_PACKAGES[@]}"
    need_build_tools
    need_node
    make_demo_video
    local folder=$ROOT/artifacts/appliance package
    if [[ ! -d $folder/base || $ROOT/tests/Appliance/build-base.sh -nt $folder/base ]]; then
        phase "a bare Debian for the virtual device (400 MB to download, only this once)"
        mkdir -p "$folder"
        rm -rf -- "$folder/base"
        if ! "$ROOT/tests/Appliance/build-base.sh" "$folder/base" "$DOTNET_ROOT"; then
            say "skipped: test-appliance could not make a bare Debian here; the lines above say why"
            return
        fi
        touch "$folder/base"
    fi
    package=$PACKAGES/edgemonitor_$(product_version)_amd64.deb
    make_package edgemonitor amd64 "$(product_version)"
    phase "from one package to the next and back"
    "$ROOT/tests/Appliance/upgrade.sh" "$folder" "$package" || die "the package is not updated or removed as it should be; the lines above say where"
    phase "the virtual device"
    "$ROOT/tests/Appliance/run.sh" "$folder" "$package" "$DEMO_VIDEO" "$@"
}

verb_bench() {
    need_packages "${RUN_PACKAGES[@]}" "${TRAINING_PACKAGES[@]}"
    need_build_tools
    make_classic_mtcnn
    make_demo_video
    phase "build the benchmarks (Release)"
    dotnet build "$ROOT/tests/EdgeMonitor.Benchmarks" -c Release -v q >&2
    local filter=(--filter '*')
    [[ " $* " != *' --filter '* ]] || filter=()
    exec dotnet "$ROOT/tests/EdgeMonitor.Benchmarks/bin/Release/net10.0/EdgeMonitor.Benchmarks.dll" \
        --artifacts "$ROOT/artifacts/benchmarks" "${filter[@]}" "$@"
}

verb_soak() {
    {
        need_packages "${RUN_PACKAGES[@]}" "${BROKER_PACKAGES[@]}"
        need_build_tools
        need_node
        compile_program agent
        make_demo_video
    } </dev/null >&2
    exec node "$ROOT/tests/Soak/soak.mjs" --agent "$AGENT" --video "$DEMO_VIDEO" "$@"
}

verb_lint() {
    no_arguments lint "$@"
    need_packages "${LINT_PACKAGES[@]}"
    need_build_tools
    need_node
    check_all
}

# Standard input and output belong to the program that runs in the end; what happens before keeps its hands off them.
run_program() { # agent|dashboard PATH ARGS...
    {
        need_packages "${RUN_PACKAGES[@]}"
        need_build_tools
        compile_program "$1"
    } </dev/null >&2
    exec "${@:2}"
}

verb_exec() {
    run_program agent "$AGENT" "$@"
}

verb_dashboard() {
    run_program dashboard "$DASHBOARD" "$@"
}

verb_run() {
    if (($# < 2)) || [[ $1 != --config ]]; then
        usage_error "run needs --config FILE, the agent's configuration"
    fi
    verb_exec run "$@"
}

verb_demo() {
    local argument
    for argument in "$@"; do
        [[ $argument == --once || $argument == --keep ]] || usage_error "demo takes --once and --keep, but got: $argument"
    done
    {
        need_packages "${RUN_PACKAGES[@]}" "${BROKER_PACKAGES[@]}"
        need_build_tools
        need_node
        compile_program agent
        compile_program dashboard
        make_demo_video
    } </dev/null >&2
    exec node "$ROOT/deploy/demo/demo.mjs" --agent "$AGENT" --dashboard "$DASHBOARD" --video "$DEMO_VIDEO" "$@"
}

verb_clean() {
    no_arguments clean "$@"
    find "$ROOT/src" "$ROOT/tests" -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
    rm -rf -- "$ROOT/artifacts"
    say "removed what was built; node_modules stays (remove it by hand to download it again)"
}

case ${1:-help} in
    help | -h | --help) usage ;;
    restore | build | package | test | test-appliance | bench | soak | lint | exec | dashboard | run | demo | clean) "verb_${1//-/_}" "${@:2}" ;;
    *) usage_error "there is no verb '$1'" ;;
esac
