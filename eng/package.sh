# shellcheck shell=bash
# Debian packages of the agent and the dashboard, without root and without a Debian source package: what they hold is what the
# build made, the units in systemd/ and the files in deploy/debian/.

readonly PACKAGES=$ROOT/artifacts/packages

# The version in Directory.Build.props.
product_version() {
    sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$ROOT/Directory.Build.props"
}

make_package() { # PACKAGE ARCHITECTURE VERSION
    local package=$1 architecture=$2 version=$3 tree=$ROOT/artifacts/package-trees/$1-$2
    local source=$ROOT/deploy/debian/$package
    phase "package $package $version for $architecture"
    rm -rf -- "$tree"
    mkdir -p "$tree/DEBIAN" "$PACKAGES"
    "fill_${package//-/_}" "$tree" "$architecture" "$version"

    install -m 0644 "$source/conffiles" "$tree/DEBIAN/conffiles"
    local script
    for script in postinst prerm postrm; do
        install -m 0755 "$source/$script" "$tree/DEBIAN/$script"
    done
    install_documentation "$package" "$tree" "$version"
    chmod -R u+rwX,go+rX,go-w "$tree"
    sed -e "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@SIZE@/$(du -sk --exclude=DEBIAN "$tree" | cut -f1)/" \
        "$source/control" >"$tree/DEBIAN/control"
    (cd "$tree" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
    dpkg-deb --root-owner-group -Zxz -z3 --build "$tree" "$PACKAGES/${package}_${version}_$architecture.deb" >&2
}

# Framework-dependent and without an executable of its own: both architectures are started by /usr/bin/dotnet.
publish_program() { # PROJECT ARCHITECTURE VERSION FOLDER
    local rid=linux-x64
    [[ $2 == amd64 ]] || rid=linux-arm64
    dotnet publish "$ROOT/src/$1" -c Release -r "$rid" --self-contained false -p:UseAppHost=false -p:DebugType=none \
        -p:GenerateDocumentationFile=false -p:Version="${3%%[~+]*}" -o "$4" -v q -nologo >&2
    find "$4" \( -name '*.xml' -o -name '*.pdb' -o -name '*.md' \) -delete
    # Not programs, whatever their packages say.
    find "$4" -type f -exec chmod 0644 {} +
}

fill_edgemonitor() { # TREE ARCHITECTURE VERSION
    local tree=$1 program=$1/usr/lib/edgemonitor
    publish_program EdgeMonitor.Agent "$2" "$3" "$program"
    check_machine "$program/libonnxruntime.so" "$2"
    # Read by `edgemonitor analyze --live`, which shows pictures and therefore refuses to run on an appliance.
    echo 'This is an appliance: pictures are not shown here.' >"$program/appliance"

    install_unit "$tree" edgemonitor.target edgemonitor-sense.service edgemonitor-publish.service
    install -D -m 0644 "$ROOT/systemd/sysusers.d/edgemonitor.conf" "$tree/usr/lib/sysusers.d/edgemonitor.conf"
    install -D -m 0644 "$ROOT/systemd/tmpfiles.d/edgemonitor.conf" "$tree/usr/lib/tmpfiles.d/edgemonitor.conf"
    install -D -m 0644 "$ROOT/systemd/udev/60-edgemonitor.rules" "$tree/lib/udev/rules.d/60-edgemonitor.rules"
    install_program "$tree" edgemonitor
    install -D -m 0755 "$ROOT/deploy/debian/edgemonitor-update" "$tree/usr/sbin/edgemonitor-update"
    install -d "$tree/usr/share/man/man8"
    gzip -9n <"$ROOT/deploy/debian/edgemonitor-update.8" >"$tree/usr/share/man/man8/edgemonitor-update.8.gz"
    install -D -m 0644 "$ROOT/deploy/debian/edgemonitor/edgemonitor.bash" "$tree/usr/share/bash-completion/completions/edgemonitor"

    install -d "$tree/etc/edgemonitor"
    appliance_configuration >"$tree/etc/edgemonitor/edgemonitor.json"
    install -d "$tree/usr/share/doc/edgemonitor/examples"
    install -m 0644 "$ROOT"/deploy/debian/examples/*.conf "$tree/usr/share/doc/edgemonitor/examples/"
    local page
    for page in CONFIGURATION METRICS APPLIANCE raspberry-pi jetson; do
        gzip -9n <"$ROOT/deploy/$page.md" >"$tree/usr/share/doc/edgemonitor/$page.md.gz"
    done
}

fill_edgemonitor_dashboard() { # TREE ARCHITECTURE VERSION
    local tree=$1
    publish_program EdgeMonitor.Dashboard "$2" "$3" "$tree/usr/lib/edgemonitor-dashboard"
    install_unit "$tree" edgemonitor-dashboard.service
    install -D -m 0644 "$ROOT/systemd/sysusers.d/edgemonitor-dashboard.conf" "$tree/usr/lib/sysusers.d/edgemonitor-dashboard.conf"
    install_program "$tree" edgemonitor-dashboard
    install -D -m 0644 "$ROOT/deploy/debian/edgemonitor-dashboard/dashboard.json" "$tree/etc/edgemonitor/dashboard.json"
}

# The example, with the two users, and without the values that nobody may take over unseen: site, room and mode.
appliance_configuration() {
    sed -e 's|^\( *\)"site": "north",|\1// "site": "north",|; s|^\( *\)"room": "room-12",|\1// "room": "room-12",|' \
        -e 's|"senseUser": null|"senseUser": "edgemonitor-sense"|; s|"publishUser": null|"publishUser": "edgemonitor-publish"|' \
        -e 's|^// Copy it to .*|// Choose device.site, device.room and attention.mode, then: edgemonitor check-config|' \
        -e 's|^// CONFIGURATION.md beside this file|// /usr/share/doc/edgemonitor/CONFIGURATION.md.gz|' \
        "$ROOT/deploy/edgemonitor.example.json"
}

install_unit() { # TREE UNIT...
    install -d "$1/lib/systemd/system"
    (cd "$ROOT/systemd" && install -m 0644 -t "$1/lib/systemd/system" "${@:2}")
}

install_program() { # TREE NAME
    install -d "$1/usr/bin" "$1/usr/share/man/man1"
    printf '#!/bin/sh\nexec /usr/bin/dotnet /usr/lib/%s/%s.dll "$@"\n' "$2" "$2" >"$1/usr/bin/$2"
    chmod 0755 "$1/usr/bin/$2"
    gzip -9n <"$ROOT/deploy/debian/$2/$2.1" >"$1/usr/share/man/man1/$2.1.gz"
}

install_documentation() { # PACKAGE TREE VERSION
    local folder=$2/usr/share/doc/$1
    install -D -m 0644 "$ROOT/deploy/debian/copyright" "$folder/copyright"
    # The commit's time, so that the same sources make the same package.
    printf '%s (%s) stable; urgency=medium\n\n  * Release.\n\n -- EdgeMonitor <maintainers@edgemonitor.dev>  %s\n' \
        "$1" "$3" "$(git -C "$ROOT" log -1 --format=%cD)" | gzip -9n >"$folder/changelog.gz"
    install -D -m 0644 "$ROOT/deploy/debian/$1/lintian-overrides" "$2/usr/share/lintian/overrides/$1"
}

# Lintian's errors end the build; its warnings are shown.
check_packages() { # VERSION
    phase "lintian"
    lintian --tag-display-limit 0 --allow-root --fail-on error "$PACKAGES"/*_"$1"_*.deb >&2 || die "lintian has found errors; its lines above begin with E:"
}
