#!/bin/sh
# Make .venv, or make it anew when its folder was moved or its Python is gone; leave a good one alone.
# Usage: scripts/environment.sh [PYTHON]
set -eu
here=$(pwd -P)
if [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null \
    && [ "$(cat .venv/made-here 2>/dev/null || echo "$here")" = "$here" ]; then
    printf '%s\n' "$here" >.venv/made-here
    exit 0
fi
python=$(scripts/find_python.sh "${1:-}")
echo "creating .venv with $("$python" -V)"
"$python" -m venv --clear .venv
printf '%s\n' "$here" >.venv/made-here
