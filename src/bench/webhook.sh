# What the scripts that measure the webhook share: a trust server, the webhook, reviews, and what a process used. Sourced, from the
# project's directory. Needs Debian's nghttp2-client and curl. JAVA_HOME chooses the JDK.
# shellcheck shell=bash
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
scratch=$(mktemp -d)
started=()
trap 'for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || :; done; wait 2>/dev/null; rm -rf "$scratch"' EXIT
# as bin/navicert starts it
jvm=(-Xlog:disable -XX:-PrintWarnings -XX:-UsePerfData -XX:+UseSerialGC -Xmx256m)
case $("$java" -version 2>&1) in *'"2'[4-9]*) jvm+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow) ;; esac

tests_class_path() {
    [ -s target/bench.classpath ] || ./mvnw -q -ntp -Pbench test-compile exec:exec@classpath
    cat target/bench.classpath
}

free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)) && (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}

await() { # file, text
    local i
    for ((i = 0; i < 1200; i++)); do
        ! grep -q -- "$2" "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    echo "did not say \"$2\":" >&2
    tail -5 "$1" >&2
    exit 1
}

# Repositories bench.example/app-0 and so on, tags v0 and so on; $scratch/requests is the log
start_trust() { # repositories, tags, delegations, milliseconds to answer
    trust_port=$(free_port)
    "$java" -XX:+UseSerialGC -Xmx2g -Dsun.net.httpserver.nodelay=true -cp "$(tests_class_path)" dev.navicert.bench.SlowTrustServer "$trust_port" "$@" \
        >"$scratch/requests" 2>"$scratch/trust-errors" &
    trust=$!
    started+=("$trust")
    await "$scratch/requests" ready
}

policy() { # file, refresh interval, further rules
    cat >"$1" <<YAML
apiVersion: navicert.dev/v1alpha1
kind: TrustServer
metadata: {name: bench}
spec: {url: "http://127.0.0.1:$trust_port", insecure: true, serves: ["bench.example/**"], pins: {firstUse: true}, refresh: {interval: $2}}
---
apiVersion: navicert.dev/v1alpha1
kind: ClusterImagePolicy
metadata: {name: everything}
spec:
  mode: enforce
  rules:
  - {images: ["**"], deny: {}}
  - {images: ["bench.example/**"], verify: {}}
${3:-}
YAML
}

until_ready() {
    local line
    while IFS= read -r line; do
        echo "$line"
        case $line in *'"event":"ready"'*) break ;; esac
    done
}

# Its log is read to the end, as a cluster does it, but only the beginning is kept
start_webhook() { # policy, command
    local file=$1
    shift
    port=$(free_port)
    metrics_port=$(free_port)
    mkdir -p "$scratch/state"
    "$@" --policy "$file" --state "$scratch/state" --port "$port" --metrics-port "$metrics_port" \
        2> >(until_ready >"$scratch/webhook-log"; exec cat >/dev/null) &
    webhook=$!
    started+=("$webhook")
    await "$scratch/webhook-log" '"event":"ready"'
}

# The webhook with what it is measured against at $reference_port
start_compared() { # policy
    reference_port=$(free_port)
    start_webhook "$1" "$java" "${jvm[@]}" -cp "$(tests_class_path)" dev.navicert.webhook.ComparedWebhook "$reference_port"
}

review() { # containers, bytes of the object, operation, first repository, repositories
    awk -v containers="$1" -v bytes="$2" -v operation="$3" -v image=bench.example/app- -v first="${4:-0}" -v count="${5:-4}" -f src/bench/review.awk
}

# Sends a review so often, by HTTP/2 or HTTP/1.1; whatever is not answered with 200 ends the script
send() { # protocol (h1, h2), times, file, url, further words for h2load
    local protocol=$1 times=$2 file=$3 url=$4 ok
    shift 4
    [ "$protocol" = h1 ] && set -- --h1 "$@" || set -- -m 4 "$@"
    h2load -n "$times" -c 4 -d "$file" -H 'content-type: application/json' "$@" "$url" >"$scratch/h2load"
    ok=$(sed -n 's/^status codes: \([0-9]*\) 2xx.*/\1/p' "$scratch/h2load")
    if [ "$ok" != "$times" ]; then
        echo "$ok of $times answered: $url" >&2
        cat "$scratch/h2load" >&2
        exit 1
    fi
}

# Processor time of a process so far in milliseconds, the kernel's on its behalf included. Without the compiler's threads, which
# have work as long as a process is young: a server that has been running for an hour does not.
processor() { # pid
    { cat "/proc/$1/task"/*/stat 2>/dev/null || :; } | awk -v tick="$(getconf CLK_TCK)" '
        /\(C[12] CompilerThre/ { next }
        { sub(/.*\) /, ""); sum += $12 + $13 }
        END { print sum * 1000 / tick }'
}

# The same with the compiler's, and with threads that have ended
processor_in_all() { # pid
    awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) * 1000 / tick }' "/proc/$1/stat"
}

resident() { # pid: MiB now, and at most so far
    awk '/^VmRSS/ { now = $2 } /^VmHWM/ { most = $2 } END { printf "%d %d\n", now / 1024, most / 1024 }' "/proc/$1/status"
}

median() { # of the numbers on stdin
    sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
