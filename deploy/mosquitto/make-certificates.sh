#!/usr/bin/env bash
# Makes a school's own certificate authority, and certificates of it for the broker, the devices and the consumers.
set -euo pipefail

readonly CA_DAYS=3650 BROKER_DAYS=825 CLIENT_DAYS=1825

usage() {
    cat >&2 <<'TEXT'
usage: make-certificates.sh ca FOLDER                       the authority: FOLDER/ca.crt and ca.key
       make-certificates.sh broker FOLDER NAME...           the broker's: FOLDER/broker.crt and broker.key; every host name
                                                            or IP address that it is reached by, the usual one first
       make-certificates.sh device FOLDER SITE ROOM DEVICE  a device's: FOLDER/SITE_ROOM_DEVICE.crt and .key, and its rights
                                                            in FOLDER/acl
       make-certificates.sh client FOLDER NAME              a consumer's, such as dashboard or homeassistant
Keep ca.key away from the broker: whoever has it can be any device.
TEXT
    exit 2
}

die() {
    echo "make-certificates.sh: $*" >&2
    exit 1
}

make_ca() {
    [[ ! -e $FOLDER/ca.key ]] || die "$FOLDER/ca.key is already there; a new authority would make every certificate invalid"
    mkdir -p -- "$FOLDER"
    openssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -sha256 -days "$CA_DAYS" \
        -subj "/CN=EdgeMonitor authority" -keyout "$FOLDER/ca.key" -out "$FOLDER/ca.crt" \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" 2>/dev/null
}

# A key and a certificate of the authority. The extensions come one to a line.
issue() { # FILE COMMON_NAME DAYS EXTENSIONS
    [[ -f $FOLDER/ca.key ]] || die "$FOLDER/ca.key is missing: run 'make-certificates.sh ca $FOLDER' first"
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$2" -keyout "$FOLDER/$1.key" 2>/dev/null |
        openssl x509 -req -sha256 -days "$3" -CA "$FOLDER/ca.crt" -CAkey "$FOLDER/ca.key" -CAcreateserial \
            -extfile <(printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n%s\n' "$4") \
            -out "$FOLDER/$1.crt" 2>/dev/null
}

make_broker() { # NAME...
    local names=() name
    for name in "$@"; do
        if [[ $name =~ ^[0-9.]+$ || $name == *:* ]]; then
            names+=("IP:$name")
        else
            names+=("DNS:$name")
        fi
    done
    local IFS=,
    issue broker "$1" "$BROKER_DAYS" $'extendedKeyUsage=serverAuth\nsubjectAltName='"${names[*]}"
}

make_client() { # NAME
    issue "$1" "$1" "$CLIENT_DAYS" "extendedKeyUsage=clientAuth"
}

make_device() { # SITE ROOM DEVICE
    local id
    for id in "$@"; do
        [[ $id =~ ^[a-z0-9-]{1,64}$ ]] || die "'$id' is no valid id: lower-case letters, digits and hyphens"
    done
    local name=$1_$2_$3 topics=edgemonitor/$1/$2/$3
    # X.509's upper bound for a common name.
    ((${#name} <= 64)) || die "'$name' is longer than the 64 characters that a certificate's name may have"
    make_client "$name"
    [[ -f $FOLDER/acl ]] || cp -- "$(dirname -- "${BASH_SOURCE[0]}")/acl" "$FOLDER/acl"
    if ! grep -qxF "user $name" "$FOLDER/acl"; then
        cat >>"$FOLDER/acl" <<TEXT

user $name
topic write $topics/attention
topic write $topics/health
topic write $topics/availability
topic write $topics/privacy/report
topic write $topics/privacy/state
topic write $topics/lesson
topic read $topics/+/set
topic write answers/#
topic write homeassistant/device/edgemonitor_$name/config
topic read homeassistant/status
TEXT
    fi
}

(($# >= 2)) || usage
readonly VERB=$1 FOLDER=$2
shift 2
umask 077
case $VERB/$# in
    ca/0) make_ca ;;
    broker/[1-9]*) make_broker "$@" ;;
    device/3) make_device "$@" ;;
    client/1) make_client "$@" ;;
    *) usage ;;
esac
