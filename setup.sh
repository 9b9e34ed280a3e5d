#!/bin/sh
# One idempotent step: the system libraries WeasyPrint draws text with, a virtual environment, the packages.
# Run it as often as you like; when everything is there it ends at once.
#
#   sh setup.sh                 what the press needs
#   sh setup.sh --test          and what its tests need, a browser too
#   sh setup.sh --rare-words    and another extra of pyproject.toml
set -eu
cd "$(dirname "$0")"

say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit "${code:-3}"; }

parts=all
for option in "$@"; do
    part=${option#--}
    case $part in *[!a-z-]* | '' | all) part=none ;; esac
    [ "$option" = "--$part" ] && grep -q "^# for:.* $part\( \|\$\)" constraints.txt ||
        { code=2; stop "there is no option $option; there are --test and the other extras of pyproject.toml."; }
    parts="$parts $part"
done

is_new() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
makes_venv() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }

# The system's own Python comes first: Debian builds it with profile-guided and link-time optimisation, and one that
# pyenv built without them takes about a tenth more time for the same pages.
candidates="/usr/bin/python3 python3.11 python3.12 python3.13 python3.14 python3"
if [ -n "${PYTHON:-}" ]; then
    is_new "$PYTHON" || stop "PYTHON=$PYTHON is no Python 3.11 or newer; name another, or leave it out."
else
    PYTHON=
    for test in makes_venv is_new; do # One that lacks its venv part is mended below, if there is no other.
        for candidate in $candidates; do
            [ -z "$PYTHON" ] && is_new "$candidate" && "$test" "$candidate" && PYTHON=$candidate
        done
    done
    [ -n "$PYTHON" ] ||
        stop "Python 3.11 or newer is missing; run 'sudo apt-get install python3 python3-venv' (Debian 12, Ubuntu 24.04" \
            "or newer), or install it from python.org, and run this again."
fi

# What is installed is written down beside what asked for it, so a changed list of packages installs again, and what
# was asked for once stays.
stamp=.venv/.setup-done
wanted=$(cat setup.sh pyproject.toml constraints.txt | cksum)
have_wanted= have_parts=
[ -f "$stamp" ] && { read -r have_wanted; read -r have_parts; } <"$stamp" || true
is_whole() { [ -x .venv/bin/python ] && is_new .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null; }
is_whole || { have_wanted='' have_parts=''; }
for part in $have_parts; do
    case " $parts " in *" $part "*) ;; *) parts="$parts $part" ;; esac
done
is_there=yes
for part in $parts; do
    case " $have_parts " in *" $part "*) ;; *) is_there=no ;; esac
done
if [ "$have_wanted" = "$wanted" ] && [ "$is_there" = yes ]; then
    say "everything is in place."
    exit 0
fi

libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# Pages for a screen are tested in Chromium without its windows, which Debian packs; Ubuntu and others don't.
browser=chromium-headless-shell
case " $parts " in *" test "*) wants_browser=yes ;; *) wants_browser=no ;; esac
case "$(uname -s)" in
    Darwin)
        command -v brew >/dev/null 2>&1 && brew list pango >/dev/null 2>&1 ||
            stop "this is macOS: install the text library with 'brew install pango', then run this again." ;;
    Linux)
        if command -v apt-get >/dev/null 2>&1; then
            is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }
            missing=
            for library in $libraries; do
                is_installed "$library" || missing="$missing $library"
            done
            if [ "$wants_browser" = yes ] && is_installed "$browser"; then wants_browser=no; fi
            if ! makes_venv "$PYTHON"; then
                case "$PYTHON" in
                    /usr/bin/*) missing="$missing ${PYTHON#/usr/bin/}-venv" ;;
                    *) missing="$missing python3-venv" ;;
                esac
            fi
            sudo=
            if [ "$(id -u)" -ne 0 ]; then sudo=sudo; fi
            has_rights() { [ -z "$sudo" ] || command -v sudo >/dev/null 2>&1; }
            if [ -n "$missing" ] || [ "$wants_browser" = yes ]; then
                # A list of packages that is out of date, or one mirror that is down, need not stop the installation.
                if has_rights; then $sudo apt-get update -qq || true; fi
            fi
            if [ "$wants_browser" = yes ] && has_rights && apt-cache show "$browser" >/dev/null 2>&1; then
                missing="$missing $browser" wants_browser=no
            fi
            if [ -n "$missing" ]; then
                has_rights || stop "missing:$missing; ask an administrator to run: apt-get install$missing"
                say "installing$missing"
                $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing ||
                    stop "could not install$missing; run: ${sudo:+sudo }apt-get install$missing"
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

if ! is_whole; then
    makes_venv "$PYTHON" ||
        stop "$PYTHON cannot make a virtual environment: its venv or ensurepip is missing. Install that, or name" \
            "another Python: PYTHON=/usr/bin/python3 sh setup.sh"
    rm -rf .venv
    say "making .venv with $PYTHON"
    "$PYTHON" -m venv .venv
fi
rm -f "$stamp"

# constraints.txt names every package with its version and checksums, and after "# for:" what it is for.
chosen=.venv/.setup-packages.txt
awk -v parts="$parts" '
    BEGIN { split(parts, wanted, " ") }
    /^# for:/ { is_chosen = 0; for (one in wanted) if (index($0 " ", " " wanted[one] " ")) is_chosen = 1 }
    is_chosen' constraints.txt >"$chosen"
say "installing $(grep -c '==' "$chosen") Python packages; the first time that takes a minute or three"
.venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$chosen"
# What it is built with is among them: nothing that is not pinned is fetched to install the press itself.
.venv/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
printf '%s\n%s\n' "$wanted" "$parts" >"$stamp"
[ "$wants_browser" = no ] ||
    say "tests of pages for a screen want a browser: .venv/bin/python -m playwright install --only-shell chromium"
say "done. Next: .venv/bin/python build.py"
