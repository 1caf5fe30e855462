#!/bin/sh
# Install what the program needs from the operating system: the window's libraries, sound and a voice.
# usage: system-packages.sh run|test      ("test" adds the virtual screen and the virtual sound server)
set -eu

run="python3-venv libportaudio2 libasound2-plugins espeak-ng libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 \
libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 \
libdbus-1-3 libfontconfig1 fonts-dejavu-core"
test="git xvfb xauth xdotool pulseaudio pulseaudio-utils alsa-utils ffmpeg poppler-utils procps binutils strace"

case "${1:-run}" in
    run) wanted=$run ;;
    test) wanted="$run $test" ;;
    *) echo "usage: $0 run|test" >&2; exit 2 ;;
esac

if ! command -v apt-get >/dev/null 2>&1; then
    case "$(uname -s)" in
        Darwin) hint="brew install portaudio espeak-ng" ;;
        *) hint="sudo dnf install portaudio espeak-ng python3-devel   (Fedora)
    sudo pacman -S portaudio espeak-ng qt6-base           (Arch)" ;;
    esac
    if [ ! -d .venv ]; then
        echo "This script installs system packages on Debian and Ubuntu only. If sound or the voice is missing, run:"
        echo "    $hint"
    fi
    exit 0
fi

missing=""
for package in $wanted; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo"
else
    echo "These system packages are missing, and installing them needs an administrator. Please run:" >&2
    echo "    su -c 'apt-get update && apt-get install --no-install-recommends$missing'" >&2
    exit 1
fi
echo "Installing system packages:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get -q update
# shellcheck disable=SC2086 - the list is meant to be split
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $missing
