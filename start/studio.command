#!/bin/sh
# Opens the studio by a double click: this file on macOS and Linux, studio.cmd beside it on Windows.
# The first time it installs what is missing, which takes some minutes. Closing its window ends the studio.
set -u
cd "$(dirname "$0")/.." || exit 1

# Within Windows it is Windows' own browser that is to open.
if grep -qi microsoft "${PROC_VERSION:-/proc/version}" 2>/dev/null; then
    BROWSER='rundll32.exe url.dll,FileProtocolHandler %s'
    export BROWSER
fi

sh setup.sh --studio && .venv/bin/python build.py studio && exit 0

# A window that closes at once takes its last words with it.
printf '\nIt did not work; what is wrong stands above. Press Enter to close this window.\n'
read -r _ || true
exit 1
