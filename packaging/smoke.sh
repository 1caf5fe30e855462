#!/bin/sh
# Start the built program where no Python can be found, and let it analyse a spoken file.
set -eu

program="$(pwd)/dist/anchor-coach/coach"
if [ ! -x "$program" ]; then
    echo "There is no built program yet; run: make dist" >&2
    exit 1
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/home"
speaker=$(command -v espeak-ng) || { echo "espeak-ng is needed to speak the file; run: make tools" >&2; exit 1; }
"$speaker" -v en-us -s 140 -w "$folder/answer.wav" \
    "We decided to keep the old search for one more month. The problem was a slow database."

bare() {
    env -i PATH="$folder/bin" HOME="$folder/home" LANG=C.UTF-8 COACH_HOME="$folder/home" "$@"
}

bare "$program" --version
bare "$program" packs list | grep -q metrics
bare "$program" analyze "$folder/answer.wav" --json > "$folder/answer.json"
for word in problem database month; do
    if ! grep -qi "$word" "$folder/answer.json"; then
        echo "The built program did not hear the word '$word':" >&2
        cat "$folder/answer.json" >&2
        exit 1
    fi
done
bare "$program" history
echo "The built program starts without Python and hears what was said."
