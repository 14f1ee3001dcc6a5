# What start-swift.sh and stop-swift.sh share. Expects LAB, HERE and the four *_PORT variables.
# shellcheck shell=bash

# Is this pid one of our servers? Not a zombie, and not a stranger who got a re-used pid.
ours() {
  [ -r "/proc/$1/cmdline" ] || return 1
  tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null | grep -q 'run-swift\.py' || return 1
  ! grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null
}

alive() {
  local pid
  pid=$(cat "$LAB/run/$1.pid" 2>/dev/null) && [ -n "$pid" ] && ours "$pid"
}

port_of() {
  case $1 in
    proxy) echo "$PROXY_PORT" ;;
    object) echo "$OBJECT_PORT" ;;
    container) echo "$CONTAINER_PORT" ;;
    account) echo "$ACCOUNT_PORT" ;;
  esac
}
