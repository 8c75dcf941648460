#!/bin/sh
# Print the first Python that can carry treatygraph: 3.11 or newer, with venv and ensurepip.
# Usage: scripts/find_python.sh [PYTHON]; a named Python is the only one tried.
set -u
sound='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
for python in ${1:-python3.13 python3.12 python3.11 python3 python}; do
    # A candidate is run, not looked up: a version manager's shim may stand on the path with nothing behind it.
    if "$python" -c "$sound" >/dev/null 2>&1; then
        echo "$python"
        exit 0
    fi
done
{
    echo "treatygraph needs Python 3.11 or newer with its venv module; tried: ${1:-python3.13 python3.12 python3.11 python3 python}."
    found=$("${1:-python3}" -V 2>&1) && echo "There is $found."
    echo "Install one (on Debian and Ubuntu: apt-get install python3 python3-venv), or name it: make demo PYTHON=/path/to/python3"
} >&2
exit 1
