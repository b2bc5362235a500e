#!/usr/bin/env bash
# cmake --install makes a tree that runs from its prefix and takes every library from there. Argument: the program built.
set -euo pipefail
build=$(dirname "$1")
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$build" --prefix "$prefix" >"$prefix/log" || { cat "$prefix/log"; exit 1; }
[ "$(env -i "$prefix/bin/node" -p 'process.execPath')" = "$prefix/bin/phasor" ]
outside=$("$prefix/lib/phasor/ld-linux-x86-64.so.2" --list "$prefix/bin/phasor" | grep '/' | grep -v -F "$prefix/" || true)
[ -z "$outside" ] || { echo "libraries from outside the prefix:"; echo "$outside"; exit 1; }
