#!/usr/bin/env bash
# Of libnode only V8 is used: the binary has no undefined node::, napi_ or node_api_ symbol.
set -euo pipefail
symbols=$(nm -D --undefined-only -C "$1")
grep -q 'v8::' <<<"$symbols" || { echo "no V8 symbols: the check would prove nothing"; exit 1; }
if grep -E '(^| )(node::|napi_|node_api_)' <<<"$symbols"; then
  echo "the symbols above belong to Node"; exit 1
fi
