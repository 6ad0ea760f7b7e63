# shellcheck shell=bash
# What every verb of build.sh uses: paths, messages, the environment of the tools.

readonly AGENT=$ROOT/src/EdgeMonitor.Agent/bin/Release/net10.0/edgemonitor
readonly DASHBOARD=$ROOT/src/EdgeMonitor.Dashboard/bin/Release/net10.0/edgemonitor-dashboard
readonly DEMO_VIDEO=$ROOT/artifacts/demo/class.mp4
readonly STAMPS=$ROOT/artifacts/stamps

# Debian keeps mosquitto in /usr/sbin, which an ordinary user's PATH lacks.
export PATH=$PATH:/usr/sbin:/sbin
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# The test totals are read from the runner's English words.
export DOTNET_CLI_UI_LANGUAGE=en
# The SDK from an archive does not start without ICU, which a bare Debian lacks and nothing here needs.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
# Build servers would stay behind, holding the caller's pipes: `./build.sh exec ... | less` would not end.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

# All messages go to standard error: the standard output of `exec` and `demo --once` is the program's.
say() { echo "build.sh: $*" >&2; }

die() {
    say "$*"
    exit 1
}

usage_error() {
    say "$*"
    say "./build.sh help lists the verbs"
    exit 2
}

# A headline with the time since the start of this command.
phase() { printf '== %3d s  %s\n' "$SECONDS" "$*" >&2; }
