#!/bin/bash
# Starts a one-node OpenStack Swift on loopback: no systemd, no root, nothing in /etc read or changed.
# Returns when all four servers answer /healthcheck (2 to 8 s), and may be called again at any time.
# Settings are environment variables, see README.md beside this file.
set -euo pipefail

LAB=${LAB:-${TMPDIR:-/tmp}/direct-upload-swift}
PROXY_PORT=${PROXY_PORT:-18080}
OBJECT_PORT=${OBJECT_PORT:-16200}
CONTAINER_PORT=${CONTAINER_PORT:-16201}
ACCOUNT_PORT=${ACCOUNT_PORT:-16202}
CORS_ORIGIN=${CORS_ORIGIN:-}
STRICT_CORS=${STRICT_CORS:-true}
EXPIRER=${EXPIRER:-0}
TEMPURL_EXTRA=${TEMPURL_EXTRA:-}
PROXY_EXTRA=${PROXY_EXTRA:-}
S3_CORS_ORIGIN=${S3_CORS_ORIGIN:-*}
S3API_EXTRA=${S3API_EXTRA:-}
OWNER_PID=${OWNER_PID:-}

# Debian's own Python: the Swift packages are installed for it, not for whatever `python3` comes first in PATH.
PYTHON=/usr/bin/python3
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$HERE/lib.sh"

# Exit codes: the caller tells a missing package (2), an unusable disk (3) and a taken port (5) apart.
for server in proxy account container object; do
  [ -x "/usr/bin/swift-$server-server" ] || {
    echo "OpenStack Swift is not installed. Run: apt-get install --no-install-recommends" \
      "swift-proxy swift-account swift-container swift-object swift-object-expirer" >&2
    exit 2
  }
done

all_healthy() {
  local name servers=()
  for name in account container object proxy; do
    alive "$name" || return 1
    servers+=("$(cat "$LAB/run/$name.pid")" "$(port_of "$name")")
  done
  "$PYTHON" "$HERE/healthy.py" "${servers[@]}"
}

mkdir -p "$LAB"/{etc,run,log,cache,srv/d1}
if all_healthy; then
  echo "Swift is already running at http://127.0.0.1:$PROXY_PORT"
  exit 0
fi
# Something of an earlier start may be left, on other ports or half dead.
"$HERE/stop-swift.sh"

# Swift keeps object metadata in extended attributes (tmpfs has them only from Linux 6.6 on).
"$PYTHON" - "$LAB/srv/d1" <<'PY' || { echo "No extended attributes under $LAB: set LAB to a directory on ext4, xfs or btrfs." >&2; exit 3; }
import os, sys, tempfile
handle, name = tempfile.mkstemp(dir=sys.argv[1])
try:
    os.setxattr(name, 'user.swift.test', b'x' * 1000)
except OSError:
    sys.exit(1)
finally:
    os.close(handle)
    os.unlink(name)
PY

# shellcheck source=config.sh
. "$HERE/config.sh"
write_config
"$PYTHON" "$HERE/make-rings.py" "$LAB/etc" \
  "account=$ACCOUNT_PORT" "container=$CONTAINER_PORT" "object=$OBJECT_PORT" >>"$LAB/log/rings.log" 2>&1 || {
  tail -5 "$LAB/log/rings.log" >&2
  exit 4
}

dead=()
want() { # name, kind, configuration file
  alive "$1" || dead+=("$1=$2=$LAB/etc/$3.conf")
}
for name in account container object proxy; do
  want "$name" "$name-server" "$name-server"
done
if [ "$EXPIRER" = 1 ]; then
  # The expirer finds its queue through an account that only the container-updater makes known: it needs both.
  want updater container-updater container-server
  want expirer object-expirer object-expirer
fi
if [ "${#dead[@]}" -gt 0 ]; then
  PYTHONPATH=$HERE PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$HERE/run-swift.py" "$LAB" "${dead[@]}" </dev/null \
    >>"$LAB/log/start.log" 2>&1 || {
    tail -5 "$LAB/log/start.log" >&2
    exit 5
  }
fi
if [ -n "$OWNER_PID" ]; then
  # Stops everything if the process that wanted this Swift dies without being able to say so (kill -9).
  LAB=$LAB setsid nohup "$HERE/watch-owner.sh" "$OWNER_PID" </dev/null >/dev/null 2>&1 &
fi

# A busy machine with two cores takes half a minute.
while [ $SECONDS -lt 120 ]; do
  for name in account container object proxy; do
    alive "$name" || {
      echo "The $name server ended at once (is port $(port_of "$name") taken?):" >&2
      tail -5 "$LAB/log/$name.log" | cut -c1-300 >&2
      "$HERE/stop-swift.sh"
      exit 5
    }
  done
  if all_healthy; then
    echo "Swift is ready at http://127.0.0.1:$PROXY_PORT (v1 auth /auth/v1.0, user test:tester, key testing)"
    exit 0
  fi
  sleep 0.1
done
echo "Swift was not ready after 120 s, see $LAB/log" >&2
"$HERE/stop-swift.sh"
exit 6
