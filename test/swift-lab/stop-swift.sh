#!/bin/bash
# Stops what start-swift.sh started in LAB, and nothing else: by pid file, checked against the command line.
set -u
LAB=${LAB:-${TMPDIR:-/tmp}/direct-upload-swift}
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$HERE/lib.sh"

shopt -s nullglob
for file in "$LAB"/run/*.pid; do
  pid=$(cat "$file")
  # A server stopped with SIGSTOP (a fault test) would not see the TERM.
  ours "$pid" && kill -TERM "$pid" 2>/dev/null && kill -CONT "$pid" 2>/dev/null
done
for file in "$LAB"/run/*.pid; do
  pid=$(cat "$file")
  for _ in $(seq 1 30); do
    ours "$pid" || break
    sleep 0.1
  done
  ours "$pid" && kill -KILL "$pid" 2>/dev/null
  rm -f "$file"
done
exit 0
