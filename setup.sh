#!/bin/sh
# One idempotent step: the system libraries WeasyPrint draws text with, a virtual environment, the packages.
# Run it as often as you like; when everything is there it ends at once.
set -eu
cd "$(dirname "$0")"

say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 3; }

PYTHON=${PYTHON:-}
if [ -z "$PYTHON" ]; then
    for candidate in python3.11 python3.12 python3.13 python3; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        PYTHON=$candidate
        break
    done
fi
[ -n "$PYTHON" ] || stop "Python 3.11 or newer is missing; install it and run this again."

# What is installed is written down beside what asked for it, so a changed pyproject.toml installs again.
stamp=.venv/.setup-done
wanted=$(cat setup.sh pyproject.toml | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && [ -x .venv/bin/python ]; then
    say "everything is in place."
    exit 0
fi

libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
case "$(uname -s)" in
    Darwin)
        command -v brew >/dev/null 2>&1 && brew list pango >/dev/null 2>&1 ||
            stop "this is macOS: install the text library with 'brew install pango', then run this again." ;;
    Linux)
        if command -v apt-get >/dev/null 2>&1; then
            missing=
            for library in $libraries; do
                dpkg-query -W -f '${Status}' "$library" 2>/dev/null | grep -q 'ok installed' || missing="$missing $library"
            done
            "$PYTHON" -c 'import venv, ensurepip' 2>/dev/null || missing="$missing python3-venv"
            if [ -n "$missing" ]; then
                sudo=
                if [ "$(id -u)" -ne 0 ]; then
                    command -v sudo >/dev/null 2>&1 ||
                        stop "missing:$missing; ask an administrator to run: apt-get install$missing"
                    sudo=sudo
                fi
                say "installing$missing"
                # A list of packages that is out of date, or one mirror that is down, need not stop the installation.
                $sudo apt-get update -qq || true
                $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing ||
                    stop "could not install$missing; run: apt-get install$missing"
            fi
        elif command -v dnf >/dev/null 2>&1; then
            rpm -q pango >/dev/null 2>&1 ||
                stop "install the text library with 'sudo dnf install pango', then run this again."
        else
            say "make sure Pango and HarfBuzz (with its subset library) are installed."
        fi ;;
    *)
        stop "on Windows use WSL (Debian or Ubuntu) and run this there; WeasyPrint needs Pango." ;;
esac

[ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || { rm -rf .venv; say "making .venv"; "$PYTHON" -m venv .venv; }
say "installing the Python packages"
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
printf '%s' "$wanted" >"$stamp"
say "done. Next: .venv/bin/python build.py"
