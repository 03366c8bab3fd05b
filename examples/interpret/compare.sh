#!/usr/bin/env bash
# Builds both variants, runs them on a generated table, and checks that they write the same report.
# Prints the peak resident memory of each.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  echo "usage: compare.sh [SIZE] [BUILD-DIR]    SIZE such as 64MB (the default) or 2GB"
  exit
fi
size=${1:-64MB}
source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build=${2:-$work/build}

cmake -S "$source" -B "$build" >"$work/log" && cmake --build "$build" >>"$work/log" ||
  { cat "$work/log" >&2; exit 1; }
"$build/interpret-generate" "$work/train.csv" "$size"

# VmHWM only ever grows, so the last value seen before the process ends is its peak.
run() {
  local variant=$1 kilobytes=0 now
  "$build/interpret-$variant" "$work/train.csv" "$work/$variant.txt" &
  local pid=$!
  while now=$(awk '/^VmHWM:/ { print $2 }' "/proc/$pid/status" 2>/dev/null) && [[ $now ]]; do
    kilobytes=$now
    sleep 0.01
  done
  wait "$pid"
  printf '%-8s %10d kB\n' "$variant" "$kilobytes"
}

run before
run after
cmp "$work/before.txt" "$work/after.txt"
echo "the reports are the same"
