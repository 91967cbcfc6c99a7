#!/usr/bin/env bash
# See to it that the page tests find a browser and a Chinese font. Installs Debian's where it may (root with apt);
# elsewhere says what is missing. Never fails: the page tests themselves skip, or fail when CI is set.
set -euo pipefail

has_browser() {
    local name
    [ -n "${CHAINMAP_CHROMIUM:-}" ] && return 0
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && return 0
    done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}

has_font() {
    ! command -v fc-list >/dev/null || [ -n "$(fc-list :lang=zh-cn)" ]
}

wanted=()
has_browser || wanted+=(chromium)
{ has_browser && has_font; } || wanted+=(fonts-noto-cjk)
[ ${#wanted[@]} -eq 0 ] && exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "browser: ${wanted[*]} not found and not installed (that takes root and apt)." >&2
    has_browser || echo "browser: the page tests are left out; name one with CHAINMAP_CHROMIUM=/path/to/chromium" >&2
    exit 0
fi

echo "installing ${wanted[*]} for the page tests (once, about a minute)..."
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for try in 1 2 3; do
    if apt-get update -qq >"$log" 2>&1 </dev/null &&
        apt-get install -y -qq --no-install-recommends "${wanted[@]}" >>"$log" 2>&1 </dev/null; then
        exit 0
    fi
    [ "$try" = 3 ] || sleep $((try * 5))
done
tail -n 20 "$log" >&2
echo "browser: ${wanted[*]} could not be installed." >&2
