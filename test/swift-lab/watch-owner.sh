#!/bin/bash
# Waits until process $1 is gone, then stops the Swift in LAB. Ends by itself when that Swift was stopped before.
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
while [ -e "$LAB/run/proxy.pid" ]; do
  if ! kill -0 "$1" 2>/dev/null; then
    "$HERE/stop-swift.sh"
    # Data of a test instance; a lab that a person started has no owner and is kept.
    rm -rf "$LAB"
    exit 0
  fi
  sleep 1
done
