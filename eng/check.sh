# shellcheck shell=bash
# Tests and everything that is checked without running the product.

# Runs the tests and ends with the runner's totals alone on the last line.
run_tests() { # ARGS of dotnet test
    local log status=0 failed passed skipped
    local arguments=(--solution "$ROOT/EdgeMonitor.sln")
    if [[ " $* " == *' --project '* ]]; then
        arguments=()
    fi
    phase "test"
    log=$(mktemp)
    # shellcheck disable=SC2064 # The name is known now and gone when the trap runs.
    trap "rm -f -- '$log'" EXIT
    # Exit code 8 is a project in which no test ran: with a filter that is as it should be. Whether any ran is asked below.
    (cd "$ROOT" && dotnet test "${arguments[@]}" -c Release --no-build --ignore-exit-code 8 "$@") | tee "$log" || status=$?

    passed=$(total_of succeeded "$log")
    failed=$(total_of failed "$log")
    skipped=$(total_of skipped "$log")
    phase "test ended"
    if ((passed + failed == 0)); then
        say "no test ran"
        status=1
    elif ((failed > 0 && status == 0)); then
        status=1
    elif ((failed == 0 && status != 0)); then
        say "no test failed, but the runner ended with status $status; its messages above say why"
    fi
    local skips=""
    if ((skipped > 0)); then
        skips=", $skipped skipped"
    fi
    echo "$passed passed, $failed failed$skips"
    return "$status"
}

# A number of the summary that the runner prints last, after "Test run summary: ...": "  succeeded: 12".
total_of() { # WORD LOG
    awk -v key="$1:" '/^Test run summary:/ { summary = 1 } summary && $1 == key { n = $2 } END { print n + 0 }' "$2"
}

check_all() {
    phase "lock files and configuration"
    check_no_registry
    phase "scripts"
    check_scripts
    phase "systemd units"
    check_units
    phase "formatting"
    dotnet restore "$ROOT/EdgeMonitor.sln" -v q >&2
    dotnet format "$ROOT/EdgeMonitor.sln" --verify-no-changes --no-restore
    phase "analyzers"
    compile_solution --no-restore -warnaserror
    phase "lint ended: nothing to complain about"
}

# Packages come from wherever the user's npm and NuGet are set up to take them; a host in the repository would overrule that.
check_no_registry() {
    local found
    found=$(git -C "$ROOT" grep -nE '"resolved"|registry *=|<add [^>]*value="https?:|/v3/index\.json' -- \
        '*.json' '*.npmrc' '*.config' '*.props' '*.targets' '*.csproj') || (($? == 1))
    [[ -z $found ]] || die $'these lines name a package registry or an address in it; remove them:\n'"$found"
}

check_scripts() {
    # The files in eng/ are parts of build.sh and are checked as such.
    (
        cd "$ROOT" || exit
        list_files build.sh .ci/run 'deploy/*.sh' 'tests/*.sh' 'deploy/debian/*/post*' 'deploy/debian/*/prerm' deploy/debian/edgemonitor-update | xargs -r shellcheck --external-sources --check-sourced
        list_files '*.mjs' | xargs -r -n 1 node --check
        list_files '*.py' | xargs -r pyflakes3
    )
}

# What systemd itself says of how exposed a unit is, from 0 to 10; the product promises these.
check_units() {
    local tree unit limit exposure
    for unit in edgemonitor-sense=1.5 edgemonitor-publish=2.0 edgemonitor-dashboard=2.0; do
        limit=${unit#*=} unit=$ROOT/systemd/${unit%=*}.service
        # The threshold is in tenths of the figure that is shown.
        exposure=$(systemd-analyze security --offline=true --threshold="${limit/./}" --no-pager "$unit" 2>&1) ||
            die "${unit##*/} is more exposed than $limit:"$'\n'"$exposure"
        say "${exposure##*$'\n'}"
    done
    # In a folder of its own, where the programs and the target that the units name exist.
    tree=$(mktemp -d)
    mkdir -p "$tree/etc/systemd/system" "$tree/usr/bin" "$tree/usr/lib/systemd/system"
    cp "$ROOT"/systemd/*.service "$ROOT"/systemd/*.target "$tree/etc/systemd/system"
    cp /lib/systemd/system/*.target /lib/systemd/system/*.slice "$tree/usr/lib/systemd/system"
    install -m 0755 /dev/null "$tree/usr/bin/dotnet"
    systemd-analyze verify --man=no --recursive-errors=yes --root="$tree" "$tree"/etc/systemd/system/*.service || {
        rm -rf -- "$tree"
        die "systemd-analyze verify has found mistakes in systemd/; its lines are above"
    }
    rm -rf -- "$tree"
}

# Files of the repository, those not yet added included.
list_files() { # PATTERN...
    git ls-files --cached --others --exclude-standard -- "$@"
}
