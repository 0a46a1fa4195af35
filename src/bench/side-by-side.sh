# What the scripts of this directory share: two programs in turns, and a trust server for both. Sourced, from the project's directory.
# shellcheck shell=bash
ours=$PWD/target/navicert/bin/notary
go=$(command -v notary || true)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"; [ -z "${server:-}" ] || kill "$server" 2>/dev/null' EXIT
export NOTARY_ROOT_PASSPHRASE=root-passphrase NOTARY_TARGETS_PASSPHRASE=targets-passphrase NOTARY_SNAPSHOT_PASSPHRASE=snapshot-passphrase

# milliseconds that a command takes, milliseconds of processor time, which others on the machine hardly move, peak memory in MiB
measure() { # file for the figures, command
    local TIMEFORMAT='%3R %3U %3S' figures=$1 status=0
    shift
    { time command time -o "$scratch/memory" -f %M "$@" >"$scratch/out" 2>"$scratch/err" || status=$?; } 2>"$scratch/times"
    if [ "$status" != 0 ]; then
        echo "failed: $*" >&2
        cat "$scratch/err" >&2
        exit 1
    fi
    awk 'NR == FNR { kib = $1; next } { printf "%d %d %d\n", $1 * 1000, ($2 + $3) * 1000, kib / 1024 }' \
        "$scratch/memory" "$scratch/times" >>"$figures"
}

column() { # file, column: median and fastest
    sort -n -k "$2,$2" "$1" | awk -v column="$2" '{ v[NR] = $column } END { print v[int((NR + 1) / 2)], v[1] }'
}

report() { # label, columns of ours, columns of the other's if there is one
    local label=$1 ours=$2 theirs=${3:-} name i=0 mine
    for name in elapsed processor MiB; do
        i=$((i + 1))
        mine=$(column "$ours" $i)
        if [ -z "$theirs" ]; then
            printf '%-26s %-9s  navicert %6d /%6d\n' "$label" $name $mine
        else
            printf '%-26s %-9s  navicert %6d /%6d   go %6d /%6d   ratio %s\n' "$label" $name $mine $(column "$theirs" $i) \
                "$(awk -v a="${mine% *}" -v b="$(column "$theirs" $i)" 'BEGIN { split(b, m, " "); printf "%.2f", a / (m[1] ? m[1] : 1) }')"
        fi
    done
}

# Debian's trust server on a free port, everything in memory
start_server() {
    local port=$((20000 + RANDOM % 20000)) i
    url=http://127.0.0.1:$port
    cat >"$scratch/server.json" <<JSON
{"server":{"http_addr":"127.0.0.1:$port"},"trust_service":{"type":"local"},"storage":{"backend":"memory"},"logging":{"level":"error"}}
JSON
    notary-server -config "$scratch/server.json" >/dev/null 2>&1 &
    server=$!
    for ((i = 0; i < 50; i++)); do
        curl -sf "$url/_notary_server/health" >/dev/null && return
        sleep 0.1
    done
    echo "no trust server at $url" >&2
    exit 1
}

# One change file per tag, named and filled as addhash does it, without starting a process for each
stage() { # directory, number of tags
    # one content for all: what it says does not matter here
    local data
    data=$(printf '{"length":1234,"hashes":{"sha256":"%s"}}' "$(printf '%032d' 7 | base64 -w0)" | base64 -w0)
    mkdir -p "$1"
    awk -v directory="$1" -v tags="$2" -v data="$data" 'BEGIN {
        for (i = 0; i < tags; i++) {
            file = sprintf("%s/%020d_00000000-0000-4000-8000-%012d.change", directory, i, i)
            printf "{\"action\":\"create\",\"role\":\"targets\",\"type\":\"target\",\"path\":\"tag-%05d\",\"data\":\"%s\"}", i, data >file
            close(file)
        }
    }'
}
