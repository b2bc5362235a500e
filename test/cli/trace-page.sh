#!/usr/bin/env bash
# The page of a trace, opened in headless Chromium (Debian's package `chromium`): what it shows of a small program. Argument: the program
# built. Without Chromium nothing is checked, and the output says so.
set -euo pipefail
phasor=$1
if ! chromium=$(command -v chromium); then
  echo "NOT CHECKED: there is no chromium here (apt-get install chromium), so the trace page was not opened"
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/program.js" <<'PROGRAM'
setTimeout(function blocks() { const end = Date.now() + 30; while (Date.now() < end); }, 5);
setImmediate(function soon() { process.nextTick(function tick() {}); });
require('crypto').pbkdf2('a', 'b', 1000, 64, 'sha512', function derived() {});
PROGRAM
"$phasor" --trace-loop="$folder/t" "$folder/program.js"

# The document as it is once the page's script has run, searched and zoomed by its address.
status=0
timeout 150 "$chromium" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir="$folder/profile" \
  --window-size=1400,900 --virtual-time-budget=5000 --dump-dom "file://$folder/t.html#find=program.js&from=0&to=100000000" \
  > "$folder/dom.html" 2> "$folder/chromium.log" || status=$?
if [ $status = 124 ]; then
  echo "NOT CHECKED: chromium did not answer within 150 seconds on this busy machine, so the trace page was not looked at"
  exit 0
fi
sed '/id="trace"/,$d' "$folder/dom.html" > "$folder/page.html"
expect() {
  grep -q -e "$1" "$folder/page.html" || { echo "missing in $2: $1"; head -c 6000 "$folder/page.html"; cat "$folder/chromium.log"; exit 1; }
}
expect 'id="found">[0-9]* callbacks, ' "the search"
expect 'id="range">0.0 us to ' "the zoomed range"
expect '<td>timers</td>' "phases"
expect '<td>poll wait</td>' "phases"
expect '<tr data-row=""><td>timer 5 ms blocks</td><td>[^<]*program.js:1:' "the slowest callbacks"
expect '<td>nextTick tick</td><td>[^<]*program.js:2:' "callbacks"
expect '<td>crypto: wait for a thread</td>' "pools"
if grep -q '<td>main script</td>' "$folder/page.html"; then echo "the search leaves what it does not match in the lists"; exit 1; fi
drawn=$(sed -n 's/.*data-drawn="\([0-9]*\)".*/\1/p' "$folder/page.html" | head -1)
[ "${drawn:-0}" -ge 8 ] || { echo "the timeline draws ${drawn:-no} slices"; exit 1; }
grep -q 'data-ready="yes"' "$folder/dom.html" || { echo "the page's script did not come to its end"; exit 1; }
