#!/bin/sh
# Start the built program where no Python can be found: let it speak, listen, and open its window.
set -eu

program="$(pwd)/dist/anchor-coach/coach"
micro="$(pwd)/tests/data/micro-whisper"
if [ ! -x "$program" ]; then
    echo "There is no built program yet; run: make dist" >&2
    exit 1
fi
speaker=$(command -v espeak-ng) || { echo "espeak-ng is needed to speak the file; run: make test" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/home"
"$speaker" -v en-us -s 140 -w "$folder/answer.wav" \
    "We decided to keep the old search for one more month. The problem was a slow network."

# Become the program, so that a signal to this shell reaches it.
become() {
    exec env -i PATH="$folder/bin" HOME="$folder/home" LANG=C.UTF-8 COACH_HOME="$folder/home" QT_QPA_PLATFORM=offscreen \
        "$program" "$@"
}

bare() {
    (become "$@")
}

# Say which word is missing in a file of the program's answers.
expect() {
    answers=$1
    shift
    for word; do
        grep -qi "$word" "$answers" || { echo "The built program did not say '$word':" >&2; cat "$answers" >&2; exit 1; }
    done
}

bare --version
bare --help > "$folder/help.txt"
bare packs list > "$folder/packs.txt"
expect "$folder/packs.txt" metrics behavioural
bare models list > "$folder/models.txt"
expect "$folder/models.txt" "all-MiniLM-L6-v2 .* on this computer"
bare doctor > "$folder/doctor.txt" || true  # there may be no microphone
expect "$folder/doctor.txt" "works *meaning: all-MiniLM-L6-v2"
bare analyze "$folder/answer.wav" --json > "$folder/answer.json"
expect "$folder/answer.json" moonshine problem network month
bare example > "$folder/example.txt"
expect "$folder/example.txt" example.md "heard: the lesson"
if [ -d "$micro" ]; then
    bare analyze "$folder/answer.wav" --engine whisper --model "$micro" --json > "$folder/whisper.json"
    expect "$folder/whisper.json" '"name": "whisper"' '"probability"'
fi
bare history

become > "$folder/window.txt" 2>&1 &
window=$!
sleep 5
kill "$window" 2>/dev/null || { echo "The window did not stay open:" >&2; cat "$folder/window.txt" >&2; exit 1; }
wait "$window" || true
echo "The built program starts without Python, speaks, hears what was said and opens its window."
