#!/bin/sh
# Run a command so that Ctrl-C reaches it alone: what called this script goes on with the command's own exit code.
# Without this, Ctrl-C also interrupts make, which then reports a failure although the server ended well.
# Usage: scripts/foreground.sh COMMAND...
if .venv/bin/python -c 'import os, sys; sys.exit(os.tcgetpgrp(0) != os.getpgrp())' 2>/dev/null; then
    set -m # on a terminal that is ours, the command gets a process group of its own
    "$@"
else
    exec "$@"
fi
